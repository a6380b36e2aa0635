"""What a person hands in: files, folders with all that is in them, and bytes from a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from equipoise.authored.files import os_reason, shown
from equipoise.documents.reading import UnreadableDocumentError

MAX_BYTES = 200 * 1024 * 1024
"""Files above are refused. The longest reports have some tens of megabytes; ten times that is a scan or a mistake."""
PIPE = "-"


@dataclass(frozen=True)
class Incoming:
    """One thing handed in.

    Attributes:
        name: What messages call it; `-` for bytes from a pipe.
        path: The file; None for bytes from a pipe.
        piped: The bytes from a pipe.
        is_named: Whether it was given itself, not found in a folder.
    """

    name: str
    path: Path | None = None
    piped: bytes = b""
    is_named: bool = True

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            UnreadableDocumentError: If it is no file, cannot be opened, is empty or larger than 200 MiB.
        """
        raw = self.piped if self.path is None else _read(self.path)
        if len(raw) > MAX_BYTES:
            raise _too_large(len(raw))
        if not raw:
            raise UnreadableDocumentError("the file is empty", hint="see whether its download was cut short")
        return raw


def incoming(handed_in: Sequence[Path | str | Incoming], *, apart_from: Path | None = None) -> Iterator[Incoming]:
    """All that was handed in, folders looked through in the order of names, hidden files left out.

    Args:
        handed_in: Files and folders, and bytes from a pipe.
        apart_from: A folder that is passed over: where documents are kept already.
    """
    for given in handed_in:
        if isinstance(given, Incoming):
            yield given
        elif Path(given).is_dir():
            yield from _inside(Path(given), apart_from)
        else:
            yield Incoming(shown(Path(given)), Path(given))


def _inside(folder: Path, apart_from: Path | None) -> Iterator[Incoming]:
    # Links to folders are not followed: they may lead in circles.
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if apart_from is not None and os.path.realpath(here) == os.path.realpath(apart_from):
            folders.clear()
            continue
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(here, name)
                yield Incoming(shown(path), path, is_named=False)


def _read(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableDocumentError("this is no regular file", hint="give a file, a folder, or - for a pipe")
        if about.st_size > MAX_BYTES:
            raise _too_large(about.st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        raise UnreadableDocumentError(
            f"it cannot be read: {reason}", hint="see whether it is there and yours to read"
        ) from error


def _too_large(size: int) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"the file has {size / 1024 / 1024:.0f} MiB; at most 200 are read", hint="split it, or take the pictures out"
    )
