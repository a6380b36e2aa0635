"""The queue in which a person decides on candidates, one decision at a time."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from equipoise.authored.nearest import suggest
from equipoise.calendar import CoarseDate, parse_date
from equipoise.case.builtin import builtin_folder
from equipoise.case.load import find_case
from equipoise.documents.candidates import OPEN, Candidate
from equipoise.errors import UsageError
from equipoise.review.accepted import AcceptedItem, RatingRow
from equipoise.review.case_files import CaseFiles
from equipoise.review.decision import Act, Decision
from equipoise.review.landing import Landing, land_item, land_place
from equipoise.review.standing import Standing
from equipoise.review.suggestion import Around, Suggestion, suggest_item
from equipoise.review.transaction import FilesChangedError, commit, complete, is_cut_short, sole_reviewer
from equipoise.review.words_in_place import WordsInPlace, moved, words_in_place

CHARACTERS = 300
"""Of context to either side of a quotation, where no other number is asked for."""

_NONE = Landing((), ())


def _now() -> datetime:
    return datetime.now(UTC)


class ReviewQueue:
    """The candidates of one case, and what a person decides of them.

    Files are read as they are at every call, so that an edit in another program, or another reviewer, is seen. A
    decision changes all of its files or none, and is kept in `decisions.jsonl`; `candidates.yaml` stays as it is.

    Attributes:
        completed: The decision in the midst of which an earlier program ended, and which was completed on opening.
    """

    def __init__(self, case_folder: str | Path, *, by: str | None = None, clock: Callable[[], datetime] = _now) -> None:
        """Open the queue of a case.

        Args:
            case_folder: The folder of the case.
            by: Who decides; who is logged in by default.
            clock: What time it is, in UTC.

        Raises:
            UsageError: If there is no such case, it is built in, or nobody is logged in and `by` is not given.
            FilesChangedError: If a decision was cut short and a file has been changed since.
            EquipoiseError: If the folder cannot be written.
        """
        name, folder = find_case(case_folder)
        builtin = builtin_folder(name)
        if builtin is not None and folder.samefile(builtin):
            hint = "equipoise new starts a case"
            raise UsageError(f"{name} comes with Equipoise and has no candidates to decide on", hint=hint)
        self.folder = folder
        self.by = by or _logged_in()
        self._name, self._clock = name, clock
        self._files = CaseFiles(name, folder)
        self.completed: Decision | None = None
        if is_cut_short(folder):  # else a folder that may only be read can be looked at
            with sole_reviewer(folder):
                self.completed = complete(folder)

    # --- what there is ---------------------------------------------------------------------------------------------

    def open(self) -> tuple[Candidate, ...]:
        """Candidates that wait for a decision, as edited, in the order of `candidates.yaml`."""
        return tuple(self._files.standing().open.values())

    def decided(self) -> tuple[Decision, ...]:
        """Decisions in force, in their order; edits are none, nor is what was taken back."""
        return tuple(self._files.standing().decided.values())

    def history(self) -> tuple[Decision, ...]:
        """All that was ever decided, with edits and what was taken back."""
        return self._files.standing().log

    @property
    def progress(self) -> tuple[int, int]:
        """How many candidates are decided, and how many there are."""
        there = self._files.standing()
        return len(there.candidates) - len(there.open), len(there.candidates)

    def candidate(self, id: str) -> Candidate:
        """An open candidate, as edited.

        Raises:
            UsageError: If there is none of this id, or it is decided.
        """
        return _open_one(self._files.standing(), id)

    def suggestion(self, candidate: Candidate) -> Suggestion:
        """What an item made of a candidate would say, as far as documents and case tell; nothing is written."""
        there = self._files.standing()
        records, origins = self._files.records(), self._files.common_origins()
        around = Around(self._files.case().case, records, origins, there.open)
        return suggest_item(candidate, there.places(candidate), around)

    def context(self, candidate: Candidate, characters: int = CHARACTERS) -> WordsInPlace:
        """The words of a candidate in their document, which is compared with its hashes first.

        Args:
            candidate: The candidate.
            characters: How many characters to show to either side.

        Raises:
            ChangedDocumentError: If original or frozen text is not what was brought in.
            UsageError: If there is no such document, or other words stand at the place.
        """
        return words_in_place(self._files.documents, self._files.records(), candidate, characters=characters)

    # --- decisions -------------------------------------------------------------------------------------------------

    def accept(self, id: str, *, item: AcceptedItem, ratings: Sequence[RatingRow] = ()) -> Decision:
        """Make a candidate an item of evidence.

        The item is added to `evidence.yaml`, or to the last file by name in `evidence/` where the case has only
        those; new sources to `sources.yaml`, rows to `ratings.csv`. All else in these files stays byte for byte.

        Args:
            id: Id of the candidate.
            item: What the item says.
            ratings: Rows for it.

        Raises:
            InvalidCaseError: If the case would have errors that it has not now, with all of them, or cannot be read.
            ChangedDocumentError: If the document is not what was brought in.
            FilesChangedError: If a file was changed in the moment of writing.
            UsageError: If there is no such open candidate, or a file cannot be added to in place.
        """
        with self._deciding() as there:
            candidate = _open_one(there, id)
            self.context(candidate, 0)
            landing = land_item(self._name, self.folder, item, there.places(candidate), ratings)
            return self._decide(there, "accept", candidate, landing, item=item.id)

    def edit(
        self,
        id: str,
        *,
        text: str | None = None,
        date: str | CoarseDate | None = None,
        actor: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> Candidate:
        """Change an open candidate; what is not given stays.

        Args:
            id: Id of the candidate.
            text: Other words of the document; their place is the nearest to where the candidate stands.
            date: When it happened or was said; empty for not known.
            actor: Id of the actor; empty for not known.
            start: First character of other words.
            end: One past their last.

        Returns:
            The candidate as edited.

        Raises:
            UsageError: If there is no such open candidate, the document has no such words, or the date is none.
            ChangedDocumentError: If the document is not what was brought in.
        """
        with self._deciding() as there:
            candidate = edited = _open_one(there, id)
            if not (text is None and start is None and end is None):
                folder, records = self._files.documents, self._files.records()
                edited = moved(folder, records, candidate, text=text, start=start, end=end)
            if date is not None:
                edited = edited.model_copy(update={"date": _date(date)})
            if actor is not None:
                edited = edited.model_copy(update={"actor": actor or None})
            if edited != candidate:
                self._decide(there, "edit", edited)
            return edited

    def merge(self, id: str, into: str) -> Decision:
        """Let a candidate be a further place of an item, or of another candidate.

        Args:
            id: Id of the candidate.
            into: Id of an item of evidence, whose `where` takes the place, and whose `sources` that of its document;
                or of a candidate, which brings both along when it is accepted. An accepted candidate stands for its
                item.

        Raises:
            InvalidCaseError: If the case cannot be read.
            ChangedDocumentError: If the document is not what was brought in.
            UsageError: If there is no such open candidate, or nothing to merge it into.
        """
        with self._deciding() as there:
            candidate = _open_one(there, id)
            self.context(candidate, 0)
            item, other = self._target(there, candidate, into)
            if item is None:
                return self._decide(there, "merge", candidate, into=other)
            landing = land_place(self._name, self.folder, item, there.places(candidate), self._files.records())
            return self._decide(there, "merge", candidate, landing, item=item)

    def reject(self, id: str, reason: str) -> Decision:
        """Turn a candidate down; extraction does not bring it back.

        Args:
            id: Id of the candidate.
            reason: Why, for whoever asks later.

        Raises:
            UsageError: If there is no such open candidate, or no reason is given.
        """
        if not reason.strip():
            raise UsageError("a rejection needs a reason", hint="say in a few words why it is no evidence")
        with self._deciding() as there:
            return self._decide(there, "reject", _open_one(there, id), reason=reason.strip())

    def undo(self) -> Decision | None:
        """Take the last decision or edit back; its files are then byte for byte what they were.

        Returns:
            What was taken back; None where nothing is left to take back.

        Raises:
            FilesChangedError: If one of its files has been changed since; nothing is written.
        """
        with self._deciding() as there:
            if not there.in_force:
                return None
            last = there.in_force[-1]
            landing = Landing(tuple(change.backwards() for change in reversed(last.changes)), ())
            try:
                self._decide(there, "undo", last.candidate, landing, undoes=last.number)
            except FilesChangedError as error:
                raise FilesChangedError(
                    f"the decision on {last.candidate.id} cannot be taken back: {error}",
                    hint=f"take {last.item} out by hand, then reopen {last.candidate.id}, which leaves files alone",
                ) from error
            return last

    def reopen(self, id: str) -> Decision:
        """Take the decision on one candidate back and leave the files as they are, to be mended by hand.

        Args:
            id: Id of the candidate.

        Returns:
            The decision that no longer counts.

        Raises:
            UsageError: If nothing was decided on such a candidate.
        """
        with self._deciding() as there:
            decision = there.decided.get(id)
            if decision is None:
                hint = suggest(id, there.decided, called="decided")
                raise UsageError(f"there is no decision on a candidate {id!r}", hint=hint)
            self._decide(there, "reopen", decision.candidate, undoes=decision.number)
            return decision

    # --- how -------------------------------------------------------------------------------------------------------

    @contextmanager
    def _deciding(self) -> Iterator[Standing]:
        """What stands, while nobody else decides; what another program left half done is completed first."""
        with sole_reviewer(self.folder):
            complete(self.folder)
            yield self._files.standing()

    def _decide(
        self, there: Standing, act: Act, candidate: Candidate, landing: Landing = _NONE, **said: Any
    ) -> Decision:
        decision = Decision(
            number=len(there.log) + 1,
            at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            by=self.by,
            act=act,
            candidate=candidate,
            changes=landing.changes,
            warned=landing.warnings,
            **said,
        )
        commit(self.folder, decision, there.log)
        return decision

    def _target(self, there: Standing, candidate: Candidate, into: str) -> tuple[str | None, str | None]:
        """The item, or else the open candidate, that `into` stands for."""
        read = self._files.case()
        items = read.case.items if read.case is not None else {}
        seen = {candidate.id}
        name = into
        while name not in items:
            if name in seen:
                raise UsageError(f"{candidate.id} cannot be merged into itself", hint="name another")
            seen.add(name)
            if name in there.open:
                return None, name
            decision = there.decided.get(name)
            # A candidate that was accepted stands for its item, one that was merged for what took it.
            further = (decision.item or decision.into) if decision is not None else None
            if further is None or further == name:
                hint = suggest(into, [*items, *there.open], called="items and candidates")
                raise UsageError(f"there is no item and no open candidate {into!r}", hint=hint)
            name = further
        return name, None


def _open_one(there: Standing, id: str) -> Candidate:
    if id in there.open:
        return there.open[id]
    if id in there.decided:
        decision = there.decided[id]
        raise UsageError(
            f"{id} is decided: {decision.act} by {decision.by} on {decision.at[:10]}",
            hint="take it back with undo while it is the last, or with reopen",
        )
    if id in there.candidates and there.candidates[id].status != OPEN:
        status = there.candidates[id].status
        raise UsageError(f"candidates.yaml says that {id} is {status}", hint="take its status out to decide on it here")
    raise UsageError(f"there is no candidate {id!r}", hint=suggest(id, there.open, called="open candidates"))


def _date(written: str | CoarseDate) -> CoarseDate | None:
    if written == "":
        return None
    try:
        return parse_date(written)
    except ValueError as error:
        problem, _, mend = str(error).partition("; ")
        raise UsageError(problem, hint=mend) from error


def _logged_in() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in, so it is not clear who decides", hint="say it with by") from None
