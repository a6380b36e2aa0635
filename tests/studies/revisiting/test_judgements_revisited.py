"""Judgements revisited: a condition that held, one that did not, and what cannot be told yet; assumptions and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.assess.events import event_probability
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Assumption, Event, EvidenceItem, PublishedJudgement, Rating
from equipoise.studies.revisiting import ConditionRevisited, JudgementRevisited, revisit

LADDER = load_case(str(Path(__file__).parents[2] / "cases" / "ladder"))
SINCE, UNTIL = "2021-02-28", "2021-09-30"
SPAN = "@2021-03-31..2021-08-31"


def judged(**changes: Any) -> PublishedJudgement:
    """A judgement of February on the condition that pressure stays high, with some fields changed."""
    fields = {
        "id": "j1",
        "who": "A scholar",
        "when": "2021-02",
        "says": "It may go over",
        "event": {"ever": ["allied"], "until": "2021-08-31", "given": {"pressure": f"high{SPAN}"}},
    }
    return PublishedJudgement.model_validate(fields | changes)


def with_judgements(case: Case, *judgements: PublishedJudgement) -> Case:
    return replace(case, judgements=judgements)


def reported(level: str) -> Case:
    """The case with a report every month, from March to September, that pressure is at a level."""
    days = [date(2021, month, 15) for month in range(3, 10)]
    items = [
        EvidenceItem.model_validate(
            {
                "id": f"r{day.month}",
                "date": f"{day}",
                "what": f"Pressure is {level}",
                "kind": "reading",
                "accuracy": 1.0,
            }
        )
        for day in days
    ]
    rows = [Rating(item=item.id, subject="pressure", level=level, rating=20.0) for item in items]
    return replace(LADDER, evidence=(*LADDER.evidence, *items), ratings=(*LADDER.ratings, *rows))


def found_in(case: Case, **asked: Any) -> tuple[JudgementRevisited, ...]:
    return revisit(case, **{"since": SINCE, "until": UNTIL, **asked}).judgements


def condition_of(case: Case, **changes: Any) -> ConditionRevisited:
    (one,) = found_in(with_judgements(case, judged(**changes)))
    (condition,) = one.conditions
    assert one.verdict == condition.verdict
    assert one.resolution is None
    return condition


def test_a_condition_that_the_readings_bear_out_is_met() -> None:
    condition = condition_of(reported("high"))
    assert condition.held is not None
    assert condition.held >= 0.8
    assert condition.verdict == "met"
    assert (str(condition.first), str(condition.last), condition.read_until) == (
        "2021-03-31",
        "2021-08-31",
        condition.last,
    )


def test_a_condition_that_the_readings_speak_against_is_not_met() -> None:
    condition = condition_of(reported("low"))
    assert condition.held is not None
    assert condition.held <= 0.2
    assert condition.verdict == "not_met"


def test_a_condition_on_which_the_record_says_little_is_open() -> None:
    condition = condition_of(LADDER)
    assert condition.held is not None
    assert 0.2 < condition.held < 0.8
    assert condition.verdict == "open"


def test_how_long_it_held_is_the_mean_of_the_smoothed_beliefs_over_the_span() -> None:
    condition = condition_of(LADDER)
    days = [date(2021, month, day) for month, day in ((3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31))]
    points = {p.date: p.probability for p in assess(LADDER, as_of=UNTIL).condition_points if p.level == "high"}
    values = [points[day] for day in days]
    mean = np.trapezoid(values, [day.toordinal() for day in days]) / (days[-1] - days[0]).days
    assert condition.held == pytest.approx(mean, abs=1e-9)
    assert condition.lowest == pytest.approx(min(values), abs=1e-9)


def test_without_a_break_is_the_path_probability_given_the_record() -> None:
    """A record that ends before the span begins predicts it, which the event grammar computes by another way."""
    event = Event.model_validate({"throughout": ["pressure=high"], "from": "2021-07-31", "until": "2021-09-30"})
    exact = event_probability(LADDER, event, as_of="2021-07-31").probability
    changed = {"event": {"ever": ["allied"], "until": UNTIL, "given": {"pressure": "high@2021-07-31..2021-09-30"}}}
    assert condition_of(LADDER, **changed).throughout == pytest.approx(exact, abs=1e-9)


def test_a_span_without_dates_runs_from_the_judgement_to_the_end_of_its_term() -> None:
    condition = condition_of(LADDER, event={"at": ["allied"], "until": "2021-07-31", "given": {"pressure": "high"}})
    assert (str(condition.first), str(condition.last)) == ("2021-02-28", "2021-07-31")


@pytest.mark.parametrize("level", ["high", "low"])
def test_a_span_that_is_hardly_begun_is_open_whatever_the_readings_say(level: str) -> None:
    event = {"at": ["allied"], "until": "2021-10-31", "given": {"pressure": "high@2021-03-31..2021-10-31"}}
    (one,) = found_in(with_judgements(reported(level), judged(event=event)), until="2021-04-30")
    (condition,) = one.conditions
    assert (condition.verdict, str(condition.read_until)) == ("open", "2021-04-30")


def test_a_span_that_can_no_longer_be_kept_to_is_not_met_before_it_is_over() -> None:
    event = {"at": ["allied"], "until": "2021-10-31", "given": {"pressure": "high@2021-03-31..2021-10-15"}}
    (one,) = found_in(with_judgements(reported("low"), judged(event=event)))
    assert one.verdict == "not_met"
    assert one.conditions[0].read_until < one.conditions[0].last


def test_a_span_yet_to_begin_has_nothing_to_read() -> None:
    event = {"at": ["allied"], "until": "2021-10-31", "given": {"pressure": "high@2021-10-01..2021-10-31"}}
    condition = condition_of(LADDER, event=event)
    assert (condition.held, condition.lowest, condition.throughout) == (None, None, None)
    assert condition.verdict == "open"


def test_of_several_conditions_one_that_did_not_hold_decides() -> None:
    event = {"ever": ["allied"], "until": "2021-08-31", "given": {"pressure": f"high{SPAN}"}}
    case = with_judgements(reported("low"), judged(event=event), judged(id="j2", event=event | {"given": {}}))
    (one,) = found_in(case)
    assert (one.judgement, one.verdict) == ("j1", "not_met")


def test_a_judgement_made_after_the_later_vintage_is_left_for_the_next_time() -> None:
    assert found_in(with_judgements(LADDER, judged(when="2021-10"))) == ()


def test_assumptions_stand_as_authored_until_what_they_would_change_is_edited() -> None:
    assumption = Assumption(says="Trade counts", if_false={"considerations.trade.effect.stance.apart": 0})
    definition = LADDER.definition.model_copy(update={"assumptions": {"trade_counts": assumption}})
    case = replace(LADDER, definition=definition, judgements=(judged(event=None, assumes=["trade_counts"]),))
    (one,) = found_in(case)
    assert (one.conditions, one.verdict) == ((), None)
    (stands,) = one.assumptions
    assert (stands.says, stands.then, stands.now) == ("Trade counts", "as_authored", "as_authored")
    edited = case.edited({"considerations.trade.effect.stance.apart": "0"})
    (now_edited,) = found_in(edited, before=case)[0].assumptions
    assert (now_edited.then, now_edited.now) == ("as_authored", "edited")
    path = "considerations.trade.effect.stance.apart"
    assert (now_edited.values_then[path], now_edited.values_now[path]) == ("+", "0")


def test_an_assumption_the_case_did_not_name_then_is_said_to_be_so() -> None:
    late = LADDER.definition.considerations["trade"].model_copy(update={"known": date(2021, 5, 1)})
    assumption = Assumption(says="Trade counts", if_false={"considerations.trade.effect.stance.apart": 0})
    definition = LADDER.definition.model_copy(
        update={
            "assumptions": {"trade_counts": assumption},
            "considerations": {**LADDER.definition.considerations, "trade": late},
        }
    )
    case = replace(LADDER, definition=definition, judgements=(judged(event=None, assumes=["trade_counts"]),))
    (stands,) = found_in(case)[0].assumptions
    assert (stands.then, stands.now) == ("not_named", "as_authored")


def test_the_words_of_an_author_on_one_event_are_told_then_and_now_whatever_its_term() -> None:
    said = [
        judged(id="j1", word="may", event={"ever": ["allied"], "until": "2021-06-30"}),
        judged(id="j2", word="likely", when="2021-07", event={"ever": ["allied"], "until": "2021-10-31"}),
        judged(
            id="j3", word="surely", when="2021-07", who="Another", event={"ever": ["allied"], "until": "2021-10-31"}
        ),
        judged(id="j4", word="hardly", when="2021-07", event={"ever": ["apart"], "until": "2021-10-31"}),
    ]
    (one,) = found_in(with_judgements(LADDER, *said))
    assert one.judgement == "j2"
    assert one.then is not None
    assert one.now is not None
    assert ((one.then.judgement, one.then.word), (one.now.judgement, one.now.word)) == (("j1", "may"), ("j2", "likely"))
