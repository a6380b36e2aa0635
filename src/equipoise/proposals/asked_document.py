"""The case and the document that a language model is asked about, read and checked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from equipoise.authored.nearest import suggest
from equipoise.case.builtin import builtin_folder
from equipoise.case.case import Case
from equipoise.case.load import find_case, load_case
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.kept import documents_folder, kept_text
from equipoise.documents.records import DocumentRecord, read_records
from equipoise.errors import UsageError


@dataclass(frozen=True)
class AskedDocument:
    """A document of a case, with its frozen text.

    Attributes:
        case: The case.
        folder: Its folder.
        record: Record of the document.
        frozen: Its text.
    """

    case: Case
    folder: Path
    record: DocumentRecord
    frozen: FrozenText

    @property
    def text(self) -> str:
        """The frozen text."""
        return self.frozen.text

    @property
    def published(self) -> date | None:
        """The day by which it was published, where it is known."""
        return self.record.published.end if self.record.published else None


def asked_document(case: str | Path, document: str) -> AskedDocument:
    """Read a document of a case.

    Args:
        case: The folder of the case.
        document: Id of the document.

    Raises:
        UsageError: If there is no such case, it is built in, or it has no such document.
        InvalidCaseError: If the case or the records of its documents have errors.
        ChangedDocumentError: If the document is not what was brought in.
    """
    name, folder = find_case(case)
    builtin = builtin_folder(name)
    if builtin is not None and folder.samefile(builtin):
        raise UsageError(f"{name} comes with Equipoise and keeps no documents", hint="equipoise new starts a case")
    loaded = load_case(folder)
    documents = documents_folder(folder)
    records = read_records(documents)
    if not records:
        raise UsageError(f"{case} keeps no documents", hint=f"bring some in: equipoise ingest {case} FILE")
    if document not in records:
        hint = suggest(document, records, called="known documents")
        raise UsageError(f"{case} has no document {document!r}", hint=hint)
    return AskedDocument(loaded, folder, records[document], kept_text(documents, records[document]))
