"""Other words for a candidate: typed, or taken from what is selected in the text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from equipoise.documents.candidates import Candidate
from equipoise.web.pages.sitting import Sitting

Selected = tuple[int, int, str]
"""Start, end and words of what is selected in the text."""


class EditPanel:
    """The panel that lets a candidate have other words, another date or actor.

    Args:
        sitting: The page.
        take: Called to take the words selected in the text.
        change: Called to change the candidate.
    """

    def __init__(self, sitting: Sitting, take: Callable[[], None], change: Callable[[], Awaitable[None]]) -> None:
        self._taken: Selected | None = None
        say = sitting.say
        with ui.element("div").classes("panel") as self.panel:
            ui.html(f"<h3>{say('Other words of the document')}</h3>", sanitize=False)
            self._words = ui.textarea(say("Words")).props("dense outlined autogrow").classes("first")
            ui.button(say("Take the words selected in the text"), on_click=take).props("no-caps flat dense").classes(
                "small"
            )
            with ui.element("div").classes("fields"):
                self._date = ui.input(say("Date")).props("dense outlined")
                self._actor = ui.input(say("Actor")).props("dense outlined")
            ui.button(say("Change the candidate"), on_click=change).props("no-caps unelevated dense")

    def begin(self, candidate: Candidate) -> None:
        """Fill the panel in with what the candidate says now."""
        self._taken = None
        self._words.value = candidate.text
        self._date.value = str(candidate.date or "")
        self._actor.value = candidate.actor or ""

    def take(self, selected: Selected) -> None:
        """Take words of the text, with their place in it."""
        self._taken = selected
        self._words.value = _on_one_line(selected[2])

    def changes(self, candidate: Candidate) -> dict[str, Any]:
        """What is typed, as the review queue takes it."""
        words = str(self._words.value or "")
        changes: dict[str, Any] = {
            "date": str(self._date.value or "").strip(),
            "actor": str(self._actor.value or "").strip(),
        }
        if self._taken is not None and words == _on_one_line(self._taken[2]):
            return changes | {"start": self._taken[0], "end": self._taken[1]}
        return changes | ({"text": words} if words != candidate.text else {})


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
