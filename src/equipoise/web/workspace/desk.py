"""A case on a desk: read once, shared by everybody who has it open, changed one edit at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from equipoise.case.case import Case
from equipoise.case.check import check_read
from equipoise.case.edit import edited_texts
from equipoise.case.load import parse_case
from equipoise.case.ratings_csv import append_rating, remove_rating, set_rating
from equipoise.case.schema import Mark, Rating
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError, Severity, UsageError
from equipoise.web.workspace.changes import Cell, Change, History
from equipoise.web.workspace.disk import CaseFiles

RATINGS = "ratings.csv"
CONFLICTS = ".conflicts"
"""Folder in a case that keeps what somebody typed where the file had meanwhile changed under them."""


class ConflictError(EquipoiseError):
    """What was to be changed has changed meanwhile. Both are kept; `kept` names the file with what was typed."""

    def __init__(self, message: str, kept: Path, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kept = kept


Listener = Callable[["Desk", Change | None], None]


class Desk:
    """One open case.

    `case` is the last version that had no errors, so that pages can go on showing it; `findings` says what is wrong
    with the files as they are now. All methods may be called from any thread.
    """

    def __init__(self, folder: Path, *, name: str, read_only: bool, now: Callable[[], datetime]) -> None:
        self.name, self.folder, self.read_only = name, folder, read_only
        self.case: Case | None = None
        self.findings: tuple[Finding, ...] = ()
        self.version = 0
        self.saved_at: datetime | None = None
        self._now = now
        self._files = CaseFiles(folder)
        self._histories: dict[str, History] = {}
        self._listeners: list[Listener] = []
        self._lock = RLock()
        self._take_in()

    # --- reading ---

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops the files on disk from being a case; empty where all is sound."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts of the files, by name."""
        return self._files.texts

    def sound_case(self) -> Case:
        """The last version without errors.

        Raises:
            InvalidCaseError: If there never was one.
        """
        if self.case is None:
            raise InvalidCaseError(f"the case {self.name} has errors", self.findings, hint="mend its files")
        return self.case

    def look(self) -> bool:
        """Take in what somebody else has written into the files; says whether there was anything."""
        with self._lock:
            if not self._files.has_changed():
                return False
            self._files.read()
            self._take_in()
        self._tell(None)
        return True

    # --- changing ---

    def edit(self, edits: Mapping[str, Any], *, who: str, seen: Mapping[str, Any] | None = None) -> Change:
        """Set paths of the case to other values, in its files.

        Args:
            edits: Values by path, as `equipoise what-if --set` takes them.
            who: Who does it.
            seen: What stood at those paths when the person began to type; a different value now is a conflict.

        Raises:
            UsageError: If a path leads nowhere, the edited case would have errors, or the case is read-only.
            ConflictError: If somebody changed the same place meanwhile.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            case = self.sound_case()
            self._refuse_conflict(case, edits, seen or {})
            texts = edited_texts(case, self._files.texts, edits)
            return self._write(f"set {', '.join(edits)}", who, texts)

    def rate(self, cell: Cell, rating: float | Mark | None, *, who: str, why: str | None = None) -> Change:
        """Rate one cell; None leaves it unassessed again.

        The case in memory is changed with the file, without reading everything anew: this is what a person does
        hundreds of times a day, and waits for.

        Raises:
            UsageError: If the case has no such item or level, or is read-only, or `ratings.csv` cannot be changed.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            case = self.sound_case()
            self._refuse_unknown(case, cell)
            text = self._files.texts.get(RATINGS, "")
            changed, ratings = _rated(text, case.ratings, cell, rating, why)
            what = f"left open {cell.item}, {cell.level}" if rating is None else f"rated {cell.item}, {cell.level}"
            change = Change(what, who, self._now(), {RATINGS: self._files.texts.get(RATINGS)}, {RATINGS: changed}, cell)
            self._files.write(change.after)
            self.case = replace(case, ratings=ratings)
            self._did(change)
        self._tell(change)
        return change

    def rewrite(self, texts: Mapping[str, str | None], *, what: str, who: str) -> Change:
        """Write whole files, such as what accepting a candidate makes of them.

        Raises:
            UsageError: If the case is read-only.
            InvalidCaseError: If the case would have errors that it has not now; nothing is written.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            return self._write(what, who, texts)

    def can_undo(self, who: str) -> Change | None:
        """The change of this person that would be undone next."""
        done = self._history(who).done
        return done[-1] if done else None

    def can_redo(self, who: str) -> Change | None:
        """The change of this person that would be done again next."""
        undone = self._history(who).undone
        return undone[-1] if undone else None

    def undo(self, who: str) -> Change | None:
        """Take back this person's last change; None where there is none.

        Raises:
            UsageError: If its files have changed since, so that taking it back would lose another change.
        """
        with self._lock:
            self.look()
            history = self._history(who)
            if not history.done:
                return None
            change = history.done[-1]
            self._put_back(change.reversed)
            history.undone.append(history.done.pop())
        self._tell(change.reversed)
        return change

    def redo(self, who: str) -> Change | None:
        """Do again what this person last undid; None where there is nothing.

        Raises:
            UsageError: If its files have changed since.
        """
        with self._lock:
            self.look()
            history = self._history(who)
            if not history.undone:
                return None
            change = history.undone[-1]
            self._put_back(change)
            history.done.append(history.undone.pop())
        self._tell(change)
        return change

    # --- telling others ---

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, whoever made it; call what is returned to be told no more.

        A listener gets the change, or None where the files were changed outside the workbench.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, change: Change | None) -> None:
        for listener in tuple(self._listeners):
            listener(self, change)

    # --- inside ---

    def _take_in(self) -> None:
        read = parse_case(self._files.texts, name=self.name, folder=self.folder, findings=self._files.findings)
        self.findings = tuple(check_read(read))
        if read.case is not None and not self.errors:
            self.case = read.case
        self.version += 1

    def _write(self, what: str, who: str, texts: Mapping[str, str | None]) -> Change:
        before = {name: self._files.texts.get(name) for name in texts}
        touched = {name: text for name, text in texts.items() if text != before[name]}
        self._refuse_new_errors({**self._files.texts, **touched})
        change = Change(what, who, self._now(), {name: before[name] for name in touched}, touched)
        if touched:
            self._files.write(touched)
            self._take_in()
            self._did(change)
            self._tell(change)
        return change

    def _put_back(self, change: Change) -> None:
        for name, text in change.before.items():
            if self._files.texts.get(name) != text:
                raise UsageError(
                    f"{name} has changed since “{change.what}”, so it cannot be taken back by itself",
                    hint="undo the later change first, or change it back by hand",
                )
        self._files.write(change.after)
        self._take_in()
        self.saved_at = self._now()

    def _did(self, change: Change) -> None:
        self._history(change.who).did(change)
        self.saved_at = change.at
        self.version += 1

    def _history(self, who: str) -> History:
        return self._histories.setdefault(who, History.empty())

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise UsageError(f"{self.name} comes with Equipoise and stays as it is", hint="work on a copy of it")

    def _refuse_new_errors(self, texts: Mapping[str, str | None]) -> None:
        kept = {name: text for name, text in texts.items() if text is not None}
        findings = check_read(parse_case(kept, name=self.name, folder=self.folder))
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors and not self.errors:
            raise InvalidCaseError("\n".join(map(str, errors)), errors, hint="nothing was written")

    def _refuse_conflict(self, case: Case, edits: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
        changed = [path for path in edits if path in seen and written_at(case, path) != seen[path]]
        if not changed:
            return
        place = self.folder / CONFLICTS
        place.mkdir(exist_ok=True)
        kept = _free(place, f"{self._now():%Y-%m-%dT%H%M%S}")
        kept.write_text("".join(f"{path}={edits[path]!r}\n" for path in edits), encoding="utf-8")
        raise ConflictError(
            f"{', '.join(changed)} was changed elsewhere meanwhile: that stands; what you typed is kept in {kept}",
            kept,
            hint="look at both, then edit again",
        )

    def _refuse_unknown(self, case: Case, cell: Cell) -> None:
        levels = levels_of(case, cell.subject)
        if cell.item not in case.items or cell.level not in levels:
            raise UsageError(f"there is no cell {cell.item}, {cell.subject}, {cell.level}")


def levels_of(case: Case, subject: str) -> tuple[str, ...]:
    """Levels that a rating of a subject may name; none where the case has no such subject."""
    definition = case.definition
    if subject == "scenarios":
        return tuple(definition.scenarios)
    if subject == "explanations":
        return tuple(definition.explanations)
    if subject in definition.conditions:
        return tuple(definition.conditions[subject].levels)
    if subject in definition.instruments:
        return tuple(definition.instruments[subject].levels)
    return ()


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


def _rated(
    text: str, ratings: tuple[Rating, ...], cell: Cell, rating: float | Mark | None, why: str | None
) -> tuple[str, tuple[Rating, ...]]:
    """The text of `ratings.csv` and the ratings with one cell rated, or unassessed where `rating` is None."""
    # The case says what its file says, row by row, so the file need not be read once more to find the row.
    keys = [(row.item, row.subject, row.level, row.rater) for row in ratings]
    if cell.key not in keys:
        if rating is None:
            return text, ratings
        row = Rating(
            item=cell.item,
            subject=cell.subject,
            level=cell.level,
            rating=rating,
            rater=cell.rater,
            why=why,
        )
        return append_rating(text, row), (*ratings, row)
    index = keys.index(cell.key)
    if rating is None:
        return remove_rating(text, index), (*ratings[:index], *ratings[index + 1 :])
    changed = set_rating(text, index, "rating", rating)
    update: dict[str, Any] = {"rating": rating}
    if why is not None:
        changed = set_rating(changed, index, "why", why or None)
        update["why"] = why or None
    row = ratings[index].model_copy(update=update)
    return changed, (*ratings[:index], row, *ratings[index + 1 :])
