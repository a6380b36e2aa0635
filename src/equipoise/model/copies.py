"""How much each of several reports from one origin counts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

TIE = 1e-9


def copy_exponents(strengths: Sequence[float], origins: Sequence[Hashable], discount: float) -> list[float]:
    """Exponent of each report: `discount ** (rank - 1)` within its origin, strongest first.

    Reports whose strengths differ by no more than 1e-9 share the mean of their exponents, so that no order of
    writing decides between equals. The exponents of one origin sum to less than `1 / (1 - discount)`.

    Args:
        strengths: What reports are ranked by, largest first.
        origins: The origin of each report.
        discount: Weight of each further report over the one before it, 0 to below 1.
    """
    members: dict[Hashable, list[int]] = {}
    for index, origin in enumerate(origins):
        members.setdefault(origin, []).append(index)
    exponents = [1.0] * len(strengths)
    for indices in members.values():
        ranked = sorted(indices, key=lambda i: -strengths[i])
        rank = 0
        while rank < len(ranked):
            tied = [i for i in ranked[rank:] if strengths[ranked[rank]] - strengths[i] <= TIE]
            shared = sum(discount ** (rank + n) for n in range(len(tied))) / len(tied)
            for i in tied:
                exponents[i] = shared
            rank += len(tied)
    return exponents
