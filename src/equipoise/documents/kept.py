"""The folder `documents` of a case: originals and frozen texts, and whether they are still what was recorded."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from equipoise.authored.files import os_reason, shown, write_atomically
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.records import DocumentRecord
from equipoise.errors import EquipoiseError

DOCUMENTS = "documents"
"""Name of the folder in a case."""


class ChangedDocumentError(EquipoiseError):
    """A document is no longer what was recorded, so that no place in it can be trusted."""


def documents_folder(case_folder: Path) -> Path:
    """Where a case keeps its documents."""
    return case_folder / DOCUMENTS


def file_name(document_id: str, *, suffix: str, original: bytes, text: FrozenText) -> str:
    """Name of the original: `ID.txt` where the frozen text is the same file, byte for byte."""
    if suffix == ".txt" and original != text.raw:
        return f"{document_id}.original.txt"
    return f"{document_id}{suffix}"


def keep(folder: Path, *, files: dict[str, bytes]) -> None:
    """Write files into the folder, each whole or not at all.

    Raises:
        EquipoiseError: If one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        path = folder / name
        if not _holds(path, raw):
            write_atomically(path, raw)


def is_free(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether files of these names can be written: none is there, or the same bytes are, left by a run cut short."""
    return all(not os.path.lexists(folder / name) or _holds(folder / name, raw) for name, raw in files.items())


def changes(folder: Path, record: DocumentRecord) -> tuple[str, ...]:
    """What of a document is no longer as it was recorded; nothing where all is well."""
    wanted = {record.file: record.sha256, record.text_file: record.text_sha256}
    found = [_change(folder / name, sha256) for name, sha256 in wanted.items()]
    return tuple(change for change in found if change is not None)


def kept_text(folder: Path, record: DocumentRecord) -> FrozenText:
    """The frozen text of a document.

    Raises:
        ChangedDocumentError: If its original or its text is not what was recorded.
    """
    if found := changes(folder, record):
        raise ChangedDocumentError(
            f"{record.id}: {'; '.join(found)}",
            hint="take the files from a backup or from version control; places in a changed text mean nothing",
        )
    path = folder / record.text_file
    try:
        return FrozenText(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        # Never so after `ingest`: somebody has written file and hash by hand.
        raise ChangedDocumentError(
            f"{record.id}: {shown(path)} is not UTF-8", hint="bring the document in again"
        ) from error


def _change(path: Path, sha256: str) -> str | None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"{shown(path)} is gone"
    except OSError as error:
        return f"{shown(path)} cannot be read: {os_reason(error)}"
    return None if found == sha256 else f"{shown(path)} has changed since it was brought in"


def _holds(path: Path, raw: bytes) -> bool:
    # A link is never taken for the file: it would be written through to wherever it leads.
    return path.is_file() and not path.is_symlink() and path.stat().st_size == len(raw) and path.read_bytes() == raw
