"""On which days two versions of a case say something else, provided that nothing but their evidence differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from equipoise.model.arrays import ItemArrays, Model


def changed_days(before: Model, after: Model) -> frozenset[int] | None:
    """Days whose evidence differs; None where the versions differ in more than their evidence.

    All items are compared, not only those a person touched: a rating can change the rank of an item among the copies
    of its origin, and with it what the copies count for.

    Args:
        before: A version at its vintage.
        after: Another at the same vintage.
    """
    if not _alike(replace(before, items=(), origins=()), replace(after, items=(), origins=())):
        return None
    said, says = _by_day(before.items), _by_day(after.items)
    return frozenset(day for day in said.keys() | says.keys() if not _alike(said.get(day), says.get(day)))


def _by_day(items: Iterable[ItemArrays]) -> dict[int, dict[str, tuple[Any, ...]]]:
    """Per day, what bears on the factor of each rated item (`inference.factors`), by the item's id."""
    by_day: dict[int, dict[str, tuple[Any, ...]]] = {}
    for item in items:
        if item.is_rated:
            by_day.setdefault(item.day, {})[item.id] = (
                item.variables,
                item.decibans,
                item.planted_decibans,
                item.silence_nats,
                item.reliability,
                item.is_exact,
                item.planted_chance,
                item.exponent,
            )
    return by_day


def _alike(one: Any, other: Any) -> bool:
    """Whether two records that may hold arrays are the same to the last digit."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(_alike(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(value, other[name]) for name, value in one.items())
    if is_dataclass(one):
        names = [field.name for field in fields(one)]
        return all(_alike(getattr(one, name), getattr(other, name)) for name in names)
    return bool(one == other)
