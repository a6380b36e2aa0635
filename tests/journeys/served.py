"""The workbench in a process of its own, as a person starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from equipoise.case.new import new_case

LADDER = Path(__file__).parents[1] / "proofs" / "example"
"""A small case, computed in a moment."""


@dataclass(frozen=True)
class Served:
    """A workbench that runs.

    Attributes:
        printed: The address it printed, with the token that opens it.
        folder: Where its cases lie.
        log: What it had to complain of.
    """

    printed: str
    folder: Path
    log: Path

    @property
    def address(self) -> str:
        """Where it is, without a path or token."""
        parts = urlsplit(self.printed)
        return urlunsplit((parts.scheme, parts.netloc, "", "", ""))

    def ladder(self, name: str) -> Path:
        """Lay down the small case under a name of one's own, so that no journey meets the marks of another."""
        return Path(shutil.copytree(LADDER, self.folder / name))

    def fresh(self, name: str) -> Path:
        """Start a case as `equipoise new` does."""
        new_case(self.folder / name)
        return self.folder / name


@contextmanager
def serving(place: Path) -> Iterator[Served]:
    """Serve an empty folder for as long as is needed; what it keeps lies in the same place, not in the home."""
    folder, log = place / "cases", place / "log"
    folder.mkdir()
    environment = os.environ | {"XDG_STATE_HOME": str(place / "state"), "XDG_DATA_HOME": str(place / "data")}
    for name in ("NICEGUI_STORAGE_PATH", "NICEGUI_USER_SIMULATION", "PYTEST_CURRENT_TEST"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "equipoise", "serve", "--no-open", "--port", "0", str(folder)]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True)
        assert process.stdout is not None
        try:
            printed = process.stdout.readline().strip()
            assert printed.startswith("http://127.0.0.1:"), log.read_text(encoding="utf-8")
            yield Served(printed, folder, log)
        finally:
            process.terminate()
            process.wait(30)
            process.stdout.close()
