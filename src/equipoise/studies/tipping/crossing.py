"""Where a number first falls below zero along a line that starts at some point of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class Crossing:
    """The first point on one side of the start at which a number is below zero.

    Attributes:
        value: The nearest point known to be below zero.
        returns_at: The nearest point of the grid beyond it that is not; None where there is none.
    """

    value: float
    returns_at: float | None


def first_crossing(margin: Callable[[float], float], outward: Sequence[float], *, resolution: float) -> Crossing | None:
    """Look outward on a grid, then halve the first cell in which the margin falls below zero.

    Args:
        margin: The number at a point.
        outward: Points from the start on, where the margin is not below zero, away from it.
        resolution: Width at which halving stops; short of `value` by this much the margin is not below zero.

    Returns:
        The crossing; None where no point of the grid lies below zero.
    """
    is_past = [margin(point) < 0 for point in outward]
    if True not in is_past:
        return None
    first = is_past.index(True)
    short, past = outward[first - 1], outward[first]
    while abs(past - short) > resolution:
        middle = (short + past) / 2
        if middle in (short, past):
            break
        short, past = (short, middle) if margin(middle) < 0 else (middle, past)
    back = [point for point, past_there in zip(outward[first:], is_past[first:], strict=True) if not past_there]
    return Crossing(past, back[0] if back else None)


def crossing_distances(outward: Sequence[float], margins: Floats) -> Floats:
    """How far from the start each of several numbers first falls below zero, `[n]`; infinity where one never does.

    Between two points the numbers are taken to run straight.

    Args:
        outward: Points from the start on, away from it.
        margins: The numbers at these points, `[point, n]`.
    """
    distance = np.abs(np.asarray(outward) - outward[0])
    is_past = margins < 0
    first = is_past.argmax(axis=0)
    every = np.arange(margins.shape[1])
    before = np.maximum(first - 1, 0)
    fall = margins[before, every] - margins[first, every]
    share = np.where(first > 0, margins[before, every] / np.where(fall > 0, fall, 1.0), 0.0)
    found = distance[before] + share * (distance[first] - distance[before])
    return np.asarray(np.where(is_past.any(axis=0), found, np.inf))
