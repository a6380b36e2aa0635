"""What the assessment does not know: gaps in the record, in who tells it, and in the judgement of it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.case.schema import EvidenceItem
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import counted, decimal, listed, prose_date, weight_of
from equipoise.report.view.course import CourseView
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, EvidenceView
from equipoise.report.view.scenarios import ScenarioView

if TYPE_CHECKING:
    from equipoise.studies.vintages import Vintage, Vintages

UNGRADED = "ungraded"

TELLING_SHARE = 0.25
"""An origin that carries less of all that moves the leader is not called one the headline hangs on; our choice."""

NAMED_AT_MOST = 6
"""Documents and unnamed things listed by title; more are counted."""


@dataclass(frozen=True)
class Unknown:
    """One gap: what it is, and what follows from it."""

    what: str
    follows: str


def unknowns(
    assessment: Assessment,
    *,
    course: CourseView,
    evidence: EvidenceView,
    leader: ScenarioView,
    names: Names,
    vintages: Vintages | None = None,
) -> tuple[Unknown, ...]:
    """Every gap that the case and its numbers themselves show: of the record first, then of the judgement of it."""
    found = (
        _silence(course),
        _unassessed(assessment),
        _ungraded(evidence),
        _one_root(evidence),
        _one_origin(evidence, leader),
        _planted(assessment),
        _documents(assessment, names),
        *_unnamed(vintages),
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
        f"{open_cells} of {assessment.coverage.cells} cells of the matrix of evidence {are} unassessed.",
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


def _one_origin(evidence: EvidenceView, leader: ScenarioView) -> Unknown | None:
    """Whether the headline hangs on a single origin: the largest share of all that moves the leader."""
    if len(evidence.movers) < 2:
        return None
    weights = [abs(mover.moved.get(leader.id, 0.0)) for mover in evidence.movers]
    heaviest, total = max(weights), math.fsum(weights)
    if heaviest < max(SMALLEST_SHOWN_DB, TELLING_SHARE * total):
        return None
    what = evidence.movers[weights.index(heaviest)].what
    much = f"{weight_of(heaviest)} of the {weight_of(total)} that all origins move it by"
    return Unknown(
        f"Whether the one origin that {leader.title} hangs on most can be relied on.",
        f"“{what}” carries {much if math.isfinite(total) else 'more than all else'}.",
    )


def _planted(assessment: Assessment) -> Unknown | None:
    rows = {row.id for row in assessment.evidence_rows}
    items = [item for item in assessment.case.evidence if item.id in rows]
    if not items:
        return None
    planted = [item for item in items if item.planted.chance > 0]
    if not planted:
        return Unknown(
            "Whether any report was planted.",
            "The case gives no item a chance of it, so a planted report would count in full.",
        )
    return Unknown(f"Whether {counted(len(planted), 'report was', 'reports were')} planted.", _whom_it_serves(planted))


def _whom_it_serves(planted: list[EvidenceItem]) -> str:
    chances = [item.planted.chance for item in planted]
    low, high = (decimal(end, 2).rstrip("0") for end in (min(chances), max(chances)))
    span = low if low == high else f"{low} to {high}"
    serves = list(dict.fromkeys(f"“{tidy(item.planted.serves)}”" for item in planted if item.planted.serves))
    whom = f" It would serve {listed(serves)}." if serves else ""
    return f"The case gives a chance of {span} that such a report was planted, if it is wrong.{whom}"


def _documents(assessment: Assessment, names: Names) -> Unknown | None:
    """Through whose documents the counted items come; what those do not tell is not in the case."""
    rows = {row.id for row in assessment.evidence_rows}
    items = [item for item in assessment.case.evidence if item.id in rows]
    coded = Counter(document for item in items for document in {place.document for place in item.where})
    told = coded or Counter(source for item in items for source in dict.fromkeys(item.sources))
    if not told:
        return None
    first = sorted(told, key=lambda name: (-told[name], name))
    titles = [f"“{names.source(name)}”" for name in first[:NAMED_AT_MOST]]
    if len(first) > NAMED_AT_MOST:
        titles.append(counted(len(first) - NAMED_AT_MOST, "other"))
    noun = "document" if coded else "source"
    return Unknown(
        f"What {counted(len(first), noun)} {'does' if len(first) == 1 else 'do'} not tell.",
        f"Every counted item was read in {listed(titles)}; who writes chooses what is told.",
    )


def _unnamed(vintages: Vintages | None) -> list[Unknown]:
    """What nobody had named at an earlier vintage, so that its numbers could not allow for it."""
    if vintages is None:
        return []
    return [
        Unknown(
            f"What nobody had named on {prose_date(vintage.as_of)}.",
            f"The numbers as of that day leave out {_things(vintage)}, which the case names only later; what it still "
            "does not name cannot be shown.",
        )
        for vintage in vintages.vintages
        if vintage.unnamed
    ]


def _things(vintage: Vintage) -> str:
    """By title where they are few, by kind and number where they are many."""
    if len(vintage.unnamed) <= NAMED_AT_MOST:
        return listed([f"the {one.kind} “{tidy(one.title)}”" for one in vintage.unnamed])
    kinds = Counter(one.kind for one in vintage.unnamed)
    return listed([counted(number, kind) for kind, number in kinds.items()])


def _base_rate(assessment: Assessment) -> Unknown | None:
    rate = assessment.case.definition.base_rate
    if rate is None:
        return Unknown("How often actors like this change course.", "The case states no base rate.")
    source = f" Its source: “{tidy(rate.source)}”" if rate.source else ""
    cases = "one case" if rate.cases == 1 else f"{rate.cases:g} cases"
    if rate.years is not None:
        cases += f" over {rate.years:g} years{'' if rate.cases == 1 else ' each'}"
    else:
        cases += f" over {rate.case_years:g} years{'' if rate.cases == 1 else ' in all'}"
    return Unknown(
        "How often actors like this change course.",
        f"The base rate rests on {rate.changes:g} changes in {cases}.{source}",
    )
