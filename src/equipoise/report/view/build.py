"""From an assessment to everything a reader is told about it."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.assess.assessment import Assessment
from equipoise.probability.words import DEFAULT_STANDARD
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, prose_date, table_date
from equipoise.report.view.assumptions import AssumptionView, assumption_views, flow_text
from equipoise.report.view.baselines import BaselinesView, baselines_view
from equipoise.report.view.chances import Chances
from equipoise.report.view.circumstances import CircumstancesView, circumstances_view
from equipoise.report.view.course import CourseView, course_view
from equipoise.report.view.evidence import EvidenceView, evidence_view
from equipoise.report.view.explanations import ExplanationsView, explanations_view
from equipoise.report.view.headline import HeadlineView, headline_view
from equipoise.report.view.method import LIMITS, TECHNIQUES, Technique
from equipoise.report.view.next_steps import next_steps
from equipoise.report.view.record import record
from equipoise.report.view.scenarios import ScenarioView, by_probability, scenario_views
from equipoise.report.view.unknowns import Unknown, unknowns


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

    @property
    def leader(self) -> ScenarioView:
        """The likeliest scenario on the horizon."""
        return self.ranked[0]


def view(assessment: Assessment) -> View:
    """Word and round an assessment.

    The same assessment gives the same view; every number in it is one of the assessment's, rounded.
    """
    case, names, chances = assessment.case, Names(assessment.case), Chances(assessment)
    leader = by_probability(chances.at(assessment.horizon))[0]
    evidence = evidence_view(assessment, leader=leader, names=names)
    scenarios = scenario_views(assessment, chances=chances, evidence=evidence, names=names)
    ranked = tuple(sorted(scenarios, key=lambda scenario: -scenario.at.probability))
    course = course_view(assessment, scenarios=scenarios, chances=chances, evidence=evidence, names=names)
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
        headline=headline_view(assessment, scenarios=scenarios, evidence=evidence.counts),
        scenario_heading=f"{count(len(scenarios)).capitalize()} key judgements",
        scenarios=scenarios,
        ranked=ranked,
        baselines=baselines_view(assessment, leader=ranked[0], chances=chances),
        course=course,
        explanations=explanations_view(assessment, names=names),
        circumstances=circumstances_view(assessment, chances=chances, names=names),
        evidence=evidence,
        unknowns=unknowns(assessment, course=course, evidence=evidence),
        assumptions=assumption_views(case),
        techniques=TECHNIQUES,
        limits=LIMITS,
        record=record(assessment),
        coverage=_coverage(assessment),
        next_steps=next_steps(assessment),
    )


def _coverage(assessment: Assessment) -> str:
    coverage = assessment.coverage
    return f"{coverage.cells - coverage.assessed} of {coverage.cells} cells unassessed"


def _supposed(assessment: Assessment) -> tuple[str, ...]:
    seen = [f"Supposes that this is seen to happen: {span}." for span in assessment.given]
    done = [f"Supposes that this is brought about from outside: {span}." for span in assessment.do]
    edited = [f"Computed with an edit: {path} = {flow_text(value)}." for path, value in assessment.case.edits]
    return (*seen, *done, *edited)
