"""Whole per cent, for one number and for a set that must add up.

A whole per cent of 0 stands for "below 1 %" and one of 100 for "above 99 %": nothing open is ever shown as
impossible or certain. Full precision stays in the assessment; these numbers are for reading only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

BELOW_ONE = 0
ABOVE_NINETY_NINE = 100

# Binary fractions such as 0.285 must not fall below the half they were written as.
_DIGITS = 9


def whole_percent(probability: float) -> int:
    """A probability in whole per cent, halves upward; 0 means below 1 % and 100 above 99 %."""
    percent = round(100 * probability, _DIGITS)
    if percent < 1:
        return BELOW_ONE
    if percent > 99:
        return ABOVE_NINETY_NINE
    return math.floor(percent + 0.5)


def whole_percents(probabilities: Sequence[float]) -> tuple[int, ...]:
    """Probabilities of a full set of exclusive events in whole per cent that can be added up.

    What is missing or too much is taken up by the largest. A number below 1 % stands for anything between 0 and 1,
    so a set with `n` of them adds up where the others sum to more than `100 - n` and to no more than 100.
    """
    shown = [whole_percent(probability) for probability in probabilities]
    small = shown.count(BELOW_ONE)
    open_numbers = [i for i, percent in enumerate(shown) if percent != BELOW_ONE]
    if not open_numbers or ABOVE_NINETY_NINE in shown:
        return tuple(shown)
    most = 100
    least = most - max(small - 1, 0)
    while (total := sum(shown)) > most:
        # Of equals the least likely gives way, so that no shown order contradicts the true one.
        shown[min(_largest(shown), key=lambda i: (probabilities[i], -i))] -= 1
    while total < least and max(shown) < ABOVE_NINETY_NINE - 1:
        shown[max(_largest(shown), key=lambda i: (probabilities[i], -i))] += 1
        total = sum(shown)
    return tuple(shown)


def _largest(shown: Sequence[int]) -> list[int]:
    top = max(shown)
    return [i for i, percent in enumerate(shown) if percent == top]
