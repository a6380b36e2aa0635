r"""Coherence across questions: what implies another cannot be likelier than it, and two likely things must overlap.

*By June* implies *by December*; *A and B* implies *A*. `violations` finds where numbers say otherwise; `mended` gives
the nearest that do not. Nearest is meant in the divergence of yes and no that log scores charge; the same numbers are
nearest in the plain squared distance, which makes them an isotonic regression over the order of implications
(Robertson et al. 1988, theorem 1.5.1). A broken pair with nothing else to mind is thus met at its weighted mean.

*A and B* is also at least $P(A) + P(B) - 1$ (Fréchet's lower bound): `shortfalls` finds where numbers say less, and
`mended` minds it too. With it, nearest means the squared distance alone.

References:
    Fréchet, M. (1935). Généralisation du théorème des probabilités totales. Fundamenta Mathematicae 25(1), 379-387.
    Robertson, T., Wright, F. T. & Dykstra, R. L. (1988). Order Restricted Statistical Inference. Wiley.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from equipoise.errors import UsageError
from equipoise.probability.distribution import checked_probability
from equipoise.probability.pooling.isotonic import isotonic
from equipoise.probability.pooling.within import Nearest, within_all

_ROUNDING = 1e-9
"""Sums of two numbers and a third may miss their bound by a hair."""

Joint = tuple[str, str, str]
"""Names of three questions: *A and B*, *A*, *B*."""


@dataclass(frozen=True)
class Violation:
    """A question given more than one that it implies.

    Attributes:
        narrow: The question that implies the other, such as *by June*.
        wide: The one it implies, such as *by December*.
        by: By how much the narrow one is too likely, in probability.
    """

    narrow: str
    wide: str
    by: float


@dataclass(frozen=True)
class Shortfall:
    """Two things given so much that they must occur together more often than was said.

    Attributes:
        both: The question whether both occur.
        first, second: The questions whether each does.
        least: What both have at least: the sum of the two less one.
        by: By how much both together are too unlikely, in probability.
    """

    both: str
    first: str
    second: str
    least: float
    by: float


@dataclass(frozen=True)
class Mended:
    """Probabilities that are coherent across questions, beside what was said.

    Attributes:
        said: The numbers as given.
        probabilities: The nearest that are coherent.
        violations: Implications that were broken, worst first.
        largest_move: The furthest that a number was moved, in probability.
        shortfalls: Lower bounds that were broken, worst first.
    """

    said: Mapping[str, float]
    probabilities: Mapping[str, float]
    violations: tuple[Violation, ...]
    largest_move: float
    shortfalls: tuple[Shortfall, ...] = ()


def violations(said: Mapping[str, float], implies: Sequence[tuple[str, str]]) -> tuple[Violation, ...]:
    """Implications that numbers break, worst first; empty where they are coherent.

    Args:
        said: Probability of each question.
        implies: Pairs of narrow and wide: the first implies the second.

    Raises:
        UsageError: If a pair names an unknown question.
        ValueError: If one is no probability.
    """
    _check(said, implies)
    broken = [Violation(a, b, said[a] - said[b]) for a, b in dict.fromkeys(implies) if said[a] > said[b]]
    return tuple(sorted(broken, key=lambda one: (-one.by, one.narrow, one.wide)))


def shortfalls(said: Mapping[str, float], joint: Sequence[Joint]) -> tuple[Shortfall, ...]:
    """Where *A and B* is given less than P(A) + P(B) - 1, worst first; empty where numbers are coherent.

    Args:
        said: Probability of each question.
        joint: Of each pair that is asked for together: *A and B*, *A*, *B*.

    Raises:
        UsageError: If one names an unknown question.
        ValueError: If one is no probability.
    """
    _check(said, joint)
    found = []
    for both, first, second in dict.fromkeys(joint):
        least = said[first] + said[second] - 1
        if said[both] < least - _ROUNDING:
            found.append(Shortfall(both, first, second, least, least - said[both]))
    return tuple(sorted(found, key=lambda one: (-one.by, one.both, one.first, one.second)))


def mended(
    said: Mapping[str, float],
    implies: Sequence[tuple[str, str]] = (),
    *,
    joint: Sequence[Joint] = (),
    weights: Mapping[str, float] | None = None,
) -> Mended:
    """The nearest probabilities that are coherent.

    Questions that imply one another end equal.

    Args:
        said: Probability of each question.
        implies: Pairs of narrow and wide: the first implies the second.
        joint: Of each pair that is asked for together: *A and B*, *A*, *B*. That it implies either need not be said.
        weights: How firmly each number stands; equal unless told.

    Raises:
        UsageError: If one names an unknown question.
        ValueError: If one is no probability, or a weight is not above 0.
    """
    pairs = [*implies, *((both, one) for both, *each in joint for one in each)]
    found, short = violations(said, pairs), shortfalls(said, joint)
    if not found and not short:
        return Mended(dict(said), dict(said), (), 0.0)
    names = list(said)
    firm = [float(weights[name]) if weights is not None else 1.0 for name in names]
    at = {name: n for n, name in enumerate(names)}
    order = [(at[narrow], at[wide]) for narrow, wide in dict.fromkeys(pairs)]
    bounds = [(at[both], at[first], at[second]) for both, first, second in dict.fromkeys(joint)]
    nearest = dict(zip(names, _nearest([said[name] for name in names], firm, order, bounds), strict=True))
    return Mended(dict(said), nearest, found, max(abs(nearest[name] - said[name]) for name in names), short)


def _nearest(
    values: Sequence[float],
    weights: Sequence[float],
    order: Sequence[tuple[int, int]],
    bounds: Sequence[tuple[int, int, int]],
) -> Sequence[float]:
    met = isotonic(values, weights, order)
    if all(met[first] + met[second] - 1 <= met[both] + _ROUNDING for both, first, second in bounds):
        return met
    conditions: list[Nearest] = [lambda numbers: isotonic(numbers, weights, order), _from_0_to_1]
    conditions += [_above_bound(weights, *bound) for bound in bounds]
    return _from_0_to_1(within_all(values, conditions))


def _above_bound(weights: Sequence[float], both: int, first: int, second: int) -> Nearest:
    """To the nearest numbers with the first and the second no more than one above both."""
    give = 1 / weights[both] + 1 / weights[first] + 1 / weights[second]

    def nearest(numbers: Sequence[float]) -> Sequence[float]:
        above = numbers[first] + numbers[second] - 1 - numbers[both]
        if above <= 0:
            return numbers
        moved = list(numbers)
        for n, sign in ((both, 1), (first, -1), (second, -1)):
            moved[n] += sign * above / give / weights[n]
        return moved

    return nearest


def _from_0_to_1(numbers: Sequence[float]) -> Sequence[float]:
    return [min(max(number, 0.0), 1.0) for number in numbers]


def _check(said: Mapping[str, float], named: Iterable[tuple[str, ...]]) -> None:
    for value in said.values():
        checked_probability(value)
    for name in (name for group in named for name in group):
        if name not in said:
            raise UsageError(f"an implication names {name!r}, which has no probability")
