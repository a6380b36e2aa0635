"""Means over the islands of particles, which never exchanged anything, and the Monte Carlo error that they tell."""

from __future__ import annotations

import math

import numpy as np

from equipoise.inference.posterior import ISLANDS
from equipoise.model.arrays import Floats


def by_island(values: Floats, weights: Floats | None = None) -> Floats:
    """Means over the islands, `[..., island]` from `[..., n]`; one where nothing is drawn.

    Args:
        values: Under each particle, island after island.
        weights: What each particle counts for, `[n]`; all alike by default.
    """
    if weights is None or values.shape[-1] == 1:
        return _mean_by_island(values)
    weighed, total = _mean_by_island(values * weights), _mean_by_island(weights)
    # An island whose particles all count for nothing has nothing to say.
    return np.asarray(weighed / np.where(total > 0, total, 1.0))


def standard_error(of_islands: Floats) -> Floats:
    """Monte Carlo standard error of the mean over islands `[..., island]`; 0 with one alone."""
    islands = of_islands.shape[-1]
    if islands < 2:
        return np.zeros(of_islands.shape[:-1])
    return np.asarray(of_islands.std(axis=-1, ddof=1) / math.sqrt(islands))


def _mean_by_island(values: Floats) -> Floats:
    *leading, particles = values.shape
    islands = ISLANDS if particles > 1 else 1
    # Not -1 for the particles of an island: a case without conditions has an empty table of their levels.
    return np.asarray(values.reshape(*leading, islands, particles // islands).mean(axis=-1))
