"""One browser tab with a case open: who sits there, what they look at, and how to tell them what went wrong."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe
from typing import Any, TypeVar

from nicegui import ui

from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER, POOL
from equipoise.errors import EquipoiseError
from equipoise.ledger.chain import Entry
from equipoise.ledger.estimates import lines_without_estimates, without_estimates
from equipoise.ledger.standing import Track
from equipoise.web.labels import Language, say
from equipoise.web.workspace.desk import RATINGS, Desk
from equipoise.web.workspace.people import ALONE, Person
from equipoise.web.workspace.standing import Standing
from equipoise.web.workspace.workspace import Workspace

Result = TypeVar("Result")


@dataclass
class Sitting:
    """A page opened by a person.

    Attributes:
        workspace: All cases and all long work.
        desk: The open case.
        person: Who sits here.
        settings: What this browser chose, kept between visits; plain data by name.
        parameters: What the address says behind its question mark, such as `item`.
    """

    workspace: Workspace
    desk: Desk
    person: Person
    settings: dict[str, Any]
    parameters: dict[str, str]

    @property
    def case(self) -> Case:
        """The last sound version of the case, as this person may see it."""
        return self.desk.case_for(self.viewer)

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts of the case's files, by name, but for ratings that an open round keeps from this person."""
        hidden = self.desk.rounds.hides_from(self.viewer)
        return {name: text for name, text in self.desk.texts.items() if not (hidden and name == RATINGS)}

    @property
    def language(self) -> Language:
        """Language of labels."""
        return "zh" if self.settings.get("language") == "zh" else "en"

    @property
    def rater(self) -> str:
        """Whose ratings are shown and made: one's own in an open round, else whose one chose to look at."""
        going_on, name = self.desk.rounds.going_on, self.person.name
        if self.has_account and going_on is not None and name in going_on.raters:
            return name
        return str(self.settings.get(f"rater {self.desk.name}", DEFAULT_RATER))

    @rater.setter
    def rater(self, name: str) -> None:
        self.settings[f"rater {self.desk.name}"] = name

    @property
    def has_account(self) -> bool:
        """Whether this person has signed in."""
        return self.person != ALONE

    @property
    def viewer(self) -> str:
        """Through whose eyes a case with an open round is seen: who signed in, or the rater that this browser is."""
        if self.has_account:
            return self.person.name
        return self.rater if self.desk.rounds.holds_seat(self.rater, self.seat) else ""

    @property
    def kept_apart(self) -> frozenset[str]:
        """Raters whose ratings and estimates an open round keeps from this person."""
        return self.desk.rounds.kept_from(self.viewer)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What is on the record, without estimates that an open round keeps from this person."""
        horizon = self.case.definition.clock.horizon
        return without_estimates(self.desk.ledger.tracks, horizon=horizon, by=self.kept_apart)

    @property
    def ledger_lines(self) -> tuple[Entry, ...]:
        """The lines of the ledger, without estimates that an open round keeps from this person."""
        horizon = self.case.definition.clock.horizon
        return lines_without_estimates(self.desk.ledger.entries, horizon=horizon, by=self.kept_apart)

    @property
    def seat(self) -> str:
        """What tells this browser from others, where nobody signs in."""
        return str(self.settings.setdefault("seat", token_urlsafe(12)))

    @property
    def me(self) -> str:
        """Whose changes are made here: who signed in, or the rater that this browser is."""
        if self.has_account or self.rater in (DEFAULT_RATER, POOL):
            return self.person.name
        # A browser that only wrote the name, and has not taken it in the open round, undoes nothing of that rater's.
        return self.rater if self.desk.rounds.holds_seat(self.rater, self.seat) else self.person.name

    @property
    def may_rate(self) -> bool:
        """Whether ratings may be made here under the name of the rater that is shown."""
        holds = self.has_account or self.desk.rounds.holds_seat(self.rater, self.seat)
        return holds and self.person.may_rate_as(self.rater) and not self.desk.read_only

    def standing(self, as_of: date | None) -> Standing:
        """The numbers at a vintage by the ratings that are shown."""
        return self.workspace.standing(self.desk.name, as_of, self.rater, viewer=self.viewer)

    def problem_of(self, standing: Standing) -> str:
        """Why there are no numbers, in plain words where a rater has rated nothing yet; else empty."""
        if standing.problem and all(row.rater != self.rater for row in self.case.ratings) and self.rater != POOL:
            return self.say("Nothing is rated under this name yet: the numbers come with the first rating.")
        return standing.problem

    @property
    def as_of(self) -> date | None:
        """The vintage looked at; None for all that is known."""
        chosen = self.settings.get(f"as of {self.desk.name}")
        return None if chosen is None else date.fromisoformat(str(chosen))

    @as_of.setter
    def as_of(self, day: date | None) -> None:
        self.settings[f"as of {self.desk.name}"] = None if day is None else day.isoformat()

    def say(self, english: str) -> str:
        """A label in the language of this browser."""
        return say(english, self.language)

    def address(self, page: str, **parameters: str) -> str:
        """Address of a page of this case, such as `address("evidence", item="e1")`."""
        from urllib.parse import quote, urlencode

        query = f"?{urlencode(parameters)}" if parameters else ""
        return f"/case/{quote(self.desk.name)}/{page}{query}"

    def attempt(self, action: Callable[[], Result]) -> Result | None:
        """Do something; what a person can meet on the way is told in a notice, and None comes back."""
        try:
            return action()
        except EquipoiseError as error:
            tell(error)
            return None


async def attempt_apart(action: Callable[[], object]) -> None:
    """Do something that takes longer than a page may stand still, in a thread; what goes wrong is told in a notice."""
    try:
        await to_thread(action)
    except EquipoiseError as error:
        tell(error)


def tell(error: EquipoiseError) -> None:
    """Tell of an error, and what to do about it, until it is put away."""
    hint = f"\n{error.hint}" if error.hint else ""
    ui.notify(f"{error}{hint}", type="negative", multi_line=True, close_button="OK", timeout=0, classes="notice")
