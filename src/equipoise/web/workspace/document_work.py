"""Work on documents in a process of its own: reading what was handed in, and finding candidates."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.documents.candidates import Added
from equipoise.documents.find_candidates import find_candidates
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import Ingested, ingest
from equipoise.documents.reading import Progress


@dataclass(frozen=True)
class HandedIn:
    """A file that a browser has sent.

    Attributes:
        name: What the person calls it.
        path: Where it lies until it is read, alone in a folder.
    """

    name: str
    path: Path


def bring_in(case_folder: Path, files: Sequence[HandedIn], said: Mapping[str, Any], *, progress: Progress) -> Ingested:
    """Bring files into a case as `equipoise ingest` does, and clear them away whatever comes of it.

    Args:
        case_folder: The folder of the case.
        files: What was sent.
        said: What the person says of a single document, by argument of `ingest`.
        progress: Called with a few words for each file.
    """
    try:
        return ingest(case_folder, [Incoming(one.name, one.path) for one in files], progress=progress, **said)
    finally:
        for one in files:
            shutil.rmtree(one.path.parent, ignore_errors=True)


def look_for_candidates(case_folder: Path, documents: tuple[str, ...] | None, *, progress: Progress) -> Added:
    """Find candidates in documents of a case, or in all."""
    return find_candidates(case_folder, documents, progress=progress)
