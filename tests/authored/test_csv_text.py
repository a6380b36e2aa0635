"""CSV text as the standard library reads it, with places; and changes that touch one cell alone."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.authored.csv_text import append_row, cell_replacement, read_csv, replaced, row_removal
from equipoise.errors import UsageError

TEXT = 'item;why\r\n"a; b";"say ""yes"""\r\n\r\nc;\r\n'
CELLS = st.text('ab ;,"\n\té😀=', max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4)


def said(text: str) -> list[list[str]]:
    document = read_csv(text, file="f.csv")
    assert not document.findings
    return [[cell.text for cell in row] for row in document.rows]


def test_cells_have_their_places() -> None:
    document = read_csv("\ufeff" + TEXT, file="f.csv")

    assert [[cell.text for cell in row] for row in document.rows] == [
        ["item", "why"],
        ["a; b", 'say "yes"'],
        [""],
        ["c", ""],
    ]
    assert document.position(0, 0) == (1, 1)
    assert document.position(1, 1) == (2, 8)
    assert document.position(3, 1) == (4, 3)
    assert document.position(3, 5) == (4, 3)


@pytest.mark.parametrize(
    ("text", "delimiter"), [("a,b;c,d", ","), ("a;b", ";"), ("a\tb", "\t"), ("a", ","), ("", ","), ("a\n;;;", ",")]
)
def test_the_first_line_shows_what_parts_the_cells(text: str, delimiter: str) -> None:
    assert read_csv(text, file="f.csv").delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x\ny', "f.csv:2:1: a quote is opened and never closed; close it"),
        ('a,b\n1,"x"y\n2,3\n', "f.csv:2:6: text stands behind a closing quote; write a quote inside quotes twice"),
    ],
)
def test_broken_quotes_are_found(text: str, expected: str) -> None:
    assert [str(finding) for finding in read_csv(text, file="f.csv").findings] == [expected]


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_the_standard_library_writes_is_read_alike(rows: list[list[str]], newline: str, quoting: int) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=newline, quoting=quoting).writerows([["a", "b", "c", "d"], *rows])
    text = stream.getvalue()

    assert said(text) == [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]


@given(st.text('ab,"\n\r'))
def test_whatever_is_written_is_read_or_found_wrong(text: str) -> None:
    document = read_csv(text, file="f.csv")

    if '"' not in text:
        expected = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
        assert [[cell.text for cell in row] for row in document.rows] == expected
    for finding in document.findings:
        assert finding.line >= 1


def set_cell(text: str, row: int, column: int, value: str) -> str:
    return replaced(text, [cell_replacement(read_csv(text, file="f.csv"), row, column, value)])


def remove_row(text: str, row: int) -> str:
    return replaced(text, [row_removal(read_csv(text, file="f.csv"), row)])


@given(ROWS, st.data(), CELLS)
def test_setting_a_cell_changes_that_cell_alone(rows: list[list[str]], draw: st.DataObject, value: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([["a", "b", "c", "d"], *rows])
    text = stream.getvalue()
    row = draw.draw(st.integers(0, len(rows)))
    column = draw.draw(st.integers(0, 3))
    cells = said(text)
    cells[row] = [*cells[row], *[""] * (column + 1 - len(cells[row]))]
    cells[row][column] = value

    changed = set_cell(text, row, column, value)

    assert said(changed) == cells
    written = read_csv(text, file="f.csv").rows[row]
    first, last = (written[column].start, written[column].end) if column < len(written) else (written[-1].end,) * 2
    assert changed.startswith(text[:first])
    assert changed.endswith(text[last:])


@given(ROWS, st.lists(CELLS, min_size=2, max_size=4))
def test_appending_a_row_leaves_the_others_as_they_are(rows: list[list[str]], row: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([["a", "b", "c", "d"], *rows])
    text = stream.getvalue()

    longer = append_row(text, row)

    assert longer.startswith(text)
    assert said(longer) == [*said(text), row]
    assert said(append_row(text.removesuffix("\n"), row)) == said(longer)


def test_line_breaks_and_quotes_are_those_of_the_file() -> None:
    assert set_cell(TEXT, 1, 0, "x") == TEXT.replace('"a; b"', '"x"')
    assert set_cell(TEXT, 3, 1, "a;b") == TEXT.replace("c;\r\n", 'c;"a;b"\r\n')
    assert append_row(TEXT, ["d", ""]) == TEXT + "d;\r\n"


def test_what_cannot_be_read_or_is_not_there_is_not_changed() -> None:
    with pytest.raises(UsageError):
        set_cell("a\n", 3, 0, "b")
    with pytest.raises(UsageError):
        append_row('a\n"x', ["b"])


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (0, '"a; b";"say ""yes"""\r\n\r\nc;\r\n'),
        (1, "item;why\r\n\r\nc;\r\n"),
        (2, 'item;why\r\n"a; b";"say ""yes"""\r\nc;\r\n'),
        (3, 'item;why\r\n"a; b";"say ""yes"""\r\n\r\n'),
    ],
)
def test_a_row_is_taken_out_with_its_line_break_and_no_other_byte(row: int, left: str) -> None:
    assert remove_row(TEXT, row) == left


def test_a_last_row_without_a_line_break_is_taken_out() -> None:
    assert remove_row("a,b\n1,2", 1) == "a,b\n"


@pytest.mark.parametrize("row", [-1, 4])
def test_a_row_that_is_not_there_is_not_taken_out(row: int) -> None:
    with pytest.raises(UsageError, match="there is no row"):
        remove_row(TEXT, row)
