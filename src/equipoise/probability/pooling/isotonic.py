"""Isotonic regression over any order: the nearest numbers, in weighted squared distance, that ascend along it.

A set of numbers is cut in two where that brings its upper part furthest above its mean, and each part again, until no
cut helps; each part then takes its mean. The best cut is a minimum cut of a network, so that the result is exact.

References:
    Picard, J.-C. (1976). Maximal closure of a graph and applications to combinatorial problems. Management Science
    22(11), 1268-1272.
    Spouge, J., Wan, H. & Wilbur, W. J. (2003). Least squares isotonic regression in two dimensions. Journal of
    Optimization Theory and Applications 117(3), 585-605. doi:10.1023/A:1023901806339
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

_NOTHING = 1e-12
"""A cut that gains less is rounding."""


def isotonic(values: Sequence[float], weights: Sequence[float], order: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    """The nearest numbers with the first of each pair at most the second.

    Args:
        values: What they are to be near.
        weights: How firmly each stands; above 0.
        order: Pairs of indices, lower then upper; a circle makes its numbers equal.

    Raises:
        ValueError: If there are not as many weights, or one is not above 0.
    """
    if len(weights) != len(values) or not all(weight > 0 for weight in weights):
        raise ValueError(f"weights are {len(values)} numbers above 0, got {list(weights)!r}")
    found = list(values)
    parts = [list(range(len(values)))] if values else []
    while parts:
        part = parts.pop()
        mean = math.fsum(weights[n] * values[n] for n in part) / math.fsum(weights[n] for n in part)
        upper = _upper({n: weights[n] * (values[n] - mean) for n in part}, order)
        if upper:
            parts += [upper, [n for n in part if n not in set(upper)]]
        else:
            for n in part:
                found[n] = mean if len(part) > 1 else values[n]
    return tuple(found)


def _upper(excess: dict[int, float], order: Sequence[tuple[int, int]]) -> list[int]:
    """The members with the greatest sum among sets that hold, with each member, all above it; empty for no gain."""
    source, sink = -1, -2
    capacity: dict[int, dict[int, float]] = {n: {} for n in (*excess, source, sink)}

    def pipe(start: int, end: int, size: float) -> None:
        capacity[start][end] = capacity[start].get(end, 0.0) + size
        capacity[end].setdefault(start, 0.0)

    for n, gain in excess.items():
        if gain > 0:
            pipe(source, n, gain)
        elif gain < 0:
            pipe(n, sink, -gain)
    for lower, upper in order:
        if lower in excess and upper in excess and lower != upper:
            pipe(lower, upper, math.inf)
    while (path := _path(capacity, source, sink)) is not None:
        flow = min(capacity[start][end] for start, end in path)
        for start, end in path:
            capacity[start][end] -= flow
            capacity[end][start] += flow
    reached = [n for n in _reached(capacity, source) if n >= 0]
    return sorted(reached) if math.fsum(excess[n] for n in reached) > _NOTHING else []


def _path(capacity: dict[int, dict[int, float]], source: int, sink: int) -> list[tuple[int, int]] | None:
    came_from = _reached(capacity, source)
    if sink not in came_from:
        return None
    path, end = [], sink
    while end != source:
        path.append((came_from[end], end))
        end = came_from[end]
    return path


def _reached(capacity: dict[int, dict[int, float]], source: int) -> dict[int, int]:
    """What can be reached through pipes that are not full, each with what it was reached from: the shortest way."""
    came_from, waiting = {source: source}, deque([source])
    while waiting:
        here = waiting.popleft()
        for there, size in capacity[here].items():
            if size > _NOTHING * 1e-3 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return came_from
