"""A reliability diagram in words and numbers: what came of what was given about the same probability."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.probability.scores import FEWEST_FOR_CURVE, Reliability
from equipoise.probability.scores.reliability import Dot, RatePoint
from equipoise.report.columns import printable
from equipoise.report.numbers import EN_DASH, NARROW_SPACE, counted, percent_text
from equipoise.report.rounding import whole_percent


@dataclass(frozen=True)
class RateView:
    """Forecasts of about the same probability.

    Attributes:
        said, rate, low, high: Mean forecast, the rate, and the ends of its interval, from 0 to 1.
        of: How many they are.
        said_text: The mean forecast as it is shown.
        text: Rate and interval in words: `3 of 12 occurred (9–53 %)`.
    """

    said: float
    rate: float
    low: float
    high: float
    of: int
    said_text: str
    text: str


@dataclass(frozen=True)
class ReliabilityView:
    """What a reliability diagram shows of one judge.

    Attributes:
        title: Whose forecasts of what.
        dots: One for each resolved question; drawn where there is no curve.
        overall: All of them together.
        curve: Groups by probability, lowest first; empty under twenty resolved questions.
        summary: All of them together, as a sentence.
        note: Why there is no curve; empty where there is one.
    """

    title: str
    dots: tuple[Dot, ...]
    overall: RateView
    curve: tuple[RateView, ...]
    summary: str
    note: str


def reliability_view(title: str, found: Reliability) -> ReliabilityView | None:
    """A reliability diagram, in words; None where nothing is resolved.

    Args:
        title: Whose forecasts of what.
        found: The data of the diagram.
    """
    if found.overall is None:
        return None
    overall = _rate(found.overall)
    summary = (
        f"Calibration: the first probabilities average {overall.said_text}; {overall.text}. The range is Wilson's, of "
        f"95{NARROW_SPACE}%."
    )
    note = (
        ""
        if found.curve
        else f"Under {FEWEST_FOR_CURVE} resolved questions there is no curve, for it would show noise: each of the "
        f"{counted(found.resolved, 'question')} is a dot."
    )
    return ReliabilityView(printable(title), found.dots, overall, tuple(map(_rate, found.curve)), summary, note)


def _rate(point: RatePoint) -> RateView:
    # A rate is counted, not judged: none of ten is 0 per cent and not "below 1".
    low, high = (round(100 * end) for end in (point.low, point.high))
    return RateView(
        said=point.forecast,
        rate=point.rate,
        low=point.low,
        high=point.high,
        of=point.of,
        said_text=percent_text(whole_percent(point.forecast)),
        text=f"{round(point.rate * point.of)} of {point.of} occurred ({low}{EN_DASH}{high}{NARROW_SPACE}%)",
    )
