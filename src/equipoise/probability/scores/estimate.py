"""A number with its interval over questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from equipoise.probability.scores.bootstrap import Floats, percentile_interval


@dataclass(frozen=True)
class Estimate:
    """A number and how far it would have differed had other questions of the kind been asked.

    Attributes:
        value: The number; None where it is undefined.
        low: Lower end of its interval; None where there is none: fewer than two questions, or undefined.
        high: Upper end of the same.
    """

    value: float | None
    low: float | None
    high: float | None


def estimates(
    statistic: Callable[[Floats], Floats], questions: ArrayLike, *, seed: int, resamples: int, level: float
) -> tuple[Estimate, ...]:
    """Several statistics of forecasts, each with its bootstrap interval over questions.

    Args:
        statistic: From how often each forecast is counted to the statistics; NaN where one is undefined.
        questions: The question of each forecast; equal labels are one question.
        seed: Seed of the resamples.
        resamples: How many are drawn; 0 for no intervals.
        level: How much the intervals hold.
    """
    values = statistic(np.ones(len(np.asarray(questions))))
    ends = None
    if resamples:
        ends = percentile_interval(statistic, questions, seed=seed, resamples=resamples, level=level)
    low, high = ends or (np.full(len(values), np.nan),) * 2
    return tuple(Estimate(*map(_known, row)) for row in zip(values, low, high, strict=True))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
