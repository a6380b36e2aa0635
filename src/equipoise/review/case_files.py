"""The files of a case as they are now: read again whenever one has changed, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from equipoise.case.load import ReadCase, parse_case, read_texts
from equipoise.documents.candidates import CANDIDATES, read_candidates
from equipoise.documents.common_origins import CommonOrigin, propose_common_origins
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.kept import ChangedDocumentError, documents_folder, kept_text
from equipoise.documents.records import RECORDS, DocumentRecord, read_records
from equipoise.review.decision_log import DECISIONS, read_decisions
from equipoise.review.standing import Standing, standing

T = TypeVar("T")
_Stamp = tuple[tuple[str, int, int, int], ...]


class CaseFiles:
    """What a review reads of a case folder."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self.documents = documents_folder(folder)
        self._name = name
        self._read: dict[str, tuple[_Stamp, Any]] = {}

    def standing(self) -> Standing:
        """Candidates and decisions.

        Raises:
            InvalidCaseError: If either file has errors.
        """
        paths = [self.folder / CANDIDATES, self.folder / DECISIONS]
        return self._once(
            "standing", paths, lambda: standing(read_candidates(self.folder), read_decisions(self.folder))
        )

    def case(self) -> ReadCase:
        """The case, valid or not."""

        def read() -> ReadCase:
            texts, findings = read_texts(self.folder)
            return parse_case(texts, name=self._name, folder=self.folder, findings=findings)

        return self._once("case", [*self.folder.glob("*.*"), *self.folder.glob("evidence/*.yaml")], read)

    def records(self) -> Mapping[str, DocumentRecord]:
        """Records of the documents, by id.

        Raises:
            InvalidCaseError: If `documents.yaml` has errors.
        """
        return self._once("records", [self.documents / RECORDS], lambda: read_records(self.documents))

    def common_origins(self) -> tuple[CommonOrigin, ...]:
        """Documents that share wording; one that has changed since it was brought in is left out."""
        return self._once("origins", [self.documents / RECORDS], self._compare)

    def _compare(self) -> tuple[CommonOrigin, ...]:
        texts: dict[str, FrozenText] = {}
        for name, record in self.records().items():
            try:
                texts[name] = kept_text(self.documents, record)
            except ChangedDocumentError:
                continue
        return propose_common_origins(self.records(), texts)

    def _once(self, what: str, paths: Iterable[Path], read: Callable[[], T]) -> T:
        stamp = _stamp(paths)
        if what not in self._read or self._read[what][0] != stamp:
            self._read[what] = (stamp, read())
        return cast(T, self._read[what][1])


def _stamp(paths: Iterable[Path]) -> _Stamp:
    """What changes when a file is written: its time, its size, and its number, new at every replacement."""
    stamps = []
    for path in sorted(paths):
        if path.exists():
            found = path.stat()
            stamps.append((str(path), found.st_mtime_ns, found.st_size, found.st_ino))
    return tuple(stamps)
