"""What several judges say together, and what was done to say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from equipoise.probability.distribution import checked_distribution, checked_floor


@dataclass(frozen=True)
class Pool:
    """A forecast pooled from judges.

    Attributes:
        probabilities: Of each option; they sum to one.
        judges: How many were pooled.
        method: How, in words.
        floored: How many numbers of judges were below the floor and counted as the floor.
    """

    probabilities: tuple[float, ...]
    judges: int
    method: str
    floored: int = 0


def matrix_of(forecasts: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Forecasts of several judges as one array, `[judge, option]`.

    Raises:
        ValueError: If there is no judge, one gave no distribution, or they gave different options.
    """
    if not forecasts:
        raise ValueError("a pool has at least one judge")
    rows = [checked_distribution(forecast) for forecast in forecasts]
    if len({len(row) for row in rows}) > 1:
        raise ValueError("all judges forecast the same options")
    return np.array(rows)


def weights_of(weights: Sequence[float] | None, judges: int) -> NDArray[np.float64]:
    """Weights of judges, scaled to one; equal unless given.

    Raises:
        ValueError: If there are not as many as judges, one is negative, or all are nought.
    """
    given = np.ones(judges) if weights is None else np.array([float(weight) for weight in weights])
    if len(given) != judges or not np.all(given >= 0) or not np.sum(given) > 0:
        raise ValueError(f"weights are {judges} numbers of 0 or more, not all 0, got {weights!r}")
    scaled: NDArray[np.float64] = given / np.sum(given)
    return scaled


def floored(matrix: NDArray[np.float64], floor: float) -> tuple[NDArray[np.float64], int]:
    """Forecasts lifted to a floor option by option, and how many numbers were below it; sums may exceed one."""
    least = checked_floor(floor, matrix.shape[1])
    return np.maximum(matrix, least), int(np.sum(matrix < least))
