"""From an assessment to everything a reader is told about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.errors import UsageError
from equipoise.probability.words import DEFAULT_STANDARD
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, prose_date, table_date
from equipoise.report.view.assumptions import AssumptionView, assumption_views, flow_text
from equipoise.report.view.baselines import BaselinesView, baselines_view
from equipoise.report.view.chances import Chances
from equipoise.report.view.circumstances import CircumstancesView, circumstances_view
from equipoise.report.view.confidence import ConfidenceView, confidence_view
from equipoise.report.view.course import CourseView, course_view
from equipoise.report.view.dissent import DissentView, dissent_view
from equipoise.report.view.evidence import EvidenceView, evidence_view
from equipoise.report.view.explanations import ExplanationsView, explanations_view
from equipoise.report.view.headline import HeadlineView, headline_view
from equipoise.report.view.key_judgements import KeyJudgement, key_judgements
from equipoise.report.view.method import LIMITS, Technique, techniques
from equipoise.report.view.next_steps import next_steps
from equipoise.report.view.raters import number_of_raters
from equipoise.report.view.record import record
from equipoise.report.view.scenarios import ScenarioView, by_probability, scenario_views
from equipoise.report.view.unknowns import Unknown, unknowns

if TYPE_CHECKING:
    from equipoise.studies.agreement import Agreement
    from equipoise.studies.conditionals import Conditionals
    from equipoise.studies.stability import Stability
    from equipoise.studies.tip import Tip
    from equipoise.studies.vintages import Vintages


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
    assumptions: tuple[AssumptionView, ...]
    techniques: tuple[Technique, ...]
    limits: tuple[str, ...]
    record: tuple[tuple[str, str], ...]
    coverage: str
    next_steps: tuple[tuple[str, str], ...]
    confidence: ConfidenceView
    key_judgements: tuple[KeyJudgement, ...]
    dissent: DissentView
    leads_with_level: bool

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
    tips: Sequence[Tip] = (),
    conditionals: Conditionals | None = None,
) -> View:
    """Word and round an assessment, and what was studied of the same case.

    The same input gives the same view; every number in it is one of the assessment's or of a study's, rounded.

    Args:
        assessment: Where the case stands.
        stability: How far arbitrary choices move it. Without it no level of confidence is stated.
        vintages: The case as known earlier, and published judgements beside it.
        agreement: How alike raters judge.
        tips: Tipping points of levers.
        conditionals: The numbers under each condition held.

    Raises:
        UsageError: If a study is of another case, or of another day or horizon where it must be of the same.
    """
    _refuse_others(assessment, stability, vintages, agreement, tips, conditionals)
    case, names, chances = assessment.case, Names(assessment.case), Chances(assessment)
    leader = by_probability(chances.at(assessment.horizon))[0]
    evidence = evidence_view(assessment, leader=leader, names=names)
    scenarios = scenario_views(assessment, chances=chances, evidence=evidence, names=names, stability=stability)
    ranked = tuple(sorted(scenarios, key=lambda scenario: -scenario.at.probability))
    course = course_view(assessment, scenarios=scenarios, chances=chances, evidence=evidence, names=names)
    headline = headline_view(assessment, scenarios=scenarios, evidence=evidence.counts, stability=stability)
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
        assumptions=assumption_views(case),
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
    )


def _refuse_others(
    assessment: Assessment,
    stability: Stability | None,
    vintages: Vintages | None,
    agreement: Agreement | None,
    tips: Sequence[Tip],
    conditionals: Conditionals | None,
) -> None:
    """A study of another case, or of this one as of another day, must not stand beside an assessment."""
    for study in (stability, vintages, agreement, conditionals, *tips):
        if study is not None and study.fingerprint != assessment.fingerprint:
            raise UsageError(f"{_title_of(study)} of another case than the assessment", hint="compute both anew")
    for dated in (stability, conditionals, *tips):
        if dated is not None and (dated.as_of, dated.horizon) != (assessment.as_of, assessment.horizon):
            raise UsageError(
                f"{_title_of(dated)} as of {dated.as_of} to {dated.horizon}, the assessment as of {assessment.as_of} "
                f"to {assessment.horizon}",
                hint="compute both as of one day",
            )


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
