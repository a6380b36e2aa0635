"""Versions of a case on their way to another process: each as what differs from the version sent before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import Rating

_FIELDS = tuple(field.name for field in fields(Case) if field.name != "ratings")


@dataclass(frozen=True)
class Difference:
    """What makes one version of a case another.

    Attributes:
        changed: Fields that are others, by name; ratings apart.
        start: Index of the first rating that differs.
        gone: How many of the earlier ratings stand there no more.
        new: What stands there instead.
    """

    changed: Mapping[str, Any]
    start: int
    gone: int
    new: tuple[Rating, ...]


def difference(before: Case | None, after: Case) -> Difference:
    """What makes a version out of the one before it, or out of nothing.

    Versions of a case share what an edit left alone, so whatever is the same object is not looked into.
    """
    changed = {
        name: getattr(after, name) for name in _FIELDS if getattr(before, name, _NOTHING) is not getattr(after, name)
    }
    old: Sequence[Rating] = () if before is None else before.ratings
    new = after.ratings
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] is not new[index]), most)
    end = next((index for index in range(most - start) if old[-1 - index] is not new[-1 - index]), most - start)
    return Difference(changed, start, len(old) - end - start, new[start : len(new) - end])


def behind(before: Case | None, made: Difference) -> Case:
    """The version that a difference makes out of the one before it."""
    old = () if before is None else before.ratings
    ratings = (*old[: made.start], *made.new, *old[made.start + made.gone :])
    return Case(**made.changed, ratings=ratings) if before is None else replace(before, **made.changed, ratings=ratings)


_NOTHING = object()
