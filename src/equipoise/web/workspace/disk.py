"""The files of a case on disk: what they said last, whether somebody changed them since, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from equipoise.authored.files import write_atomically
from equipoise.case.load import read_texts
from equipoise.errors import Finding
from equipoise.review.decision_log import DECISIONS

_Stamp = tuple[int, int, int]


class CaseFiles:
    """The authored files of one case, as last seen.

    A look at the disk costs one `stat` a file while nothing has changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: Mapping[str, str] = {}
        self.findings: tuple[Finding, ...] = ()
        self._stamps: Mapping[str, _Stamp] = {}
        self._decisions = _stamp_of(folder / DECISIONS)
        self.read()

    def read(self) -> None:
        """Take in what the disk says now."""
        self._stamps = self._stamps_now()
        texts, findings = read_texts(self.folder)
        self.texts, self.findings = texts, tuple(findings)

    def has_changed(self) -> bool:
        """Whether any file was written, added or taken away since it was last seen."""
        return self._stamps_now() != self._stamps

    def has_new_decisions(self) -> bool:
        """Whether a review has written down a decision since this was last asked.

        Most decisions change no file of the case: a rejection is in the log of decisions and nowhere else.
        """
        before, self._decisions = self._decisions, _stamp_of(self.folder / DECISIONS)
        return self._decisions != before

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Write files, each whole or not at all; None takes one away. Others stay as they are.

        Raises:
            EquipoiseError: If a file cannot be written. Those before it in order are.
        """
        for name, text in texts.items():
            path = self.folder / name
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, text)
        self.texts = {name: text for name, text in {**self.texts, **texts}.items() if text is not None}
        self._stamps = self._stamps_now()

    def _stamps_now(self) -> dict[str, _Stamp]:
        places = [*self.folder.glob("*.yaml"), *self.folder.glob("*.csv"), *self.folder.glob("evidence/*.yaml")]
        stamps = {str(path.relative_to(self.folder)): _stamp_of(path) for path in places}
        return {name: stamp for name, stamp in stamps.items() if stamp is not None}


def _stamp_of(path: Path) -> _Stamp | None:
    """What changes whenever a file is written; None where there is none."""
    try:
        known = path.stat()
    except FileNotFoundError:
        return None
    return (known.st_mtime_ns, known.st_size, known.st_ino)
