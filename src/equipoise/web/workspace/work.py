"""Long work of the workbench: functions that are called in a process of their own and send back plain records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.judge import judge, judge_event, resolved_judgements
from equipoise.ledger.estimates import standing_estimates, without_estimates
from equipoise.ledger.judged_event import event_of_case
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement
from equipoise.report.document.blocks import Document
from equipoise.report.document.outline import document
from equipoise.report.report import studied_view
from equipoise.report.view.pages import Page
from equipoise.report.view.switchboard import switchboard_page, switchboard_view
from equipoise.report.view.what_if import what_if_view
from equipoise.studies.brief_studies import assess_to_study, brief_studies, quick_studies
from equipoise.studies.what_if import switchboard, what_if

Progress = Callable[[str], None]


def assess_case(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Assessment:
    """Assess a case at interactive size, or larger where that does not carry the numbers."""
    return assess_to_study(
        lambda particles: assess(case, as_of=as_of, rater=rater, particles=particles, progress=progress)
    )


def make_brief(
    case: Case, as_of: date | None, rater: str, whole: bool, apart: frozenset[str] = frozenset(), *, progress: Progress
) -> Document:
    """Set out the brief of a case.

    Args:
        case: The case.
        as_of: The vintage.
        rater: Whose ratings count.
        whole: Whether every study is made as well.
        apart: Persons whose estimates are left out, because an open round keeps them from the reader.
        progress: Called with a few words as each part begins.
    """
    assessment = assess_case(case, as_of, rater, progress=progress)
    recorded = () if case.folder is None else Ledger(case.folder).tracks
    tracks = without_estimates(recorded, horizon=assessment.horizon, by=apart)
    if whole:
        resolved = resolved_judgements(case, tracks)
        studies = brief_studies(case, assessment, resolved=resolved, progress=progress)
    else:
        studies = quick_studies(case, assessment)
    known_by = None if as_of is None else assessment.as_of
    estimates = standing_estimates(tracks, horizon=assessment.horizon, known_by=known_by)
    return document(studied_view(assessment, studies, estimates=estimates))


def trace_what_if(case: Case, edits: dict[str, Any], as_of: date | None, rater: str, *, progress: Progress) -> Page:
    """Find the paths through which some edits work, in words."""
    found = what_if(case, edits, as_of=as_of, rater=rater, progress=progress)
    return what_if_view(case, found)


def change_decision_maker(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Page:
    """Set every switch of the decision-maker in turn, in words."""
    found = switchboard(case, as_of=as_of, rater=rater, progress=progress)
    return switchboard_page(case, switchboard_view(case, found), found)


def judge_case(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> tuple[Judgement, ...]:
    """What the model says of the scenarios and of every question of the case, ready for the record."""
    assessment = assess(case, as_of=as_of, rater=rater, progress=progress)
    judgements = list(judge(assessment))
    for name, question in case.definition.questions.items():
        progress(f"judging {name}")
        event = event_of_case(question.event, horizon=case.definition.clock.horizon)
        run: dict[str, Any] = {
            "as_of": assessment.as_of,
            "rater": rater,
            "seed": assessment.seed,
            "particles": assessment.particles,
        }
        judgements.append(judge_event(case, event, question=name, **run))
    return tuple(judgements)
