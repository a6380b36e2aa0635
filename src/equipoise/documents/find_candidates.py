"""Documents of a case → candidates in its `candidates.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from equipoise.authored.files import read_text, shown
from equipoise.authored.yaml_text import read_yaml
from equipoise.documents.candidates import Added, Candidate, add_candidates, candidates_from
from equipoise.documents.extraction.actors import Gazetteer, gazetteer
from equipoise.documents.extraction.extract import extract
from equipoise.documents.kept import documents_folder, kept_text
from equipoise.documents.records import read_records
from equipoise.errors import UsageError

ACTORS = "actors.yaml"
"""Names to look for in the documents of a case; the case need not have it."""


def find_candidates(
    case_folder: Path,
    documents: Sequence[str] | None = None,
    *,
    published: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> Added:
    """Find dated acts and statements, and add those that `candidates.yaml` does not have.

    Args:
        case_folder: The folder of the case.
        documents: Ids of documents; None for all.
        published: Day against which dates such as "on Friday" are read; by default what the records say.
        progress: Called with a line for each document.

    Raises:
        UsageError: If the case keeps no documents or not this one, or `actors.yaml` is no list.
        ChangedDocumentError: If a document is not what was brought in; nothing is added.
        InvalidCaseError: If `documents.yaml` or `candidates.yaml` has errors.
    """
    folder = documents_folder(case_folder)
    records = read_records(folder)
    if not records:
        hint = f"bring some in: equipoise ingest {case_folder} FILE"
        raise UsageError(f"{case_folder} keeps no documents", hint=hint)
    for name in documents or ():
        if name not in records:
            hint = f"it has {', '.join(sorted(records))}"
            raise UsageError(f"{case_folder} has no document {name!r}", hint=hint)
    names = actors_of_case(case_folder)
    found: list[Candidate] = []
    for record in records.values() if documents is None else [records[name] for name in documents]:
        if progress is not None:
            progress(f"reading {record.id}")
        text = kept_text(folder, record).text
        dated = published or (record.published.end if record.published else None)
        found += candidates_from(record.id, extract(text, published=dated, actors=names))
    return add_candidates(case_folder, found)


def actors_of_case(case_folder: Path) -> Gazetteer:
    """Names to look for: those that come with Equipoise, and those of `actors.yaml`, a list or a mapping with `actors`.

    Raises:
        UsageError: If the file is no such list.
    """
    path = case_folder / ACTORS
    if not path.exists():
        return gazetteer()
    read = read_yaml(read_text(path), file=shown(path))
    rows = read.data.get("actors") if isinstance(read.data, dict) else read.data
    if read.findings or not isinstance(rows, list):
        raise UsageError(f"{shown(path)} is no list of actors", hint="give each an id, a name and a list of aliases")
    return gazetteer([row for row in rows if isinstance(row, dict)])
