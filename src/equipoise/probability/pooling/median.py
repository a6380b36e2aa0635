"""Median of judges: one who is far off moves it no more than one who is a little off.

References:
    Galton, F. (1907). Vox populi. Nature 75, 450-451.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from equipoise.probability.distribution import FLOOR
from equipoise.probability.pooling.coherent import coherentized
from equipoise.probability.pooling.pool import Pool, matrix_of


def median(forecasts: Sequence[Sequence[float]], *, floor: float = FLOOR) -> Pool:
    """Median of the judges' probabilities, option by option, then made to sum to one.

    With an even number of judges it lies halfway between the middle two; nothing is rounded.

    Args:
        forecasts: What each judge gave each option; `(1 - p, p)` for a question of yes and no.
        floor: The least that an option is left with where medians have to be scaled.

    Raises:
        ValueError: If a forecast is no distribution, or the floor is none.
    """
    matrix = matrix_of(forecasts)
    middle = np.median(matrix, axis=0)
    # Medians of p and 1 - p sum to one but for rounding: they stay as they are.
    if abs(middle.sum() - 1) < 1e-12:
        return Pool(tuple(map(float, middle)), len(matrix), "median")
    return Pool(coherentized(middle.tolist(), floor=floor).probabilities, len(matrix), "median, scaled to sum to one")
