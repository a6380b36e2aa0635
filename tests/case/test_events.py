from __future__ import annotations

from datetime import date

import pytest

from equipoise.case.events import Span, Term, members, names_in, parse_member, parse_span, paths_written
from equipoise.case.schema import Event


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("straddle", (Term("straddle"),)),
        ("arms=dual_use", (Term("arms", "dual_use"),)),
        ("arms=dual_use & front=losing", (Term("arms", "dual_use"), Term("front", "losing"))),
        (" arms = dual_use&straddle ", (Term("arms", "dual_use"), Term("straddle"))),
    ],
)
def test_a_member_is_a_scenario_a_level_or_several_at_once(written, terms):
    assert parse_member(written) == terms


@pytest.mark.parametrize("written", ["", "arms=", "=dual_use", "a & ", "& a", "a=b=c", "a=b && c=d"])
def test_what_is_no_member_is_refused_as_it_was_written(written):
    with pytest.raises(ValueError, match="is not a member; write a scenario, name=level, or a=x & b=y") as refusal:
        parse_member(written)
    assert repr(written) in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("losing", Span("losing")),
        ("losing@2022-06-30..2022-12-31", Span("losing", date(2022, 6, 30), date(2022, 12, 31))),
        (" losing @ 2022-06-30 .. 2022-12-31 ", Span("losing", date(2022, 6, 30), date(2022, 12, 31))),
    ],
)
def test_a_span_is_a_level_with_or_without_dates(written, span):
    assert parse_span(written) == span


@pytest.mark.parametrize(
    "written",
    ["", "@", "losing@", "@2022-06-30..2022-12-31", "losing@2022-06-30", "losing@..2022-12-31", "losing@2022-06-30.."],
)
def test_what_is_no_span_is_refused(written):
    with pytest.raises(ValueError, match="is not a span"):
        parse_span(written)


def test_a_span_runs_between_days():
    with pytest.raises(ValueError, match="'2022-06' is not one day"):
        parse_span("losing@2022-06..2022-12-31")


def test_an_event_names_what_is_in_its_set_given_and_done():
    event = Event.model_validate(
        {"ever": ["straddle", "arms=none & front=losing"], "given": {"rivalry": "calm"}, "do": {"front": "winning"}}
    )
    assert names_in(event) == {"straddle", "arms", "front", "rivalry"}
    assert members(event) == ("straddle", "arms=none & front=losing")
    assert paths_written(event) == ("ever",)


def test_one_member_needs_no_list():
    assert members(Event.model_validate({"at": "straddle"})) == ("straddle",)
