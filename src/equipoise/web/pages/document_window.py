"""The text of a document on the page: as much of it as is drawn at once, with its marks, and ways to the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui import ui

from equipoise.documents.frozen_text import FrozenText
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.document_marks import Mark
from equipoise.web.parts.document_text import (
    Window,
    earlier,
    key_markup,
    later,
    position_words,
    text_markup,
    window_around,
)

Turn = Callable[[str, Window], Window]


class DocumentWindow:
    """The part of the page that shows a text.

    Args:
        sitting: The page.
        current: Gives the span of the candidate under review, if it is of this text.
    """

    def __init__(self, sitting: Sitting, current: Callable[[], tuple[int, int] | None]) -> None:
        self._sitting, self._current = sitting, current
        self._frozen: FrozenText | None = None
        self._window = Window(0, 0)
        self._marks: Sequence[Mark] = ()
        self._asked: tuple[int, int] | None = None
        say = sitting.say
        with ui.element("div").classes("shown") as self._shown:
            with ui.element("div").classes("position"):
                self._position = ui.label().classes("dim").props('role="status"')
                self._earlier = self._turn_button("Earlier", earlier)
                self._later = self._turn_button("Later", later)
            region = f'tabindex="0" role="region" aria-label="{say("Text")}"'
            with ui.element("div").classes("document-text").props(region):
                self._text = ui.html("", sanitize=False)
            ui.html(str(key_markup(say)), sanitize=False)

    def take(self, frozen: FrozenText | None, asked: tuple[int, int] | None) -> None:
        """Take another text, to be drawn from a place asked for or from the beginning.

        Args:
            frozen: The text; None where it cannot be shown.
            asked: The span that somebody came to see.
        """
        self._frozen, self._asked = frozen, asked
        if frozen is not None:
            self._window = window_around(frozen.text, asked[0] if asked is not None else 0)

    def draw(self, marks: Sequence[Mark]) -> None:
        """Draw the text with marks where something rests on it."""
        self._marks = marks
        self._shown.set_visibility(self._frozen is not None)
        if self._frozen is None:
            self._text.set_content("")
            return
        self._draw(self._frozen)

    def go(self, start: int, end: int) -> None:
        """Bring a place into view; one that the text does not have is passed over."""
        frozen = self._frozen
        if frozen is None or frozen.quotation(start, end) is None:
            return
        if not (self._window.start <= start and end <= self._window.end):
            self._window = window_around(frozen.text, start)
            self._draw(frozen)
        ui.run_javascript(f"equipoiseDocument.show({start}, {end})")

    def quotation(self, start: int, end: int) -> str | None:
        """The words of a span; None where the text has no such span."""
        return self._frozen.quotation(start, end) if self._frozen is not None else None

    def _draw(self, frozen: FrozenText) -> None:
        say = self._sitting.say
        self._text.set_content(
            str(
                text_markup(
                    frozen,
                    self._window,
                    self._marks,
                    asked=self._asked,
                    evidence_address=lambda item: self._sitting.address("evidence", item=item),
                    say=say,
                )
            )
        )
        self._position.text = position_words(frozen, self._window, say)
        is_cut = bool(self._position.text)
        self._earlier.set_enabled(self._window.start > 0)
        self._later.set_enabled(self._window.end < len(frozen.text))
        for button in (self._earlier, self._later):
            button.set_visibility(is_cut)
        current = self._current()
        if current is not None:
            ui.run_javascript("equipoiseDocument.mark({}, {})".format(*current))

    def _turn_button(self, words: str, turn: Turn) -> ui.button:
        def go() -> None:
            if self._frozen is not None:
                self._window = turn(self._frozen.text, self._window)
                self._draw(self._frozen)
                ui.run_javascript("equipoiseDocument.top()")

        return ui.button(self._sitting.say(words), on_click=go).props("flat dense no-caps").classes("small")
