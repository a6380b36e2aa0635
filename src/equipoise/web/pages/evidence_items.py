"""The left of the evidence page: a field and a choice that narrow the list, the list, and what is left out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.evidence_list import LEFT_OUT, MOST_LISTED, left_out_words, lines, list_markup

Narrow = Callable[..., None]
"""Called with the fields of a `Filter` that are to change."""


class EvidenceItems:
    """The list of one browser's page."""

    def __init__(self, sitting: Sitting, narrow: Narrow) -> None:
        self._sitting, self._narrow = sitting, narrow
        self._lay_out_filter()
        self._head = ui.html("", sanitize=False)
        self._list = ui.html("", sanitize=False)
        self._left_out = ui.html("", sanitize=False)

    def show(self, case: Case, items: tuple[EvidenceItem, ...], selected: str) -> None:
        """Draw the list.

        Args:
            case: The case, as it is to be seen.
            items: Those in view, in their order.
            selected: The item that is marked.
        """
        say = self._sitting.say
        total = sum(item.kind not in LEFT_OUT for item in case.evidence)
        self._head.set_content(f"<h2>{say('Evidence')}<span>{len(items)} / {total}</span></h2>")
        drawn = lines(case, items[:MOST_LISTED], self._sitting.rater, say)
        left = len(items) - len(drawn)
        shown = list_markup(drawn, selected=selected, label=say("Evidence"), left=left, say=say)
        none_yet = say("No evidence yet: bring in a document and accept what it says, or write items in evidence.yaml.")
        empty = Markup("<p class='dim'>{}</p>").format(say("Nothing in view: widen the filter.") if total else none_yet)
        self._list.set_content(str(shown if items else empty))
        out = Markup("<h2>{}</h2><p class='dim'>{}</p>").format(say("Not in the likelihood"), left_out_words(case, say))
        self._left_out.set_content(str(out))

    def _lay_out_filter(self) -> None:
        say = self._sitting.say
        search = ui.input(placeholder=f"{say('Filter evidence')} ( / )").props(
            f'dense outlined clearable debounce=150 aria-label="{say("Filter evidence")}" input-class="search"'
        )
        search.on_value_change(lambda event: self._narrow(words=event.value or ""))
        shown: dict[str, Any] = {
            "all": say("all evidence"),
            "open": say("not fully rated"),
            "rated": say("fully rated"),
            "left out": say("not in the likelihood"),
        }
        ui.select(shown, value="all", on_change=lambda event: self._narrow(show=event.value)).props(
            f'dense outlined options-dense aria-label="{say("Show")}"'
        )
