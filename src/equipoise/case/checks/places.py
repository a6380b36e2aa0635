"""Places in documents: the document is on record, and as long as the place says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from equipoise.authored.nearest import suggest
from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import Place
from equipoise.documents.kept import documents_folder
from equipoise.documents.records import RECORDS, DocumentRecord, read_records
from equipoise.errors import InvalidCaseError


def check_places(findings: Findings) -> None:
    """Warn of places that lead nowhere, where the case keeps documents.

    No number rests on a place, so none of this is an error. Whether a text is still what was brought in takes reading
    it, which `trace` does.
    """
    places = list(_places(findings))
    folder = None if findings.case.folder is None else documents_folder(findings.case.folder)
    if not places or folder is None or not folder.is_dir():
        return
    try:
        records = read_records(folder)
    except InvalidCaseError as error:
        findings.warning(places[0][0], f"no place can be looked up: {error}", error.hint)
        return
    for path, place in places:
        _check_place(findings, path, place, records)


def _places(findings: Findings) -> Iterator[tuple[Path, Place]]:
    case = findings.case
    for index, item in enumerate(case.evidence):
        yield from ((("evidence", index, "where", number), place) for number, place in enumerate(item.where))
    for index, judgement in enumerate(case.judgements):
        yield from ((("judgements", index, "where", number), place) for number, place in enumerate(judgement.where))


def _check_place(findings: Findings, path: Path, place: Place, records: Mapping[str, DocumentRecord]) -> None:
    record = records.get(place.document)
    if record is None:
        mend = suggest(place.document, records, called="known documents") or "bring it in with equipoise ingest"
        findings.warning(path, f"{RECORDS} has no document {place.document!r}", mend)
    elif place.end > record.characters:
        findings.warning(
            path,
            f"the span ends at {place.end}, and {place.document} has {record.characters} characters",
            "count in code points of the frozen text, from 0, the end one past the last",
        )
