"""The ledger of one case: `ledger.jsonl` in its folder, a line a record."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from equipoise.authored.files import os_reason, shown, sync_folder
from equipoise.errors import EquipoiseError, UsageError
from equipoise.ledger.chain import split
from equipoise.ledger.store import Appended, Compose, Contents, NotRecordedError

LEDGER_FILE = "ledger.jsonl"
LOCK_FILE = ".ledger.lock"

_AS_IT_WAS = "nothing was recorded; the ledger is as it was"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write CR LF


class EmbeddedStore:
    """A ledger in a file.

    Writers take turns by a lock on a file beside it; the system lets go of the lock of a writer that dies. Readers
    need none. A line is acknowledged once it is on the disk, whole.

    Args:
        path: The file; made with the first record.
        refusal: Why it may not be written to, and what to do; empty where it may.
    """

    def __init__(self, path: Path, *, refusal: tuple[str, str] | None = None) -> None:
        self._path = Path(os.path.realpath(path))
        self._name = shown(path)
        self._refusal = refusal

    @property
    def name(self) -> str:
        """What findings call it."""
        return self._name

    def read(self) -> Contents:
        """All lines; what is torn is read again when no writer is at work."""
        contents = self._read()
        if contents.torn and self._refusal is None:
            # Perhaps somebody is writing this moment. Whoever may not lock the folder reports what they saw.
            with suppress(NotRecordedError), self._lock():
                return self._read()
        return contents

    def refuse_writing(self) -> None:
        """Say that the ledger may not be written to; see `Store`."""
        if self._refusal is not None:
            message, hint = self._refusal
            raise UsageError(message, hint=hint)

    def append(self, compose: Compose) -> Appended:
        """Add lines; see `Store`."""
        self.refuse_writing()
        with self._lock():
            contents = self._read()
            whole = contents.whole()
            new = tuple(compose(whole.lines))
            aside = self._set_aside(whole) if whole.torn else ""
            missing = b"\n" if contents.torn and not whole.torn else b""
            self._write(missing + b"".join(line + b"\n" for line in new))
            return Appended((*whole.lines, *new), aside)

    def _read(self) -> Contents:
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            raw = b""
        except OSError as error:
            raise EquipoiseError(f"{self._name}: cannot be read: {os_reason(error)}") from error
        return Contents(self._name, *split(raw))

    def _set_aside(self, contents: Contents) -> str:
        """Keep the beginning of a line in a file of its own, then take it off the ledger."""
        digits = hashlib.sha256(contents.torn).hexdigest()[:12]
        aside = self._path.with_name(f"ledger.torn-{digits}")
        try:
            with aside.open("wb") as file:
                file.write(contents.torn)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(aside.parent)
            with self._path.open("r+b") as file:
                file.truncate(sum(len(line) + 1 for line in contents.lines))
                os.fsync(file.fileno())
        except OSError as error:
            raise self._not_recorded(error) from error
        return shown(aside)

    def _write(self, raw: bytes) -> None:
        is_new = not self._path.exists()
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        except OSError as error:
            raise self._not_recorded(error) from error
        try:
            size = os.lseek(descriptor, 0, os.SEEK_END)
            try:
                _write_through(descriptor, raw)
            except BaseException:
                # A full disk may have taken a part of it. Should this fail too, the next append sets that part aside.
                with suppress(OSError):
                    os.ftruncate(descriptor, size)
                    os.fsync(descriptor)
                raise
        except OSError as error:
            raise self._not_recorded(error) from error
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self._path.parent)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from filelock import FileLock

        lock = FileLock(self._path.with_name(LOCK_FILE))
        try:
            lock.acquire()
        except OSError as error:
            raise self._not_recorded(error) from error
        try:
            yield
        finally:
            lock.release()

    def _not_recorded(self, error: OSError) -> NotRecordedError:
        return NotRecordedError(f"{self._name}: cannot be written: {os_reason(error)}", hint=_AS_IT_WAS)


def _write_through(descriptor: int, raw: bytes) -> None:
    left = memoryview(raw)
    while left:
        left = left[os.write(descriptor, left) :]
    os.fsync(descriptor)
