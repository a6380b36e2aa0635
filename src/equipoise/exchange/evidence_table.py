"""A table of evidence, one row an item, with ratings in columns of their own where it has any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from equipoise.authored.nearest import nearest
from equipoise.errors import Finding
from equipoise.exchange.columns import EVIDENCE, Column, in_words, matched
from equipoise.exchange.incoming import Incoming, IncomingItem, IncomingRating, Spot, Target, finding
from equipoise.exchange.rated_columns import RatedColumn, rated_column
from equipoise.exchange.table import Table, TableCell
from equipoise.exchange.weights import read_weight

_Row = tuple[TableCell, ...]


def read_evidence_table(table: Table, target: Target) -> Incoming:
    """Read a table of evidence.

    Columns are matched by name, whatever their order; what they may be called is in `columns.py`. A column that is
    none of them is named in the notes and not read.
    """
    columns = matched([cell.text for cell in table.header], EVIDENCE)
    others = {at: cell for at, cell in enumerate(table.header) if at not in columns and cell.text}
    rated = {at: one for at, cell in others.items() if (one := rated_column(cell.text, target)) is not None}
    findings: list[Finding] = []
    if not any(column.name == "what" for column in columns.values()):
        spot = Spot(table.header[0].row if table.header else 1, 1)
        problem = f"no column says what happened; found {_found(table)}"
        findings.append(finding(table.file, spot, problem, f"expected columns: {in_words(EVIDENCE)}"))
        return Incoming(table.file, "evidence", findings=tuple(findings), notes=table.notes)
    items = [_read_row(table, row, columns, rated, findings) for row in table.body]
    unread = [cell for at, cell in others.items() if at not in rated]
    return Incoming(
        table.file,
        "evidence",
        items=tuple(item for item in items if item is not None),
        findings=tuple(findings),
        notes=(*table.notes, *(_not_read(table, cell) for cell in unread)),
        columns=frozenset(column.path[0] for column in columns.values()),
    )


def _read_row(
    table: Table, row: _Row, columns: Mapping[int, Column], rated: Mapping[int, RatedColumn], findings: list[Finding]
) -> IncomingItem | None:
    said: dict[str, Any] = {}
    spots: dict[str, Spot] = {}
    for at, column in columns.items():
        cell = row[at]
        if not cell.text:
            continue
        spots.setdefault(column.path[0], table.spot(cell))
        try:
            _put(said, column.path, column.read(cell.text))
        except ValueError as error:
            findings.append(_wrong(table, cell, error))
            _put(said, column.path, None)  # so that it is not missed as well
    ratings = _read_ratings(table, row, rated, findings)
    if not said and not ratings:
        return None
    return IncomingItem(said, Spot(row[0].row, row[0].column), spots, tuple(ratings))


def _read_ratings(
    table: Table, row: _Row, rated: Mapping[int, RatedColumn], findings: list[Finding]
) -> list[IncomingRating]:
    reasons = {(one.subject, one.level, one.rater): row[at].text for at, one in rated.items() if one.is_why}
    ratings = []
    for at, one in rated.items():
        if one.is_why:
            continue
        try:
            weight = read_weight(row[at].text)
        except ValueError as error:
            findings.append(_wrong(table, row[at], error))
            continue
        if weight is None:
            continue
        said = {"subject": one.subject, "level": one.level, "rating": weight, "rater": one.rater}
        why = reasons.get((one.subject, one.level, one.rater))
        ratings.append(IncomingRating(said | ({"why": why} if why else {}), table.spot(row[at])))
    return ratings


def _put(said: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    if len(path) == 1:
        said[path[0]] = value
    else:
        said.setdefault(path[0], {})[path[1]] = value


def _wrong(table: Table, cell: TableCell, error: ValueError) -> Finding:
    problem, _, mend = str(error).partition("; ")
    return finding(table.file, table.spot(cell), problem, mend)


def _found(table: Table) -> str:
    names = [cell.text for cell in table.header if cell.text]
    return ", ".join(names) if names else "nothing"


def _not_read(table: Table, cell: TableCell) -> str:
    near = nearest(cell.text, [column.name for column in EVIDENCE], count=1)
    return f"{table.file}: the column {cell.text!r} was not read" + (f"; did you mean {near[0]!r}?" if near else "")
