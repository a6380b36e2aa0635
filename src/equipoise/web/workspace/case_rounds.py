"""The rounds of an open case: who may see and say what while one is going on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import Rating
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.web.workspace import rounds as events
from equipoise.web.workspace.changes import Cell
from equipoise.web.workspace.people import refuse_no_rater
from equipoise.web.workspace.rounds import Estimate, Round, Sheet, as_seen_by, open_round
from equipoise.web.workspace.rounds_file import RoundsFile

SUMS_WITHIN = 0.015
"""Own numbers that sum to one within this are taken as rounded: three thirds of 33 per cent are."""


class CaseRounds:
    """The rounds of one case. Whoever calls takes care that only one thread does so at a time."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._file = RoundsFile(folder)
        self._now = now
        self._seen: dict[str, tuple[Case, Round | None, Case]] = {}

    @property
    def all(self) -> tuple[Round, ...]:
        """Every round, the first first."""
        return self._file.rounds

    @property
    def going_on(self) -> Round | None:
        """The open round."""
        return open_round(self._file.rounds)

    @property
    def problem(self) -> str:
        """Why the file of rounds cannot be read to its end; empty where it can."""
        return self._file.problem

    def look(self) -> bool:
        """Take in what another workbench has written."""
        return self._file.look()

    # --- who sees what ---

    def seen(self, case: Case, rater: str) -> Case:
        """A case as somebody may see it: `rounds.as_seen_by`. The same object for as long as it is the same."""
        going_on = self.going_on
        if going_on is None or rater not in going_on.raters:
            return case
        known = self._seen.get(rater)
        if known is not None and known[0] is case and known[1] is not None:
            was = known[1]
            if was.number == going_on.number and was.sheet(rater).ratings is going_on.sheet(rater).ratings:
                return known[2]
        shown = replace(case, ratings=as_seen_by(case.ratings, going_on, rater))
        self._seen[rater] = (case, going_on, shown)
        return shown

    def hides_from(self, rater: str) -> bool:
        """Whether ratings of the case are kept from somebody, so that its file of ratings is as well."""
        return bool(self.kept_from(rater))

    def kept_from(self, rater: str) -> frozenset[str]:
        """The other raters of an open first round, whose ratings and estimates its rater does not see; else nobody."""
        going_on = self.going_on
        if going_on is None or going_on.revises is not None or rater not in going_on.raters:
            return frozenset()
        return frozenset(going_on.raters) - {rater}

    def refuse_on_record(self, case: Case, event: JudgedEvent, rater: str) -> None:
        """Refuse to put on the ledger, where all see it, what a rater of the open round has to say on their sheet.

        Raises:
            UsageError: If it is the rater's judgement of which scenario holds on the horizon.
        """
        going_on = self.going_on
        asked = JudgedEvent(which="scenario", until=case.definition.clock.horizon)
        if going_on is not None and rater in going_on.raters and event == asked:
            raise UsageError(
                f"round {going_on.number} is open: before its reveal your estimate is for your sheet alone",
                hint="give it on the page Raters; the reveal puts it on the ledger",
            )

    def is_private(self, cell: Cell) -> bool:
        """Whether a rating of a cell belongs on its rater's sheet and not yet into the case."""
        going_on = self.going_on
        return going_on is not None and cell.rater in going_on.raters and cell.item in going_on.items

    def refuse_other_hand(self, cell: Cell, who: str) -> None:
        """Refuse a rating that a round does not leave to this person.

        Raises:
            UsageError: If it is on the sheet of somebody else, or a rater rates the round's items under another name.
        """
        going_on = self.going_on
        if going_on is None or cell.item not in going_on.items or cell.rater == who:
            return
        if cell.rater in going_on.raters:
            raise UsageError(
                f"what {cell.rater} rates in round {going_on.number} is for {cell.rater} alone to rate",
                hint="sign in, or choose the name of the rater on the evidence page",
            )
        if who in going_on.raters:
            raise UsageError(f"round {going_on.number} is open: rate as {who}", hint="choose your own name as rater")

    # --- what raters do ---

    def take_seat(self, rater: str, seat: str, *, other: str = "") -> None:
        """Have one browser be one rater, where nobody signs in.

        Args:
            rater: The name taken.
            seat: What tells the browser from others.
            other: The name that this browser has been so far.

        Raises:
            UsageError: If another browser has taken the name, the name's rater is done, or this browser leaves a name
                whose sheet is begun and not submitted: two sheets in one hand are no two raters.
        """
        going_on = self.going_on
        if going_on is None or rater == other:
            return
        left = going_on.sheet(other)
        is_begun = left.ratings or left.estimate
        if other in going_on.raters and is_begun and not left.is_submitted:
            raise UsageError(
                f"{other} has not submitted yet, and another rater must not see that sheet",
                hint="submit first, or let the other rater use another browser",
            )
        if rater not in going_on.raters:
            return
        sheet = going_on.sheet(rater)
        if sheet.is_submitted:
            raise UsageError(f"{rater} has submitted", hint="what was said is shown when everybody has submitted")
        if sheet.seat and sheet.seat != seat:
            raise UsageError(
                f"{rater} rates in another browser", hint="use that one; an editor can also close the round"
            )
        if sheet.seat != seat:
            self._file.append(events.took_seat(going_on.number, rater, seat, at=self._now()))

    def holds_seat(self, rater: str, seat: str) -> bool:
        """Whether a browser is a rater: always where no round is open for the name."""
        going_on = self.going_on
        if going_on is None or rater not in going_on.raters:
            return True
        return bool(seat) and going_on.sheet(rater).seat == seat

    def rate(self, cell: Cell, row: Rating | None) -> None:
        """Put a rating on its rater's sheet; None leaves the cell open.

        Raises:
            UsageError: If the rater has submitted, or rates in no open round.
        """
        going_on, sheet = self._sheet(cell.rater)
        key = (cell.item, cell.subject, cell.level)
        if row is not None:
            self._file.append(events.rated(going_on.number, row, at=self._now()))
        elif sheet.ratings.get(key) is not None or key not in sheet.ratings:
            self._file.append(events.left_open(going_on.number, cell.rater, key, at=self._now()))

    def estimate(self, case: Case, rater: str, probabilities: Mapping[str, float], reason: str) -> None:
        """Put a rater's own numbers on their sheet, made to sum to one.

        Args:
            case: The case, for its scenarios.
            rater: Whose numbers.
            probabilities: Of every scenario on the horizon, 0 to 1.
            reason: Why, in a sentence.

        Raises:
            UsageError: If a scenario has no number, a number is none, they do not sum to one, the reason is missing, or
                the rater has submitted or rates in no open round.
        """
        going_on, _ = self._sheet(rater)
        scenarios = tuple(case.definition.scenarios)
        missing = [name for name in scenarios if name not in probabilities]
        if missing:
            raise UsageError(f"there is no number for {', '.join(missing)}", hint="give one for every scenario")
        said = {name: float(probabilities[name]) for name in scenarios}
        if not all(0 <= value <= 1 for value in said.values()):
            raise UsageError("a probability lies between 0 and 100 per cent")
        total = math.fsum(said.values())
        if abs(total - 1) > SUMS_WITHIN:
            raise UsageError(f"your numbers sum to {100 * total:.0f} per cent", hint="make them sum to 100")
        if not reason.strip():
            raise UsageError("the reason is missing", hint="say in a sentence why you think so")
        shares = {name: value / total for name, value in said.items()}
        self._file.append(events.estimated(going_on.number, rater, Estimate(shares, reason.strip(), self._now())))

    def submit(self, rater: str) -> None:
        """A rater is done: nothing on their sheet changes any more.

        Raises:
            UsageError: If they gave no estimate, have submitted, or rate in no open round.
        """
        going_on, sheet = self._sheet(rater)
        if sheet.estimate is None:
            raise UsageError("your own estimate is missing", hint="give your numbers and a reason before you submit")
        self._file.append(events.submitted(going_on.number, rater, at=self._now()))

    # --- what editors do ---

    def open(self, case: Case, raters: Sequence[str], items: Iterable[str], *, who: str) -> None:
        """Open a first round: nobody sees what another rater says, nor said before, of its items.

        Raises:
            UsageError: If one is open, fewer than two raters are named or one twice, a name cannot be a rater's, or
                there is no item or an unknown one.
        """
        self._refuse_open()
        names, rated = tuple(raters), tuple(dict.fromkeys(items))
        for name in names:
            refuse_no_rater(name)
        if len(set(names)) < max(len(names), 2):
            raise UsageError("a round takes two raters or more, each named once", hint="write their names with commas")
        unknown = [item for item in rated if item not in case.items]
        if unknown or not rated:
            raise UsageError(f"there is no item {unknown[0]}" if unknown else "there is nothing to rate")
        self._append_opened(names, rated, revises=None, who=who)

    def open_again(self, *, who: str) -> None:
        """Open another round over what the last one was about: its raters look again, knowing what the others said.

        Who had not submitted when it was closed goes on with the sheet they had begun.

        Raises:
            UsageError: If one is open, or there was none.
        """
        self._refuse_open()
        if not self.all:
            raise UsageError("there is no round to look at again", hint="open a first round")
        last = self.all[-1]
        self._append_opened(last.raters, last.items, revises=last.number, who=who)

    def close(self, *, who: str) -> None:
        """End the open round with those who have submitted, which is on the record.

        Raises:
            UsageError: If none is open.
        """
        going_on = self.going_on
        if going_on is None:
            raise UsageError("no round is open")
        if going_on.awaited and not going_on.closed_by:
            self._file.append(events.closed(going_on.number, who=who, at=self._now()))

    def reveal(self, not_recorded: Mapping[str, str], *, who: str) -> None:
        """Put it on file that everything was shown to everybody."""
        going_on = self.going_on
        if going_on is not None:
            self._file.append(events.revealed(going_on.number, not_recorded, who=who, at=self._now()))
            self._seen.clear()

    # --- inside ---

    def _sheet(self, rater: str) -> tuple[Round, Sheet]:
        going_on = self.going_on
        if going_on is None or rater not in going_on.raters:
            raise UsageError(f"no round is open in which {rater} rates")
        sheet = going_on.sheet(rater)
        if sheet.is_submitted or going_on.closed_by:
            raise UsageError(f"{rater} has submitted, and that stands", hint="a second round can be opened afterwards")
        return going_on, sheet

    def _refuse_open(self) -> None:
        if self.going_on is not None:
            raise UsageError(f"round {self.going_on.number} is open", hint="finish or close it first")

    def _append_opened(self, raters: Sequence[str], items: Iterable[str], *, revises: int | None, who: str) -> None:
        number = len(self.all) + 1
        begun = [] if revises is None else self._begun(number, self.all[-1])
        self._file.append(events.opened(number, raters, items, revises=revises, who=who, at=self._now()), *begun)

    def _begun(self, number: int, last: Round) -> list[dict[str, Any]]:
        """What fills the sheets of a round with those that the last one closed over; each rater keeps their browser."""
        at = self._now()
        seats = {name: last.sheet(name).seat for name in last.raters}
        found = [events.took_seat(number, name, seat, at=at) for name, seat in seats.items() if seat]
        for name in last.awaited:
            sheet = last.sheet(name)
            for key, row in sheet.ratings.items():
                found.append(
                    events.left_open(number, name, key, at=at) if row is None else events.rated(number, row, at=at)
                )
            if sheet.estimate is not None:
                found.append(events.estimated(number, name, sheet.estimate))
        return found
