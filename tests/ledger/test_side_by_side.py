"""Several judges on one event: pooled where they said a number, and never sharpened."""

from __future__ import annotations

import math

import pytest

from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.side_by_side import side_by_side
from ledger.made import event, judgement


def test_three_judges_by_hand(ledger):
    for who, number in (("maria", 0.2), ("li", 0.5), ("wu", 0.4)):
        ledger.record(judgement(number, by_whom=who))
    (found,) = side_by_side(ledger.tracks)
    assert [one.by_whom for one in found.judgements] == ["maria", "li", "wu"]
    mean = sum(math.log(p / (1 - p)) for p in (0.2, 0.5, 0.4)) / 3
    assert found.log_odds_mean == pytest.approx({"yes": 1 / (1 + math.exp(-mean))})
    assert found.mean == pytest.approx({"yes": 1.1 / 3})
    assert found.median == pytest.approx({"yes": 0.4})


def test_one_judge_alone_and_a_resolved_event_are_not_pooled(ledger):
    ledger.record(judgement(0.2))
    ledger.record(judgement(0.25))
    assert side_by_side(ledger.tracks) == ()
    ledger.record(judgement(0.3, by_whom="li"))
    assert len(side_by_side(ledger.tracks)) == 1
    ledger.resolve(event(), "occurred", date="2021-04-01", source="yearbook", by_whom="li")
    assert side_by_side(ledger.tracks) == ()


def test_what_was_withdrawn_no_longer_counts(ledger):
    ledger.record(judgement(0.2), judgement(0.3, by_whom="li"), judgement(0.4, by_whom="wu"))
    ledger.withdraw(event(), by_whom="wu")
    (found,) = side_by_side(ledger.tracks)
    assert found.mean == pytest.approx({"yes": 0.25})


def test_an_imputed_number_is_shown_and_not_pooled(ledger):
    ledger.record(judgement(0.2), judgement(0.4, by_whom="li"))
    ledger.record(judgement(0.9, by_whom="A paper", kind="published", source="page 1", imputed=True))
    (found,) = side_by_side(ledger.tracks)
    assert (len(found.judgements), found.left_out) == (3, ("A paper",))
    assert found.mean == pytest.approx({"yes": 0.3})


def test_probabilities_of_scenarios_that_miss_one_are_made_to_add_to_one_and_it_is_told(ledger):
    which = parse_event("scenario until 2021-10-31")
    ledger.record(judgement(event=which, probabilities={"apart": 0.3, "hedged": 0.6, "allied": 0.3}))
    ledger.record(judgement(event=which, probabilities={"apart": 0.25, "hedged": 0.5, "allied": 0.25}, by_whom="li"))
    (found,) = side_by_side(ledger.tracks)
    assert found.scaled == ("maria",)
    assert found.mean == pytest.approx({"apart": 0.25, "hedged": 0.5, "allied": 0.25})
