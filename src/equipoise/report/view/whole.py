"""Everything a reader is told about an assessment, in plain records: what every form of a brief lays out."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.report.view.agreement import AgreementView
from equipoise.report.view.assumptions import AssumptionsView
from equipoise.report.view.baselines import BaselinesView
from equipoise.report.view.circumstances import CircumstancesView
from equipoise.report.view.conditionals import ConditionalsView
from equipoise.report.view.confidence import ConfidenceView
from equipoise.report.view.course import CourseView
from equipoise.report.view.dissent import DissentView
from equipoise.report.view.drivers import DriversView
from equipoise.report.view.evidence import EvidenceView
from equipoise.report.view.explanations import ExplanationsView
from equipoise.report.view.headline import HeadlineView
from equipoise.report.view.key_judgements import KeyJudgement
from equipoise.report.view.method import Technique
from equipoise.report.view.revisit import RevisitView
from equipoise.report.view.scenarios import ScenarioView
from equipoise.report.view.sensitivity import SensitivityView
from equipoise.report.view.sources import CitedSource
from equipoise.report.view.stability import StabilityView
from equipoise.report.view.switchboard import SwitchboardView
from equipoise.report.view.tip import TipsView
from equipoise.report.view.tip_map import TipMapView
from equipoise.report.view.unknowns import Unknown
from equipoise.report.view.vintages import VintagesView
from equipoise.report.view.watch import WatchView


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
