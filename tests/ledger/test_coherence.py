"""Contradictions of one judge across events, found by the form of the events alone."""

from __future__ import annotations

import pytest

from equipoise.ledger.coherence import contradictions
from equipoise.ledger.judged_event import parse_event
from ledger.made import judgement

JUNE, DECEMBER = "until 2021-06-30", "until 2021-12-31"


def say(ledger, *pairs, **fields):
    ledger.record(*[judgement(number, event=parse_event(text), **fields) for text, number in pairs])


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (f"ever allied {JUNE}", f"ever allied {DECEMBER}"),
        (f"ever allied {JUNE}", f"ever allied, hedged {JUNE}"),
        (f"ever allied & pressure=high {JUNE}", f"ever allied {JUNE}"),
        (f"at allied {JUNE}", f"ever allied {DECEMBER}"),
        (f"at allied & pressure=high {JUNE}", f"at pressure=high {JUNE}"),
        (f"throughout allied {DECEMBER}", f"at allied {JUNE}"),
        (f"throughout allied {DECEMBER}", f"throughout allied {JUNE}"),
        (f"throughout allied {DECEMBER}", f"ever allied {JUNE}"),
        (f"ever allied from 2021-05-01 {JUNE}", f"ever allied {JUNE}"),
        (f"ever allied {JUNE} given pressure=high", f"ever allied {DECEMBER} given pressure=high"),
    ],
)
def test_what_implies_another_cannot_be_likelier(embedded, narrow, wide):
    say(embedded, (narrow, 0.5), (wide, 0.3))
    (found,) = contradictions(embedded.tracks)
    assert found.judge == ("person", "maria")
    (broken,) = found.mended.violations
    assert (broken.narrow, broken.wide) == (str(parse_event(narrow)), str(parse_event(wide)))
    assert list(found.mended.probabilities.values()) == pytest.approx([0.4, 0.4])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"ever allied {DECEMBER}", f"ever allied {JUNE}"),
        (f"ever allied {JUNE}", f"ever hedged {DECEMBER}"),
        (f"ever allied {JUNE}", f"at allied {JUNE}"),
        (f"at allied {JUNE}", f"at allied {DECEMBER}"),
        (f"throughout allied {JUNE}", f"throughout allied {DECEMBER}"),
        (f"ever allied {JUNE}", f"ever allied from 2021-07-01 {DECEMBER}"),
        # Under a condition it is another question.
        (f"ever allied {JUNE} given pressure=high", f"ever allied {DECEMBER}"),
        (f"ever allied {JUNE} given pressure=high", f"ever allied {DECEMBER} do pressure=high"),
    ],
)
def test_what_does_not_imply_another_may_be_likelier(embedded, one, other):
    say(embedded, (one, 0.5), (other, 0.3))
    assert contradictions(embedded.tracks) == ()


def test_two_likely_things_on_one_day_overlap(embedded):
    a, b, both = f"at allied {JUNE}", f"at pressure=high {JUNE}", f"at allied & pressure=high {JUNE}"
    say(embedded, (a, 0.8), (b, 0.7), (both, 0.2))
    (found,) = contradictions(embedded.tracks)
    (short,) = found.mended.shortfalls
    assert (short.both, {short.first, short.second}) == (both, {a, b})
    assert found.mended.probabilities == pytest.approx({a: 0.7, b: 0.6, both: 0.3})


def test_that_each_is_ever_so_does_not_make_them_so_at_once(embedded):
    say(embedded, (f"ever allied {JUNE}", 0.8), (f"ever pressure=high {JUNE}", 0.7))
    say(embedded, (f"ever allied & pressure=high {JUNE}", 0.2))
    assert contradictions(embedded.tracks) == ()


def test_which_scenario_holds_is_a_judgement_of_each(embedded):
    probabilities = {"apart": 0.2, "hedged": 0.4, "allied": 0.4}
    say(embedded, (f"scenario {JUNE}", None), probabilities=probabilities)
    say(embedded, (f"ever allied {JUNE}", 0.3))
    (found,) = contradictions(embedded.tracks)
    assert [one.narrow for one in found.mended.violations] == ["allied in 'scenario until 2021-06-30'"]


def test_judges_do_not_contradict_each_other(embedded):
    say(embedded, (f"ever allied {JUNE}", 0.5))
    say(embedded, (f"ever allied {DECEMBER}", 0.3), by_whom="li")
    assert contradictions(embedded.tracks) == ()


def test_only_what_stands_of_open_events_is_compared(embedded):
    say(embedded, (f"ever allied {JUNE}", 0.5), (f"ever allied {DECEMBER}", 0.3))
    embedded.withdraw(f"ever allied {JUNE}", by_whom="maria")
    assert contradictions(embedded.tracks) == ()
    say(embedded, (f"ever allied {JUNE}", 0.4), reason="again")
    assert len(contradictions(embedded.tracks)) == 1
    embedded.resolve(f"ever allied {JUNE}", "occurred", date="2021-04-01", source="yearbook", by_whom="li")
    assert contradictions(embedded.tracks) == ()


def test_a_miss_by_rounding_is_none(embedded):
    say(embedded, (f"ever allied {JUNE}", 0.304), (f"ever allied {DECEMBER}", 0.3))
    assert contradictions(embedded.tracks) == ()
