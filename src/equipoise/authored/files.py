"""Files: text read with clear errors, text and bytes written whole or not at all."""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from equipoise.authored.lines import Lines
from equipoise.authored.yaml_text import MAX_BYTES
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def shown(path: Path) -> str:
    """A path as the person would open it: relative to the working folder where it lies under it."""
    absolute = Path(os.path.abspath(path))
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def read_text(path: Path) -> str:
    """Read a UTF-8 file as it is.

    Line breaks are kept, and a byte order mark stays the first character, so that writing the text back changes
    nothing.

    Raises:
        InvalidCaseError: With one finding, if it cannot be opened, is larger than 16 MiB or is not UTF-8.
    """
    try:
        if path.is_dir():
            raise _unreadable(path, "this is a folder, not a file", "put a file of this name in its place")
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(
                path, "the file is larger than 16 MiB", "split it, or take out what does not belong in it"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise _unreadable(
            path, f"cannot be read: {os_reason(error)}", "see whether it is there and yours to read"
        ) from error
    if raw.startswith(_UTF_16):
        raise _unreadable(path, "the file is UTF-16", "save it as UTF-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = Lines(before).place(len(before))
        problem = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        raise _unreadable(path, problem, "save the file as UTF-8", line, column) from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace a file, whole: whoever reads it, and whatever fails, finds the old content or the new one.

    The mode of the file is kept, and a link stays a link. Line breaks are written as they are in the text.

    Raises:
        EquipoiseError: If it cannot be written; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    # In the same folder, because a file can be moved into place in one step only within one file system.
    draft = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    try:
        raw = content.encode("utf-8") if isinstance(content, str) else content
        _write_through(draft, raw, _mode(target))
        os.replace(draft, target)
    except (OSError, UnicodeEncodeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else "it holds half a surrogate pair"
        raise EquipoiseError(f"{shown(path)}: cannot be written: {reason}", hint="the file is as it was") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def os_reason(error: OSError) -> str:
    """What the system says about a failure, such as "permission denied"."""
    return (error.strerror or str(error)).lower()


def sync_folder(folder: Path) -> None:
    """Make the new name outlast a loss of power, on systems that let a folder be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_through(path: Path, raw: bytes, mode: int | None) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        if mode is not None:
            os.chmod(path, mode)
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _unreadable(path: Path, problem: str, mend: str, line: int = 1, column: int = 1) -> InvalidCaseError:
    finding = Finding(shown(path), line, column, "", problem, mend)
    return InvalidCaseError(str(finding), [finding])
