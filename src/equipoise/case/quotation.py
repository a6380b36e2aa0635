"""The words of a document that an item of evidence rests on."""

from __future__ import annotations

from equipoise.case.case import Case
from equipoise.case.schema import Place
from equipoise.documents.kept import ChangedDocumentError, documents_folder, kept_text
from equipoise.documents.records import read_records
from equipoise.errors import InvalidCaseError


def quotation(case: Case, place: Place) -> str | None:
    """The quoted characters; None where the case has no such text, or no longer the one that was recorded.

    `equipoise.case.trace` says which of these it is.

    Args:
        case: The case; one made in memory has no documents.
        place: The document and the span, in code points.
    """
    if case.folder is None:
        return None
    folder = documents_folder(case.folder)
    try:
        # Only documents on record are quoted, so that no id leads out of the folder.
        record = read_records(folder).get(place.document)
        return kept_text(folder, record).quotation(place.start, place.end) if record is not None else None
    except (InvalidCaseError, ChangedDocumentError):
        return None
