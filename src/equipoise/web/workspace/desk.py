"""A case on a desk: read once, shared by everybody who has it open, changed one edit at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from equipoise.case.case import Case
from equipoise.case.check import check_read
from equipoise.case.edit import edited_texts
from equipoise.case.load import parse_case
from equipoise.case.rating_in_place import written_rating
from equipoise.case.ratings_csv import rating_key, written_ratings
from equipoise.case.schema import Mark, Rating
from equipoise.errors import Finding, InvalidCaseError, Severity, UsageError
from equipoise.ledger.ledger import Ledger
from equipoise.web.workspace.case_rounds import CaseRounds
from equipoise.web.workspace.cells import reasoned, refuse_orphans, refuse_unknown
from equipoise.web.workspace.changes import Cell, Change, History, Rerated, place_of, rating_of
from equipoise.web.workspace.conflict import refuse_conflict
from equipoise.web.workspace.disk import CaseFiles
from equipoise.web.workspace.reveal import record_estimates, revealed_ratings
from equipoise.web.workspace.text_change import TextChange

RATINGS = "ratings.csv"

_ALL = ""
"""Whom a change concerns that is on nobody's sheet."""

_NOBODY = "nobody-yet"
"""A rater that no case has, to see whether `ratings.csv` could take one."""

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
        self._saved: dict[str, datetime] = {}
        self._now = now
        self.rounds = CaseRounds(folder, now)
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

    @property
    def ledger(self) -> Ledger:
        """The ledger of the case."""
        return Ledger(self.name if self.read_only else self.folder)

    def sound_case(self) -> Case:
        """The last version without errors.

        Raises:
            InvalidCaseError: If there never was one.
        """
        if self.case is None:
            raise InvalidCaseError(f"the case {self.name} has errors", self.findings, hint="mend its files")
        return self.case

    def case_for(self, rater: str) -> Case:
        """The last version without errors, as one of its raters may see it while a round is open.

        Raises:
            InvalidCaseError: If there never was one.
        """
        with self._lock:
            return self.rounds.seen(self.sound_case(), rater)

    def look(self) -> bool:
        """Take in what somebody else has written or decided; says whether there was anything."""
        with self._lock:
            has_rounds, has_decisions = self.rounds.look(), self._files.has_new_decisions()
            if self._files.has_changed():
                self._files.read()
                self._take_in()
            elif has_decisions:
                self.version += 1
            elif not has_rounds:
                return False
        self._tell(None)
        return True

    def saved_for(self, viewer: str) -> datetime | None:
        """When something was last written that somebody may know of; what is on the sheet of another is not."""
        return max((at for name, at in self._saved.items() if name in (_ALL, viewer)), default=None)

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
            refuse_conflict(case, edits, seen or {}, folder=self.folder, now=self._now())
            texts = edited_texts(case, self._files.texts, edits)
            return self._write(f"set {', '.join(edits)}", who, texts)

    def rate(self, cell: Cell, rating: float | Mark | None, *, who: str, why: str | None = None) -> Change:
        """Rate one cell; None leaves it unassessed again.

        The case in memory is changed with the file, without reading everything anew: this is what a person does
        hundreds of times a day, and waits for. While a round is open the rating goes onto the rater's own sheet, and
        into no file of the case before the reveal.

        Args:
            cell: The cell, with the name of the rater.
            rating: Decibans or a mark.
            who: Who does it.
            why: Their reason; None keeps the one that is there.

        Raises:
            UsageError: If the case has no such item or level, or is read-only, or `ratings.csv` cannot be changed, or a
                round leaves this cell to somebody else, or no rating of the item would be by `default`.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            case = self.case_for(cell.rater)
            refuse_unknown(case, cell)
            self.rounds.refuse_other_hand(cell, who)
            what = f"left open {cell.item}, {cell.level}" if rating is None else f"rated {cell.item}, {cell.level}"
            change = Change(what, who, self._now(), {})
            if self.rounds.is_private(cell):
                row, before = reasoned(case.ratings, cell, rating, why)
                change = replace(change, rerated=Rerated(cell, before, row, is_private=True))
                self.rounds.rate(cell, row)
            else:
                change = self._rate_in_file(change, cell, rating, why)
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

    # --- rounds of raters ---

    def submit(self, rater: str) -> None:
        """A rater is done with the open round; when all are, everything is revealed.

        Raises:
            UsageError: As `CaseRounds.submit` does, or if `ratings.csv` cannot take what is revealed.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            self.rounds.submit(rater)
        self.reveal_if_over(who=rater)

    def close_round(self, *, who: str) -> None:
        """End the open round with those who have submitted, which is on the record, and reveal what they said.

        Raises:
            UsageError: If none is open, or `ratings.csv` cannot take what is revealed.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            self.rounds.close(who=who)
        self.reveal_if_over(who=who)

    def open_round(self, raters: Sequence[str], items: Iterable[str], *, who: str) -> None:
        """Open a first round.

        Raises:
            UsageError: As `CaseRounds.open` does, or if the case is read-only or its `ratings.csv` has no place for a
                rater's name or reason.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            self._refuse_no_place_for_raters()
            self.rounds.open(self.sound_case(), raters, items, who=who)
        self._tell(None)

    def open_round_again(self, *, who: str) -> None:
        """Have the raters of the last round look at it again.

        Raises:
            UsageError: As `CaseRounds.open_again` does, or if the case is read-only.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            self.rounds.open_again(who=who)
        self._tell(None)

    def change_sheet(self, action: Callable[[CaseRounds], None]) -> None:
        """Do something in the open round, one person at a time, and tell everybody that something was done.

        Raises:
            UsageError: As the action does, or if the case is read-only.
        """
        with self._lock:
            self._refuse_read_only()
            self.look()
            action(self.rounds)
        self._tell(None)

    def reveal_if_over(self, *, who: str) -> None:
        """Reveal a round that nothing keeps open any more, such as one whose reveal was broken off.

        What is revealed is not undone: everybody has seen it.

        Raises:
            UsageError: If `ratings.csv` cannot take it; nothing is revealed then.
        """
        with self._lock:
            going_on = self.rounds.going_on
            if going_on is not None and going_on.is_over:
                changed = revealed_ratings(self._files.texts.get(RATINGS, ""), self.sound_case(), going_on)
                self._refuse_new_errors({**self._files.texts, RATINGS: changed})
                self._files.write({RATINGS: changed})
                self._take_in()
                refused = record_estimates(self.folder, self.sound_case(), going_on)
                self.rounds.reveal(refused, who=who)
                self._saved[_ALL] = self._now()
        self._tell(None)

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
        """Take in the files as they are on disk now."""
        read = parse_case(self._files.texts, name=self.name, folder=self.folder, findings=self._files.findings)
        self._take(read.case, check_read(read))

    def _take(self, case: Case | None, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        if case is not None and not self.errors:
            self.case = case
        self.version += 1

    def _rate_in_file(self, change: Change, cell: Cell, rating: float | Mark | None, why: str | None) -> Change:
        """Write a rating into the file and into the case in memory."""
        case, text = self.sound_case(), self._files.texts.get(RATINGS)
        row, before = reasoned(case.ratings, cell, rating, why)
        if row is None and before is None:
            return replace(change, rerated=Rerated(cell, None, None, len(case.ratings)))
        refuse_orphans(case.ratings, cell, row)
        # Where the files have errors, the case in memory is an earlier one, and its ratings stand elsewhere.
        has_errors = bool(self.errors)
        write = (lambda text, key, row: written_ratings(text, {key: row})) if has_errors else written_rating
        changed = write(text or "", cell.key, row)
        place = place_of(case.ratings, cell) if before is not None else len(case.ratings)
        rerated = Rerated(cell, before, row, place)
        self._files.write({RATINGS: changed})
        self.case = replace(case, ratings=rerated.made_in(case.ratings))
        kept = replace(rerated, place=None) if has_errors else rerated
        return replace(change, files={RATINGS: TextChange.of(text, changed)}, rerated=kept)

    def _write(self, what: str, who: str, texts: Mapping[str, str | None]) -> Change:
        before = {name: self._files.texts.get(name) for name in texts}
        touched = {name: text for name, text in texts.items() if text != before[name]}
        case, findings = self._refuse_new_errors({**self._files.texts, **touched})
        files = {name: TextChange.of(before[name], text) for name, text in touched.items()}
        change = Change(what, who, self._now(), files)
        if touched:
            self._files.write(touched)
            if self._files.findings:
                self._take_in()  # of a file that cannot be read, only a look at the disk can tell what is wrong now
            else:
                self._take(case, findings)
            self._did(change)
            self._tell(change)
        return change

    def _put_back(self, change: Change) -> None:
        rerated = change.rerated
        if rerated is not None and rerated.is_private:
            self._put_back_on_sheet(rerated)
            return
        for name, one in change.files.items():
            if not one.fits(self._files.texts.get(name)):
                raise UsageError(
                    f"{name} has changed since “{change.what}”, so it cannot be taken back by itself",
                    hint="undo the later change first, or change it back by hand",
                )
        self._files.write({name: one.made_in(self._files.texts.get(name)) for name, one in change.files.items()})
        if rerated is not None and rerated.place is not None and not self.errors:
            # The texts are those of that change, so the ratings of the case stand where they stood.
            case = self.sound_case()
            self.case = replace(case, ratings=rerated.made_in(case.ratings))
            self.version += 1
        else:
            self._take_in()
        self._saved[_ALL] = self._now()

    def _put_back_on_sheet(self, rerated: Rerated) -> None:
        """Undo or redo a rating of an open round; of one that is over nothing is taken back."""
        cell = rerated.cell
        if not self.rounds.is_private(cell):
            raise UsageError("that round is over, and what was said in it stands", hint="rate the cell again")
        if rating_of(self.case_for(cell.rater).ratings, cell) != rerated.before:
            raise UsageError("the cell was rated anew since", hint="rate it again")
        self.rounds.rate(cell, rerated.after)
        self._saved[cell.rater] = self._now()

    def _did(self, change: Change) -> None:
        self._history(change.who).did(change)
        self._saved[_ALL if change.private_to is None else change.private_to] = change.at
        self.version += 1

    def _history(self, who: str) -> History:
        return self._histories.setdefault(who, History.empty())

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise UsageError(f"{self.name} comes with Equipoise and stays as it is", hint="work on a copy of it")

    def _refuse_no_place_for_raters(self) -> None:
        """Refuse to gather what could not be written at the end."""
        case, text = self.sound_case(), self._files.texts.get(RATINGS, "")
        item, scenario = next(iter(case.items), None), next(iter(case.definition.scenarios), None)
        if item is not None and scenario is not None:
            trial = Rating(item=item, subject="scenarios", level=scenario, rating=0.0, rater=_NOBODY, why="trial")
            written_ratings(text, {rating_key(trial): trial})

    def _refuse_new_errors(self, texts: Mapping[str, str | None]) -> tuple[Case | None, list[Finding]]:
        """The case that texts say, and what is to be said about it; refused where it has errors that are new."""
        kept = {name: text for name, text in texts.items() if text is not None}
        read = parse_case(kept, name=self.name, folder=self.folder)
        findings = check_read(read)
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors and not self.errors:
            raise InvalidCaseError("\n".join(map(str, errors)), errors, hint="nothing was written")
        return read.case, findings
