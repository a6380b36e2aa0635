"""The source that a document is: one of the case, or a new one made from its record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from equipoise.case.schema import Source
from equipoise.documents.names import document_id
from equipoise.documents.records import DocumentRecord


@dataclass(frozen=True)
class DocumentSource:
    """A source.

    Attributes:
        id: Its id.
        because: Why it is this one, in words.
        new: Its fields, where the case has none that matches; else empty.
    """

    id: str
    because: str
    new: Mapping[str, Any] = field(default_factory=dict)


def source_of_document(
    record: DocumentRecord, sources: Mapping[str, Source], taken: Collection[str] = ()
) -> DocumentSource:
    """The source with the address, id, title or publisher of a document, or else a new one.

    Args:
        record: The record of the document.
        sources: Those of the case, by id.
        taken: Further ids that a new one may not have.
    """
    for name, source in sources.items():
        if alike := _alike(name, source, record):
            return DocumentSource(name, f"{name} has the {alike} of the document")
    publisher = _folded(record.publisher)
    for name, source in sources.items():
        if publisher and source.published is None and publisher in (_folded(source.title), _folded(source.by)):
            return DocumentSource(name, f"{name} is its publisher")
    written = {
        "title": record.title or record.id,
        "by": ", ".join(record.authors) or record.publisher,
        "published": str(record.published) if record.published is not None else None,
        "url": record.url,
    }
    name = document_id(record.id, is_free=lambda name: name not in sources and name not in taken)
    new = {field: value for field, value in written.items() if value is not None}
    return DocumentSource(name, "new, from the record of the document", new)


def _folded(text: str | None) -> str:
    """A title or name as it is compared: without case, and with single blanks."""
    return " ".join((text or "").split()).casefold()


def _alike(name: str, source: Source, record: DocumentRecord) -> str:
    if source.url and record.url and source.url.rstrip("/") == record.url.rstrip("/"):
        return "address"
    # A common word such as "wire" may be the name of both by chance; their dates then tell them apart.
    if name == record.id and source.published == record.published:
        return "id"
    if record.title and _folded(source.title) == _folded(record.title):
        return "title"
    return ""
