"""One rating written into a long `ratings.csv` by reading its own line only, since a person waits for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.authored.csv_text import read_csv
from equipoise.authored.lines import BYTE_ORDER_MARK, Lines
from equipoise.case.ratings_csv import RatingKey, rating_key, read_ratings, written_ratings
from equipoise.case.schema import Rating

_BLANK = f'{BYTE_ORDER_MARK} \t\r\n,;"'
"""Of these alone a line above the header of a sound text can consist."""


def written_rating(text: str, key: RatingKey, row: Rating | None) -> str:
    """What `written_ratings` makes of a text for one rating, byte for byte, in a fraction of its time.

    Where every row is a line, the line of a rating is found by the name of its item and read alone. Elsewhere, as with
    a reason of several lines, the whole text is read.

    Args:
        text: The text of the file; `read_ratings` finds nothing wrong with it.
        key: The rating, by item, subject, level and rater.
        row: What it is to be; None takes it out.

    Raises:
        UsageError: If the file lacks a column for what the rating says, or the rating would not be valid.
    """
    lines = text.split("\n")
    header = next((index for index, line in enumerate(lines[:-1]) if line.strip().strip(_BLANK)), None)
    if header is None or '"' in key[0] or not _is_a_line_a_row(text, lines, header):
        return written_ratings(text, {key: row})
    head = "".join(f"{line}\n" for line in lines[: header + 1])
    for start, end in _lines_naming(key[0], text, len(head)):
        if key in map(rating_key, read_ratings(head + text[start:end], file="").ratings):
            return text[:start] + written_ratings(head + text[start:end], {key: row})[len(head) :] + text[end:]
    added = written_ratings(head, {key: row})[len(head) :]
    return text + (Lines(head).newline if added and not text.endswith("\n") else "") + added


def _is_a_line_a_row(text: str, lines: Sequence[str], header: int) -> bool:
    """Whether no row of a text reaches over a line break, so that each line says the same read alone."""
    if text.count("\r") != text.count("\r\n") or lines[0].count('"') % 2:
        return False
    delimiter = read_csv("\n".join(lines[: header + 1]), file="").delimiter
    cell = rf'(?:"(?:[^"]|"")*"|(?!")[^{delimiter}]*)'
    row = re.compile(rf"{BYTE_ORDER_MARK}?{cell}(?:{delimiter}{cell})*")
    return all(row.fullmatch(line.removesuffix("\r")) for line in lines if '"' in line)


def _lines_naming(item: str, text: str, first: int) -> Iterator[tuple[int, int]]:
    """Start and end, line break included, of lines in which a cell may say the name of an item."""
    at = text.find(item, first)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text)
        around = text[at - 1 : at] + text[at + len(item) : at + len(item) + 1]
        if not any(one.isalnum() for one in around):
            yield start, end
            at = text.find(item, end)
        else:
            at = text.find(item, at + 1)
