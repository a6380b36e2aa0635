"""Brier score: the squared distance between the forecast and what happened.

Two scales are in use and differ by a factor of two for questions of yes and no, so that each has its own function and
name here. 0-1 counts the event alone. 0-2 sums over all options, as Brier did and forecasting tournaments do.

References:
    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78(1), 1-3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from equipoise.probability.distribution import checked_distribution, checked_outcome, checked_probability
from equipoise.probability.scores.rule import Rule

_REFERENCE = "Brier (1950)"

BRIER_01 = Rule(
    name="brier_01",
    title="Brier score, 0–1",
    best=0,
    worst=1,
    even=0.25,
    note="Questions of yes and no.",
    reference=_REFERENCE,
)
BRIER_02 = Rule(
    name="brier_02",
    title="Brier score, 0–2",
    best=0,
    worst=2,
    even=0.5,
    note="Summed over all options; for yes and no twice the score on the scale 0–1.",
    reference=_REFERENCE,
)


def brier_01(probability: float, *, occurred: bool) -> float:
    """Brier score of a question of yes and no, 0 (best) to 1 (worst).

    Args:
        probability: What the event was given.
        occurred: Whether the event occurred; never whether somebody was right.

    Raises:
        ValueError: If it is no probability.
    """
    return (checked_probability(probability) - float(occurred)) ** 2


def brier_02(probabilities: Sequence[float], outcome: int) -> float:
    """Brier score of a question of several options, 0 (best) to 2 (worst).

    Args:
        probabilities: What each option was given.
        outcome: Index of the option that came.

    Raises:
        ValueError: If they are no distribution, or there is no such option.
    """
    values = checked_distribution(probabilities)
    came = checked_outcome(outcome, len(values))
    return math.fsum((value - float(option == came)) ** 2 for option, value in enumerate(values))
