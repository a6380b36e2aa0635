"""Dated texts out of a case or a folder of files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from equipoise.documents.extraction.prose import read_prose
from equipoise.documents.extraction.publication_date import publication_date
from equipoise.documents.formulae import DatedText
from equipoise.documents.kept import documents_folder, kept_text
from equipoise.documents.read import read_document
from equipoise.documents.records import read_records
from equipoise.errors import UsageError


def dated_texts(folder: Path) -> tuple[tuple[DatedText, ...], tuple[str, ...]]:
    """Texts that have a date, and names of those that have none.

    Of a case these are its documents, dated by their records. Of any other folder they are its files, dated by a day at
    the start of the name (`2022-03-01 speech.txt`), by what the file says of itself, or by its dateline.

    Raises:
        UsageError: If there is no such folder or nothing is in it.
        UnreadableDocumentError: If a file cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder", hint="name a case or a folder of texts")
    records = read_records(documents_folder(folder))
    if records:
        found = {
            record.id: (
                kept_text(documents_folder(folder), record).text,
                record.published.end if record.published else None,
            )
            for record in records.values()
        }
    else:
        found = {path.name: _read(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."}
    if not found:
        raise UsageError(f"{folder} holds no texts")
    dated = tuple(DatedText(name, day, text) for name, (text, day) in found.items() if day is not None)
    return dated, tuple(name for name, (_, day) in found.items() if day is None)


_NAMED_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def _read(path: Path) -> tuple[str, date | None]:
    reading = read_document(path)
    stated = reading.stated.published
    day = _day_in(path.name) or (stated.end if stated else None) or publication_date(read_prose(reading.text.text))
    return reading.text.text, day


def _day_in(name: str) -> date | None:
    found = _NAMED_DAY.match(name)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
