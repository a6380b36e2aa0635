r"""Yates's covariance decomposition of the Brier score: bias, separation and noise, without groups.

$$\overline{BS} = Var(d) + bias^2 + Var_{min}(f) + scatter - 2\,Cov(f, d)$$

with $f$ the forecasts and $d$ the outcomes, weighted: half the parts that Merkle & Hartman (2018) give of the score on
the scale 0-2. Intervals are percentiles of a bootstrap over questions, not a formula.

References:
    Yates, J. F. (1982). External correspondence: decompositions of the mean probability score. Organizational Behavior
    and Human Performance 30(1), 132-156.
    Merkle, E. C. & Hartman, R. (2018). Weighted Brier score decompositions for topically heterogenous forecasting
    tournaments. Judgment and Decision Making 13(2), 185-201.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.probability.scores.binary_rows import BinaryRows
from equipoise.probability.scores.bootstrap import RESAMPLES, Floats
from equipoise.probability.scores.estimate import Estimate, estimates
from equipoise.probability.scores.sides import DRAWS, over_sides


@dataclass(frozen=True)
class Yates:
    """Parts of a mean Brier score on the scale 0-1.

    `brier = uncertainty + bias**2 + least_variance + scatter - 2 * covariance`.

    Attributes:
        brier: The weighted mean; lower is better.
        uncertainty: Variance of the outcomes: how hard the questions were.
        bias: Mean forecast less rate; 0 is best, above it events were overrated.
        least_variance: The variance that forecasts must have to separate as they do.
        scatter: Variance beside that: noise; 0 is best.
        covariance: Of forecasts and outcomes; higher is better.
        slope: Mean forecast of what occurred less that of what did not; 1 is best. None where all or nothing occurred.
        rows: How many rows of yes and no.
        questions: How many questions.
    """

    brier: Estimate
    uncertainty: Estimate
    bias: Estimate
    least_variance: Estimate
    scatter: Estimate
    covariance: Estimate
    slope: Estimate
    rows: int
    questions: int


def yates(rows: BinaryRows, *, seed: int = 0, resamples: int = RESAMPLES, level: float = 0.95) -> Yates | None:
    """Decompose a mean Brier score.

    Args:
        rows: Forecasts as rows of yes and no.
        seed: Seed of the resamples.
        resamples: How many are drawn; 0 for no intervals.
        level: How much the intervals hold.

    Returns:
        The parts; None where nothing has weight.
    """
    if not np.sum(rows.weights) > 0:
        return None
    return _yates(
        rows,
        estimates(lambda times: _parts(rows, times), rows.questions, seed=seed, resamples=resamples, level=level),
    )


def yates_over_sides(rows: BinaryRows, *, seed: int = 0, draws: int = DRAWS, level: float = 0.95) -> Yates | None:
    """The same parts, averaged over which side of each question is called the event (Merkle & Hartman 2018).

    Args:
        rows: Forecasts as rows of yes and no.
        seed: Seed of the draws.
        draws: How many ways to ask are drawn.
        level: How much of the ways the ends hold.

    Returns:
        The parts; their ends are those over ways to ask, not over questions. None where nothing has weight.
    """
    if not np.sum(rows.weights) > 0:
        return None
    ones = np.ones(len(rows.probabilities))
    found = over_sides(lambda turned: _parts(turned, ones), rows, seed=seed, draws=draws, level=level)
    return _yates(rows, found)


def _yates(rows: BinaryRows, found: tuple[Estimate, ...]) -> Yates:
    brier, uncertainty, bias, least_variance, scatter, covariance, slope = found
    return Yates(
        brier=brier,
        uncertainty=uncertainty,
        bias=bias,
        least_variance=least_variance,
        scatter=scatter,
        covariance=covariance,
        slope=slope,
        rows=len(rows.probabilities),
        questions=len(np.unique(rows.questions)),
    )


def _parts(rows: BinaryRows, times: Floats) -> Floats:
    counted = rows.weights * times
    if not np.sum(counted) > 0:
        return np.full(7, np.nan)
    share = counted / np.sum(counted)
    f, d = rows.probabilities, rows.occurred
    mean, rate = share @ f, share @ d
    uncertainty = rate * (1 - rate)
    covariance = share @ ((f - mean) * (d - rate))
    variance = share @ (f - mean) ** 2
    slope = covariance / uncertainty if uncertainty > 0 else np.nan
    # Where all or nothing occurred there is nothing to separate.
    least = slope**2 * uncertainty if uncertainty > 0 else 0.0
    brier = share @ (f - d) ** 2
    return np.array([brier, uncertainty, mean - rate, least, variance - least, covariance, slope])
