"""What the assessment does not know: gaps in the record and in the judgement of it."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.assess.assessment import Assessment
from equipoise.report.names import tidy
from equipoise.report.numbers import counted
from equipoise.report.view.course import CourseView
from equipoise.report.view.evidence import EvidenceView

UNGRADED = "ungraded"


@dataclass(frozen=True)
class Unknown:
    """One gap: what it is, and what follows from it."""

    what: str
    follows: str


def unknowns(assessment: Assessment, *, course: CourseView, evidence: EvidenceView) -> tuple[Unknown, ...]:
    """Every gap that the numbers themselves show, the widest first."""
    found = (
        _silence(course),
        _unassessed(assessment),
        _ungraded(evidence),
        _one_root(evidence),
        _base_rate(assessment),
    )
    return tuple(gap for gap in found if gap)


def _silence(course: CourseView) -> Unknown | None:
    if not course.silence:
        return None
    return Unknown(
        f"{course.silence}.", "No report in the case falls in this time; a flat line there is memory, not news."
    )


def _unassessed(assessment: Assessment) -> Unknown | None:
    open_cells = assessment.coverage.cells - assessment.coverage.assessed
    if open_cells <= 0:
        return None
    are = "is" if open_cells == 1 else "are"
    return Unknown(
        f"{open_cells} of {assessment.coverage.cells} cells of items and scenarios {are} unassessed.",
        "They count as no weight and are not guessed.",
    )


def _ungraded(evidence: EvidenceView) -> Unknown | None:
    number = sum(item.grade == UNGRADED for item in evidence.items)
    if not number:
        return None
    return Unknown(
        f"How far {counted(number, 'ungraded item')} can be trusted.",
        "Nobody graded the report or its source, so it counts as if it could as well be wrong as right.",
    )


def _one_root(evidence: EvidenceView) -> Unknown | None:
    shared = [mover for mover in evidence.movers if mover.items > 1]
    if not shared:
        return None
    return Unknown(
        f"Whether reports told from one root have more than one ({counted(len(shared), 'such origin')}).",
        "Copies count for less than the first of them; were they independent, they would weigh more.",
    )


def _base_rate(assessment: Assessment) -> Unknown | None:
    rate = assessment.case.definition.base_rate
    if rate is None:
        return Unknown("How often actors like this change course.", "The case states no base rate.")
    source = f" {tidy(rate.source)}" if rate.source else ""
    cases = f"one case over {rate.years:g} years"
    if rate.cases != 1:
        cases = f"{rate.cases:g} cases over {rate.years:g} years each"
    return Unknown(
        "How often actors like this change course.",
        f"The base rate rests on {rate.changes:g} changes in {cases}.{source}",
    )
