"""How the width of a page is shared among the columns of a table, for forms that do not find that out themselves."""

from __future__ import annotations

import re

from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.text_width import TYPE_SIZE, text_width
from equipoise.report.document.blocks import Cell, Table
from equipoise.report.document.text import plain

WIDEST = 45.0
"""A column of prose asks for no more than so many times the size of its type; beyond, its text runs on below."""

PIXELS = 15.0
"""Pixels of a drawing in the width of the size of the type."""

SERIF, SANS = 0.88, 1.0
"""Width of text of a face beside that of the sans faces of a screen."""

_BREAKS = re.compile("[ \n.]")


def table_shares(table: Table, *, room: float, face: float) -> list[float]:
    """Share of each column, the sum 1.

    Every column gets what it cannot do without, as far as there is room; what is left over goes to those whose text
    would otherwise run on below.

    Args:
        table: What is to be set.
        room: Width of all columns together, gaps between them taken off, in sizes of its type.
        face: `SERIF` or `SANS`.
    """
    columns = range(len(table.columns))
    least = [_least(table, n, face) for n in columns]
    wanted = [max(least[n], _wanted(table, n, face)) for n in columns]
    left = room - sum(least)
    more = sum(wanted) - sum(least)
    if more:
        widths = [low + max(left, 0.0) * (high - low) / more for low, high in zip(least, wanted, strict=True)]
    else:
        widths = least
    return [width / sum(widths) for width in widths]


def _least(table: Table, n: int, face: float) -> float:
    """A drawing, a number and a date stay in one piece; prose asks for its longest word."""
    column = table.columns[n]
    whole = column.is_number or column.kind == "date"
    head = max(face * _em(word) for word in column.title.split(" "))
    return max([head, *(_piece(row[n], face, whole=whole) for row in table.rows)])


def _piece(cell: Cell, face: float, *, whole: bool) -> float:
    if isinstance(cell, Chart):
        return cell.width / PIXELS
    pieces = [plain(cell)] if whole else _BREAKS.split(plain(cell))
    return face * min(max(map(_em, pieces)), WIDEST)


def _wanted(table: Table, n: int, face: float) -> float:
    texts = [plain(cell) for row in table.rows if not isinstance(cell := row[n], Chart)]
    return face * min(max(map(_em, [table.columns[n].title, *texts])), WIDEST)


def _em(text: str) -> float:
    return text_width(text) / TYPE_SIZE
