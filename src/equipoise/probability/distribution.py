"""What makes numbers a set of probabilities over outcomes that exclude one another and leave none out."""

from __future__ import annotations

import math
from collections.abc import Sequence

FLOOR = 0.005
"""Half a per cent: the least probability that pooling leaves and that the log score counts.

Chosen for this package. A lower floor makes one judge's near-certainty weigh more in a pool and one surprise cost more
in a score: at 0.005 a surprise costs 5.3 nats, at 0.001 6.9.
"""

SUM_TOLERANCE = 1e-9
"""How far from one the sum may be: rounding of binary fractions, never a rounding to whole per cent."""


def checked_distribution(probabilities: Sequence[float]) -> tuple[float, ...]:
    """The same numbers, once they are known to be probabilities that sum to one.

    Raises:
        ValueError: If there are fewer than two, one lies outside 0 to 1, or they do not sum to one.
    """
    values = tuple(float(value) for value in probabilities)
    if len(values) < 2:
        raise ValueError(f"a distribution has two outcomes or more, got {len(values)}")
    for value in values:
        checked_probability(value)
    total = math.fsum(values)
    if abs(total - 1) > SUM_TOLERANCE:
        raise ValueError(f"probabilities of all outcomes sum to one, got {total:.6g}")
    return values


def checked_probability(value: float) -> float:
    """The same number, once it is known to lie between 0 and 1.

    Raises:
        ValueError: If it does not, or is not a number.
    """
    if not 0 <= value <= 1:
        raise ValueError(f"a probability lies between 0 and 1, got {value!r}")
    return float(value)


def checked_outcome(outcome: int, options: int) -> int:
    """The same index, once it is known to be that of an option.

    Raises:
        ValueError: If it is not.
    """
    if not 0 <= outcome < options:
        raise ValueError(f"the outcome is one of {options} options, counted from 0, got {outcome!r}")
    return int(outcome)


def checked_floor(floor: float, options: int) -> float:
    """The same floor, once all options can have it.

    Raises:
        ValueError: If it is negative or too high for so many options.
    """
    if not 0 <= floor <= 1 / options:
        raise ValueError(f"a floor for {options} options lies between 0 and {1 / options:.4g}, got {floor!r}")
    return float(floor)
