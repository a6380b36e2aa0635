"""One browser tab with a case open: who sits there, what they look at, and how to tell them what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from nicegui import ui

from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.errors import EquipoiseError
from equipoise.web.labels import Language, say
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.people import Person
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
        """The last sound version of the case."""
        return self.desk.sound_case()

    @property
    def language(self) -> Language:
        """Language of labels."""
        return "zh" if self.settings.get("language") == "zh" else "en"

    @property
    def rater(self) -> str:
        """Whose ratings are shown and made."""
        return str(self.settings.get(f"rater {self.desk.name}", DEFAULT_RATER))

    @rater.setter
    def rater(self, name: str) -> None:
        self.settings[f"rater {self.desk.name}"] = name

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


def tell(error: EquipoiseError) -> None:
    """Tell of an error, and what to do about it, until it is put away."""
    hint = f"\n{error.hint}" if error.hint else ""
    ui.notify(f"{error}{hint}", type="negative", multi_line=True, close_button="OK", timeout=0, classes="notice")
