"""The form of the item that a candidate becomes: filled in as suggested, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.review.accepted import AcceptedItem
from equipoise.review.suggestion import Suggestion
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.candidate import KINDS, filled_in, item_of, new_sources, source_names

_LABELS = {
    "what": "What happened or was said",
    "date": "Date",
    "known": "Known since",
    "kind": "Kind",
    "grade": "Grade, such as B2",
    "sources": "Sources, with commas between",
    "source_title": "Title of the new source",
    "source_grade": "Its grade, A to F",
    "origin": "Origin it shares with other items",
    "id": "Id",
    "note": "Note",
}


class AcceptForm:
    """The fields of an item.

    Args:
        sitting: The page.
        accept: Called when the form is sent by key.
    """

    def __init__(self, sitting: Sitting, accept: Callable[[], Awaitable[None]]) -> None:
        self._sitting = sitting
        self._rows: dict[str, ui.element] = {}
        self._fields: dict[str, Any] = {}
        self._because: dict[str, ui.label] = {}
        self._wrong: dict[str, ui.html] = {}
        say = sitting.say
        with ui.element("div").classes("form") as self._form:
            ui.html(f"<h3>{say('The item it becomes')}</h3>", sanitize=False)
            self._wrong[""] = ui.html("", sanitize=False).props('role="alert"')
            for name, label in _LABELS.items():
                self._lay_out_field(name, say(label))
        self._form.on("keydown.ctrl.enter", accept)
        self._fields["sources"].on_value_change(self._ask_for_new_source)

    def show(self, is_shown: bool) -> None:
        """Show the form, or hide it with all that is typed in it."""
        self._form.set_visibility(is_shown)

    def fill_in(self, suggestion: Suggestion) -> None:
        """Fill the form in as suggested, and say why."""
        for name, text in filled_in(suggestion).items():
            self._fields[name].value = text if name != "kind" or text in KINDS else None
        for name, label in self._because.items():
            label.text = suggestion.because.get(name, "")
        self._ask_for_new_source()

    def item(self, suggestion: Suggestion) -> AcceptedItem:
        """What is typed, as an item."""
        typed = {name: str(field.value or "") for name, field in self._fields.items()}
        return item_of(typed, suggestion, self._sitting.desk.case)

    def say_wrong(self, found: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong beside each field, under an empty name above all; nothing takes away what was said."""
        for name, place in self._wrong.items():
            lines = found.get(name, ())
            place.set_content(str(Markup("").join(Markup('<p class="finding">{}</p>').format(one) for one in lines)))

    def _lay_out_field(self, name: str, label: str) -> None:
        with ui.element("div").classes(f"f f-{name}") as row:
            if name == "kind":
                field: Any = ui.select(list(KINDS), label=label).props("dense outlined options-dense")
            elif name in ("what", "note"):
                field = ui.textarea(label).props("dense outlined autogrow")
            else:
                field = ui.input(label).props("dense outlined")
            self._wrong[name] = ui.html("", sanitize=False).props('role="alert"')
            self._because[name] = ui.label().classes("dim because")
        self._rows[name], self._fields[name] = row, field
        row.set_visibility(not name.startswith("source_"))

    def _ask_for_new_source(self) -> None:
        missing = new_sources(source_names(str(self._fields["sources"].value or "")), self._sitting.desk.case)
        for name in ("source_title", "source_grade"):
            self._rows[name].set_visibility(bool(missing))
