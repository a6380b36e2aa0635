"""Read CSV text with the place of every cell, and change a cell or add a row without touching another byte.

The standard library's reader gives neither columns nor spans; on what both accept they agree, which the tests show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from equipoise.authored.lines import BYTE_ORDER_MARK, Lines
from equipoise.errors import Finding, UsageError

_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and where it stands in the text, quotes included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class CsvDocument:
    """A CSV text that was read.

    Attributes:
        file: Name of the file, as the person would open it.
        text: The text itself.
        delimiter: What parts the cells: a comma, a semicolon or a tab, whichever the first line has most of.
        rows: The rows, blank lines included as rows of one empty cell.
        findings: Quotes that are not closed, or closed in the middle of a cell.
    """

    file: str
    text: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[Finding, ...]

    def position(self, row: int, column: int) -> tuple[int, int]:
        """Line and column, from 1, of a cell, or of the end of its row where the row is shorter."""
        cells = self.rows[row]
        return self.lines.place(cells[column].start if column < len(cells) else cells[-1].end)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)


def read_csv(text: str, *, file: str) -> CsvDocument:
    """Read a CSV text; what is wrong with it becomes a finding, never an exception."""
    at = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    delimiter = _delimiter(text[at:])
    lines, unquoted = Lines(text), re.compile(rf"[^{delimiter}\r\n]*")
    rows: list[tuple[Cell, ...]] = []
    findings: list[Finding] = []
    row: list[Cell] = []
    is_over = at == len(text)
    while not is_over:
        cell, wrong = _cell(text, at, unquoted)
        row.append(cell)
        if wrong:
            place, problem, mend = wrong
            findings.append(Finding(file, *lines.place(place), "", problem, mend))
        if text.startswith(delimiter, cell.end):
            at = cell.end + len(delimiter)
            continue
        rows.append(tuple(row))
        row = []
        line_break = _LINE_BREAK.match(text, cell.end)
        at = line_break.end() if line_break else len(text)
        is_over = at == len(text)
    return CsvDocument(file, text, delimiter, tuple(rows), tuple(findings))


@dataclass(frozen=True, slots=True)
class Replacement:
    """Other text for a span of a text."""

    start: int
    end: int
    text: str


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """A text with spans replaced, none of which reaches into another."""
    for one in sorted(replacements, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text


def cell_replacement(document: CsvDocument, row: int, column: int, value: str) -> Replacement:
    """Another text for a cell; a row that is too short is filled up with empty cells.

    Args:
        document: The text as read.
        row: Index among all rows, the header and blank lines included.
        column: Index of the cell.
        value: What the cell is to say.

    Raises:
        UsageError: If there is no such row.
    """
    cells = _row(document, row)
    if column >= len(cells):
        at = cells[-1].end
        written = _write(value, document.delimiter, is_first_row=row == 0)
        return Replacement(at, at, document.delimiter * (column - len(cells) + 1) + written)
    cell = cells[column]
    is_quoted = document.text.startswith('"', cell.start)
    written = _write(value, document.delimiter, is_quoted=is_quoted, is_first_row=row == 0)
    return Replacement(cell.start, cell.end, written)


def row_removal(document: CsvDocument, row: int) -> Replacement:
    """A row taken out with its line break.

    Args:
        document: The text as read.
        row: Index among all rows, the header and blank lines included.

    Raises:
        UsageError: If there is no such row.
    """
    cells = _row(document, row)
    line_break = _LINE_BREAK.match(document.text, cells[-1].end)
    return Replacement(cells[0].start, line_break.end() if line_break else cells[-1].end, "")


def append_row(text: str, values: Sequence[str]) -> str:
    """Add a row at the end, behind blank lines if there are any.

    Raises:
        UsageError: If the text cannot be read.
    """
    return text + rows_added(_readable(text), [values])


def rows_added(document: CsvDocument, rows: Sequence[Sequence[str]]) -> str:
    """What comes behind a text that was read already, for rows to stand at its end."""
    text, newline = document.text, document.lines.newline
    before = "" if not text or text[-1] in "\r\n" else newline
    lines = [
        document.delimiter.join(
            _write(value, document.delimiter, is_first_row=not document.rows and index == 0) for value in values
        )
        + newline
        for index, values in enumerate(rows)
    ]
    return before + "".join(lines) if lines else ""


def _row(document: CsvDocument, row: int) -> tuple[Cell, ...]:
    if not 0 <= row < len(document.rows):
        raise UsageError(f"there is no row {row + 1}")
    return document.rows[row]


def _delimiter(text: str) -> str:
    first_line = _LINE_BREAK.split(_QUOTED.sub("", text), 1)[0]
    return max(_DELIMITERS, key=first_line.count)


def _cell(text: str, at: int, unquoted: re.Pattern[str]) -> tuple[Cell, tuple[int, str, str] | None]:
    """The cell that starts at an index, and what is wrong with it: where, what, and what to do."""
    quoted = _QUOTED.match(text, at)
    if not quoted and text.startswith('"', at):
        return Cell(text[at:], at, len(text)), (at, "a quote is opened and never closed", "close it")
    end = _end(unquoted, text, quoted.end() if quoted else at)
    if not quoted:
        return Cell(text[at:end], at, end), None
    cell = Cell(quoted.group(1).replace('""', '"'), at, end)
    if end == quoted.end():
        return cell, None
    return cell, (quoted.end(), "text stands behind a closing quote", "write a quote inside quotes twice")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _readable(text: str) -> CsvDocument:
    document = read_csv(text, file="")
    if document.findings:
        raise UsageError(
            f"the file cannot be changed before it can be read: {document.findings[0]}", hint="mend it first"
        )
    return document


def _write(value: str, delimiter: str, *, is_quoted: bool = False, is_first_row: bool = False) -> str:
    # In the first row any delimiter needs quotes, or it would count in the choice between them.
    parted = any(one in value for one in (_DELIMITERS if is_first_row else delimiter))
    needs_quotes = is_quoted or parted or value != value.strip() or any(one in value for one in '"\r\n')
    return '"' + value.replace('"', '""') + '"' if needs_quotes else value
