"""Forecasts of any number of options as rows of yes and no, so that one decomposition serves all.

Unordered options become one row each, *was it this one?*; the weighted mean of the rows' 0-1 Brier scores is the 0-2
score over the number of options. Ordered options become one row for each step, *was it above?*; the mean is the ranked
probability score. A question of yes and no stays one row.

Merkle & Hartman (2018) split ordered options alike. Options without order they keep as one vector, filled up with
options that nobody could choose; split into rows, as here, their labels and their order make no difference.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from equipoise.probability.distribution import checked_distribution, checked_outcome
from equipoise.probability.scores.bootstrap import Floats


@dataclass(frozen=True)
class BinaryRows:
    """Rows of yes and no.

    Attributes:
        probabilities: Probability of yes, `[row]`.
        occurred: 1 for yes and 0 for no, `[row]`.
        weights: What each row counts, `[row]`; those of one forecast sum to the forecast's weight.
        questions: Number of the question of each row, `[row]`; equal numbers are one question.
    """

    probabilities: Floats
    occurred: Floats
    weights: Floats
    questions: NDArray[np.int64]


def rows_of_events(
    probabilities: Sequence[float],
    occurred: Sequence[bool],
    *,
    weights: Sequence[float] | None = None,
    questions: Sequence[Hashable] | None = None,
) -> BinaryRows:
    """Rows of questions of yes and no.

    Args:
        probabilities: Probability of each event.
        occurred: Whether each occurred.
        weights: What each forecast counts, such as days it stood over days the question was open; 1 unless told.
        questions: The question of each forecast; each its own unless told.

    Raises:
        ValueError: If one is no probability.
    """
    pairs = [checked_distribution((1 - value, value)) for value in probabilities]
    return rows_of_ordered(pairs, [int(one) for one in occurred], weights=weights, questions=questions)


def rows_of_options(
    forecasts: Sequence[Sequence[float]],
    outcomes: Sequence[int],
    *,
    weights: Sequence[float] | None = None,
    questions: Sequence[Hashable] | None = None,
) -> BinaryRows:
    """Rows of questions with options in no order, one for each option.

    Args:
        forecasts: What each option was given, forecast by forecast.
        outcomes: Index of the option that came, for each forecast.
        weights: What each forecast counts; 1 unless told.
        questions: The question of each forecast; each its own unless told.

    Raises:
        ValueError: If one is no distribution, or has no such option.
    """
    split = []
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        values = checked_distribution(forecast)
        came = checked_outcome(outcome, len(values))
        split.append([(value, float(option == came)) for option, value in enumerate(values)])
    return _stacked(split, weights, questions)


def rows_of_ordered(
    forecasts: Sequence[Sequence[float]],
    outcomes: Sequence[int],
    *,
    weights: Sequence[float] | None = None,
    questions: Sequence[Hashable] | None = None,
) -> BinaryRows:
    """Rows of questions with options in an order, one for each step between neighbours.

    Args:
        forecasts: What each option was given, in the order of the options, forecast by forecast.
        outcomes: Index of the option that came, for each forecast.
        weights: What each forecast counts; 1 unless told.
        questions: The question of each forecast; each its own unless told.

    Raises:
        ValueError: If one is no distribution, or has no such option.
    """
    split = []
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        values = checked_distribution(forecast)
        came = checked_outcome(outcome, len(values))
        above = list(accumulate(reversed(values)))[-2::-1]
        # Sums of binary fractions may pass one by a hair.
        split.append([(min(value, 1.0), float(came > step)) for step, value in enumerate(above)])
    return _stacked(split, weights, questions)


def _stacked(
    split: Sequence[Sequence[tuple[float, float]]],
    weights: Sequence[float] | None,
    questions: Sequence[Hashable] | None,
) -> BinaryRows:
    counted = [1.0] * len(split) if weights is None else [float(weight) for weight in weights]
    if any(not weight >= 0 for weight in counted):
        raise ValueError("weights are 0 or more")
    labels: Sequence[Hashable] = range(len(split)) if questions is None else questions
    numbers = {label: n for n, label in enumerate(dict.fromkeys(labels))}
    rows = [
        (probability, occurred, weight / len(parts), numbers[label])
        for parts, weight, label in zip(split, counted, labels, strict=True)
        for probability, occurred in parts
    ]
    columns = np.array([row[:3] for row in rows], dtype=np.float64).reshape(-1, 3)
    probabilities, occurred, weighing = columns.T
    return BinaryRows(probabilities, occurred, weighing, np.array([row[3] for row in rows], dtype=np.int64))
