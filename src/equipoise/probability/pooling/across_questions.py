r"""Coherence across questions: what implies another cannot be likelier than it.

*By June* implies *by December*; *A and B* implies *A*. `violations` finds where numbers say otherwise; `mended` gives
the nearest that do not. Nearest is meant in the divergence of yes and no that log scores charge; the same numbers are
nearest in the plain squared distance, which makes them an isotonic regression over the order of implications
(Robertson et al. 1988, theorem 1.5.1). A broken pair with nothing else to mind is thus met at its weighted mean.

Only implications are minded. That *A and B* is also at least P(A) + P(B) - 1 is not.

References:
    Robertson, T., Wright, F. T. & Dykstra, R. L. (1988). Order Restricted Statistical Inference. Wiley.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.errors import UsageError
from equipoise.probability.distribution import checked_probability
from equipoise.probability.pooling.isotonic import isotonic


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
class Mended:
    """Probabilities that keep to the implications, beside what was said.

    Attributes:
        said: The numbers as given.
        probabilities: The nearest that keep to every implication.
        violations: What was broken, worst first.
        largest_move: The furthest that a number was moved, in probability.
    """

    said: Mapping[str, float]
    probabilities: Mapping[str, float]
    violations: tuple[Violation, ...]
    largest_move: float


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


def mended(
    said: Mapping[str, float], implies: Sequence[tuple[str, str]], *, weights: Mapping[str, float] | None = None
) -> Mended:
    """The nearest probabilities that keep to every implication.

    Questions that imply one another end equal.

    Args:
        said: Probability of each question.
        implies: Pairs of narrow and wide: the first implies the second.
        weights: How firmly each number stands; equal unless told.

    Raises:
        UsageError: If a pair names an unknown question.
        ValueError: If one is no probability, or a weight is not above 0.
    """
    found = violations(said, implies)
    if not found:
        return Mended(dict(said), dict(said), (), 0.0)
    names = list(said)
    firm = [float(weights[name]) if weights is not None else 1.0 for name in names]
    at = {name: n for n, name in enumerate(names)}
    pairs = [(at[narrow], at[wide]) for narrow, wide in dict.fromkeys(implies)]
    nearest = dict(zip(names, isotonic([said[name] for name in names], firm, pairs), strict=True))
    return Mended(dict(said), nearest, found, max(abs(nearest[name] - said[name]) for name in names))


def _check(said: Mapping[str, float], implies: Sequence[tuple[str, str]]) -> None:
    for value in said.values():
        checked_probability(value)
    for name in (name for pair in implies for name in pair):
        if name not in said:
            raise UsageError(f"an implication names {name!r}, which has no probability")
