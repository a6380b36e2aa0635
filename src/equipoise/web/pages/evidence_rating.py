"""The scale of the evidence page: what one is asked at a cell, the buttons that answer, and why."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from equipoise.case.case import Case
from equipoise.case.schema import Rating
from equipoise.web.pages.own_copy import work_on_copy
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.matrix import SCENARIOS
from equipoise.web.parts.rating_scale import STEPS, UNASSESS, written
from equipoise.web.parts.why import others_markup, question_markup
from equipoise.web.workspace.changes import Cell, rating_of


class RatingScale:
    """The scale of one browser's page.

    Args:
        sitting: The page.
        cell: Says which cell is rated.
        seen: Says how the case is seen at the moment: one who rates blind sees less of it.
        did: Called with a cell that was just rated here, before it is shown.
    """

    def __init__(
        self, sitting: Sitting, cell: Callable[[], Cell], seen: Callable[[], Case], did: Callable[[Cell], None]
    ) -> None:
        self._sitting, self._cell, self._seen, self._did = sitting, cell, seen, did
        say = sitting.say
        with ui.element("section"):
            self._question = ui.html("", sanitize=False)
            with ui.element("div").classes("scale").props(f'role="group" aria-label="{say("Rating")}"'):
                # As they stand: less in the first row, neither in the second, more in the third.
                neither = next(index for index, step in enumerate(STEPS, start=1) if step.decibans == 0)
                for step in STEPS[:neither]:
                    self._lay_out_step(step.key, say(step.words))
                self._lay_out_step(UNASSESS, say("leave open"))
                for step in STEPS[neither:]:
                    self._lay_out_step(step.key, say(step.words))
            self._reason = ui.input(say("Why")).props("dense outlined debounce=600").classes("reason")
            self._reason.on("blur", lambda: self._give_reason())
            self._others = ui.html("", sanitize=False)
            copy = ui.button(say("Work on a copy"), on_click=self._work_on_copy).props("no-caps dense unelevated")
            copy.set_visibility(sitting.desk.read_only and sitting.person.may_edit)

    def show(self) -> None:
        """Ask about the cell, with the reason that was given for its rating."""
        case, cell = self._seen(), self._cell()
        if cell.item not in case.items:
            return
        scenarios = list(case.definition.scenarios)
        slot = scenarios.index(cell.level) + 1 if cell.subject == SCENARIOS else 0
        self._question.set_content(f"<p>{question_markup(case, cell.subject, cell.level, slot, self._sitting.say)}</p>")
        row = self._row()
        self._reason.value = "" if row is None else row.why or ""
        self.show_others()

    def show_others(self) -> None:
        """Show what other raters gave the cell; what is being typed as a reason is left alone."""
        case, cell, sitting = self._seen(), self._cell(), self._sitting
        place = {"item": cell.item, "subject": cell.subject, "level": cell.level}
        came_to_compare = (place | {"all": "1"}).items() <= sitting.parameters.items()
        is_open = self._row() is not None or came_to_compare or not sitting.may_rate
        others = others_markup(case, cell.key[:3], cell.rater, sitting.say, is_open=is_open)
        self._others.set_content(str(others))

    def rate(self, key: str) -> None:
        """Rate the cell by the key of a step; nothing happens for a key that is none."""
        sitting, cell = self._sitting, self._cell()
        if not sitting.may_rate or not cell.item:
            return
        scale = sitting.case.definition.scale
        rating = next((written(step, scale) for step in STEPS if step.key == key), None)
        if rating is None and key != UNASSESS:
            return
        self._did(cell)
        sitting.attempt(lambda: sitting.desk.rate(cell, rating, who=sitting.me))

    def _lay_out_step(self, key: str, words: str) -> None:
        button = (
            ui.button(on_click=lambda: self.rate(key)).props("flat dense no-caps").classes(f"small step step-{key}")
        )
        with button:
            ui.html(f"<kbd>{key.upper()}</kbd> {words}", sanitize=False)
        button.set_enabled(self._sitting.may_rate)

    def _give_reason(self) -> None:
        sitting, cell, there = self._sitting, self._cell(), self._row()
        said = str(self._reason.value or "").strip()
        if there is None or said == (there.why or "") or not sitting.may_rate:
            return
        sitting.attempt(lambda: sitting.desk.rate(cell, there.rating, who=sitting.me, why=said))

    def _row(self) -> Rating | None:
        cell = self._cell()
        return rating_of(self._seen().ratings_of(cell.item), cell)

    def _work_on_copy(self) -> None:
        work_on_copy(self._sitting, "evidence", item=self._cell().item)
