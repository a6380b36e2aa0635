"""Edits of a place that somebody changed meanwhile: what stands, stands, and what was typed is kept beside it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import EquipoiseError

CONFLICTS = ".conflicts"
"""Folder in a case that keeps what somebody typed where the file had meanwhile changed under them."""


class ConflictError(EquipoiseError):
    """What was to be changed has changed meanwhile. Both are kept; `kept` names the file with what was typed."""

    def __init__(self, message: str, kept: Path, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kept = kept


def refuse_conflict(
    case: Case, edits: Mapping[str, Any], seen: Mapping[str, Any], *, folder: Path, now: datetime
) -> None:
    """Refuse edits of what is no longer as it was seen, and keep them.

    Args:
        case: The case as it is.
        edits: Values by path.
        seen: What stood at those paths when the person began to type.
        folder: Folder of the case.
        now: The time, which names the file that keeps them.

    Raises:
        ConflictError: If another value stands at one of the paths.
        UsageError: If one of the paths leads nowhere.
    """
    changed = [path for path in edits if path in seen and written_at(case, path) != seen[path]]
    if not changed:
        return
    place = folder / CONFLICTS
    place.mkdir(exist_ok=True)
    kept = _free(place, f"{now:%Y-%m-%dT%H%M%S}")
    kept.write_text("".join(f"{path}={edits[path]!r}\n" for path in edits), encoding="utf-8")
    raise ConflictError(
        f"{', '.join(changed)} was changed elsewhere meanwhile: that stands; what you typed is kept in {kept}",
        kept,
        hint="look at both, then edit again",
    )


def written_at(case: Case, path: str) -> Any:
    """What the case says at a path of an edit, as plain data.

    Raises:
        UsageError: If the path leads nowhere.
    """
    from equipoise.case.paths import entry_of, follow, value_at

    entry, parts = entry_of(case, path)
    data = entry.written(case)
    return value_at(data, follow(path, data, entry, parts))


def _free(place: Path, stem: str) -> Path:
    """A name in a folder that no file has: two people may be refused within one second."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.txt" for number in itertools.count(1))
    return next(place / name for name in names if not (place / name).exists())
