r"""Numbers for outcomes that exclude one another and leave none out, made to sum to one.

The coherent forecast nearest what was said, in Kullback-Leibler divergence, with a floor under each: $p_i = \max(floor,
c\,r_i)$, $c$ such that they sum to one. Above the floor that scales all alike and keeps their ratios. The nearest in
the plain distance would not: it turns (0.6, 0.4, 0.3, 0.1) into (0.5, 0.3, 0.2, 0), and an outcome given nought that
comes costs an infinite log score.

What was said is kept, and how incoherent it was is part of the result.

References:
    Osherson, D. & Vardi, M. Y. (2006). Aggregating disparate estimates of chance. Games and Economic Behavior 56(1),
    148-173. doi:10.1016/j.geb.2006.04.001
    Mandel, D. R., Karvetski, C. W. & Dhami, M. K. (2018). Boosting intelligence analysts' judgment accuracy: What
    works, what fails? Judgment and Decision Making 13(6), 607-621.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.probability.distribution import FLOOR, checked_floor


@dataclass(frozen=True)
class Coherent:
    """A forecast made coherent, beside what was said.

    Attributes:
        said: The numbers as given.
        probabilities: The coherent forecast.
        excess: Sum of what was said less one; 0 is coherent.
        incoherence: Divergence of the coherent forecast from what was said, in nats; 0 is coherent.
        largest_move: The furthest that a number was moved, in probability.
        floored: Indices of options that stand at the floor.
    """

    said: tuple[float, ...]
    probabilities: tuple[float, ...]
    excess: float
    incoherence: float
    largest_move: float
    floored: tuple[int, ...]


def coherentized(said: Sequence[float], *, floor: float = FLOOR) -> Coherent:
    """The coherent forecast nearest what was said.

    Args:
        said: A number for each outcome; 0 or more, not all 0, of any sum.
        floor: The least an outcome is left with.

    Raises:
        ValueError: If a number is negative, all are 0, or the floor is none for so many outcomes.
    """
    numbers = tuple(float(value) for value in said)
    if len(numbers) < 2 or any(not 0 <= value < math.inf for value in numbers) or not any(numbers):
        raise ValueError(f"numbers for two outcomes or more, 0 or more and not all 0, got {numbers!r}")
    probabilities, at_floor = _nearest(numbers, checked_floor(floor, len(numbers)))
    return Coherent(
        said=numbers,
        probabilities=probabilities,
        excess=math.fsum(numbers) - 1,
        incoherence=_divergence(probabilities, numbers),
        largest_move=max(abs(a - b) for a, b in zip(probabilities, numbers, strict=True)),
        floored=at_floor,
    )


def _nearest(numbers: tuple[float, ...], floor: float) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Scale what is above the floor to what the floor leaves, until nothing more falls below it."""
    # Of the largest: what is left may otherwise be divided by a sum too small to divide by.
    largest = max(numbers)
    numbers = tuple(number / largest for number in numbers)
    at_floor: set[int] = set()
    while True:
        free = [n for n in range(len(numbers)) if n not in at_floor]
        above = math.fsum(numbers[n] for n in free)
        # All at the floor is possible only where the floor is an even share.
        scale = (1 - floor * len(at_floor)) / above if above > 0 else 0.0
        fallen = {n for n in free if numbers[n] * scale < floor}
        if not fallen:
            values = tuple(floor if n in at_floor else numbers[n] * scale for n in range(len(numbers)))
            return values, tuple(sorted(at_floor))
        at_floor |= fallen


def _divergence(probabilities: Sequence[float], numbers: Sequence[float]) -> float:
    """Divergence between measures of any sum: `sum p log(p / r) - p + r`; infinite where nought was lifted."""
    terms = []
    for p, r in zip(probabilities, numbers, strict=True):
        if p > 0 and r == 0:
            return math.inf
        terms.append((p * (math.log(p) - math.log(r)) if p > 0 else 0.0) - p + r)
    return max(math.fsum(terms), 0.0)
