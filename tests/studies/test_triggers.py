"""Triggers of published judgements: active where the condition held, void where it cannot hold any more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.case.schema import PublishedJudgement
from equipoise.errors import UsageError
from equipoise.judge import judge_published
from equipoise.ledger.fits_case import refuse_unknown
from equipoise.ledger.records import wrong_between
from equipoise.studies.revisiting import ConditionRevisited
from equipoise.studies.triggers import status_of, triggers

LADDER = load_case(str(Path(__file__).parents[1] / "cases" / "ladder"))


def judged(**changes):
    fields = {
        "id": "j1",
        "who": "A scholar",
        "when": "2021-02",
        "says": "If pressed it may go over",
        "event": {"ever": ["allied"], "until": "2021-08-31", "given": {"pressure": "high@2021-03-31..2021-08-31"}},
        "range": {"low": 0.2, "high": 0.4, "coder": "first"},
    }
    return PublishedJudgement.model_validate({**fields, **changes})


def condition(verdict, held):
    day = date(2021, 3, 31)
    return ConditionRevisited("pressure", "high", day, date(2021, 8, 31), day, held, held, held, verdict)


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ([("met", 0.9)], "active"),
        ([("open", 0.85)], "active"),
        ([("open", 0.5)], "dormant"),
        ([("open", None)], "dormant"),
        ([("met", 0.9), ("open", 0.5)], "dormant"),
        ([("met", 0.9), ("not_met", 0.1)], "void"),
    ],
)
def test_all_conditions_have_to_hold_and_one_that_cannot_makes_void(conditions, status):
    assert status_of([condition(*one) for one in conditions]) == status


def test_a_condition_to_come_is_dormant_and_unconditional_judgements_have_no_trigger():
    plain = judged(id="j2", event={"ever": ["allied"], "until": "2021-08-31"})
    case = replace(LADDER, judgements=(judged(), plain))
    found = triggers(case, as_of="2021-02-28", particles=8)
    assert [(one.judgement, one.status) for one in found.triggers] == [("j1", "dormant")]
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["triggers"][0]["conditions"][0]["held"] is None


def test_a_judgement_made_later_has_no_trigger_yet():
    assert triggers(replace(LADDER, judgements=(judged(),)), as_of="2021-01-31", particles=8).triggers == ()


def test_a_published_number_is_recorded_as_imputed_with_its_condition():
    said = judge_published(LADDER, judged())
    assert (said.probability, said.low, said.high) == (pytest.approx(0.3), 0.2, 0.4)
    assert (said.kind, said.by_whom, said.as_of) == ("published", "A scholar", date(2021, 2, 28))
    assert said.imputed
    assert said.event.given == {"pressure": "high@2021-03-31..2021-08-31"}
    assert wrong_between(said) == ""
    refuse_unknown(said.event, LADDER.definition)


def test_a_number_that_the_author_gave_is_not_imputed():
    assert not judge_published(LADDER, judged(range={"low": 0.2, "high": 0.4})).imputed


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"event": None}, "no event"),
        ({"range": None}, "not been read as a range"),
        (
            {"event": {"ever": ["allied"], "until": "2021-08-31"}, "conditions": ["if pressed"]},
            r"leaves out \(if pressed\)",
        ),
        ({"event": {"ever": ["allied"], "until": "2031-08-31"}}, "beyond the horizon"),
        ({"event": {"at": ["allied"], "until": "2021-01-31"}}, "after its event was decided"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_the_reason(changes, why):
    with pytest.raises(UsageError, match=why):
        judge_published(LADDER, judged(**changes))
