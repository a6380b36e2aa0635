"""The evidence of a case as a table, one row an item, with a column for each level that is rated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Rating, Source
from equipoise.exchange.columns import EVIDENCE, SOURCES, Column
from equipoise.exchange.loss import LossReport
from equipoise.exchange.own_json import item_said
from equipoise.exchange.rated_columns import RatedColumn
from equipoise.exchange.weights import write_weight

Cell = str | float
_JOINED = ("sources", "chain", "where", "silence")
_ALWAYS = ("id", "date", "known", "what", "kind", "sources", "origin", "grade", "note")
"""Columns that are there even where no item has anything in them; the others come only where one has."""


@dataclass(frozen=True)
class CellForm:
    """What a cell holds.

    Attributes:
        held: A text as it will be read back.
        numbers: Whether a number can be written as one.
    """

    held: Callable[[str], str]
    numbers: bool


def evidence_rows(case: Case, form: CellForm, losses: LossReport) -> list[list[Cell]]:
    """The rows of a table of evidence, names of columns first.

    Args:
        case: The case.
        form: What a cell holds.
        losses: Takes what a cell cannot hold.
    """
    items = [(item, item_said(item)) for item in case.evidence]
    used = {column.path[0] for column in EVIDENCE for _, said in items if column.path[0] in said}
    columns = [column for column in EVIDENCE if column.path[0] in used or column.name in _ALWAYS]
    rated = _rated(case.ratings)
    cells = {(row.item, _column(row)): row for row in case.ratings}
    rows: list[list[Cell]] = [[*(column.name for column in columns), *(one.header for one in rated)]]
    for item, said in items:
        row: list[Cell] = [_field(column, item, said, form, losses) for column in columns]
        row += [_rating(item, one, cells, form, losses) for one in rated]
        rows.append(row)
    _say_order(case, losses)
    return rows


def source_rows(case: Case, form: CellForm, losses: LossReport) -> list[list[Cell]]:
    """The rows of a table of sources; claims of a source that were settled have no column."""
    rows: list[list[Cell]] = [[column.name for column in SOURCES]]
    for name, source in case.sources.items():
        said = {"id": name, **item_said(source)}
        row = []
        for column in SOURCES:
            text = str(said.get(column.path[0], ""))
            row.append(_held(f"sources.{column.name}", text, column.path[0] in said, name, form, losses))
        rows.append([*row])
        if source.claims:
            losses.add("sources.claims", "lost", "a table has no place for the settled claims of a source", name)
    return rows


def lose_sources(case: Case, items: Sequence[EvidenceItem], losses: LossReport) -> None:
    """Note that a table of these items without a sheet of sources holds the ids of their sources alone."""
    for name, source in case.sources.items():
        for field in Source.model_fields:
            if field == "title" and source.title == name:
                continue
            if getattr(source, field) != Source.model_fields[field].get_default():
                losses.add(f"sources.{field}", "lost", f"sources are named by their ids alone: {field}", name)
    used = {name for item in items for name in item.sources}
    for name in case.sources:
        if name not in used:
            losses.add("sources", "lost", "sources that no item of the table names", name)
    for item in items:
        published = [name for name in item.sources if case.sources[name].published is not None]
        if item.known is None and published:
            text = "the day on which it became known followed from its sources and is not written"
            losses.add("evidence.known", "changed", text, item.id)


def _field(column: Column, item: EvidenceItem, said: dict[str, Any], form: CellForm, losses: LossReport) -> str:
    value: Any = said
    for step in column.path:
        value = value.get(step) if isinstance(value, dict) else None
    if value is None:
        return ""
    name = f"evidence.{column.path[0]}"
    if column.path[0] in _JOINED:
        losses.add(name, "joined", f"{column.name}: the parts of a cell are joined with semicolons", item.id)
    return _held(name, column.write(value), True, item.id, form, losses)


def _rating(
    item: EvidenceItem,
    column: RatedColumn,
    cells: dict[tuple[str, RatedColumn], Rating],
    form: CellForm,
    losses: LossReport,
) -> Cell:
    row = cells.get((item.id, RatedColumn(column.subject, column.level, column.rater)))
    if row is None:
        return ""
    if column.is_why:
        return _held("ratings.why", row.why or "", row.why is not None, item.id, form, losses)
    text = write_weight(row.rating)
    if isinstance(row.rating, str) or not form.numbers or row.rating == 0:
        return text
    # A workbook holds 16 digits of a number; of one that has more the text holds all.
    return float(row.rating) if float(f"{row.rating:.16g}") == row.rating else text


def _held(field: str, text: str, is_said: bool, of: str, form: CellForm, losses: LossReport) -> str:
    held = form.held(text)
    if held != text or (is_said and not text):
        losses.add(field, "changed", "white space at the ends, empty text, or what a cell cannot hold", of)
    return held


def _rated(ratings: Sequence[Rating]) -> list[RatedColumn]:
    """Columns of the levels that are rated, reasons behind each where there are any."""
    columns: list[RatedColumn] = []
    for column in dict.fromkeys(_column(row) for row in ratings):
        columns.append(column)
        if any(row.why is not None for row in ratings if _column(row) == column):
            columns.append(RatedColumn(column.subject, column.level, column.rater, is_why=True))
    return columns


def _column(row: Rating) -> RatedColumn:
    return RatedColumn(row.subject, row.level, row.rater)


def _say_order(case: Case, losses: LossReport) -> None:
    columns = list(dict.fromkeys(_column(row) for row in case.ratings))
    place = {item.id: at for at, item in enumerate(case.evidence)}
    order = [(place[row.item], columns.index(_column(row))) for row in case.ratings]
    if order != sorted(order):
        losses.add("ratings", "changed", "the order of the rows of ratings.csv", "ratings.csv")
