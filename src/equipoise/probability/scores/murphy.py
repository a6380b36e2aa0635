r"""Murphy's decomposition of the Brier score: calibration, resolution and how hard the questions were.

Forecasts are put in groups. With $w_k$ the share of weight of a group, $f_k$ its mean forecast, $o_k$ its rate and $o$
the rate of all,

$$\overline{BS} = \sum_k w_k (f_k - o_k)^2 - \sum_k w_k (o_k - o)^2 + o(1 - o) + within.$$

*Within* is what grouping unlike forecasts leaves over (Stephenson et al. 2008), so that the sum is exact; it is 0 where
every group holds one value. Forecasts may be weighted: then these are half the parts that Merkle & Hartman (2018) give
of the score on the scale 0-2. Intervals are percentiles of a bootstrap over questions, not a formula; they say how far
other questions could have moved a part. How far the choice of sides moves it, `murphy_over_sides` says.

From few forecasts reliability and resolution both come out too large, for the rate of a group differs by luck from the
chance behind it (Bröcker 2012), and resamples repeat that luck. Read neither from under twenty questions.

References:
    Murphy, A. H. (1973). A new vector partition of the probability score. Journal of Applied Meteorology 12(4),
    595-600.
    Stephenson, D. B., Coelho, C. A. S. & Jolliffe, I. T. (2008). Two extra components in the Brier score decomposition.
    Weather and Forecasting 23(4), 752-757. doi:10.1175/2007WAF2006116.1
    Bröcker, J. (2012). Estimating reliability and resolution of probability forecasts through decomposition of the
    empirical score. Climate Dynamics 39, 655-667. doi:10.1007/s00382-011-1191-1
    Merkle, E. C. & Hartman, R. (2018). Weighted Brier score decompositions for topically heterogenous forecasting
    tournaments. Judgment and Decision Making 13(2), 185-201.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from equipoise.probability.scores.binary_rows import BinaryRows
from equipoise.probability.scores.bootstrap import RESAMPLES, Floats
from equipoise.probability.scores.estimate import Estimate, estimates
from equipoise.probability.scores.sides import DRAWS, over_sides

GROUPS = 10
"""Groups of equal width unless told: tenths, as in most published diagrams."""


@dataclass(frozen=True)
class Murphy:
    """Parts of a mean Brier score on the scale 0-1: `brier = reliability - resolution + uncertainty + within`.

    Attributes:
        brier: The weighted mean; lower is better.
        reliability: How far groups' rates lie from their forecasts; 0 is best, and lower is better.
        resolution: How far groups' rates lie from the common one; higher is better.
        uncertainty: How hard the questions were, whoever forecasts them: `o (1 - o)`.
        within: What grouping unlike forecasts leaves over; near 0.
        rows: How many rows of yes and no.
        questions: How many questions.
    """

    brier: Estimate
    reliability: Estimate
    resolution: Estimate
    uncertainty: Estimate
    within: Estimate
    rows: int
    questions: int


def murphy(
    rows: BinaryRows, *, groups: int | None = GROUPS, seed: int = 0, resamples: int = RESAMPLES, level: float = 0.95
) -> Murphy | None:
    """Decompose a mean Brier score.

    Args:
        rows: Forecasts as rows of yes and no.
        groups: How many groups of equal width; None for one of each different value.
        seed: Seed of the resamples.
        resamples: How many are drawn; 0 for no intervals.
        level: How much the intervals hold.

    Returns:
        The parts; None where nothing has weight.
    """
    if not np.sum(rows.weights) > 0:
        return None
    group = _groups(rows.probabilities, groups)
    return _murphy(
        rows,
        estimates(
            lambda times: _parts(rows, group, times), rows.questions, seed=seed, resamples=resamples, level=level
        ),
    )


def murphy_over_sides(
    rows: BinaryRows, *, groups: int | None = GROUPS, seed: int = 0, draws: int = DRAWS, level: float = 0.95
) -> Murphy | None:
    """The same parts, averaged over which side of each question is called the event (Merkle & Hartman 2018).

    Args:
        rows: Forecasts as rows of yes and no.
        groups: As of `murphy`.
        seed: Seed of the draws.
        draws: How many ways to ask are drawn.
        level: How much of the ways the ends hold.

    Returns:
        The parts; their ends are those over ways to ask, not over questions. None where nothing has weight.
    """
    if not np.sum(rows.weights) > 0:
        return None

    def parts(turned: BinaryRows) -> Floats:
        return _parts(turned, _groups(turned.probabilities, groups), np.ones(len(turned.probabilities)))

    return _murphy(rows, over_sides(parts, rows, seed=seed, draws=draws, level=level))


def _murphy(rows: BinaryRows, found: tuple[Estimate, ...]) -> Murphy:
    brier, reliability, resolution, uncertainty, within = found
    return Murphy(
        brier=brier,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within=within,
        rows=len(rows.probabilities),
        questions=len(np.unique(rows.questions)),
    )


def _groups(probabilities: Floats, groups: int | None) -> NDArray[np.int64]:
    if groups is None:
        return np.unique(probabilities, return_inverse=True)[1].astype(np.int64)
    if groups < 1:
        raise ValueError(f"there is at least one group, got {groups}")
    # Ten digits are kept, so that 0.7 opens the eighth tenth though 10 * 0.7 is a hair less; 1 joins the last group.
    return np.minimum(np.floor(np.round(probabilities * groups, 10)), groups - 1).astype(np.int64)


def _parts(rows: BinaryRows, group: NDArray[np.int64], times: Floats) -> Floats:
    counted = rows.weights * times
    total = np.sum(counted)
    if not total > 0:
        return np.full(5, np.nan)
    weight = np.bincount(group, counted)
    is_used = weight > 0
    share = weight[is_used] / total
    forecast = np.bincount(group, counted * rows.probabilities)[is_used] / weight[is_used]
    rate = np.bincount(group, counted * rows.occurred)[is_used] / weight[is_used]
    common = share @ rate
    brier = counted @ (rows.probabilities - rows.occurred) ** 2 / total
    reliability, resolution = share @ (forecast - rate) ** 2, share @ (rate - common) ** 2
    uncertainty = common * (1 - common)
    return np.array([brier, reliability, resolution, uncertainty, brier - reliability + resolution - uncertainty])
