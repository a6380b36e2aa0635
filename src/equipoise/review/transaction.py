"""Several files changed as one: all of them, or none, whatever ends the program in between.

A decision is first written whole into a file of its own, then into the files of the case, then onto the log; the file
of its own goes last. Whoever opens the case next finds it there if any of that is missing, and completes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from equipoise.authored.files import os_reason, read_text, shown, sync_folder, write_atomically
from equipoise.errors import EquipoiseError
from equipoise.review.decision import Decision
from equipoise.review.decision_log import append_decision, parse_decision, read_decisions, write_decision
from equipoise.review.file_change import FileChange, fingerprint

PENDING = ".decisions.pending.json"
_LOCK = ".decisions.lock"
_SECONDS = 10.0
"""How long one reviewer waits for another: a decision takes well under a second."""


class FilesChangedError(EquipoiseError):
    """A file is not what a decision was made on, so that writing it would undo somebody's work."""


@contextmanager
def sole_reviewer(folder: Path) -> Iterator[None]:
    """One decision at a time in a case, over all programs; let go of when a process dies.

    Raises:
        EquipoiseError: If another holds it for more than ten seconds, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK, timeout=_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise EquipoiseError("another review is at work in this case", hint="wait until it has ended") from error
    except OSError as error:
        hint = "see whether the folder is yours to write"
        raise EquipoiseError(f"{shown(folder)} cannot be reviewed: {os_reason(error)}", hint=hint) from error
    try:
        yield
    finally:
        lock.release()


def commit(folder: Path, decision: Decision, before: Sequence[Decision]) -> None:
    """Make a decision: change the files that it changes and add it to the log.

    Args:
        folder: The folder of the case.
        decision: What was decided; the next in number.
        before: What the log holds.

    Raises:
        FilesChangedError: If a file is no longer as it was when the decision was made; nothing is written.
        EquipoiseError: If something cannot be written; what was written is taken back.
    """
    for change in decision.changes:
        if fingerprint(_text(folder / change.file)) != change.before:
            raise FilesChangedError(f"{shown(folder / change.file)} has been changed", hint="nothing was written")
    if not decision.changes:
        append_decision(folder, decision, before)
        return
    write_atomically(folder / PENDING, write_decision(decision) + "\n")
    try:
        _finish(folder, decision, before)
    except EquipoiseError:
        # The disk is full, or a file may not be written. If even this fails, the next start completes it all.
        with suppress(EquipoiseError):
            _make(folder, [change.backwards() for change in reversed(decision.changes)])
            _forget(folder)
        raise


def is_cut_short(folder: Path) -> bool:
    """Whether a decision is being written, or its writing was cut short."""
    return (folder / PENDING).exists()


def complete(folder: Path) -> Decision | None:
    """Complete a decision in the midst of which a program ended.

    Returns:
        The decision; None where there was none to complete.

    Raises:
        FilesChangedError: If a file has since been changed to something else.
        InvalidCaseError: If the log cannot be read.
    """
    path = folder / PENDING
    if not is_cut_short(folder):
        return None
    try:
        decision = parse_decision(read_text(path))
    except ValueError as error:
        # It is written whole or not at all, so this is not ours.
        raise EquipoiseError(f"{shown(path)} is no decision: {error}", hint="delete it, then try again") from error
    before = read_decisions(folder)
    if decision.number <= len(before):
        _forget(folder)
        return None
    for change in decision.changes:
        if fingerprint(_text(folder / change.file)) not in (change.before, change.after):
            raise FilesChangedError(
                f"{shown(folder / change.file)} was changed before the decision on {decision.candidate.id} was written "
                "to the end",
                hint=f"put it in order by hand, delete {shown(path)}, and decide again",
            )
    _finish(folder, decision, before)
    return decision


def _finish(folder: Path, decision: Decision, before: Sequence[Decision]) -> None:
    _make(folder, decision.changes)
    append_decision(folder, decision, before)
    _forget(folder)


def _make(folder: Path, changes: Iterable[FileChange]) -> None:
    """Bring files behind their changes; those that are there already stay."""
    for change in changes:
        path = folder / change.file
        text = _text(path)
        if fingerprint(text) == change.after:
            continue
        if fingerprint(text) != change.before:
            raise FilesChangedError(f"{shown(path)} has been changed")
        new = change.applied(text)
        if new is None:
            _delete(path)
        else:
            write_atomically(path, new)


def _forget(folder: Path) -> None:
    _delete(folder / PENDING)


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise EquipoiseError(f"{shown(path)} cannot be deleted: {os_reason(error)}") from error
    sync_folder(path.parent)


def _text(path: Path) -> str | None:
    return read_text(path) if path.exists() else None
