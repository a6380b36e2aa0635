"""CSV read as a table, and a table written as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from equipoise.authored.csv_text import read_csv
from equipoise.authored.formula_guard import guarded, unguarded
from equipoise.authored.scalars import NUMBER
from equipoise.errors import InvalidCaseError
from equipoise.exchange.in_file import InFile
from equipoise.exchange.table import Table, make_table


def read_csv_table(file: InFile) -> Table:
    """Read a CSV with commas, semicolons or tabs between its cells.

    Raises:
        UsageError: If it is not UTF-8.
        InvalidCaseError: If its quotes are not closed.
    """
    document = read_csv(file.text(), file=file.name)
    if document.findings:
        raise InvalidCaseError(f"{file.name} cannot be read", document.findings)
    return make_table(file.name, [[unguarded(cell.text.strip()) for cell in row] for row in document.rows])


def held_by_csv(text: str) -> str:
    """The text as it is read back: without white space at its ends, and without the character that no text file has."""
    return text.replace("\0", "\ufffd").strip()


def write_csv_table(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as CSV in UTF-8; text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers and the marks of ratings compute nothing and stay as they are.

    The byte order mark tells Excel that it is UTF-8.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


_MARKS = frozenset({"+", "++", "-", "--"})


def _cell(text: str) -> str:
    return text if text in _MARKS or NUMBER.fullmatch(text) else guarded(text)
