"""What can be changed in a case: a lever of its author's, or any path that leads to a number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.case.paths import entry_of, follow, value_at
from equipoise.case.ranges import POINTS
from equipoise.errors import UsageError

_ADDED = frozenset({"weights", "effect", "when", "pushed_by", "availability"})
"""Tables whose entries are added up, so that one that is not written is 0."""


@dataclass(frozen=True)
class Reach:
    """A number of a case and how far it may be moved.

    Attributes:
        lever: Id of the lever; None for a path that is none.
        title: Title of the lever; empty where it has none.
        path: Path of the number that is set: of the median or mean, where the case authors a distribution.
        unit: Its unit; empty where none is told.
        authored: Its value in the case.
        least, most: The range, widened to the authored value where that lies outside.
    """

    lever: str | None
    title: str
    path: str
    unit: str
    authored: float
    least: float
    most: float

    def edit(self, value: float) -> dict[str, float]:
        """The edit that sets it."""
        return {self.path: value}


def reaches_of(
    case: Case,
    *,
    levers: Sequence[str] = (),
    path: str | None = None,
    range: tuple[float, float] | None = None,
) -> tuple[Reach, ...]:
    """The levers named, or the path; all levers of the case where none is.

    Args:
        case: The case.
        levers: Ids of levers.
        path: Instead of levers, the path of any number.
        range: Lowest and highest value; needed for a path, and instead of the range of the one lever named.

    Raises:
        UsageError: If a lever or path is not there, leads to no number, or has no range.
    """
    if path is not None:
        if levers:
            raise UsageError("a lever and a path at once", hint="name levers, or one path with its range")
        if range is None:
            raise UsageError(f"{path} has no range", hint="say from where to where, such as --range 0,2")
        return (_reach(case, None, "", path, "", range),)
    if range is not None and len(levers) != 1:
        raise UsageError("a range for no lever in particular", hint="name the one lever it is for, or a path")
    authored = case.definition.levers
    if not authored:
        raise UsageError("the case has no levers", hint="write some under `levers:`, or name a path with its range")
    for name in levers:
        if name not in authored:
            raise UsageError(f"there is no lever {name!r}", hint=suggest(name, authored, called="the case has"))
    return tuple(
        _reach(case, name, lever.title or "", lever.path, lever.unit or "", range or _ends(name, lever.range))
        for name, lever in authored.items()
        if not levers or name in levers
    )


def _reach(case: Case, lever: str | None, title: str, path: str, unit: str, ends: tuple[float, float]) -> Reach:
    path, value = number_at(case, path)
    least, most = ends
    if not (math.isfinite(least) and math.isfinite(most) and least < most):
        raise UsageError(f"{least:g} to {most:g} is no range of {path}", hint="write the lowest value first")
    return Reach(lever, title, path, unit, value, min(least, value), max(most, value))


def _ends(name: str, written: list[float]) -> tuple[float, float]:
    if len(written) != 2:
        raise UsageError(f"the lever {name!r} has no range of two values", hint="write the lowest and the highest")
    return written[0], written[1]


def number_at(case: Case, path: str) -> tuple[str, float]:
    """Where a number stands and what it is; of a distribution its centre, so that an edit leaves the spread alone.

    Raises:
        UsageError: If the path leads nowhere, or to what is no single number.
    """
    entry, parts = entry_of(case, path)
    data = entry.written(case)
    steps = follow(path, data, entry, parts)
    found = value_at(data, steps)
    if isinstance(found, Mapping):
        for centre in ("median", "mean"):
            if isinstance(found.get(centre), int | float):
                return f"{path}.{centre}", float(found[centre])
        raise UsageError(f"{path} is no single number", hint=f"name a part of it: {', '.join(map(str, found))}")
    number = _number(found, steps)
    if number is None:
        raise UsageError(f"{path} is {found!r}, which is no number", hint="name the path of a number")
    return path, number


def _number(found: Any, steps: Sequence[str | int]) -> float | None:
    """A written number, or what an entry of a table counts for that is not written; None where there is neither."""
    if found is None:
        if "weighs" in steps:
            return 1.0
        return 0.0 if _ADDED & set(steps) else None
    marks: Mapping[str, float] = {str(mark): points for mark, points in POINTS.items()}
    if isinstance(found, str):
        return marks.get(found)
    return None if isinstance(found, bool) or not isinstance(found, int | float) else float(found)
