"""The cases that a workbench offers: those in its folder, and those that come with Equipoise."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from equipoise.case.builtin import CASE_FILE, builtin_folder, list_builtin
from equipoise.case.new import new_case
from equipoise.errors import UsageError
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.jobs import Job, Jobs
from equipoise.web.workspace.results import Results
from equipoise.web.workspace.rounds_file import ROUNDS
from equipoise.web.workspace.standing import Standing

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Offered:
    """A case that can be opened.

    Attributes:
        name: Its name in an address of the workbench.
        folder: Where it lies.
        is_builtin: Whether it comes with Equipoise and stays as it is.
    """

    name: str
    folder: Path
    is_builtin: bool


class Workspace:
    """The folder a workbench works in, its open cases, and its long work."""

    def __init__(self, folder: Path, *, only: Path | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        self.folder, self.only = folder, only
        self.jobs = Jobs()
        self.results = Results()
        self.running: dict[Hashable, Job] = {}
        self.now = now
        self.has_account: Callable[[str], bool] | None = None
        """Whether somebody can sign in under a name; None where nobody signs in."""
        self._desks: dict[str, Desk] = {}
        self._standings: dict[tuple[str, date | None, str, str], Standing] = {}
        self._lock = RLock()

    def offered(self) -> tuple[Offered, ...]:
        """Cases that can be opened: those of the folder by name, then those that come with Equipoise."""
        folders = [self.only] if self.only is not None else sorted(self.folder.iterdir())
        own = [
            Offered(folder.name, folder, is_builtin=False)
            for folder in folders
            if (folder / CASE_FILE).is_file() and not folder.name.startswith(".")
        ]
        taken = {case.name for case in own}
        builtin = [(name, builtin_folder(name)) for name in list_builtin() if name not in taken]
        return (*own, *(Offered(name, folder, is_builtin=True) for name, folder in builtin if folder is not None))

    def desk(self, name: str) -> Desk:
        """The desk of a case, opened when first asked for.

        Raises:
            UsageError: If there is no such case. A name is only ever compared with those on offer, so it leads to no
                other folder.
        """
        with self._lock:
            if name not in self._desks:
                found = {case.name: case for case in self.offered()}.get(name)
                if found is None:
                    raise UsageError(f"there is no case {name!r} here", hint="choose one from the list of cases")
                self._desks[name] = Desk(found.folder, name=name, read_only=found.is_builtin, now=self.now)
            return self._desks[name]

    def standing(self, name: str, as_of: date | None, rater: str, *, viewer: str = "") -> Standing:
        """The numbers of a case at a vintage under a rater, shared by all who see the same of it.

        Args:
            name: The case.
            as_of: The vintage.
            rater: Whose ratings count.
            viewer: Whose eyes see them, where a round hides something from somebody.
        """
        with self._lock:
            key = (name, as_of, rater, viewer)
            if key not in self._standings:
                standing = self._standings[key] = Standing(as_of, rater)
                self.desk(name).subscribe(lambda desk, _: _follow(standing, desk, viewer))
                _follow(standing, self.desk(name), viewer)
            return self._standings[key]

    def refuse_strangers(self, raters: Iterable[str]) -> None:
        """Refuse raters who could never submit what a round asks of them.

        Raises:
            UsageError: If people sign in here, and nobody can under one of the names.
        """
        if self.has_account is None:
            return
        strangers = [name for name in raters if not self.has_account(name)]
        if strangers:
            raise UsageError(
                f"nobody can sign in as {' or '.join(strangers)}",
                hint="name people as their accounts do; `equipoise accounts list` shows them",
            )

    def start_case(self, name: str) -> str:
        """Start a case of one's own, and say its name.

        Raises:
            UsageError: If the name is taken or no plain name.
        """
        new_case(self._place_for(name))
        return name

    def copy_case(self, name: str, copy: str) -> str:
        """Copy a case of the list under another name, ledger and rounds left out.

        A record belongs to the case it was made of, and what raters keep from one another is nobody's to copy.

        Raises:
            UsageError: If there is no such case, or the other name is taken or no plain name.
        """
        place = self._place_for(copy)
        shutil.copytree(
            self.desk(name).folder, place, ignore=shutil.ignore_patterns("ledger.jsonl", ROUNDS, "__pycache__", ".*")
        )
        return copy

    def close(self) -> None:
        """Stop all long work."""
        self.jobs.close()

    def _place_for(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name for a case", hint="use letters a-z, digits, - and _, up to 64")
        place = (self.only.parent if self.only is not None else self.folder) / name
        if place.exists() or name in list_builtin():
            raise UsageError(f"there is a {name} already", hint="choose another name")
        return place


def _follow(standing: Standing, desk: Desk, viewer: str) -> None:
    if desk.case is not None:
        standing.follow(desk.case_for(viewer))
