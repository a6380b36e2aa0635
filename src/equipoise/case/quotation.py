"""The words of a document that an item of evidence rests on."""

from __future__ import annotations

from equipoise.case.case import Case
from equipoise.case.schema import Place

DOCUMENTS = "documents"
"""Folder of a case in which the texts of its documents lie, one `ID.txt` each."""


def quotation(case: Case, place: Place) -> str | None:
    """The quoted characters, or None where the case has no such text or the text is shorter.

    Args:
        case: The case; one made in memory has no documents.
        place: The document and the span, in code points.
    """
    if case.folder is None:
        return None
    folder = case.folder / DOCUMENTS
    path = folder / f"{place.document}.txt"
    # An id that climbs out of the folder would let a case quote any file of its reader.
    if path.parent != folder or not path.is_file():
        return None
    try:
        # Bytes, since reading as text turns each pair of line ends into one character and so shifts the span.
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text[place.start : place.end] if place.end <= len(text) else None
