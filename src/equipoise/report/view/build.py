"""From an assessment to everything a reader is told about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.errors import UsageError
from equipoise.probability.words import DEFAULT_STANDARD
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, prose_date, table_date
from equipoise.report.view.agreement import AgreementView, agreement_view
from equipoise.report.view.assumptions import AssumptionsView, assumptions_view, flow_text
from equipoise.report.view.baselines import BaselinesView, baselines_view
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.circumstances import CircumstancesView, circumstances_view
from equipoise.report.view.conditionals import ConditionalsView, conditionals_view
from equipoise.report.view.confidence import ConfidenceView, confidence_view
from equipoise.report.view.course import CourseView, course_view
from equipoise.report.view.dissent import DissentView, dissent_view
from equipoise.report.view.drivers import DriversView, drivers_view
from equipoise.report.view.evidence import EvidenceView, evidence_view
from equipoise.report.view.explanations import ExplanationsView, explanations_view
from equipoise.report.view.headline import HeadlineView, headline_view
from equipoise.report.view.key_judgements import KeyJudgement, key_judgements
from equipoise.report.view.method import LIMITS, Technique, techniques
from equipoise.report.view.next_steps import next_steps
from equipoise.report.view.not_computed import not_computed
from equipoise.report.view.raters import number_of_raters
from equipoise.report.view.record import record
from equipoise.report.view.revisit import RevisitView, revisit_view
from equipoise.report.view.scenarios import ScenarioView, by_probability, scenario_views
from equipoise.report.view.sensitivity import SensitivityView, sensitivity_view
from equipoise.report.view.sources import CitedSource, cited_sources
from equipoise.report.view.stability import BaselineLine, StabilityView, stability_view
from equipoise.report.view.switchboard import SwitchboardView, switchboard_view
from equipoise.report.view.tip import TipsView, tips_view
from equipoise.report.view.tip_map import TipMapView, tip_map_view
from equipoise.report.view.unknowns import Unknown, unknowns
from equipoise.report.view.vintages import VintagesView, vintages_view
from equipoise.report.view.watch import WatchView, watch_view
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


@dataclass(frozen=True)
class View:
    """An assessment in words and rounded numbers: renderers only lay it out.

    Attributes:
        case: Name of the case.
        title: Title of the case.
        actor: Whose conduct is assessed.
        question: What is asked.
        as_of: The as-of date in prose.
        as_of_short: The same for tables.
        horizon: The last date in prose.
        horizon_short: The same for tables.
        standard: Whose words for probabilities are used.
        trustworthy: Whether the numbers may be used at all.
        warnings: What the engine says about the result.
        supposed: What was taken as given or brought about; empty for a plain assessment.
        headline: The bottom line.
        scenario_heading: How many judgements follow.
        scenarios: Scenarios in the case's order.
        ranked: The same, likeliest on the horizon first.
        baselines: Plainer forecasts.
        course: The course of events.
        explanations: Explanations on trial.
        circumstances: Conditions and considerations.
        evidence: Items, origins, surprises.
        unknowns: Gaps.
        assumptions: What it rests on.
        techniques: How it was made, with the evidence that each technique helps.
        limits: What to bear in mind.
        record: What is needed to compute it again.
        coverage: How much of the matrix somebody rated.
        next_steps: What can be asked next, and the command that answers it.
        confidence: How far the headline can be relied on; its level is empty where stability was not computed.
        key_judgements: One judgement a scenario, likeliest on the horizon first.
        dissent: Alternatives, raters and authors who see it otherwise.
        leads_with_level: Whether numbers on the horizon may be stated first; if not, ranges and conditions are.
        sources: Every source of a counted item, with its grade.
        stability: How far the headline moves; None, like all that follow, where it was not computed.
        vintages: The case as known earlier, and published judgements.
        agreement: How alike raters judge.
        drivers: What drives the judgement.
        tips: Tipping points.
        tip_map: Two levers together.
        conditionals: What would follow from a condition.
        sensitivity: How far each authored number moves the leader.
        switchboard: The scenarios under other decision-makers.
        revisit: What changed since an earlier vintage.
        watch: What to watch for.
        has_no_history: Whether the case had nothing to say before, so that there is nothing to revisit.
        not_computed: What the brief does not tell, and why; sentences.
    """

    case: str
    title: str
    actor: str
    question: str
    as_of: str
    as_of_short: str
    horizon: str
    horizon_short: str
    standard: str
    trustworthy: bool
    warnings: tuple[str, ...]
    supposed: tuple[str, ...]
    headline: HeadlineView
    scenario_heading: str
    scenarios: tuple[ScenarioView, ...]
    ranked: tuple[ScenarioView, ...]
    baselines: BaselinesView
    course: CourseView
    explanations: ExplanationsView
    circumstances: CircumstancesView
    evidence: EvidenceView
    unknowns: tuple[Unknown, ...]
    assumptions: AssumptionsView
    techniques: tuple[Technique, ...]
    limits: tuple[str, ...]
    record: tuple[tuple[str, str], ...]
    coverage: str
    next_steps: tuple[tuple[str, str], ...]
    confidence: ConfidenceView
    key_judgements: tuple[KeyJudgement, ...]
    dissent: DissentView
    leads_with_level: bool
    sources: tuple[CitedSource, ...]
    stability: StabilityView | None
    vintages: VintagesView | None
    agreement: AgreementView | None
    drivers: DriversView | None
    tips: TipsView | None
    tip_map: TipMapView | None
    conditionals: ConditionalsView | None
    sensitivity: SensitivityView | None
    switchboard: SwitchboardView | None
    revisit: RevisitView | None
    watch: WatchView | None
    has_no_history: bool
    not_computed: tuple[str, ...]

    @property
    def leader(self) -> ScenarioView:
        """The likeliest scenario on the horizon."""
        return self.ranked[0]


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
