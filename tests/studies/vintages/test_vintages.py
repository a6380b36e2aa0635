"""Vintages side by side: each an assessment of its own, and judgements compared only where the event is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from equipoise.assess.assess import assess
from equipoise.assess.events import event_probability
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Event, PublishedJudgement, Source
from equipoise.errors import UsageError
from equipoise.studies.vintages import default_dates, vintages

LADDER = load_case(str(Path(__file__).parents[2] / "cases" / "ladder"))
"""All its parameters are fixed, so that nothing is drawn; it looks from January to October 2021."""
DAYS = ("2021-03-31", "2021-06-30")


def judged(**changes: Any) -> PublishedJudgement:
    """A judgement of March that the case can compute, with some fields changed."""
    fields = {
        "id": "j1",
        "who": "A scholar",
        "when": "2021-03",
        "says": "It may go over",
        "event": {"ever": ["allied"], "until": "2021-09-30"},
        "range": {"low": 0.2, "high": 0.4},
    }
    return PublishedJudgement.model_validate(fields | changes)


def with_judgements(*judgements: PublishedJudgement) -> Case:
    return replace(LADDER, judgements=judgements)


def with_sources(*published: str) -> Case:
    sources = {f"s{n}": Source(title="A paper", published=day) for n, day in enumerate(published)}
    return replace(LADDER, sources={**LADDER.sources, **sources})


def test_each_vintage_is_the_assessment_as_of_its_day() -> None:
    found = vintages(LADDER, ["2021-06-30", "2021-03-31"])
    assert [str(vintage.as_of) for vintage in found.vintages] == list(DAYS)
    for vintage in found.vintages:
        assert vintage.assessment.to_dict() == assess(LADDER, as_of=vintage.as_of).to_dict()
    assert [(vintage.items, vintage.items_later) for vintage in found.vintages] == [(3, 2), (5, 0)]


def test_what_the_case_names_only_later_is_told() -> None:
    later = LADDER.definition.considerations["kinship"].model_copy(update={"known": date(2021, 5, 1)})
    considerations = {**LADDER.definition.considerations, "kinship": later}
    late = LADDER.definition.conditions["pressure"].model_copy(update={"known": date(2021, 3, 31)})
    definition = LADDER.definition.model_copy(
        update={"considerations": considerations, "conditions": {"pressure": late}}
    )
    early, last = vintages(replace(LADDER, definition=definition), DAYS).vintages
    (found,) = early.unnamed
    assert (found.kind, found.id, found.title, found.known) == (
        "consideration",
        "kinship",
        "Kinship with the neighbour",
        date(2021, 5, 1),
    )
    assert "kinship" not in early.assessment.case.definition.considerations
    assert last.unnamed == ()


@pytest.mark.parametrize(
    ("event", "when", "day"),
    [
        ({"ever": ["allied"], "until": "2021-09-30"}, "2021-03", "2021-03-31"),
        ({"throughout": ["hedged"], "until": "2021-10-31"}, "2021-02-20", "2021-03-31"),
        ({"at": ["pressure=high & hedged"], "until": "2021-03-31"}, "2021-03-31", "2021-03-31"),
        ({"ever": ["apart"], "until": "2021-09-30", "given": {"pressure": "high"}}, "2021-04-01", "2021-06-30"),
        ({"at": ["apart"], "until": "2021-10-31", "do": {"pressure": "low"}}, "2021-Q2", "2021-06-30"),
    ],
)
def test_a_judgement_stands_beside_the_same_event_at_the_first_vintage_after_it(event, when, day) -> None:
    found = vintages(with_judgements(judged(event=event, when=when)), DAYS)
    assert found.listed == ()
    (one,) = found.compared
    exact = event_probability(LADDER, Event.model_validate(event), as_of=day)
    assert one.probability == exact.probability
    assert (one.model_low, one.model_high) == (None, None)
    assert str(one.as_of) == day
    assert (one.low, one.high) == (0.2, 0.4)


def test_days_between_judgement_and_vintage_are_counted_and_imputation_is_marked() -> None:
    plain = judged(when="2021-03-01", range={"low": 0.2, "high": 0.4})
    imputed = judged(
        id="j2", word="may", imputed={"until": "half a year"}, range={"low": 0.2, "high": 0.4, "coder": "first"}
    )
    first, second = vintages(with_judgements(plain, imputed), DAYS).compared
    assert (first.days_later, first.imputed, first.range_imputed, first.word) == (30, False, False, "")
    assert (second.days_later, second.imputed, second.range_imputed, second.word) == (0, True, True, "may")
    assert second.imputed_parts == {"until": "half a year"}


@pytest.mark.parametrize(
    ("changes", "reason", "told"),
    [
        ({"event": None}, "no_event", "names no event"),
        ({"range": None}, "no_range", "not been read as a range"),
        ({"conditions": ["if: nothing changes"]}, "condition_left_out", "(if: nothing changes)"),
        ({"conditions": ["Barring a war"]}, "condition_left_out", "(Barring a war)"),
        ({"imputed": {"given": "unless war: left out"}}, "condition_left_out", "(unless war: left out)"),
        ({"when": "2021-07-01"}, "made_later", "after the last vintage, 2021-06-30"),
        ({"event": {"ever": ["allied"], "until": "2022-03-31"}}, "beyond_horizon", "horizon of the case, 2021-10-31"),
        ({"event": {"at": ["allied"], "until": "2021-03-20"}, "when": "2021-03-20"}, "term_over", "was over by"),
        (
            {"event": {"ever": ["allied"], "from": "2021-03-01", "until": "2021-09-30"}},
            "began_before",
            "began on 2021-03-01",
        ),
        (
            {"event": {"ever": ["allied"], "until": "2021-07-31"}, "when": "2021-04-01"},
            "term_mostly_over",
            "More than half of its term, 2021-04-01 to 2021-07-31",
        ),
        ({"event": {"ever": ["winning"], "until": "2021-09-30"}}, "not_computed", "no scenario 'winning'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_other_judgement_is_listed_with_the_reason(changes, reason, told) -> None:
    found = vintages(with_judgements(judged(**changes)), DAYS)
    assert found.compared == ()
    (one,) = found.listed
    assert one.reason == reason
    assert told in one.why


@pytest.mark.parametrize("condition", ["depends on: the harvest", "contingent on: the harvest", "even if: it rains"])
def test_what_a_number_hangs_on_without_being_conditional_does_not_keep_it_from_being_compared(condition) -> None:
    assert len(vintages(with_judgements(judged(conditions=[condition])), DAYS).compared) == 1


def test_a_condition_that_the_event_gives_is_no_mismatch() -> None:
    event = {"ever": ["allied"], "until": "2021-09-30", "given": {"pressure": "high"}}
    conditional = judged(event=event, conditions=["if: pressure is high"], imputed={"given": "throughout"})
    assert len(vintages(with_judgements(conditional), DAYS).compared) == 1


def test_a_condition_not_yet_known_at_the_vintage_cannot_be_computed() -> None:
    late = LADDER.definition.conditions["pressure"].model_copy(update={"known": date(2021, 5, 1)})
    definition = LADDER.definition.model_copy(update={"conditions": {"pressure": late}})
    about = judged(event={"at": ["pressure=high"], "until": "2021-09-30"})
    (one,) = vintages(replace(LADDER, definition=definition, judgements=(about,)), DAYS).listed
    assert one.reason == "not_computed"
    assert "'pressure' as of this date" in one.why


def test_judgements_move_no_number() -> None:
    alone, beside = vintages(LADDER, DAYS), vintages(with_judgements(judged()), DAYS)
    assert alone.to_dict()["vintages"] == beside.to_dict()["vintages"]


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ((), ["2021-06-20"]),
        (("2020-12-31", "2021-08"), ["2021-06-20"]),
        (("2021-02", "2021-01-15"), ["2021-03-31", "2021-06-20"]),
        (("2021-05-02",), ["2021-06-20"]),
    ],
)
def test_by_default_vintages_end_quarters_in_which_a_source_came_out_and_the_last_known_day(published, days) -> None:
    assert [str(day) for day in default_dates(with_sources(*published))] == days


def test_of_many_default_dates_the_first_the_last_and_one_halfway_are_taken() -> None:
    case = load_case("sino-russian")
    assert [str(day) for day in default_dates(case)] == ["2022-03-31", "2022-09-30", "2023-03-31"]


def test_days_outside_the_case_are_refused() -> None:
    with pytest.raises(UsageError, match="outside the case"):
        vintages(LADDER, ["2020-03-31"])


def test_the_same_seed_gives_the_same_and_all_of_it_is_plain_json() -> None:
    case = replace(
        LADDER.edited({"decision_maker.decisiveness": {"median": 1.3, "spread": 1.6}}), judgements=(judged(),)
    )
    first, again, other = (vintages(case, DAYS, seed=seed, particles=32).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first != other
    plain = json.loads(json.dumps(first, allow_nan=False))
    assert plain["schema"] == "equipoise/vintages/1"
    scenario = plain["vintages"][0]["scenarios"][0]
    assert scenario["now"]["low"] <= scenario["now"]["high"]
    assert set(scenario["baselines"]) == {"no_evidence", "half_strength", "no_change"}
