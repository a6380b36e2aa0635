"""Studies of a case as sections of its brief: each a function that is called in a process of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.report.document.assumptions import assumptions as assumptions_section
from equipoise.report.document.baselines import baselines as baselines_section
from equipoise.report.document.blocks import Section
from equipoise.report.document.changed import changed as changed_section
from equipoise.report.document.circumstances import circumstances as circumstances_section
from equipoise.report.document.evidence import evidence as evidence_section
from equipoise.report.document.explanations import explanations as explanations_section
from equipoise.report.document.method import method as method_section
from equipoise.report.document.stability import stability as stability_section
from equipoise.report.document.tipping import tipping as tipping_section
from equipoise.report.document.unknown import unknown as unknown_section
from equipoise.report.document.vintages import vintages as vintages_section
from equipoise.report.document.watch import watch as watch_section
from equipoise.report.report import studied_view
from equipoise.studies.brief_studies import Studies
from equipoise.studies.conditionals import conditionals
from equipoise.studies.revisiting import revisit
from equipoise.studies.stability import stability
from equipoise.studies.tipping import levers_that_move_most, tip, tip_map
from equipoise.studies.vintages import default_dates, vintages
from equipoise.studies.watching import watch
from equipoise.studies.what_if import assumptions, switchboard
from equipoise.web.workspace.work import Progress, assess_case

Sections = tuple[Section, ...]


def study_stability(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """How far the headline moves under each arbitrary choice, beside plainer forecasts."""
    made = assess_case(case, as_of, rater, progress=progress)
    shown = studied_view(made, Studies(stability=stability(case, **_same(made), progress=progress)))
    return _sections(stability_section(shown), baselines_section(shown))


def study_tipping(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """Where along a lever, or two together, another scenario leads; what conditions and false assumptions do."""
    made = assess_case(case, as_of, rater, progress=progress)
    tips = tip(case, **_same(made), progress=progress) if case.definition.levers else ()
    two = levers_that_move_most(tips)
    studies = Studies(
        tips=tips,
        tip_map=tip_map(case, levers=two, **_same(made), progress=progress) if two is not None else None,
        conditionals=conditionals(case, **_same(made), progress=progress) if case.definition.conditions else None,
        linchpins=assumptions(case, **_same(made), progress=progress) if case.definition.assumptions else None,
        switchboard=switchboard(case, **_same(made), progress=progress),
    )
    shown = studied_view(made, studies)
    return _sections(tipping_section(shown), circumstances_section(shown), assumptions_section(shown))


def study_watch(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """What to watch for, by when, and what each finding would do."""
    made = assess_case(case, as_of, rater, progress=progress)
    shown = studied_view(made, Studies(watch=watch(case, **_same(made), progress=progress)))
    return _sections(watch_section(shown))


def study_change(case: Case, since: date, until: date | None, rater: str, *, progress: Progress) -> Sections:
    """What changed from one vintage to another, in steps that sum to the change."""
    made = assess_case(case, until, rater, progress=progress)
    run: dict[str, Any] = {"rater": made.rater, "seed": made.seed, "particles": made.particles}
    found = revisit(case, since=since, until=made.as_of, progress=progress, **run)
    return _sections(changed_section(studied_view(made, Studies(revisit=found))))


def study_vintages(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """The case as it was known on earlier days, beside what others judged then."""
    made = assess_case(case, as_of, rater, progress=progress)
    run: dict[str, Any] = {"rater": made.rater, "seed": made.seed, "particles": made.particles}
    days = [day for day in default_dates(case) if day < made.as_of]
    found = vintages(case, [*days, made.as_of], assessed=(made,), progress=progress, **run)
    return _sections(vintages_section(studied_view(made, Studies(vintages=found))))


def study_drivers(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """What drives the judgement: evidence, explanations, conditions."""
    shown = studied_view(assess_case(case, as_of, rater, progress=progress), Studies())
    return _sections(evidence_section(shown), explanations_section(shown), circumstances_section(shown))


def study_method(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Sections:
    """How the numbers are made, with the evidence that each technique helps, and what is not known."""
    shown = studied_view(assess_case(case, as_of, rater, progress=progress), Studies())
    return _sections(method_section(shown), assumptions_section(shown), unknown_section(shown))


def _same(made: Assessment) -> dict[str, Any]:
    """What makes a study one of the same vintage, rater and draws as an assessment."""
    return {"as_of": made.as_of, "rater": made.rater, "seed": made.seed, "particles": made.particles}


def _sections(*sections: Section | None) -> Sections:
    return tuple(section for section in sections if section is not None)
