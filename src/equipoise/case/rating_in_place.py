"""One rating written into a long `ratings.csv` by reading its own line only: a person waits for it.

The text that comes back is the one that `written_ratings` gives, byte for byte.
"""

from __future__ import annotations

import re

from equipoise.case.ratings_csv import RatingKey, rating_key, read_ratings, written_ratings
from equipoise.case.schema import Rating

_QUOTED, _PLAIN = r'"(?:[^"]|"")*"', r"(?!\")[^{delimiter}]*"


def written_rating(text: str, key: RatingKey, row: Rating | None) -> str:
    """Write one rating by item, subject, level and rater, and leave every other byte.

    Where every row is one line, that of a rating can be found by the name of its item. Elsewhere the whole text is
    read, as `written_ratings` does.

    Args:
        text: The text of the file, which `read_ratings` finds nothing wrong with.
        key: The rating.
        row: What it is to be; None takes it out.

    Raises:
        UsageError: If the file lacks a column for what the rating says, or the rating would not be valid.
    """
    lines = text.splitlines(keepends=True) if _breaks_lines_alike(text) else []
    header = next((index for index, line in enumerate(lines) if line.strip(" \t\r\n,;\ufeff")), None)
    if header is None or not lines[header].endswith("\n") or not _is_a_row_each(lines):
        return written_ratings(text, {key: row})
    head = "".join(lines[: header + 1])
    at = header + 1
    for line in lines[at:]:
        if key[0] in line and key in map(rating_key, read_ratings(head + line, file="").ratings):
            break
        at += 1
    if at < len(lines):
        changed = written_ratings(head + lines[at], {key: row})[len(head) :]
        return "".join([*lines[:at], changed, *lines[at + 1 :]])
    added = written_ratings(head, {key: row})[len(head) :]
    is_ended = text[-1] in "\r\n" or not added
    return text + ("" if is_ended else head[len(head.rstrip("\r\n")) :][:2]) + added
