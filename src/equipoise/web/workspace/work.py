"""Long work of the workbench: functions that are called in a process of their own and send back plain records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.report.document.blocks import Document
from equipoise.report.document.outline import document
from equipoise.report.report import studied_view
from equipoise.studies.brief_studies import Studies, assess_to_study, brief_studies

Progress = Callable[[str], None]


def assess_case(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Assessment:
    """Assess a case at interactive size, or larger where that does not carry the numbers."""
    return assess_to_study(
        lambda particles: assess(case, as_of=as_of, rater=rater, particles=particles, progress=progress)
    )


def make_brief(case: Case, as_of: date | None, rater: str, whole: bool, *, progress: Progress) -> Document:
    """Set out the brief of a case.

    Args:
        case: The case.
        as_of: The vintage.
        rater: Whose ratings count.
        whole: Whether every study is made as well.
        progress: Called with a few words as each part begins.
    """
    assessment = assess_case(case, as_of, rater, progress=progress)
    studies = brief_studies(case, assessment, progress=progress) if whole else Studies()
    return document(studied_view(assessment, studies))
