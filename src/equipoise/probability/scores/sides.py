"""The same record with questions asked the other way round: which side of a question is the event is a choice.

*Will it fall?* and *will it hold?* are one question, and a forecast of either has the same Brier score. The parts of
that score differ, for questions on unlike topics have no *yes* in common. Merkle & Hartman (2018) therefore decompose
the record again and again with the alternatives of each question in random order. Here every row of a question of yes
and no changes sides with the others of that question.

References:
    Merkle, E. C. & Hartman, R. (2018). Weighted Brier score decompositions for topically heterogenous forecasting
    tournaments. Judgment and Decision Making 13(2), 185-201. Their R package scoring, `bdecomp` and `shuffle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from equipoise.probability.scores.binary_rows import BinaryRows
from equipoise.probability.scores.bootstrap import Floats
from equipoise.probability.scores.estimate import Estimate

DRAWS = 1000
"""How many ways to ask are drawn unless told; with up to nine questions there are fewer, and all are taken."""


def over_sides(
    statistics: Callable[[BinaryRows], Floats],
    rows: BinaryRows,
    *,
    seed: int = 0,
    draws: int = DRAWS,
    level: float = 0.95,
) -> tuple[Estimate, ...]:
    """Several statistics of a record, averaged over the ways in which its questions could have been asked.

    Args:
        statistics: From rows to the statistics; NaN where one is undefined, which is then passed over.
        rows: Forecasts as rows of yes and no; at least one.
        seed: Seed of the draws.
        draws: How many ways are drawn.
        level: How much of the ways the ends hold, centred.

    Returns:
        Of each statistic its mean over the ways, with the ends of what it is in most of them. The ends tell what the
        choice of sides can do, not what other questions would have shown.
    """
    found = np.array([statistics(_turned(rows, ways)) for ways in _ways(rows.questions, seed=seed, draws=draws)])
    return tuple(_estimate(column[~np.isnan(column)], level) for column in found.T)


def _estimate(values: Floats, level: float) -> Estimate:
    if not len(values):
        return Estimate(None, None, None)
    low, high = np.quantile(values, ((1 - level) / 2, (1 + level) / 2))
    return Estimate(float(np.mean(values)), float(low), float(high))


def _turned(rows: BinaryRows, is_turned: NDArray[np.bool_]) -> BinaryRows:
    return replace(
        rows,
        probabilities=np.where(is_turned, 1 - rows.probabilities, rows.probabilities),
        occurred=np.where(is_turned, 1 - rows.occurred, rows.occurred),
    )


def _ways(questions: NDArray[np.int64], *, seed: int, draws: int) -> Iterator[NDArray[np.bool_]]:
    """Whether each row is turned, one way to ask after the other."""
    names, question = np.unique(questions, return_inverse=True)
    if 2 ** len(names) <= draws:
        for way in product((False, True), repeat=len(names)):
            yield np.array(way)[question]
        return
    random = np.random.default_rng(seed)
    for _ in range(draws):
        yield random.integers(0, 2, len(names)).astype(np.bool_)[question]
