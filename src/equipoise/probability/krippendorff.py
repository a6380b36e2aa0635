r"""Krippendorff's alpha: how far several raters agree beyond what chance would give.

$\alpha = 1 - D_o / D_e$: observed disagreement within units over the disagreement to be expected were the same values
dealt out to units by chance. 1 is perfect agreement, 0 that of chance, below 0 worse than chance. Raters may be any
number and values may be missing. By custom conclusions are drawn from 0.800 on, tentative ones from 0.667 on.

References:
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.
    Communication Methods and Measures 1(1), 77-89. doi:10.1080/19312450709336664
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Metric = Literal["nominal", "ordinal", "interval"]
"""What counts as a difference: any; the number of values between two ranks; the square of the difference."""

RELIABLE, TENTATIVE = 0.800, 0.667
"""From where on conclusions are customarily drawn, and tentative ones."""


def krippendorff_alpha(values: Floats, *, metric: Metric) -> float | None:
    """Agreement of raters on units.

    Args:
        values: What each rater gave each unit, `[unit, rater]`; NaN where it gave none.
        metric: What counts as a difference between two values.

    Returns:
        Alpha, 1 or less; None where it is undefined: no unit has two values, or all values are the same.
    """
    tally = _tally(values)
    if tally is None:
        return None
    alpha = float(_alphas(tally, metric, np.ones((1, len(tally.sizes))))[0])
    return None if np.isnan(alpha) else alpha


def alpha_interval(
    values: Floats, groups: NDArray[np.integer[Any]], *, metric: Metric, seed: int, resamples: int, level: float = 0.95
) -> tuple[float, float] | None:
    """Bootstrap interval of alpha: whole groups of units are drawn again, with replacement.

    Units that hang together (the levels of one item) must be drawn together, or the interval comes out too narrow.

    Args:
        values: What each rater gave each unit, `[unit, rater]`; NaN where it gave none.
        groups: The group each unit belongs to, `[unit]`; equal numbers are one group.
        metric: What counts as a difference between two values.
        seed: Seed of the draws.
        resamples: How many times groups are drawn.
        level: How much of the resamples the interval holds, centred.

    Returns:
        Its ends; None with fewer than two groups, or where alpha is undefined in most resamples. Other resamples in
        which it is undefined are passed over.
    """
    tally = _tally(values)
    if tally is None:
        return None
    names, group_of_unit = np.unique(groups[tally.unit], return_inverse=True)
    if len(names) < 2:
        return None
    drawn = np.random.default_rng(seed).multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    alphas = _alphas(tally, metric, drawn[:, group_of_unit].astype(np.float64))
    defined = alphas[~np.isnan(alphas)]
    if 2 * len(defined) <= resamples:
        return None
    low, high = np.quantile(defined, ((1 - level) / 2, (1 + level) / 2))
    return float(low), float(high)


@dataclass(frozen=True)
class _Tally:
    """Units with two values or more: how often each has each value.

    Attributes:
        unit: Index of each such unit among all.
        levels: The different values, ascending.
        counts: How often a unit has a value, `[unit, level]`.
        sizes: Values of each unit.
    """

    unit: NDArray[np.integer[Any]]
    levels: Floats
    counts: Floats
    sizes: Floats


def _tally(values: Floats) -> _Tally | None:
    unit = np.flatnonzero(np.sum(~np.isnan(values), axis=1) >= 2)
    if len(unit) == 0:
        return None
    row, rater = np.nonzero(~np.isnan(values[unit]))
    levels, column = np.unique(values[unit][row, rater], return_inverse=True)
    counts = np.zeros((len(unit), len(levels)))
    np.add.at(counts, (row, column), 1.0)
    return _Tally(unit, levels, counts, counts.sum(axis=1))


def _alphas(tally: _Tally, metric: Metric, times: Floats) -> Floats:
    """Alpha with each unit counted so many times, `times[resample, unit]`; NaN where it is undefined."""
    margins = times @ tally.counts
    if metric == "ordinal":  # how far two ranks are apart hangs on how often those between were given
        within, expected = np.zeros(len(times)), np.zeros(len(times))
        for index, margin in enumerate(margins):
            squared = _ordinal(margin)
            within[index] = times[index] @ _within(tally, squared)
            expected[index] = margin @ squared @ margin
    else:
        squared = _nominal(tally.levels) if metric == "nominal" else _interval(tally.levels)
        within = times @ _within(tally, squared)
        expected = np.sum((margins @ squared) * margins, axis=1)
    # Of D_o = within / n and D_e = expected / (n (n - 1)).
    others = margins.sum(axis=1) - 1
    is_defined = expected > 0
    alphas: Floats = 1 - np.divide(others * within, expected, out=np.full(len(times), np.nan), where=is_defined)
    return alphas


def _within(tally: _Tally, squared: Floats) -> Floats:
    """Disagreement inside each unit: over ordered pairs of its values, divided by the other values of a value."""
    disagreement: Floats = np.sum((tally.counts @ squared) * tally.counts, axis=1) / (tally.sizes - 1)
    return disagreement


def _nominal(levels: Floats) -> Floats:
    return 1 - np.eye(len(levels))


def _interval(levels: Floats) -> Floats:
    squared: Floats = (levels[:, None] - levels[None, :]) ** 2
    return squared


def _ordinal(margin: Floats) -> Floats:
    # The values up to a rank, its own counted half: the difference is that of all between two, the ends half.
    middle = np.cumsum(margin) - margin / 2
    return _interval(middle)
