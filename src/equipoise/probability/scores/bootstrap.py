"""Bootstrap intervals over questions: whole questions are drawn again, with all forecasts made on them.

Forecasts on one question share its outcome. To draw them singly would make intervals far too narrow. Intervals are the
percentiles of the statistic over the resamples.

References:
    Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall.
    Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data. Journal of the Royal Statistical Society B 69(3),
    369-390.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating[Any]]

RESAMPLES = 2000
"""How many resamples are drawn unless told; ends of a 95 % interval are then steady to about a tenth of its width."""

LEAST_QUESTIONS = 2
"""With fewer there is nothing to draw from, and no interval."""


def percentile_interval(
    statistic: Callable[[Floats], Floats],
    questions: ArrayLike,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = 0.95,
) -> tuple[Floats, Floats] | None:
    """Ends of the bootstrap interval of each of several statistics.

    Args:
        statistic: From how often each forecast is counted, `[forecast]`, to the statistics, `[statistic]`; NaN where
            one is undefined in a resample, which is then passed over for it.
        questions: The question of each forecast, `[forecast]`; equal labels are one question.
        seed: Seed of the draws.
        resamples: How many are drawn.
        level: How much of the resamples the interval holds, centred.

    Returns:
        Low ends and high ends; NaN where a statistic is undefined in half of the resamples or more; None with fewer
        than two questions.
    """
    names, question = np.unique(np.asarray(questions), return_inverse=True)
    if len(names) < LEAST_QUESTIONS:
        return None
    found = np.array([statistic(times[question]) for times in _draws(len(names), seed=seed, resamples=resamples)])
    is_defined = ~np.isnan(found)
    low, high = np.full(found.shape[1], np.nan), np.full(found.shape[1], np.nan)
    for n in range(found.shape[1]):
        if 2 * np.sum(is_defined[:, n]) > resamples:
            ends = ((1 - level) / 2, (1 + level) / 2)
            low[n], high[n] = np.quantile(found[is_defined[:, n], n], ends)
    return low, high


def _draws(questions: int, *, seed: int, resamples: int) -> Iterator[Floats]:
    random = np.random.default_rng(seed)
    even = np.full(questions, 1 / questions)
    for _ in range(resamples):
        yield random.multinomial(questions, even).astype(np.float64)
