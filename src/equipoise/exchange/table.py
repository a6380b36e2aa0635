"""A table of texts, from a CSV or a sheet, with the place of every cell as a spreadsheet counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from equipoise.exchange.incoming import Spot


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a cell says, stripped, and where it stands, from 1."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        file: Name of the file, with the sheet where there is one.
        rows: Its rows, all of one length; blank rows are left out. The first holds the names of the columns.
        notes: What was read otherwise than it stands.
    """

    file: str
    rows: tuple[tuple[TableCell, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[TableCell, ...]:
        """The names of the columns."""
        return self.rows[0] if self.rows else ()

    @property
    def body(self) -> tuple[tuple[TableCell, ...], ...]:
        """The rows below them."""
        return self.rows[1:]

    def turned(self) -> Table:
        """The table with its rows as columns; every cell keeps its place in the file."""
        return replace(self, rows=tuple(zip(*self.rows, strict=True)))

    def spot(self, cell: TableCell) -> Spot:
        """Where a cell stands, with the name of its column."""
        is_turned = len({head.column for head in self.header}) == 1 < len(self.header)
        heads = (head for head in self.header if (head.row == cell.row if is_turned else head.column == cell.column))
        return Spot(cell.row, cell.column, next((head.text for head in heads), ""))


def make_table(file: str, texts: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> Table:
    """A table of the texts of all cells, blank rows and empty cells at the right included."""
    kept = [(number, row) for number, row in enumerate(texts, 1) if any(text.strip() for text in row)]
    width = max((index for _, row in kept for index, text in enumerate(row, 1) if text.strip()), default=0)
    rows = tuple(
        tuple(TableCell(row[at].strip() if at < len(row) else "", number, at + 1) for at in range(width))
        for number, row in kept
    )
    return Table(file, rows, tuple(notes))
