"""Data of a reliability diagram: what came of forecasts of about the same probability.

Under twenty resolved questions there is no curve, for it would show noise: only a dot for each question, and the
rate of all with its Wilson interval beside their mean forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from equipoise.probability.distribution import checked_probability
from equipoise.probability.wilson import LEVEL, wilson_interval

FEWEST_FOR_CURVE = 20
"""Resolved questions below which no curve is drawn and no one is recalibrated."""

LEAST_IN_GROUP = 10
"""Forecasts that a point of the curve rests on at least."""

MOST_GROUPS = 10
"""Points of the curve at most."""


@dataclass(frozen=True)
class Dot:
    """One resolved question: its probability, and whether the event occurred."""

    probability: float
    occurred: bool


@dataclass(frozen=True)
class RatePoint:
    """Forecasts of about the same probability.

    Attributes:
        forecast: Their mean.
        rate: The share of them that occurred.
        low: Lower end of the interval of that rate (Wilson).
        high: Upper end of the same.
        of: How many they are.
    """

    forecast: float
    rate: float
    low: float
    high: float
    of: int

    @property
    def holds_forecast(self) -> bool:
        """Whether the interval holds the mean forecast: then these forecasts are not shown to be miscalibrated."""
        return self.low <= self.forecast <= self.high


@dataclass(frozen=True)
class Reliability:
    """What a reliability diagram shows.

    Attributes:
        dots: One for each resolved question, by probability.
        overall: All of them together; None where nothing is resolved.
        curve: Groups by probability, lowest first; empty under twenty resolved questions.
    """

    dots: tuple[Dot, ...]
    overall: RatePoint | None
    curve: tuple[RatePoint, ...]

    @property
    def resolved(self) -> int:
        """How many questions are resolved."""
        return len(self.dots)


def reliability(probabilities: Sequence[float], occurred: Sequence[bool], *, level: float = LEVEL) -> Reliability:
    """Data of a reliability diagram, one forecast for each resolved question.

    From twenty questions on, forecasts are cut into up to ten groups of about equal number, at least ten in each;
    equal forecasts are never parted.

    Args:
        probabilities: Probability of each event.
        occurred: Whether each occurred.
        level: How much the intervals hold.

    Raises:
        ValueError: If one is no probability.
    """
    dots = tuple(
        sorted(
            (Dot(checked_probability(value), bool(came)) for value, came in zip(probabilities, occurred, strict=True)),
            key=lambda dot: (dot.probability, dot.occurred),
        )
    )
    if not dots:
        return Reliability((), None, ())
    curve = tuple(_point(group, level) for group in _grouped(dots)) if len(dots) >= FEWEST_FOR_CURVE else ()
    return Reliability(dots, _point(dots, level), curve)


def _grouped(dots: Sequence[Dot]) -> list[list[Dot]]:
    size = max(LEAST_IN_GROUP, -(-len(dots) // MOST_GROUPS))
    groups: list[list[Dot]] = []
    for _, equal in groupby(dots, key=lambda dot: dot.probability):
        if not groups or len(groups[-1]) >= size:
            groups.append([])
        groups[-1].extend(equal)
    if len(groups) > 1 and len(groups[-1]) < LEAST_IN_GROUP:
        groups[-2].extend(groups.pop())
    return groups


def _point(dots: Sequence[Dot], level: float) -> RatePoint:
    of, came = len(dots), sum(dot.occurred for dot in dots)
    ends = wilson_interval(came, of, level=level)
    assert ends is not None, "a group holds a forecast"
    return RatePoint(sum(dot.probability for dot in dots) / of, came / of, *ends, of=of)
