"""The documents of an open case with what was found in them, read again when a file has changed and only then."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from equipoise.authored.nearest import suggest
from equipoise.documents.candidates import CANDIDATES
from equipoise.documents.common_origins import CommonOrigin
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.kept import changes, kept_text
from equipoise.documents.records import RECORDS, DocumentRecord
from equipoise.errors import UsageError
from equipoise.review.case_files import CaseFiles
from equipoise.review.decision_log import DECISIONS
from equipoise.review.queue import ReviewQueue
from equipoise.review.standing import Standing
from equipoise.web.workspace.desk import Desk

_MOST_TEXTS = 8
_Stamp = tuple[tuple[int, int, int] | None, ...]


class Shelf:
    """What a case keeps of documents, candidates and decisions.

    All methods read files, some of them large: call them away from the event loop.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self._files = CaseFiles(name, folder)
        self._texts: OrderedDict[str, tuple[_Stamp, FrozenText]] = OrderedDict()
        self._queues: dict[str, ReviewQueue] = {}
        self._lock = Lock()

    def stamp(self) -> _Stamp:
        """What changes whenever documents, candidates or decisions do; costs three looks at the disk."""
        places = (self.folder / CANDIDATES, self.folder / DECISIONS, self._files.documents / RECORDS)
        return tuple(_stamp(place) for place in places)

    def records(self) -> Mapping[str, DocumentRecord]:
        """Records of the documents, by id.

        Raises:
            InvalidCaseError: If `documents.yaml` has errors.
        """
        return self._files.records()

    def standing(self) -> Standing:
        """Candidates and what was decided on them.

        Raises:
            InvalidCaseError: If either file has errors.
        """
        return self._files.standing()

    def text(self, document: str) -> FrozenText:
        """The frozen text of a document, compared with its hashes unless its files are those compared before.

        Raises:
            ChangedDocumentError: If original or text is not what was brought in.
            UsageError: If there is no such document.
        """
        record = self.records().get(document)
        if record is None:
            raise UsageError(f"this case has no document {document!r}", hint=suggest(document, self.records()))
        stamp = self._stamp_of(record)
        with self._lock:
            if document in self._texts and self._texts[document][0] == stamp:
                self._texts.move_to_end(document)
                return self._texts[document][1]
        text = kept_text(self._files.documents, record)
        with self._lock:
            self._texts[document] = (stamp, text)
            while len(self._texts) > _MOST_TEXTS:
                self._texts.popitem(last=False)
        return text

    def changed(self) -> Mapping[str, tuple[str, ...]]:
        """What of which documents is no longer as it was recorded: reads every byte of every document."""
        found = {name: changes(self._files.documents, record) for name, record in self.records().items()}
        return {name: what for name, what in found.items() if what}

    def common_origins(self) -> tuple[CommonOrigin, ...]:
        """Documents that share wording, the largest share first."""
        return self._files.common_origins()

    def queue(self, by: str) -> ReviewQueue:
        """The review queue of a person, so that what it has compared once is not compared anew for every page.

        Raises:
            UsageError: If the case is built in.
            EquipoiseError: If the folder cannot be written, or files were changed in the midst of a decision.
        """
        with self._lock:
            if by not in self._queues:
                self._queues[by] = ReviewQueue(self.folder, by=by)
            return self._queues[by]

    def _stamp_of(self, record: DocumentRecord) -> _Stamp:
        names = (record.file, record.text_file)
        # The hash as well: a record that was mended by hand makes another text of the same files.
        return (*(_stamp(self._files.documents / name) for name in names), (hash(record.text_sha256), 0, 0))


def shelf_of(desk: Desk) -> Shelf:
    """The shelf of an open case; all who have it open share one."""
    with _LOCK:
        if desk not in _SHELVES:
            _SHELVES[desk] = Shelf(desk.name, desk.folder)
        return _SHELVES[desk]


_SHELVES: WeakKeyDictionary[Desk, Shelf] = WeakKeyDictionary()
_LOCK = Lock()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
