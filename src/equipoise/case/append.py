"""Append items, ratings and sources to the files of a case: the new texts, before anything is written.

Every byte that was there stays, comments and order with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.authored.csv_text import append_row, read_csv
from equipoise.authored.edit_yaml import append_entries, append_entry, set_value
from equipoise.authored.files import shown
from equipoise.authored.yaml_text import read_yaml
from equipoise.case.load import FILES, read_texts
from equipoise.case.ratings_csv import COLUMNS, append_rating, read_ratings
from equipoise.case.schema import Rating
from equipoise.errors import InvalidCaseError, Severity


@dataclass(frozen=True)
class Appended:
    """One file of a case, before and after.

    Attributes:
        before: Its text; None where there is no such file yet.
        after: The text to write.
    """

    before: str | None
    after: str


def append_items(
    folder: Path,
    items: Sequence[Mapping[str, Any]] = (),
    ratings: Sequence[Rating] = (),
    sources: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Appended]:
    """Compute the texts that add items, ratings and sources to a case; nothing is written.

    Args:
        folder: The folder of the case.
        items: Entries of `evidence.yaml`, as plain data. They go into `evidence.yaml`; where all evidence lies in the
            folder `evidence`, into its last file by name.
        ratings: Rows of `ratings.csv`.
        sources: Entries of `sources.yaml`, by id.

    Returns:
        The files that change, by name in the folder, in an order that is safe to write in: sources before the items
        that name them, items before the ratings of them. Whatever ends the program in between, the case can be read.

    Raises:
        InvalidCaseError: If a file cannot be read.
        UsageError: If a file cannot be added to without touching more than its end, or has one of the ids.
    """
    texts, findings = read_texts(folder)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidCaseError(f"{shown(folder)} cannot be read", errors)
    after = dict(texts)
    if sources:
        name = FILES["sources"]
        new = {key: dict(fields) for key, fields in sources.items()}
        after[name] = _append_sources(after.get(name, ""), new)
    if items:
        name = file_for_items(texts)
        after[name] = append_entries(after.get(name, ""), items)
    if ratings:
        name = FILES["ratings"]
        after[name] = _append_ratings(after.get(name, ""), ratings)
    order = (FILES["sources"], *sorted(name for name in after if name.startswith("evidence")), FILES["ratings"])
    changed = [name for name in order if name in after and after[name] != texts.get(name)]
    return {name: Appended(texts.get(name), after[name]) for name in changed}


def file_for_items(texts: Iterable[str]) -> str:
    """Name of the file that takes a new item, from the names of the files of a case."""
    names = set(texts)
    parts = sorted(name for name in names if name.startswith("evidence/"))
    return parts[-1] if parts and FILES["evidence"] not in names else FILES["evidence"]


# --- many at once ----------------------------------------------------------------------------------------------
# Adding one by one reads the whole file for each. The entries are written behind each other instead, and the text is
# read once: where it says anything but what was there and what is new, they are added one by one after all.


def _append_sources(text: str, new: dict[str, dict[str, Any]]) -> str:
    document = read_yaml(text, file="")
    old = document.data if isinstance(document.data, dict) else {}
    added = "".join(set_value("", (name,), fields) for name, fields in new.items())
    fast = _at_end(text, added, document.lines.newline)
    if not old.keys() & new.keys() and _says(fast, {**old, **new}):
        return fast
    return append_entry(text, (), new) if document.data is not None else set_value(text, (), new)


def _append_ratings(text: str, ratings: Sequence[Rating]) -> str:
    before = read_ratings(text, file="")
    document = read_csv(text, file="")
    newline = document.lines.newline
    header = next((row for row in document.rows if any(cell.text.strip() for cell in row)), None)
    # A row is written behind the first line alone, and so under the same columns and with the same delimiter.
    head = text[: header[-1].end] + newline if header else append_row("", COLUMNS)
    rows = "".join(append_rating(head, rating)[len(head) :] for rating in ratings)
    fast = _at_end(text if header else text + head, "", newline) + rows
    after = read_ratings(fast, file="")
    if not after.findings and after.ratings == (*before.ratings, *ratings):
        return fast
    for rating in ratings:
        text = append_rating(text, rating)
    return text


def _at_end(text: str, added: str, newline: str) -> str:
    begin = "" if not text or text[-1] in "\r\n" else newline
    return text + begin + added.replace("\n", newline)


def _says(text: str, data: Any) -> bool:
    read = read_yaml(text, file="")
    return not read.findings and bool(read.data == data)
