"""From standard-normal coordinates to beta-distributed numbers, by table."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from equipoise.model.arrays import Floats

REACH = 8.0
KNOTS = 4001


def beta_at(standard_normal: Floats, alpha: float, beta: float) -> Floats:
    """The number whose probability under Beta(alpha, beta) is that of the coordinate under a standard normal.

    Interpolated in log-odds between 4,001 knots from -8 to 8; right to about 1e-6 in the number.

    Args:
        standard_normal: Coordinates, any shape; beyond 8 they count as 8.
        alpha: First shape, positive.
        beta: Second shape, positive.
    """
    knots, log_odds = _table(alpha, beta)
    found = np.interp(np.clip(standard_normal, -REACH, REACH), knots, log_odds)
    return np.asarray(np.exp(-np.logaddexp(0, -found)))


@lru_cache(maxsize=256)
def _table(alpha: float, beta: float) -> tuple[Floats, Floats]:
    """Log-odds of the quantiles at each knot, from the density integrated over log-odds."""
    knots = np.linspace(-REACH, REACH, KNOTS)
    # In log-odds x the density is exp(alpha x - (alpha + beta) log(1 + e^x)), with exponential tails on both sides.
    low, high = -45 / min(alpha, 1.0) - 45, 45 / min(beta, 1.0) + 45
    x = np.linspace(low, high, 400_001)
    log_density = alpha * x - (alpha + beta) * np.logaddexp(0, x)
    density = np.exp(log_density - log_density.max())
    below = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    above = np.concatenate([np.cumsum(((density[1:] + density[:-1]) / 2)[::-1])[::-1], [0.0]])
    target_below = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in knots])
    # Each half is read off the tail it is small in, so that neither loses its digits against one.
    from_below = np.interp(target_below, below / below[-1], x)
    from_above = np.interp(target_below[::-1], (above / above[0])[::-1], x[::-1])
    return knots, np.where(knots < 0, from_below, from_above)


def stick_breaking(standard_normal: Floats, shares: Floats, strength: float) -> Floats:
    """Dirichlet(strength * shares) at standard-normal coordinates, `[n, e]` from `[d, n]`.

    One coordinate fewer than there are positive shares; shares of zero stay zero.
    """
    positive = np.flatnonzero(shares > 0)
    mix = np.zeros((standard_normal.shape[1], len(shares)))
    left = np.ones(standard_normal.shape[1])
    for order, e in enumerate(positive[:-1]):
        rest = shares[positive[order + 1 :]].sum()
        broken = beta_at(standard_normal[order], strength * shares[e], strength * rest)
        mix[:, e] = left * broken
        left = left * (1 - broken)
    if len(positive):
        mix[:, positive[-1]] = left
    return mix
