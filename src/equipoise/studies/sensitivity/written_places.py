"""Where the numbers of a case are written: file and line, for an author who wants to go there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.authored.yaml_text import YamlDocument
from equipoise.case.case import Case
from equipoise.case.load import FILES, read_case
from equipoise.errors import EquipoiseError


@dataclass(frozen=True)
class WrittenPlaces:
    """The text of `case.yaml`, where there is one.

    Attributes:
        document: What was read of it; None for a case that lies in no folder.
    """

    document: YamlDocument | None

    def line(self, steps: Sequence[str | int]) -> int | None:
        """Line of the value at a path, from 1; None where nobody wrote it, so that a default counts."""
        if self.document is None or self.document.node(steps) is None:
            return None
        return self.document.position(steps)[0]

    @property
    def file(self) -> str:
        """Name of the file within the folder of the case."""
        return FILES["case"]


def written_places(case: Case) -> WrittenPlaces:
    """Read again what the folder of a case holds; a folder that has gone since tells no places."""
    if case.folder is None:
        return WrittenPlaces(None)
    try:
        documents = read_case(case.folder).documents.get("case", ())
    except EquipoiseError:
        documents = ()
    return WrittenPlaces(next(iter(documents), None))
