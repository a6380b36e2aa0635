"""The bytes of a file to be read, from a path or from standard input, and no more of them than can be meant."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from equipoise.authored.files import os_reason, shown
from equipoise.errors import UsageError

MAX_BYTES = 16 * 1024 * 1024
"""As much as a file of a case may have. A table of evidence of this size has some hundred thousand rows."""

PIPE = "stdin"


@dataclass(frozen=True)
class InFile:
    """A file that was read.

    Attributes:
        name: Its name, as the person would open it.
        raw: Its bytes.
    """

    name: str
    raw: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters: `.csv`."""
        return Path(self.name).suffix.lower()

    @property
    def is_zip(self) -> bool:
        """Whether it begins as every XLSX does."""
        return self.raw.startswith(b"PK\x03\x04")

    def text(self) -> str:
        """Its text, the byte order mark left out.

        Raises:
            UsageError: If it is not UTF-8.
        """
        if self.raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in self.raw[:200]:
            raise UsageError(f"{self.name} is no text in UTF-8", hint="save it as UTF-8; in Excel: CSV UTF-8")
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.raw.count(b"\n", 0, error.start) + 1
            byte = self.raw[error.start]
            raise UsageError(
                f"{self.name}:{line}: the byte 0x{byte:02x} is not UTF-8",
                hint="save it as UTF-8; in Excel: CSV UTF-8",
            ) from error


def read_file(file: str | Path | InFile) -> InFile:
    """Read a file.

    Args:
        file: A path; or bytes that were read already, such as those of a pipe.

    Raises:
        UsageError: If it cannot be read, is empty, or is larger than 16 MiB.
    """
    if isinstance(file, InFile):
        found = file
    else:
        path = Path(file).expanduser()
        try:
            if path.is_dir():
                raise UsageError(f"{shown(path)} is a folder, not a file", hint="give the file")
            if path.stat().st_size > MAX_BYTES:
                raise _too_large(shown(path))
            found = InFile(shown(path), path.read_bytes())
        except OSError as error:
            hint = "see whether it is there and yours to read"
            raise UsageError(f"{shown(path)} cannot be read: {os_reason(error)}", hint=hint) from error
    if len(found.raw) > MAX_BYTES:
        raise _too_large(found.name)
    if not found.raw.strip():
        raise UsageError(f"{found.name} is empty", hint="give a file with something in it")
    return found


def _too_large(name: str) -> UsageError:
    return UsageError(f"{name} is larger than 16 MiB", hint="split it, or take out what is no evidence")
