"""`ratings.csv`: one row for each judgement, as spreadsheets write it and people mend it.

A comma, a semicolon or a tab parts the cells; with a semicolon the decimal comma is read too. Blank lines and empty
cells at the end of a row are passed over. What a spreadsheet makes of a mark by mistake is refused, not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from equipoise.authored.csv_text import (
    Cell,
    CsvDocument,
    Replacement,
    append_row,
    cell_replacement,
    read_csv,
    replaced,
    row_removal,
    rows_added,
)
from equipoise.authored.nearest import suggest
from equipoise.authored.scalars import NUMBER, read_number
from equipoise.case.schema import Mark, Rating
from equipoise.errors import Finding, UsageError

REQUIRED = ("item", "subject", "level", "rating")
COLUMNS = (*REQUIRED, "rater", "why")
RatingKey = tuple[str, str, str, str]
"""Item, subject, level and rater."""

_MARKS: tuple[Mark, ...] = get_args(Mark)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class RatingsTable:
    """A `ratings.csv` that was read.

    Attributes:
        file: Name of the file, as the person would open it.
        ratings: The rows that could be read, in the author's order.
        findings: What is wrong with the others.
    """

    file: str
    ratings: tuple[Rating, ...] = ()
    findings: tuple[Finding, ...] = ()
    _document: CsvDocument | None = None
    _columns: Mapping[str, int] = field(default_factory=dict)
    _rows: tuple[int, ...] = ()

    def position(self, rating: int, column: str = "item") -> tuple[int, int]:
        """Line and column, from 1, of a cell of a rating, by the index of the rating."""
        if self._document is None or rating >= len(self._rows):
            return 1, 1
        return self._document.position(self._rows[rating], self._columns.get(column, 0))


def read_ratings(text: str, *, file: str) -> RatingsTable:
    """Read the text of a `ratings.csv`; an empty one holds no ratings."""
    document = read_csv(text, file=file)
    header = next((index for index, row in enumerate(document.rows) if not _is_blank(row)), None)
    if document.findings or header is None:
        return RatingsTable(file, findings=document.findings)
    columns, findings = _read_header(document, header)
    if findings:
        return RatingsTable(file, findings=tuple(findings))
    ratings: list[Rating] = []
    rows: list[int] = []
    for index in range(header + 1, len(document.rows)):
        if _is_blank(document.rows[index]):
            continue
        rating, wrong = _read_row(document, index, columns)
        findings.extend(wrong)
        if rating is not None:
            ratings.append(rating)
            rows.append(index)
    table = RatingsTable(file, tuple(ratings), (), document, columns, tuple(rows))
    findings.extend(_repeated(table))
    return RatingsTable(file, table.ratings, tuple(sorted(findings)), document, columns, table._rows)


def append_rating(text: str, rating: Rating) -> str:
    """Add a row at the end; an empty file gets its header first.

    Raises:
        UsageError: If the file has errors, or lacks a column for what the rating says, or has this rating already.
    """
    table = _readable(text)
    if table._document is None:
        text = append_row(text, COLUMNS)
        table = _readable(text)
    assert table._document is not None
    cells = _cells(rating, table._columns, table._document.delimiter)
    return _checked(append_row(text, cells), table.ratings)


def written_ratings(text: str, wanted: Mapping[RatingKey, Rating | None]) -> str:
    """Write ratings by item, subject, level and rater, and leave every other byte.

    A rating that is there gets the weight and the reason of the one that is wanted; one that is not is added at the
    end; None takes it out. The file is read once, however many are written: a person waits for it.

    Args:
        text: The text of the file; an empty one gets its header first.
        wanted: The ratings. A reason of None empties the cell.

    Raises:
        UsageError: If the file has errors, lacks a column for what a rating says, or a rating would not be valid.
    """
    table = _readable(text)
    if table._document is None:
        text = append_row(text, COLUMNS)
        table = _readable(text)
    document = table._document
    assert document is not None
    at = {rating_key(row): index for index, row in enumerate(table.ratings)}
    replacements: list[Replacement] = []
    added: list[list[str]] = []
    for key, row in wanted.items():
        if key not in at:
            added += [] if row is None else [_cells(row, table._columns, document.delimiter)]
        elif row is None:
            replacements.append(row_removal(document, table._rows[at[key]]))
        else:
            replacements += _reweighed(table, document, at[key], row)
    new = replaced(text, replacements) + rows_added(document, added)
    _refuse_other_rows(new, table, document, wanted, replacements, added)
    return new


def rating_key(row: Rating) -> RatingKey:
    """What makes a row of the file unique."""
    return (row.item, row.subject, row.level, row.rater)


# --- reading ---------------------------------------------------------------------------------------------------


def _read_header(document: CsvDocument, header: int) -> tuple[dict[str, int], list[Finding]]:
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    for index, cell in enumerate(document.rows[header]):
        name = cell.text.strip()
        if name in columns:
            findings.append(_finding(document, cell, "", f"the column {name!r} is given twice", "keep one of them"))
        elif name in COLUMNS:
            columns[name] = index
        elif name:
            mend = suggest(name, COLUMNS, called="columns")
            findings.append(_finding(document, cell, "", f"the column {name!r} is not known", mend))
    for name in REQUIRED:
        if name not in columns:
            mend = f"write a first line such as {document.delimiter.join(COLUMNS)}"
            findings.append(_finding(document, document.rows[header][0], "", f"the column {name!r} is missing", mend))
    return columns, findings


def _read_row(
    document: CsvDocument, index: int, columns: Mapping[str, int]
) -> tuple[Rating | None, tuple[Finding, ...]]:
    cells = document.rows[index]
    said = {name: cells[at].text.strip() for name, at in columns.items() if at < len(cells)}
    path = ".".join(said[name] for name in ("item", "subject", "level") if said.get(name))
    findings: list[Finding] = []

    def note(column: int, problem: str, mend: str) -> None:
        line, place = document.position(index, column)
        findings.append(Finding(document.file, line, place, path, problem, mend))

    for at, cell in enumerate(cells):
        if at not in columns.values() and cell.text.strip():
            note(
                at,
                f"{cell.text.strip()!r} stands under no column",
                "put text that holds the delimiter in double quotes",
            )
    for name, text in said.items():
        if name != "why" and (trick := _spreadsheet_trick(text)):
            note(columns[name], f"{text!r} is no {name}: {trick}", "write it as it is meant")
    for name in REQUIRED:
        if not said.get(name):
            note(columns[name], f"the {name} is missing", "write it, or take the row out: no row means not assessed")
    if findings:
        return None, tuple(findings)
    rating, problem = _read_rating(said["rating"], document.delimiter)
    if rating is None:
        note(columns["rating"], problem, f"write one of {', '.join(_MARKS)}, or a number such as 2.5")
        return None, tuple(findings)
    return Rating(**{name: text for name, text in said.items() if text} | {"rating": rating}), ()


def _read_rating(text: str, delimiter: str) -> tuple[float | Mark | None, str]:
    """The mark or number that a text stands for; else None, and what is wrong."""
    for mark in _MARKS:
        if text == mark:
            return mark, ""
    number = text.replace(",", ".") if delimiter == ";" else text
    if NUMBER.fullmatch(number):
        try:
            return float(read_number(number)), ""
        except ValueError as error:
            return None, f"{text}: {error}"
    if text.translate(_DASHES) != text:
        return None, f"{text!r} is neither a mark nor a number in decibans: its dash is not a plain minus"
    return None, f"{text!r} is neither a mark nor a number in decibans"


def _spreadsheet_trick(text: str) -> str:
    """What a spreadsheet has made of a text, where that shows."""
    if text.startswith("'"):
        return "a spreadsheet's apostrophe stands before it"
    if text.startswith("="):
        return "a spreadsheet took it for a formula"
    if text.startswith("#"):
        return "a spreadsheet took it for a formula and failed"
    return ""


def _repeated(table: RatingsTable) -> Iterator[Finding]:
    first: dict[tuple[str, str, str, str], int] = {}
    for index, rating in enumerate(table.ratings):
        key = (rating.item, rating.subject, rating.level, rating.rater)
        if key in first:
            line, _ = table.position(first[key])
            problem = f"{rating.rater} rates this twice, first on line {line}"
            yield Finding(table.file, *table.position(index), ".".join(key[:3]), problem, "keep one of the rows")
        first.setdefault(key, index)


def _is_blank(row: tuple[Cell, ...]) -> bool:
    return not any(cell.text.strip() for cell in row)


def _finding(document: CsvDocument, cell: Cell, path: str, problem: str, mend: str) -> Finding:
    return Finding(document.file, *document.lines.place(cell.start), path, problem, mend)


# --- writing ---------------------------------------------------------------------------------------------------


def _readable(text: str) -> RatingsTable:
    table = read_ratings(text, file="ratings.csv")
    if table.findings:
        raise UsageError(f"the file cannot be changed before it can be read: {table.findings[0]}", hint="mend it first")
    return table


def _cells(rating: Rating, columns: Mapping[str, int], delimiter: str) -> list[str]:
    """A rating as a row of the file."""
    said = {name: value for name, value in rating.model_dump().items() if value is not None}
    if said.get("rater") == "default" and "rater" not in columns:
        del said["rater"]
    missing = [name for name in said if name not in columns]
    if missing:
        raise UsageError(f"the file has no column {missing[0]!r}", hint=f"add {missing[0]} to its first line")
    cells = [""] * (max(columns.values()) + 1)
    for name, value in said.items():
        cells[columns[name]] = _write(value, delimiter)
    return cells


def _reweighed(table: RatingsTable, document: CsvDocument, index: int, row: Rating) -> list[Replacement]:
    """What makes a row that is there say another weight and reason."""
    there, line = table.ratings[index], table._rows[index]
    changed: list[tuple[str, str | float | None]] = [("rating", row.rating)] if row.rating != there.rating else []
    if (row.why or None) != there.why:
        if "why" not in table._columns:
            raise UsageError("the file has no column 'why'", hint="add why to its first line")
        changed.append(("why", row.why))
    return [
        cell_replacement(document, line, table._columns[name], _write(value, document.delimiter))
        for name, value in changed
    ]


def _refuse_other_rows(
    new: str,
    table: RatingsTable,
    document: CsvDocument,
    wanted: Mapping[RatingKey, Rating | None],
    replacements: Sequence[Replacement],
    added: Sequence[Sequence[str]],
) -> None:
    """Refuse a text in which anything else than what is wanted has changed, or what is wanted is not there.

    Of one change only its own line is read again: the others have not moved, and lines are read one by one. Of several,
    and where the line is not what it was to be, all are read.

    Raises:
        UsageError: If so.
    """
    line = _only_line(new, document, replacements, added)
    if line is not None:
        header = document.rows[next(index for index, row in enumerate(document.rows) if not _is_blank(row))]
        alone = read_ratings(f"{new[header[0].start : header[-1].end]}\n{line}", file="ratings.csv")
        is_alike = alone._document is not None and alone._document.delimiter == document.delimiter
        if (
            is_alike
            and not alone.findings
            and [wanted.get(rating_key(row)) for row in alone.ratings] == list(alone.ratings)
        ):
            return
    after = {rating_key(row): row for row in _readable(new).ratings}
    expected = {rating_key(row): row for row in table.ratings} | dict(wanted)
    if after != {key: row for key, row in expected.items() if row is not None}:
        raise UsageError("these rows cannot be written without changing another", hint="change them by hand")


def _only_line(
    new: str, document: CsvDocument, replacements: Sequence[Replacement], added: Sequence[Sequence[str]]
) -> str | None:
    """The one line that was changed or added, as it is now; None where there are several or none."""
    if len(added) == 1 and not replacements:
        return new[len(document.text) :].lstrip("\r\n")
    lines = {document.lines.place(one.start)[0] for one in replacements}
    if added or len(lines) != 1:
        return None
    row = next(row for row in document.rows if row[0].start <= replacements[0].start <= row[-1].end)
    grown = sum(len(one.text) - (one.end - one.start) for one in replacements)
    return new[row[0].start : row[-1].end + grown]


def _write(value: str | float | None, delimiter: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    number = repr(float(value))
    if number != "0.0":  # 0 is a mark, which a case may give a value of its own
        number = number.removesuffix(".0")
    return number.replace(".", ",") if delimiter == ";" else number


def _checked(text: str, before: tuple[Rating, ...]) -> str:
    """The new text, if the ratings before the new one are still what they were."""
    if _readable(text).ratings[:-1] != before:
        raise UsageError("this row cannot be written without changing another", hint="change it by hand")
    return text
