"""`rounds.jsonl` in the folder of a case: every event of its rounds, one a line, added to and never rewritten.

What stands there before the reveal is private to each rater as far as the workbench goes. Whoever may read the disk
may read the file: docs/two-raters.md says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from equipoise.errors import EquipoiseError, UsageError
from equipoise.web.workspace.rounds import Round, rounds_after

ROUNDS = "rounds.jsonl"


class RoundsFile:
    """The rounds of a case, as last read; a look at the disk costs one `stat` while nobody else writes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ROUNDS
        self.rounds: tuple[Round, ...] = ()
        self.problem = ""
        self._read_to = -1
        self.look()

    def look(self) -> bool:
        """Take in what another workbench has written; says whether there was anything."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size == self._read_to:
            return False
        self._read_to = size
        self.rounds, self.problem = _read(self.path)
        return True

    def append(self, *events: Mapping[str, Any]) -> None:
        """Add events at the end; they are on the disk when this returns.

        Raises:
            UsageError: If a line of the file cannot be read, so that nobody knows what is hidden from whom.
            EquipoiseError: If the file cannot be written.
        """
        self.look()
        if self.problem:
            raise UsageError(self.problem, hint=f"mend {ROUNDS}, or put it aside, by hand")
        rounds = self.rounds
        for event in events:
            rounds = rounds_after(rounds, event)
        lines = "".join(json.dumps(event, ensure_ascii=False, sort_keys=True) + "\n" for event in events)
        try:
            # Readable by the owner alone where the system knows of that: it holds what raters may not see yet.
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(file, "ab") as writing:
                writing.write(lines.encode())
                writing.flush()
                os.fsync(writing.fileno())
                self._read_to = writing.tell()
        except OSError as error:
            raise EquipoiseError(f"{ROUNDS} cannot be written: {error.strerror}") from error
        self.rounds = rounds


def _read(path: Path) -> tuple[tuple[Round, ...], str]:
    """The rounds that a file tells of, and what is wrong with its first line that tells of none."""
    rounds: tuple[Round, ...] = ()
    if not path.exists():
        return rounds, ""
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            rounds = rounds_after(rounds, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            return rounds, f"{ROUNDS}, line {number}, is no event of a round"
    return rounds, ""
