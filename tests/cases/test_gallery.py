"""The gallery: small built-in cases written by hand, held to what any case should give, and to their own cut-off."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.assess.events import event_probability
from equipoise.case.case import Case
from equipoise.case.check import check
from equipoise.case.checks.findings import Severity
from equipoise.case.load import load_case

NAME = "sweden-nato"
PAGE = Path(__file__).parents[2] / "docs" / "cases" / f"{NAME}.md"
CUT_OFF = date(2023, 6, 30)
# Within the weeks without talks, and the day after they resumed.
FROZEN, RESUMED = "2023-02-15", "2023-03-10"


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(NAME)


@pytest.fixture(scope="module")
def at_the_end(case: Case) -> Assessment:
    return assess(case)


def test_its_one_finding_is_that_a_crisis_is_reviewed_oftener_than_vetoes_are_lifted() -> None:
    findings = check(NAME)

    assert [finding.severity for finding in findings] == [Severity.NOTE]
    assert "base_rate implies 104" in str(findings[0])


def test_nothing_in_it_was_known_after_the_cut_off(case: Case) -> None:
    definition = case.definition
    named_later = [
        thing.known
        for things in (definition.considerations, definition.explanations, definition.conditions, definition.analogues)
        for thing in things.values()
        if thing.known is not None
    ]

    assert max(case.known(item) for item in case.evidence) == CUT_OFF
    assert max(named_later) <= CUT_OFF
    assert all(judgement.when.day(CUT_OFF) <= CUT_OFF for judgement in case.judgements)


def test_its_page_counts_the_items_that_there_are(case: Case) -> None:
    assert f"{len(case.evidence)} items: " in PAGE.read_text(encoding="utf-8")


def test_every_rating_says_why(case: Case) -> None:
    assert [f"{row.item} {row.subject} {row.level}" for row in case.ratings if not (row.why or "").strip()] == []


def test_every_item_has_a_source_and_a_grade_or_an_accuracy(case: Case) -> None:
    bare = [item.id for item in case.evidence if not item.sources or (item.grade is None and item.accuracy is None)]

    assert bare == []


def test_it_uses_what_evidence_can_be(case: Case) -> None:
    assert {item.kind for item in case.evidence} == {
        "background",
        "conduct",
        "reading",
        "report",
        "silence",
        "statement",
    }
    assert any(item.planted.chance > 0 for item in case.evidence)
    assert any(item.origin is not None for item in case.evidence)
    assert any(item.exact for item in case.evidence)


def test_whoever_is_let_in_stays_in(at_the_end: Assessment) -> None:
    horizon = at_the_end.horizon
    rows = [row for row in at_the_end.to_dict()["ever"] if row["until"] == horizon.isoformat()]
    ever = {row["scenario"]: row["probability"] for row in rows}

    assert at_the_end.at("lets_in", horizon).probability == pytest.approx(ever["lets_in"], abs=1e-3)
    assert at_the_end.at("freezes", horizon).probability < ever["freezes"] - 0.1


def test_levels_and_shared_origins_have_titles(case: Case) -> None:
    definition = case.definition
    origins = {item.origin for item in case.evidence if item.origin is not None}

    assert set(definition.origins) == origins
    for thing in (*definition.instruments.values(), *definition.conditions.values()):
        assert list(thing.titles) == thing.levels


def test_every_probability_it_reports_sums_to_one_and_can_be_trusted(at_the_end: Assessment) -> None:
    totals: defaultdict[object, float] = defaultdict(float)
    for row in at_the_end.to_dict()["scenarios"]:
        totals[row["date"]] += row["probability"]

    assert at_the_end.trustworthy
    assert len(totals) > 12
    assert all(math.isclose(total, 1, abs_tol=1e-9) for total in totals.values())


def test_the_freeze_of_early_2023_shows_while_it_lasts(case: Case) -> None:
    frozen, resumed = (assess(case, as_of=day) for day in (FROZEN, RESUMED))

    assert frozen.trustworthy
    assert resumed.trustworthy
    assert frozen.at("freezes", date.fromisoformat(FROZEN)).probability > 0.5
    assert resumed.at("freezes", date.fromisoformat(RESUMED)).probability < 0.2
    assert resumed.at("bargains", date.fromisoformat(RESUMED)).probability > 0.5


def test_its_questions_have_answers_that_grow_with_time(case: Case) -> None:
    questions = case.definition.questions
    answers = [
        event_probability(case, questions[name].event, particles=256).probability
        for name in ("by_vilnius", "by_autumn", "by_year_end")
    ]

    assert 0 < answers[0] < answers[1] < answers[2] < 1
