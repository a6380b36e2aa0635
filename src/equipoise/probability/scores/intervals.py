"""Scores of intervals: how often they hold the value, and what they cost together with their width.

Coverage alone is no score: intervals wide enough hold everything. The interval score is proper; it charges the width,
and for a miss the distance, the dearer the surer the interval claimed to be.

References:
    Gneiting, T. & Raftery, A. E. (2007). Strictly proper scoring rules, prediction, and estimation. Journal of the
    American Statistical Association 102(477), 359-378. doi:10.1198/016214506000001437
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.probability.wilson import LEVEL, wilson_interval


@dataclass(frozen=True)
class Coverage:
    """How many of so many intervals held the value.

    Attributes:
        held: How many did.
        of: How many there were.
        nominal: The share that should: 0.8 for central 80 % ranges.
        share: The share that did; None where there were none.
        low: Lower end of the interval of that share (Wilson); None where there were none.
        high: Upper end of the same.
    """

    held: int
    of: int
    nominal: float
    share: float | None
    low: float | None
    high: float | None


def coverage(
    intervals: Sequence[tuple[float, float]], values: Sequence[float], *, nominal: float, level: float = LEVEL
) -> Coverage:
    """How often intervals held what came, ends included. Best is a share equal to the nominal one, not the highest.

    Args:
        intervals: Low and high end of each.
        values: What came, one for each interval.
        nominal: The share that should be held.
        level: How much the interval of the share holds.

    Raises:
        ValueError: If an interval ends before it begins, or there are not as many values as intervals.
    """
    held = 0
    for (low, high), value in zip(intervals, values, strict=True):
        if not low <= high:
            raise ValueError(f"an interval goes from low to high, got {low!r} to {high!r}")
        held += low <= value <= high
    ends = wilson_interval(held, len(values), level=level)
    if ends is None:
        return Coverage(0, 0, nominal, None, None, None)
    return Coverage(held, len(values), nominal, held / len(values), *ends)


def interval_score(low: float, high: float, value: float, *, nominal: float) -> float:
    """Interval score of one central interval, in the units of the value; 0 is best, and lower is better.

    Args:
        low: Its lower end.
        high: Its upper end.
        value: What came.
        nominal: How much the interval was said to hold, such as 0.8.

    Raises:
        ValueError: If the interval ends before it begins, or the share is not between 0 and 1.
    """
    if not low <= high:
        raise ValueError(f"an interval goes from low to high, got {low!r} to {high!r}")
    if not 0 <= nominal < 1:
        raise ValueError(f"an interval holds a share from 0 to less than 1, got {nominal!r}")
    miss = max(low - value, 0.0) + max(value - high, 0.0)
    return (high - low) + 2 / (1 - nominal) * miss
