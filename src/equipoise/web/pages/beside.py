"""A place beside every page: where the number comes from that was clicked on, or what the word means."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from markupsafe import Markup
from nicegui import ui

from equipoise.web.pages.origin import ORIGIN, lay_out_origin
from equipoise.web.pages.sitting import Sitting
from equipoise.web.pages.words import GLOSSARY, word_markup


class Beside:
    """Opens where a reader clicks a number or a word, and is closed by its button or Escape.

    It holds nobody: the page behind it goes on working. Each of its contents also has an address of its own.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        label = sitting.say("Where this comes from, or what it means")
        with ui.element("aside").classes("beside").props(f'id="beside" hidden aria-label="{label}"'):
            with ui.element("p").classes("beside-bar"):
                self._own = ui.link(sitting.say("Open by itself"), "#").classes("small")
                ui.button(sitting.say("Close")).props('flat dense no-caps data-close="beside"').classes("small")
            self._head = ui.html("", sanitize=False)
            self._content = ui.element("div").classes("origin").props('aria-live="polite"')
        ui.on("beside", lambda event: self.show(event.args))

    def show(self, address: Any) -> None:
        """Show what an address of a number or a word of this case leads to; any other is passed over."""
        path, _, query = str(address).partition("?")
        asked = dict(parse_qsl(query))
        for page in (ORIGIN, GLOSSARY):
            if path == self._sitting.address(page.slug):
                self._open(page.title if page is ORIGIN else "What this word means", f"{path}?{query}")
                with self._content:
                    if page is ORIGIN:
                        lay_out_origin(self._sitting, asked)
                    else:
                        ui.html(str(word_markup(self._sitting, asked.get("word", ""))), sanitize=False)

    def _open(self, title: str, address: str) -> None:
        self._head.set_content(str(Markup('<h2 tabindex="-1">{}</h2>').format(self._sitting.say(title))))
        self._own.props["href"] = address
        self._own.update()
        self._content.clear()
        ui.run_javascript("equipoiseBeside(true)")
