"""The result of `assess`: plain records labelled with the ids of the case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from equipoise.case.case import Case
from equipoise.errors import Finding

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "equipoise/assessment/1"


@dataclass(frozen=True)
class ScenarioPoint:
    """Probability of a scenario on a report date.

    Attributes:
        step: Index of the report date.
        date: End of this day.
        scenario: Scenario id.
        probability: Mean over parameters.
        low: 10th percentile over parameters; None where parameters were not sampled.
        high: 90th percentile over parameters; None where parameters were not sampled.
        basis: `smoothed`, `filtered` (the as-of date), `predicted`, or `counterfactual` (under a `do` in the past).
    """

    step: int
    date: datetime.date
    scenario: str
    probability: float
    low: float | None
    high: float | None
    basis: str


@dataclass(frozen=True)
class EverPoint:
    """Probability that a scenario holds at some moment from `from_` (inclusive) to the end of `until`."""

    scenario: str
    from_: datetime.date
    until: datetime.date
    probability: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class BaselinePoint:
    """What a plainer forecast says: `no_evidence`, `half_strength` (of ratings) or `no_change` (of course)."""

    baseline: str
    scenario: str
    at: datetime.date
    probability: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ConditionPoint:
    """Probability of a level of a condition on a report date."""

    step: int
    date: datetime.date
    condition: str
    level: str
    probability: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ExplanationRow:
    """An explanation: its share of the mix, and how well it alone predicted the record (nats, higher is better).

    `alone_error` is the Monte Carlo standard error of the score, nats; 0 where nothing is drawn.
    """

    explanation: str
    share: float
    low: float | None
    high: float | None
    contraction: float | None
    alone_log_score: float | None
    alone_error: float = 0.0


@dataclass(frozen=True)
class PerceptionRow:
    """A level of a condition on the as-of date: how likely it is, and how likely the actor is to take it for so."""

    condition: str
    level: str
    true: float
    seen: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CourseRow:
    """How a course ranks on the as-of date, its reasons alone (no inertia): for the actor and for an analyst.

    Attributes:
        course: Level of each instrument, by id.
        scenario: The scenario it belongs to.
        to_analyst: Nats behind the best course, with the conditions as they are and no risk aversion; 0 for one that is
            best under every setting of the parameters.
        to_actor: Nats behind the best as the actor sees the conditions, with its risk aversion, likewise.
        low, high: Central 80 per cent of `to_actor` over parameters; None where parameters were not sampled.
    """

    course: Mapping[str, str]
    scenario: str
    to_analyst: float
    to_actor: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class TrialPoint:
    """How well one explanation, alone, had predicted the record by a date (nats, higher is better), with its error."""

    explanation: str
    date: datetime.date
    cumulative_log_score: float
    error: float


@dataclass(frozen=True)
class ParameterRow:
    """A parameter that is not fixed by the case. Contraction near 1: the record taught nothing about it."""

    parameter: str
    mean: float
    low: float | None
    high: float | None
    contraction: float | None


@dataclass(frozen=True)
class EvidenceRow:
    """What an item counts for.

    Attributes:
        id: Item id.
        date: The day it is weighed on.
        known: The day it became known.
        exponent: How much of it counts beside copies of its origin, 0 to 1.
        predictive_log_score: Log of its predictive weight given all earlier days (nats); low is a surprise.
        moved_db: Per scenario, how far the log-odds of that scenario on the as-of date would fall (dB) were the
            item left out. It compares two means over the parameters, so it has no parameter range of its own.
    """

    id: str
    date: datetime.date
    known: datetime.date
    exponent: float
    predictive_log_score: float
    moved_db: Mapping[str, float]


@dataclass(frozen=True)
class OriginRow:
    """What all items of one origin move together, left out at the end; dB per scenario on the as-of date."""

    origin: str
    items: tuple[str, ...]
    exponents: float
    moved_db: Mapping[str, float]


@dataclass(frozen=True)
class Coverage:
    """Cells of the matrix of evidence items and the levels of what they are rated on, and how many somebody rated."""

    assessed: int
    cells: int


@dataclass(frozen=True)
class Assessment:
    """Where a case stands as of a date. Probabilities are stored in full; words and rounding are in `report`.

    Attributes:
        case: The case as it was known at the as-of date (later items, explanations and conditions removed).
        fingerprint: SHA-256 of the whole case, edits included, as it was handed in.
        engine: What computed it.
        as_of: What was known by the end of this day counts.
        horizon: Last date of the report.
        headline_dates: +3 months, +12 months and the horizon, as far as the horizon allows.
        report_dates: Every date of the report.
        headline_points: Scenario points on headline dates that are no report dates; their step is -1.
        silent: Report dates up to the as-of date in whose step no counted item is dated.
        effective_origins: Sum of the exponents of the rated items.
        given, do: Spans as asked for, in words, such as `battlefield=russia_losing@2022-06-30..2022-12-31`.
        log_span: Log probability of the `given` spans; None without `given`.
        findings: Warnings about the result.
        discriminating_items: Counted items on days whose evidence the explanations, each alone, predict differently by
            0.5 dB or more; None where nobody counted. With fewer than five, explanations are not ranked.
        monte_carlo_error: Largest standard error of a scenario's probability on the as-of date or a headline date, from
            the spread of the islands; 0 where nothing is drawn.
        perception_rows: Conditions on the as-of date as they are and as the actor sees them.
        course_rows: Courses by what their reasons are worth, best for the actor first.
        trial_points: The course of the scores of the explanations, each alone.
        ranking_refused: Why explanations are not ranked; empty where they may be.
    """

    case: Case
    fingerprint: str
    engine: str
    version: str
    as_of: datetime.date
    horizon: datetime.date
    seed: int
    particles: int
    log_evidence: float
    trustworthy: bool
    findings: tuple[Finding, ...]
    headline_dates: tuple[datetime.date, ...]
    report_dates: tuple[datetime.date, ...]
    silent: tuple[datetime.date, ...]
    effective_origins: float
    coverage: Coverage
    scenario_points: tuple[ScenarioPoint, ...]
    headline_points: tuple[ScenarioPoint, ...]
    ever_points: tuple[EverPoint, ...]
    baseline_points: tuple[BaselinePoint, ...]
    condition_points: tuple[ConditionPoint, ...]
    explanation_rows: tuple[ExplanationRow, ...]
    parameter_rows: tuple[ParameterRow, ...]
    evidence_rows: tuple[EvidenceRow, ...]
    origin_rows: tuple[OriginRow, ...]
    rater: str = "default"
    given: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    log_span: float | None = None
    discriminating_items: int | None = None
    monte_carlo_error: float = 0.0
    perception_rows: tuple[PerceptionRow, ...] = ()
    course_rows: tuple[CourseRow, ...] = ()
    trial_points: tuple[TrialPoint, ...] = ()
    ranking_refused: str = ""

    def at(self, scenario: str, day: datetime.date) -> ScenarioPoint:
        """The point of a scenario on a report date or headline date.

        Raises:
            KeyError: If the assessment has no such point.
        """
        for point in (*self.scenario_points, *self.headline_points):
            if point.scenario == scenario and point.date == day:
                return point
        raise KeyError(f"no point for {scenario} on {day}")

    def ever_until(self, scenario: str, until: datetime.date) -> EverPoint:
        """The probability that a scenario holds at some moment from the as-of date until the end of a day.

        Raises:
            KeyError: If the assessment has no such point.
        """
        for point in self.ever_points:
            if point.scenario == scenario and point.until == until:
                return point
        raise KeyError(f"no ever point for {scenario} until {until}")

    def baseline(self, baseline: str, scenario: str, day: datetime.date) -> float:
        """What a baseline gives for a scenario on a day.

        Raises:
            KeyError: If the assessment has no such baseline point.
        """
        for point in self.baseline_points:
            if point.baseline == baseline and point.scenario == scenario and point.at == day:
                return point.probability
        raise KeyError(f"no baseline {baseline} for {scenario} on {day}")

    def to_dict(self) -> dict[str, Any]:
        """The machine output of docs/case-format.md: plain data for JSON, probabilities in full."""
        from equipoise.assess.machine_output import to_dict

        return to_dict(self)

    @property
    def scenarios(self) -> pd.DataFrame:
        """Probability of each scenario on each report date."""
        return _frame(self.scenario_points)

    @property
    def ever(self) -> pd.DataFrame:
        """Probability that each scenario holds at some moment from the as-of date on."""
        return _frame(self.ever_points)

    @property
    def baselines(self) -> pd.DataFrame:
        """What plainer forecasts say."""
        return _frame(self.baseline_points)

    @property
    def conditions(self) -> pd.DataFrame:
        """Probability of each level of each condition on each report date."""
        return _frame(self.condition_points)

    @property
    def explanations(self) -> pd.DataFrame:
        """Shares and scores of the explanations."""
        return _frame(self.explanation_rows)

    @property
    def parameters(self) -> pd.DataFrame:
        """Parameters that the case does not fix."""
        return _frame(self.parameter_rows)

    @property
    def evidence(self) -> pd.DataFrame:
        """What each item counts for; one column `moved_db.<scenario>` each."""
        return _frame(self.evidence_rows)

    @property
    def perception(self) -> pd.DataFrame:
        """Conditions on the as-of date as they are and as the actor sees them."""
        return _frame(self.perception_rows)

    @property
    def courses(self) -> pd.DataFrame:
        """Courses by what their reasons are worth to the actor and to an analyst."""
        return _frame(self.course_rows)

    @property
    def origins(self) -> pd.DataFrame:
        """What all items of an origin move together."""
        return _frame(self.origin_rows)

    def _repr_html_(self) -> str:
        from equipoise.assess.frames import html_summary

        return html_summary(self)


def _frame(rows: Sequence[Any]) -> pd.DataFrame:
    from equipoise.assess.frames import frame_of

    return frame_of(rows)
