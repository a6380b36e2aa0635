"""Extraction from one file, without a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from equipoise.calendar import parse_day
from equipoise.documents.extraction.extract import Extraction
from equipoise.documents.extraction.extract import extract as extract_from_text
from equipoise.documents.read import read_document


def extract(path: Path | str, *, published: date | str | None = None) -> Extraction:
    """Find what may become evidence in a document: what `equipoise extract FILE` shows.

    Args:
        path: A text, Markdown, HTML, PDF or DOCX file.
        published: Day against which dates such as `on Friday` are read, a date or `2022-02-26`. By default what the
            document says of itself.

    Raises:
        UnreadableDocumentError: If no text can be had out of the file, or a package is missing that it needs.
        ValueError: If `published` is no day.
    """
    day = None if published is None else parse_day(published)
    reading = read_document(path)
    stated = reading.stated.published
    return extract_from_text(reading.text.text, published=day or (stated.end if stated else None))
