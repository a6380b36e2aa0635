"""How far the headline can be relied on: three axes after PHIA's rating, the lowest of which decides.

The axes are those of the Analytical Confidence Rating of the Professional Head of Intelligence Assessment (PHIA
Probability Yardstick, gov.uk, 24 March 2025): information base, analytical rigour, complexity and volatility. What
is measured for each, and every threshold below, was chosen by us and is arbitrary: no study sets them. Filling a
cell can lift a level only as far as the other axes allow, because structure is known to raise confidence without
raising accuracy. No level says anything about how likely an event is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.report.numbers import count, counted, decimal, weight_of
from equipoise.report.view.choices import made_otherwise, other_leader, points, span_under_choices
from equipoise.report.view.evidence import EvidenceView, ItemView
from equipoise.report.view.raters import number_of_raters
from equipoise.report.view.scenarios import ScenarioView

if TYPE_CHECKING:
    from equipoise.studies.agreement import Agreement
    from equipoise.studies.stability import Stability

LEVELS = ("low", "moderate", "high")
"""From the lowest."""

NOT_COMPUTED = "not computed"

GRADED_SHARE = (0.5, 0.75)
"""Share of the weight that reports graded A or B must carry for moderate, and for high."""

ORIGINS = (4.0, 10.0)
"""Independent reports that the evidence must count as for moderate, and for high."""

SILENT_SHARE = (0.6, 0.25)
"""Largest share of steps without a report for moderate, and for high."""

RATED_SHARE = (0.4, 0.8)
"""Share of the matrix that must be rated for moderate, and for high."""

ALPHA = (0.667, 0.8)
"""Krippendorff's alpha for moderate, and for high; the customary bounds (Krippendorff 2004, Content Analysis, 11.4)."""

LARGEST_MOVE = (0.15, 0.05)
"""Largest move of the headline, as a probability, by one arbitrary choice for moderate, and for high."""

HEAVIEST_DB = 30.0
"""An item counts for no more than this when weights are added up: one that decides alone has no finite weight."""

DOUBTED_DIGITS = "45"
"""Digits of a grade that doubt the report itself, whatever the letter of its source."""

TRUSTED_ACCURACY = 0.8
"""An accuracy that stands for a grade of A or B where the author gives a number."""


@dataclass(frozen=True)
class Ground:
    """One thing that was measured: what was found, and the level it allows."""

    says: str
    level: str


@dataclass(frozen=True)
class Axis:
    """One axis: the lowest level of its grounds.

    Attributes:
        title: PHIA's name of it.
        asks: What we read it as.
        level: `low`, `moderate`, `high` or `not computed`.
        grounds: What was measured; empty where nothing was.
    """

    title: str
    asks: str
    level: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class ConfidenceView:
    """How far the headline can be relied on.

    Attributes:
        level: The lowest level of the axes; empty while an axis is not computed.
        label: `Confidence: moderate.` or `Confidence: not stated yet.`
        moves: How far the headline moves under the choices tested, or that this was not computed.
        because: Which axis decides, and what the others allow.
        axes: The three axes.
        note: Whose axes, whose thresholds.
    """

    level: str
    label: str
    moves: str
    because: str
    axes: tuple[Axis, ...]
    note: str

    @property
    def text(self) -> str:
        """The line of its own: level, then how far the headline moves."""
        return f"{self.label} {self.moves}"


NOTE = (
    "The three axes are those of PHIA’s rating of analytical confidence. What is measured for each and the thresholds "
    "are our own choice and arbitrary; the lowest axis decides."
)


def confidence_view(
    assessment: Assessment,
    *,
    ranked: tuple[ScenarioView, ...],
    evidence: EvidenceView,
    stability: Stability | None,
    agreement: Agreement | None,
    unstated: str,
) -> ConfidenceView:
    """The level of each axis, and the lowest of them.

    Args:
        assessment: What is to be relied on.
        ranked: Scenarios, likeliest on the horizon first.
        evidence: The items that count.
        stability: How far the numbers move under arbitrary choices; without it no level is stated.
        agreement: How alike raters judge; None where it was not computed.
        unstated: What to say in place of the moves where `stability` is missing.
    """
    leader = ranked[0]
    axes = (
        _information_base(assessment, leader, evidence),
        _analytical_rigour(assessment, stability, agreement),
        _volatility(ranked, stability),
    )
    level = "" if any(axis.level == NOT_COMPUTED for axis in axes) else _lowest(axis.level for axis in axes)
    return ConfidenceView(
        level=level,
        label=f"Confidence: {level or 'not stated yet'}.",
        moves=unstated if stability is None else _moves(leader, stability),
        because=_because(axes, level),
        axes=axes,
        note=NOTE,
    )


def _moves(leader: ScenarioView, stability: Stability) -> str:
    span = span_under_choices(leader.id, leader.at, stability)
    return f"The headline stays {span} under every choice tested."


def _because(axes: tuple[Axis, ...], level: str) -> str:
    found = "; ".join(f"{_lower(axis.title)} {axis.level}" for axis in axes)
    if not level:
        return f"So far: {found}."
    return f"That is the lowest of three axes: {found}."


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


# --- information base ----------------------------------------------------------------------------------------


def _information_base(assessment: Assessment, leader: ScenarioView, evidence: EvidenceView) -> Axis:
    grounds = (_graded(leader, evidence), _origins(assessment), _reported(assessment))
    return _axis("Information base", "How good, how independent and how recent the reports are", grounds)


def _graded(leader: ScenarioView, evidence: EvidenceView) -> Ground:
    total = math.fsum(_weight(item) for item in evidence.items)
    graded = math.fsum(_weight(item) for item in evidence.items if is_well_graded(item.grade))
    if not total:
        return Ground(f"No item of evidence weighs on {leader.title}.", LEVELS[0])
    says = f"Items graded A or B carry {weight_of(graded)} of the {weight_of(total)} that items move {leader.title} by."
    return Ground(says, _at_least(graded / total, GRADED_SHARE))


def _weight(item: ItemView) -> float:
    return min(abs(item.weight), HEAVIEST_DB)


def is_well_graded(grade: str) -> bool:
    """Whether a grade as shown (`B2`, `accuracy 0.95`, `ungraded`) speaks for a report that can be trusted."""
    if grade.startswith("accuracy "):
        return float(grade.removeprefix("accuracy ")) >= TRUSTED_ACCURACY
    return grade[:1] in ("A", "B") and grade[1:] not in tuple(DOUBTED_DIGITS)


def _origins(assessment: Assessment) -> Ground:
    found = assessment.effective_origins
    return Ground(f"All reports together count as {decimal(found)} independent ones.", _at_least(found, ORIGINS))


def _reported(assessment: Assessment) -> Ground:
    past = [day for day in assessment.report_dates if day <= assessment.as_of]
    silent = len(set(past) & set(assessment.silent))
    step = assessment.case.definition.clock.step
    says = f"{len(past) - silent} of {counted(len(past), step)} have a report."
    return Ground(says, _at_most(silent / max(len(past), 1), SILENT_SHARE))


# --- analytical rigour ---------------------------------------------------------------------------------------


def _analytical_rigour(assessment: Assessment, stability: Stability | None, agreement: Agreement | None) -> Axis:
    grounds = (_rated(assessment), _raters(assessment, stability, agreement))
    return _axis("Analytical rigour", "How much of the evidence was judged, and by how many", grounds)


def _rated(assessment: Assessment) -> Ground:
    coverage = assessment.coverage
    if not coverage.cells:
        return Ground("There is no cell to rate.", LEVELS[0])
    says = f"{coverage.assessed} of {coverage.cells} cells of the matrix of evidence are rated."
    return Ground(says, _at_least(coverage.assessed / coverage.cells, RATED_SHARE))


def _raters(assessment: Assessment, stability: Stability | None, agreement: Agreement | None) -> Ground:
    raters = number_of_raters(assessment, stability, agreement)
    if raters < 2:
        return Ground("Nobody has rated the evidence independently of the one rater.", LEVELS[1])
    number = count(raters).capitalize()
    alpha = None if agreement is None else agreement.overall.value
    if alpha is None:
        return Ground(f"{number} raters judged the evidence; how far they agree was not computed.", LEVELS[1])
    says = f"{number} raters judged the evidence; their agreement (alpha) is {decimal(alpha, 2)}."
    return Ground(says, _at_least(alpha, ALPHA))


# --- complexity and volatility -------------------------------------------------------------------------------


def _volatility(ranked: tuple[ScenarioView, ...], stability: Stability | None) -> Axis:
    title, asks = "Complexity and volatility", "How far the headline moves when one arbitrary choice is made otherwise"
    if stability is None:
        return Axis(title, asks, NOT_COMPUTED, ())
    return _axis(title, asks, (_largest_move(ranked[0], stability), _lead(ranked, stability)))


def _largest_move(leader: ScenarioView, stability: Stability) -> Ground:
    worst, widest = stability.worst(leader.id), stability.widest(leader.id)
    level = _at_most(worst, LARGEST_MOVE)
    if not widest:
        return Ground("No choice of the case could be made otherwise.", level)
    return Ground(f"The choice that moves it most is {made_otherwise(widest[0])}: by {points(worst)}.", level)


def _lead(ranked: tuple[ScenarioView, ...], stability: Stability) -> Ground:
    leader = ranked[0]
    other = other_leader(leader.id, stability)
    if other is None:
        return Ground(f"{leader.title} stays first under every choice tested.", LEVELS[-1])
    title = next(one.title for one in ranked if one.id == other.scenario)
    return Ground(f"With {other.made_otherwise}, {title} comes first instead.", LEVELS[0])


# --- levels --------------------------------------------------------------------------------------------------


def _axis(title: str, asks: str, grounds: tuple[Ground, ...]) -> Axis:
    return Axis(title, asks, _lowest(ground.level for ground in grounds), grounds)


def _lowest(levels: Iterable[str]) -> str:
    return LEVELS[min(LEVELS.index(level) for level in levels)]


def _at_least(value: float, thresholds: tuple[float, float]) -> str:
    return LEVELS[sum(value >= threshold for threshold in thresholds)]


def _at_most(value: float, thresholds: tuple[float, float]) -> str:
    return LEVELS[sum(value <= threshold for threshold in thresholds)]
