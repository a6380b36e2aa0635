"""The nearest numbers that satisfy several conditions at once, each of which alone is easily met (Dykstra 1983).

References:
    Boyle, J. P. & Dykstra, R. L. (1986). A method for finding projections onto the intersection of convex sets in
    Hilbert spaces. Advances in Order Restricted Statistical Inference, 28-47. Springer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from equipoise.errors import EquipoiseError

Nearest = Callable[[Sequence[float]], Sequence[float]]
"""From numbers to the nearest that satisfy one condition."""

_STILL = 1e-13
"""A round that moves nothing by more has found them."""

_MOST_ROUNDS = 20_000


def within_all(values: Sequence[float], conditions: Sequence[Nearest]) -> tuple[float, ...]:
    """The nearest numbers that satisfy every condition.

    All conditions mean *nearest* in the same weighted squared distance, and some numbers satisfy all of them.

    Args:
        values: What they are to be near.
        conditions: Each from numbers to the nearest that satisfy it.

    Raises:
        EquipoiseError: If they are not found in 20 000 rounds.
    """
    found = list(values)
    taken = [[0.0] * len(found) for _ in conditions]
    for _ in range(_MOST_ROUNDS):
        before = list(found)
        for n, nearest in enumerate(conditions):
            # What a condition took off before is given back to it, or the last condition would decide alone.
            given = [value + back for value, back in zip(found, taken[n], strict=True)]
            found = list(nearest(given))
            taken[n] = [value - kept for value, kept in zip(given, found, strict=True)]
        if all(abs(value - last) <= _STILL for value, last in zip(found, before, strict=True)):
            return tuple(found)
    raise EquipoiseError("no numbers that satisfy all conditions were found", hint="look for conditions that clash")
