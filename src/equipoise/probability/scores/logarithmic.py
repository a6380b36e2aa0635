"""Log score: how surprised a forecast was by what happened, in nats.

It depends only on the probability of what came. A forecast that gave it none would be infinitely bad, so the
probability counts as a floor at least; the result says whether it did. Below the floor the rule no longer rewards
honesty, and it does not punish it either: every such forecast scores the same.

References:
    Good, I. J. (1952). Rational decisions. Journal of the Royal Statistical Society B 14(1), 107-114.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.probability.distribution import FLOOR, checked_distribution, checked_floor, checked_outcome
from equipoise.probability.scores.rule import Rule

LOG = Rule(
    name="log",
    title="Log score, nats",
    best=0,
    worst=-math.log(FLOOR),
    even=math.log(2),
    note=f"A probability below the floor of {FLOOR:g} counts as the floor.",
    reference="Good (1952)",
)


@dataclass(frozen=True)
class LogScore:
    """A log score with what was done to get it.

    Attributes:
        nats: The score: 0 is best, `-log(floor)` is worst.
        probability: What the forecast gave the option that came.
        floor: What it counted as at least.
        is_floored: Whether it was below the floor.
    """

    nats: float
    probability: float
    floor: float
    is_floored: bool


def log_score(probabilities: Sequence[float], outcome: int, *, floor: float = FLOOR) -> LogScore:
    """Log score of a forecast, in nats; 0 is best, and lower is better.

    Args:
        probabilities: What each option was given; `(1 - p, p)` for a question of yes and no.
        outcome: Index of the option that came.
        floor: The least probability that counts; 0 leaves an impossible event infinitely bad.

    Raises:
        ValueError: If they are no distribution, there is no such option, or the floor is none for so many options.
    """
    values = checked_distribution(probabilities)
    given = values[checked_outcome(outcome, len(values))]
    counted = max(given, checked_floor(floor, len(values)))
    # Taken from nought, so that a certainty that held is 0 and not minus 0.
    nats = math.inf if counted == 0 else 0.0 - math.log(counted)
    return LogScore(nats, given, floor, is_floored=given < floor)
