"""Documents into a case: originals and frozen texts kept, described, and compared with what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Literal

from equipoise.calendar import CoarseDate, parse_date, parse_day
from equipoise.documents.common_origins import CommonOrigin, propose_common_origins, write_proposals
from equipoise.documents.description import Description
from equipoise.documents.inbox import PIPE, Incoming, incoming
from equipoise.documents.kept import (
    ChangedDocumentError,
    changes,
    documents_folder,
    file_name,
    is_free,
    keep,
    kept_text,
)
from equipoise.documents.masthead import masthead
from equipoise.documents.media_type import UnknownTypeError, media_type
from equipoise.documents.names import document_id
from equipoise.documents.read import read_raw
from equipoise.documents.reading import Progress, Reading, UnreadableDocumentError
from equipoise.documents.records import DocumentRecord, append_records, read_records
from equipoise.errors import EquipoiseError, UsageError

Status = Literal["added", "there", "refused", "passed over"]
_LOCK = ".ingest.lock"


@dataclass(frozen=True)
class Arrival:
    """What became of one file.

    Attributes:
        name: The file, or `-`.
        status: `added`; `there`, since its bytes were brought in before; `refused`, since it cannot be read;
            `passed over`, since it lay in a folder and is of another kind.
        record: What is recorded of it; None where it was refused or passed over.
        problem: Why it was refused or passed over; of one that was there, what of it has changed since.
        mend: What to do about that.
        notes: What a person should know of the reading.
    """

    name: str
    status: Status
    record: DocumentRecord | None = None
    problem: str = ""
    mend: str = ""
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "name": self.name,
            "status": self.status,
            "document": self.record.model_dump(mode="json") if self.record is not None else None,
            "problem": self.problem,
            "mend": self.mend,
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Ingested:
    """What became of all that was handed in.

    Attributes:
        folder: Where the documents are kept.
        arrivals: One for each file, in the order in which they were read.
        common_origins: Documents of the case that may rest on one origin; proposed, never written into evidence.
        not_compared: Documents that were left out of that, for they have changed since they were brought in.
    """

    folder: Path
    arrivals: tuple[Arrival, ...]
    common_origins: tuple[CommonOrigin, ...] = ()
    not_compared: tuple[str, ...] = ()

    def having(self, status: Status) -> tuple[Arrival, ...]:
        """The arrivals of one status."""
        return tuple(arrival for arrival in self.arrivals if arrival.status == status)

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused and nothing that was there has changed."""
        return not any(one.status == "refused" or (one.status == "there" and one.problem) for one in self.arrivals)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/ingest/1",
            "folder": str(self.folder),
            "documents": [arrival.to_dict() for arrival in self.arrivals],
            "common_origins": [proposal.to_dict() for proposal in self.common_origins],
            "not_compared": list(self.not_compared),
        }


def ingest(
    case_folder: Path | str,
    files: Sequence[Path | str | Incoming],
    *,
    id: str | None = None,
    title: str | None = None,
    authors: Sequence[str] = (),
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    retrieved: str | date | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Ingested:
    """Bring documents into a case.

    Each readable file is kept as it is, with its frozen text and a record of both. What cannot be read is told and
    does not keep the rest from being kept. Bytes that the case has already change nothing.

    Args:
        case_folder: Folder of the case.
        files: Files, and folders that are looked through.
        id: Name of the document in `where`; for one file. Default: made of the name of the file.
        title: Its title; for one file.
        authors: Who wrote it.
        publisher: Who published it.
        published: When: a day, month, quarter or year.
        url: Where it can be read; for one file.
        retrieved: Day on which it was fetched. Default: today.
        encoding: Encoding of texts and pages that are not UTF-8 and do not say.
        progress: Called with a line for each file, and now and then for a long one.

    Raises:
        UsageError: If there is no such folder, a date cannot be read, or what is said of one document would go
            to several.
        InvalidCaseError: If `documents.yaml` has errors.
        EquipoiseError: If something cannot be written, or another run is at work in the case.
    """
    folder = documents_folder(_existing(case_folder))
    given = Description(title, tuple(authors), publisher, _date(published), url)
    day = _day(retrieved)
    arriving = list(incoming(files, apart_from=folder))
    _refuse_ambiguous(arriving, id=id, title=title, url=url)
    with _sole_writer(folder):
        run = _Run(folder, day, given, id, encoding, progress or (lambda text: None))
        try:
            for one in arriving:
                run.take(one)
        finally:
            # Whatever ends the run, what it has kept is on record.
            append_records(folder, run.added)
        proposals, left_out = _compared(run) if run.added else ((), ())
    return Ingested(folder, tuple(run.arrivals), proposals, left_out)


@dataclass
class _Run:
    """One run of `ingest`: what it was told, and what it has done."""

    folder: Path
    retrieved: date
    given: Description
    id: str | None
    encoding: str | None
    progress: Callable[[str], None]
    records: dict[str, DocumentRecord] = field(init=False)
    by_hash: dict[str, DocumentRecord] = field(init=False)
    added: list[DocumentRecord] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.records = read_records(self.folder)
        self.by_hash = {record.sha256: record for record in self.records.values()}

    def take(self, one: Incoming) -> None:
        """Read a file, keep it, and remember what became of it."""
        self.progress(f"reading {one.name}")
        try:
            arrival = self._taken(one)
        except UnreadableDocumentError as error:
            arrival = Arrival(one.name, "refused", problem=str(error), mend=error.hint)
        self.arrivals.append(arrival)

    def _taken(self, one: Incoming) -> Arrival:
        raw = one.read()
        sha256 = hashlib.sha256(raw).hexdigest()
        if sha256 in self.by_hash:
            return self._known(one, self.by_hash[sha256])
        if not one.is_named and (passed_over := _of_other_kind(one, raw)):
            return passed_over
        reading = read_raw(raw, name=one.name, encoding=self.encoding, progress=self.progress)
        record = self._kept(one, raw, sha256, reading)
        self.added.append(record)
        self.records[record.id] = self.by_hash[sha256] = record
        return Arrival(one.name, "added", record, notes=reading.notes)

    def _known(self, one: Incoming, record: DocumentRecord) -> Arrival:
        changed = "; ".join(changes(self.folder, record))
        mend = "take the files from a backup or from version control" if changed else ""
        return Arrival(one.name, "there", record, changed, mend)

    def _kept(self, one: Incoming, raw: bytes, sha256: str, reading: Reading) -> DocumentRecord:
        told = self.given.or_else(reading.stated)
        guess = masthead(reading.text.text)
        known = told.or_else(guess)

        def files(name: str) -> dict[str, bytes]:
            original = file_name(name, suffix=reading.media_type.suffix, original=raw, text=reading.text)
            return {original: raw, f"{name}.txt": reading.text.raw}

        name = document_id(
            self.id or (known.title or "" if one.name == PIPE else PurePath(one.name).stem),
            is_free=lambda wanted: wanted not in self.records and is_free(self.folder, files(wanted)),
        )
        keep(self.folder, files=files(name))
        return DocumentRecord(
            id=name,
            title=known.title,
            authors=list(known.authors),
            publisher=known.publisher,
            published=known.published,
            url=known.url,
            retrieved=self.retrieved,
            made=known.made,
            guessed=list(guess.beyond(told)),
            file=next(iter(files(name))),
            media_type=reading.media_type.value,
            bytes=len(raw),
            sha256=sha256,
            text_sha256=reading.text.sha256,
            characters=len(reading.text.text),
            pages=reading.pages,
            read_by=reading.read_by or None,
        )


def _of_other_kind(one: Incoming, raw: bytes) -> Arrival | None:
    try:
        media_type(raw, one.name)
    except UnknownTypeError as error:
        return Arrival(one.name, "passed over", problem=str(error), mend=error.mend)
    return None


def _compared(run: _Run) -> tuple[tuple[CommonOrigin, ...], tuple[str, ...]]:
    texts, left_out = {}, []
    for name, record in run.records.items():
        try:
            texts[name] = kept_text(run.folder, record)
        except ChangedDocumentError:
            left_out.append(name)
    if len(texts) > 1:
        run.progress(f"comparing {len(texts)} documents")
    proposals = propose_common_origins(run.records, texts)
    write_proposals(run.folder, proposals)
    return proposals, tuple(left_out)


# --- what was asked --------------------------------------------------------------------------------------------


def _existing(case_folder: Path | str) -> Path:
    folder = Path(case_folder)
    if not folder.is_dir():
        raise UsageError(f"there is no folder {str(case_folder)!r}", hint="equipoise new starts a case")
    return folder


def _date(written: str | None) -> CoarseDate | None:
    try:
        return parse_date(written) if written is not None else None
    except ValueError as error:
        raise UsageError(str(error)) from error


def _day(written: str | date | None) -> date:
    try:
        return parse_day(written) if written is not None else date.today()
    except ValueError as error:
        raise UsageError(str(error)) from error


def _refuse_ambiguous(arriving: Sequence[Incoming], **said: str | None) -> None:
    if not arriving:
        raise UsageError("there is no file to bring in", hint="give files, a folder with files in it, or - for a pipe")
    if len(arriving) > 1 and (names := [name for name, value in said.items() if value is not None]):
        raise UsageError(
            f"--{names[0]} speaks of one document, and there are {len(arriving)}", hint="bring that one in by itself"
        )


@contextmanager
def _sole_writer(folder: Path) -> Iterator[None]:
    """One run at a time in a case: two would not see each other's documents. Let go of when a process dies."""
    from filelock import FileLock, Timeout

    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise EquipoiseError(
            "another run of ingest is at work in this case", hint="wait until it has ended, then try again"
        ) from error
    try:
        yield
    finally:
        lock.release()
