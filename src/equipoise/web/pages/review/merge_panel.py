"""What a candidate can be merged into: what rests on the same words, or what is searched for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from markupsafe import Markup
from nicegui import ui

from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.candidate import Target


class MergePanel:
    """The panel that lets a candidate be a further place of something else.

    Args:
        sitting: The page.
        find: Finds what some words are in; of no words, what rests on the same words as the candidate.
        merge: Called with the id of what is chosen.
    """

    def __init__(
        self, sitting: Sitting, find: Callable[[str], Sequence[Target]], merge: Callable[[str], Awaitable[None]]
    ) -> None:
        self._sitting, self._find, self._merge = sitting, find, merge
        say = sitting.say
        with ui.element("div").classes("panel") as self.panel:
            ui.html(f"<h3>{say('A further place of')}</h3>", sanitize=False)
            self._words = ui.input(
                say("Search evidence and candidates"), on_change=lambda event: self._search(event.value or "")
            ).props("dense outlined clearable debounce=150")
            self._words.classes("first")
            self._targets = ui.element("div").classes("targets")

    def begin(self) -> None:
        """Offer what rests on the same words."""
        self._words.value = ""
        self._search("")

    def _search(self, words: str) -> None:
        found = self._find(words)
        self._targets.clear()
        with self._targets:
            for target in found:
                self._lay_out_target(target)
            if not found:
                told = "Nothing rests on the same words: search." if not words else "Nothing has these words."
                ui.label(self._sitting.say(told)).classes("dim")

    def _lay_out_target(self, target: Target) -> None:
        what = self._sitting.say("evidence" if target.is_item else "candidate")
        button = ui.button(on_click=lambda: self._merge(target.id))
        button.props("flat dense no-caps align=left").classes("small target")
        with button:
            line = Markup('<span><b>{}</b> {} <span class="dim">{}</span></span>')
            ui.html(str(line.format(target.id, target.words, what)), sanitize=False)
