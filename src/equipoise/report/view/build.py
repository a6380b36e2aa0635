"""From an assessment to everything a reader is told about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.errors import UsageError
from equipoise.ledger.records import Judgement
from equipoise.probability.words import DEFAULT_STANDARD
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, prose_date, table_date
from equipoise.report.view.agreement import agreement_view
from equipoise.report.view.assumptions import assumptions_view, flow_text
from equipoise.report.view.baselines import BaselinesView, baselines_view
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.circumstances import circumstances_view
from equipoise.report.view.conditionals import conditionals_view
from equipoise.report.view.confidence import confidence_view
from equipoise.report.view.course import course_view
from equipoise.report.view.dissent import dissent_view
from equipoise.report.view.drivers import drivers_view
from equipoise.report.view.evidence import evidence_view
from equipoise.report.view.explanations import explanations_view
from equipoise.report.view.headline import headline_view
from equipoise.report.view.key_judgements import key_judgements
from equipoise.report.view.method import LIMITS, techniques
from equipoise.report.view.next_steps import next_steps
from equipoise.report.view.not_computed import not_computed
from equipoise.report.view.raters import number_of_raters
from equipoise.report.view.record import record
from equipoise.report.view.revisit import revisit_view
from equipoise.report.view.scenarios import ScenarioView, by_probability, scenario_views
from equipoise.report.view.sensitivity import sensitivity_view
from equipoise.report.view.sources import cited_sources
from equipoise.report.view.stability import BaselineLine, StabilityView, stability_view
from equipoise.report.view.switchboard import switchboard_view
from equipoise.report.view.tip import tips_view
from equipoise.report.view.tip_map import tip_map_view
from equipoise.report.view.unknowns import unknowns
from equipoise.report.view.vintages import vintages_view
from equipoise.report.view.watch import watch_view
from equipoise.report.view.whole import View
from equipoise.studies.brief_studies import FIRST

if TYPE_CHECKING:
    from equipoise.studies.agreement import Agreement
    from equipoise.studies.conditionals import Conditionals
    from equipoise.studies.explaining import Explained
    from equipoise.studies.revisiting import Revisit
    from equipoise.studies.sensitivity import Sensitivity
    from equipoise.studies.stability import Stability
    from equipoise.studies.tipping import Tip, TipMap
    from equipoise.studies.vintages import Vintages
    from equipoise.studies.watching import Watch
    from equipoise.studies.what_if import Linchpins, Switchboard

    Study = (
        Stability
        | Vintages
        | Agreement
        | Explained
        | Tip
        | TipMap
        | Conditionals
        | Sensitivity
        | Linchpins
        | Switchboard
        | Revisit
        | Watch
    )


SENSITIVITY_ROWS = 15
"""Authored numbers with a row of their own in a brief; `equipoise sensitivity` tells all."""


def view(
    assessment: Assessment,
    *,
    stability: Stability | None = None,
    vintages: Vintages | None = None,
    agreement: Agreement | None = None,
    explained: Explained | None = None,
    tips: Sequence[Tip] = (),
    tip_map: TipMap | None = None,
    conditionals: Conditionals | None = None,
    sensitivity: Sensitivity | None = None,
    linchpins: Linchpins | None = None,
    switchboard: Switchboard | None = None,
    revisit: Revisit | None = None,
    watch: Watch | None = None,
    left_out: Mapping[str, str] | None = None,
    estimates: Sequence[Judgement] = (),
) -> View:
    """Word and round an assessment, and what was studied of the same case.

    The same input gives the same view; every number in it is one of the assessment's or of a study's, rounded.

    Args:
        assessment: Where the case stands.
        stability: How far arbitrary choices move it. Without it no level of confidence is stated.
        vintages: The case as known earlier, and published judgements beside it.
        agreement: How alike raters judge.
        explained: What drives it.
        tips: Tipping points of levers.
        tip_map: Who leads over two levers.
        conditionals: The numbers under each condition held.
        sensitivity: How far each authored number moves it.
        linchpins: What each assumption does, were it false.
        switchboard: The scenarios under other decision-makers.
        revisit: What changed up to the assessment.
        watch: What to watch for.
        left_out: Why a study is not there, by the name of its argument.
        estimates: What people on the record think of the case's question, one judgement of each.

    Raises:
        UsageError: If a study is of another case, or of another day or horizon where it must be of the same.
    """
    reasons = left_out or {}
    found: dict[str, Study | Sequence[Tip] | None] = {
        "stability": stability,
        "vintages": vintages,
        "agreement": agreement,
        "explained": explained,
        "tips": tips,
        "tip_map": tip_map,
        "conditionals": conditionals,
        "sensitivity": sensitivity,
        "linchpins": linchpins,
        "switchboard": switchboard,
        "revisit": revisit,
        "watch": watch,
    }
    _refuse_others(assessment, (*(one for one in found.values() if not isinstance(one, Sequence)), *tips))
    case, names, chances = assessment.case, Names(assessment.case), Chances(assessment)
    leader = by_probability(chances.at(assessment.horizon))[0]
    evidence = evidence_view(assessment, leader=leader, names=names)
    scenarios = scenario_views(assessment, chances=chances, evidence=evidence, names=names, stability=stability)
    ranked = tuple(sorted(scenarios, key=lambda scenario: -scenario.at.probability))
    course = course_view(
        assessment,
        scenarios=scenarios,
        chances=chances,
        evidence=evidence,
        names=names,
        earlier=_last_time(assessment, vintages, revisit),
    )
    headline = headline_view(
        assessment, scenarios=scenarios, evidence=evidence.counts, stability=stability, revisit=revisit
    )
    baselines = baselines_view(assessment, leader=ranked[0], chances=chances)
    explanations = explanations_view(assessment, names=names)
    return View(
        case=case.name,
        title=tidy(case.definition.title),
        actor=tidy(case.definition.actor),
        question=tidy(case.definition.question),
        as_of=prose_date(assessment.as_of),
        as_of_short=table_date(assessment.as_of),
        horizon=prose_date(assessment.horizon),
        horizon_short=table_date(assessment.horizon),
        standard=DEFAULT_STANDARD,
        trustworthy=assessment.trustworthy,
        warnings=tuple(str(finding) for finding in assessment.findings),
        supposed=_supposed(assessment),
        headline=headline,
        scenario_heading=f"{count(len(scenarios)).capitalize()} key judgements",
        scenarios=scenarios,
        ranked=ranked,
        baselines=baselines,
        course=course,
        explanations=explanations,
        circumstances=circumstances_view(assessment, chances=chances, names=names),
        evidence=evidence,
        unknowns=unknowns(
            assessment, course=course, evidence=evidence, leader=ranked[0], names=names, vintages=vintages
        ),
        assumptions=assumptions_view(case, names, linchpins),
        techniques=techniques(
            choices_tested=stability is not None,
            several_raters=number_of_raters(assessment, stability, agreement) > 1,
            tipping_points=bool(tips),
            published_judgements=vintages is not None and bool(vintages.compared),
        ),
        limits=LIMITS,
        record=record(assessment),
        coverage=_coverage(assessment),
        next_steps=next_steps(assessment),
        confidence=confidence_view(
            assessment,
            ranked=ranked,
            evidence=evidence,
            stability=stability,
            agreement=agreement,
            unstated=headline.firmness,
        ),
        key_judgements=key_judgements(
            assessment,
            ranked=ranked,
            evidence=evidence,
            baselines=baselines,
            explanations=explanations,
            names=names,
            stability=stability,
            tips=tips,
            conditionals=conditionals,
            watch=watch,
            breaks_assumptions=linchpins is not None,
        ),
        dissent=dissent_view(
            assessment,
            ranked=ranked,
            evidence=evidence,
            explanations=explanations,
            names=names,
            stability=stability,
            vintages=vintages,
            agreement=agreement,
            estimates=estimates,
        ),
        leads_with_level=stability is None or stability.leads_with_level,
        sources=cited_sources(case, evidence),
        stability=None if stability is None else _stability_view(stability, names, ranked[0], baselines),
        vintages=None if vintages is None else vintages_view(vintages),
        agreement=None if agreement is None else agreement_view(agreement),
        drivers=None if explained is None else drivers_view(explained),
        tips=tips_view(case, tips) if tips else None,
        tip_map=None if tip_map is None else tip_map_view(case, tip_map),
        conditionals=None if conditionals is None else conditionals_view(case, conditionals),
        sensitivity=None if sensitivity is None else sensitivity_view(case, sensitivity, rows=SENSITIVITY_ROWS),
        switchboard=None if switchboard is None else switchboard_view(case, switchboard),
        revisit=None if revisit is None else revisit_view(revisit, names, scenario=leader),
        watch=None if watch is None else watch_view(watch),
        has_no_history=reasons.get("revisit") == FIRST,
        not_computed=not_computed([name for name, study in found.items() if not study], reasons),
    )


def _refuse_others(assessment: Assessment, studies: Sequence[Study | None]) -> None:
    """A study of another case, or of this one as of another day, must not stand beside an assessment."""
    for study in studies:
        if study is None:
            continue
        if study.fingerprint != assessment.fingerprint:
            raise UsageError(f"{_title_of(study)} of another case than the assessment", hint="compute both anew")
        as_of, horizon = _days_of(study, assessment)
        if (as_of, horizon) != (assessment.as_of, assessment.horizon):
            raise UsageError(
                f"{_title_of(study)} as of {as_of} to {horizon}, the assessment as of {assessment.as_of} "
                f"to {assessment.horizon}",
                hint="compute both as of one day",
            )


def _days_of(study: Study, assessment: Assessment) -> tuple[date, date]:
    """The vintage of a study, and the day its numbers are about; those of the assessment where it has none."""
    as_of = getattr(study, "until", getattr(study, "as_of", assessment.as_of))
    return as_of, getattr(study, "horizon", assessment.horizon)


def _last_time(assessment: Assessment, vintages: Vintages | None, revisit: Revisit | None) -> Assessment | None:
    """The assessment as of the day that this one is compared with, else as of the first vintage; if it may be used."""
    if vintages is None:
        return None
    then = [one.assessment for one in vintages.vintages if one.assessment.as_of < assessment.as_of]
    if revisit is not None:
        then = [one for one in then if one.as_of == revisit.since]
    return then[0] if then and then[0].trustworthy else None


def _stability_view(
    stability: Stability, names: Names, leader: ScenarioView, baselines: BaselinesView
) -> StabilityView:
    """The choices against every plainer forecast, in the numbers that the other sections show."""
    shown = stability_view(stability, names, leader=leader.id)
    # Half strength is a row of its own, for it is a choice.
    plainer = tuple(
        BaselineLine(row.title, _alone(row.chances[leader.id])) for row in baselines.rows if row.id != "half_strength"
    )
    return replace(shown, base=_alone(leader.at), baselines=plainer or shown.baselines)


def _alone(chance: Chance) -> Chance:
    """The number without its range and its word."""
    return replace(chance, low=None, high=None, range="", word="")


def _title_of(study: object) -> str:
    return type(study).__name__.lower()


def _coverage(assessment: Assessment) -> str:
    coverage = assessment.coverage
    return f"{coverage.cells - coverage.assessed} of {coverage.cells} cells unassessed"


def _supposed(assessment: Assessment) -> tuple[str, ...]:
    seen = [f"Supposes that this is seen to happen: {span}." for span in assessment.given]
    done = [f"Supposes that this is brought about from outside: {span}." for span in assessment.do]
    edited = [f"Computed with an edit: {path} = {flow_text(value)}." for path, value in assessment.case.edits]
    return (*seen, *done, *edited)
