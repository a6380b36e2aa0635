"""Collecting the numbers a case authors as distributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from equipoise.case.schema import Between, LogNormal, Normal, Quantity, middle
from equipoise.model.compile.magnitudes import refuse_beyond
from equipoise.model.tables import Table, Unknown

POINTS = {"--": -2.0, "-": -1.0, "0": 0.0, "+": 1.0, "++": 2.0}

Written = float | str | Between | Normal | LogNormal
Entry = tuple[tuple[int, ...], str, Written]
"""Where a number stands in a table, its path in the case, and what the author wrote."""


class Unknowns:
    """The unknowns of a case, numbered as they are met."""

    def __init__(self) -> None:
        self._found: list[Unknown] = []

    @property
    def found(self) -> tuple[Unknown, ...]:
        """The unknowns met so far."""
        return tuple(self._found)

    def table(self, shape: tuple[int, ...], entries: Iterable[Entry], *, absent: float = 0.0) -> Table:
        """A table with some entries written and the rest at `absent`.

        Raises:
            InvalidCaseError: If a number is too large to compute with.
        """
        values = np.full(shape, absent)
        uncertain = []
        for position, path, written in entries:
            refuse_beyond(path, written)
            values[position] = number(written)
            if isinstance(written, Normal | LogNormal):
                flat = int(np.ravel_multi_index(position, shape)) if position else 0
                uncertain.append((flat, self._number(path, written)))
        return Table(values, tuple(uncertain))

    def scalar(self, path: str, written: Quantity) -> Table:
        """A table of one number."""
        return self.table((), [((), path, written)])

    def _number(self, path: str, written: Normal | LogNormal) -> int:
        known = {unknown.name: index for index, unknown in enumerate(self._found)}
        if path not in known:
            self._found.append(_unknown(path, written))
        return known.get(path, len(self._found) - 1)


def number(written: Written) -> float:
    """A written number at its median: marks in points, a range at its middle."""
    if isinstance(written, str):
        return POINTS[written]
    if isinstance(written, Between):
        return (written.low + written.high) / 2
    return middle(written)


def positions(names: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], int]:
    """Levels of several things counted through: from name and level to position."""
    pairs = [(name, level) for name, levels in names.items() for level in levels]
    return {pair: index for index, pair in enumerate(pairs)}


def _unknown(path: str, written: Normal | LogNormal) -> Unknown:
    if isinstance(written, Normal):
        return Unknown(path, "normal", written.mean, written.sd)
    return Unknown(path, "log-normal", written.median, written.spread)
