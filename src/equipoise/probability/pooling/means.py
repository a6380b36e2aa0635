r"""Means of judges: of their probabilities, and of their log-odds.

The plain mean of probabilities is the safe reference: by the squared score it is never worse than the average judge.
The mean of log-odds (the geometric mean, scaled to sum to one) gives more weight to those who are surer. With two
options its log-odds are the weighted mean of the judges' log-odds.

References:
    Genest, C. & Zidek, J. V. (1986). Combining probability distributions. Statistical Science 1(1), 114-135.
    Satopää, V. A. et al. (2014). Combining multiple probability predictions using a simple logit model. International
    Journal of Forecasting 30(2), 344-356. doi:10.1016/j.ijforecast.2013.09.009
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from equipoise.probability.distribution import FLOOR
from equipoise.probability.pooling.pool import Pool, floored, matrix_of, weights_of


def probability_mean(forecasts: Sequence[Sequence[float]], *, weights: Sequence[float] | None = None) -> Pool:
    """Mean of the judges' probabilities.

    Args:
        forecasts: What each judge gave each option; `(1 - p, p)` for a question of yes and no.
        weights: What each judge counts; equal unless told.

    Raises:
        ValueError: If a forecast is no distribution, or the weights are none.
    """
    matrix = matrix_of(forecasts)
    mean = weights_of(weights, len(matrix)) @ matrix
    return Pool(tuple(map(float, mean / mean.sum())), len(matrix), "mean of probabilities")


def log_odds_mean(
    forecasts: Sequence[Sequence[float]], *, weights: Sequence[float] | None = None, floor: float = FLOOR
) -> Pool:
    """Mean of the judges' log-odds.

    Args:
        forecasts: What each judge gave each option; `(1 - p, p)` for a question of yes and no.
        weights: What each judge counts; equal unless told.
        floor: The least that a judge's number counts as: one who gave nought would else decide alone.

    Raises:
        ValueError: If a forecast is no distribution, the weights are none, or the floor is none.
    """
    matrix, below = floored(matrix_of(forecasts), floor)
    if not np.all(matrix > 0):
        raise ValueError("log-odds of 0 and 1 are infinite: give a floor above 0")
    log_mean = weights_of(weights, len(matrix)) @ np.log(matrix / matrix.sum(axis=1, keepdims=True))
    unscaled = np.exp(log_mean - log_mean.max())
    return Pool(tuple(map(float, unscaled / unscaled.sum())), len(matrix), "mean of log-odds", below)
