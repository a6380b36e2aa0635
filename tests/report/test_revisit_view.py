"""What changed since last time, in words: shown numbers are the study's, and every line has its place."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.case.schema import PublishedJudgement
from equipoise.report.names import Names
from equipoise.report.numbers import signed
from equipoise.report.view.revisit import RevisitView, revisit_view
from equipoise.report.view.waterfall import MOST_ARRIVALS
from equipoise.studies.revisiting import Revisit, Row, revisit
from equipoise.studies.revisiting.waterfall import KINDS

LADDER = load_case(str(Path(__file__).parents[1] / "cases" / "ladder"))


@cache
def found(**asked: str) -> Revisit:
    return revisit(LADDER, **{"since": "2021-01-31", "until": "2021-06-30", **asked})


def viewed(one: Revisit) -> RevisitView:
    return revisit_view(one, Names(one.case))


def test_the_lines_of_every_scenario_sum_to_its_change_and_say_what_the_study_found():
    for change in viewed(found()).scenarios:
        assert math.fsum(line.moved for line in change.lines) == pytest.approx(found().change[change.id], abs=1e-12)
        for line in change.lines:
            assert line.text == signed(line.moved)
        assert {line.kind for line in change.lines} == set(KINDS)
        assert change.log_odds_after == found().log_odds_after[change.id]


def test_the_likeliest_scenario_is_drawn_or_the_one_asked_for():
    assert viewed(found()).leading.id == "hedged"
    assert revisit_view(found(), Names(LADDER), scenario="apart").leading.slot == 1


def test_the_heading_tells_the_points_and_what_moved_most():
    view = viewed(found())
    assert view.heading == (
        "Hedged for 31\u00a0October 2021 is 5 points up since 31\u00a0January 2021: new evidence moved it most"
    )
    assert (view.before_label, view.after_label) == (
        "As known on 31 Jan 2021: 45\u202f%",
        "Say on 30 Jun 2021: 50\u202f%",
    )


def test_one_vintage_has_nothing_to_compare():
    view = viewed(found(since="2021-06-30"))
    assert view.heading.startswith("Nothing to compare")
    assert view.sentences == ()


def test_items_are_told_the_one_that_moved_most_first():
    view = viewed(found())
    sizes = [abs(item.moved) for item in view.leading.items]
    assert sizes == sorted(sizes, reverse=True)
    assert "“An abstention” (5 Apr 2021, +1.2\u202fdB)" in view.sentences[0]


def test_many_days_of_arrival_share_lines_by_quarter_and_still_sum():
    one = found()
    days = [date(2021, month, day) for month in (1, 2, 5) for day in range(1, 8)]
    rows = tuple(Row("item", day, ("abstain",), dict.fromkeys(one.before, 0.1)) for day in days)
    many = replace(one, rows=(*(row for row in one.rows if row.kind != "item"), *rows))
    items = [line for line in viewed(many).leading.lines if line.kind == "item"]
    assert len(days) > MOST_ARRIVALS >= len(items)
    assert [line.title for line in items] == ["Q1 2021: 14 items, each alone", "Q2 2021: 7 items, each alone"]
    assert math.fsum(line.moved for line in items) == pytest.approx(0.1 * len(days))


def test_a_scenario_that_became_impossible_is_told_and_not_drawn():
    one = found()
    row = Row("item", date(2021, 4, 5), ("abstain",), dict.fromkeys(one.before, -math.inf))
    view = viewed(replace(one, rows=(*one.rows, row)))
    assert "−∞" in [line.text for line in view.leading.lines]
    assert not view.leading.is_finite


def test_edits_are_named_with_what_stood_there():
    edited = LADDER.edited({"decision_maker.decisiveness": 2.0})
    view = viewed(revisit(edited, since="2021-06-30", before=LADDER))
    assert view.edited == ("decision_maker.decisiveness: 1.3 → 2.0",)
    assert view.leading.lines[0].title == "Edits to the case: decision_maker"


@pytest.mark.parametrize(("asked", "told"), [({}, "moves nothing by itself"), ({"on": "now"}, "day of its vintage")])
def test_what_time_does_is_said(asked, told):
    assert told in " ".join(viewed(found(**asked)).notes)


def test_a_judgement_is_told_with_its_condition_and_its_words():
    fields = {"who": "A scholar", "says": "It may go over"}
    event = {"ever": ["allied"], "until": "2021-06-15", "given": {"pressure": "high@2021-03-31..2021-06-15"}}
    judgements = [
        PublishedJudgement.model_validate({**fields, "id": "j1", "when": "2021-01", "word": "may", "event": event}),
        PublishedJudgement.model_validate({**fields, "id": "j2", "when": "2021-04", "word": "will", "event": event}),
    ]
    case = replace(LADDER, judgements=tuple(judgements))
    view = viewed(revisit(case, since="2021-01-31", until="2021-06-30"))
    assert view.judgements_heading == "2 judgements of others revisited; of two with conditions, two open"
    first, second = view.judgements
    assert first.conditions[0].startswith("Pressure: High, 31 Mar 2021 to 15 Jun 2021: held for ")
    assert first.conditions[0].endswith("; open.")
    assert second.wording == "The author’s words: “may” in Jan 2021, “will” in Apr 2021."
