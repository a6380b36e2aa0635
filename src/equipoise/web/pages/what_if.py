"""What if: levers as sliders, any other number as an edit, and the decision-maker as a switchboard."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from nicegui import run, ui

from equipoise.case.case import Case
from equipoise.case.edit import parse_edit
from equipoise.case.schema import Lever
from equipoise.errors import EquipoiseError
from equipoise.report.names import readable
from equipoise.report.view.pages import Page as TextPage
from equipoise.studies.live import LiveNumbers
from equipoise.studies.tipping.reaches import number_at
from equipoise.web.pages.in_browser import in_browser
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import explained, show_traced
from equipoise.web.pages.sitting import Sitting, tell
from equipoise.web.parts.before_after import before_after_markup
from equipoise.web.parts.model_fields import field_text
from equipoise.web.parts.page_markup import page_markup
from equipoise.web.workspace.standing import Standing
from equipoise.web.workspace.work import change_decision_maker, trace_what_if

STEPS = 40
"""Places of a slider."""


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    _WhatIf(sitting)


class _WhatIf:
    """One browser's page: the edits that are tried, and what they do."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.edits: dict[str, Any] = {}
        self.asked = 0
        say = sitting.say
        ui.html(f"<h1>{say('What if')}</h1>", sanitize=False)
        with ui.element("div").classes("what-if"):
            with ui.element("div").classes("controls"):
                self._lay_out_levers()
                self._lay_out_edit()
            with ui.element("div").classes("effects"):
                ui.html(f"<h2>{say('On the horizon')}</h2>", sanitize=False)
                self.table = ui.html("", sanitize=False).props('aria-live="polite"')
                self.tried = ui.column().classes("tried")
                with ui.element("div").classes("row"):
                    self.save_button = ui.button(say("Save into the case"), on_click=self._save).props(
                        "no-caps dense unelevated"
                    )
                    ui.button(say("As it was"), on_click=self._clear).props("no-caps dense flat")
                self.paths = LongWork(
                    sitting,
                    "Through which paths?",
                    trace_what_if,
                    lambda: (sitting.case, dict(self.edits), sitting.as_of, sitting.rater),
                    lambda: ("paths", sitting.as_of, sitting.rater, repr(sorted(self.edits.items()))),
                    lambda found: _show_page(sitting, found),
                )
        ui.html(f"<h2>{say('Another decision-maker')}</h2>", sanitize=False)
        LongWork(
            sitting,
            "Switch the decision-maker",
            change_decision_maker,
            lambda: (sitting.case, sitting.as_of, sitting.rater),
            lambda: (sitting.as_of, sitting.rater),
            lambda found: _show_page(sitting, found),
        )
        self.standing = sitting.standing(sitting.as_of)
        client = ui.context.client
        # Until the page is given up: a browser that loses its connection for a moment comes back to the same page.
        client.on_delete(self.standing.subscribe(lambda _: in_browser(client, self._ask)))
        self._show_tried()
        self._show(self.standing.numbers, self.standing.numbers)

    # --- layout ---

    def _lay_out_levers(self) -> None:
        say, levers = self.sitting.say, self.sitting.case.definition.levers
        ui.html(f"<h2>{say('Levers')}</h2>", sanitize=False)
        self.sliders: dict[str, ui.slider] = {}
        if not levers:
            ui.label(say("This case names no lever: add one on the model page.")).classes("dim")
        for name, lever in levers.items():
            self._lay_out_lever(lever.title or readable(name), lever)

    def _lay_out_lever(self, title: str, lever: Lever) -> None:
        low, high = lever.range
        path, now = number_at(self.sitting.case, lever.path)
        with ui.element("div").classes("lever"):
            unit = f", {lever.unit}" if lever.unit else ""
            ui.label(f"{title}{unit}")
            slider = ui.slider(min=min(low, now), max=max(high, now), step=(high - low) / STEPS, value=now)
            slider.props["aria-label"] = title  # set, not spelled: a quote in a title would begin another attribute
            shown = ui.label(f"{now:g}").classes("n")
            slider.on_value_change(lambda event: shown.set_text(f"{float(event.value):.3g}"))
            slider.on(
                "update:model-value",
                lambda event: self._try(path, float(event.args)),
                throttle=0.25,
                leading_events=False,
            )
        self.sliders[path] = slider

    def _lay_out_edit(self) -> None:
        say = self.sitting.say
        ui.html(f"<h2>{say('Any other number')}</h2>", sanitize=False)
        with ui.element("form").classes("start").on("submit.prevent", lambda: self._try_typed()):
            self.typed = (
                ui.input(say("PATH=VALUE, such as decision_maker.advisers=5")).props("dense outlined").classes("wide")
            )
            ui.button(say("Try"), on_click=self._try_typed).props("no-caps dense unelevated")

    # --- what a person does ---

    async def _try_typed(self) -> None:
        try:
            path, value = parse_edit(str(self.typed.value or ""))
            self.sitting.case.edited({**self.edits, path: value})
        except EquipoiseError as error:
            tell(error)
            return
        await self._try(path, value)

    async def _try(self, path: str, value: Any) -> None:
        self.edits = {**self.edits, path: value}
        self._show_tried()
        await self._ask()

    async def _clear(self) -> None:
        self.edits = {}
        for path, slider in self.sliders.items():
            slider.value = number_at(self.sitting.case, path)[1]  # which may have been saved since
        self._show_tried()
        await self._ask()

    async def _save(self) -> None:
        edits = dict(self.edits)
        if self.sitting.attempt(lambda: self.sitting.desk.edit(edits, who=self.sitting.person.name)) is not None:
            self.edits = {}
            self._show_tried()
            ui.notify(self.sitting.say("saved; Undo takes it back"))

    async def _ask(self) -> None:
        """Find what the edits do; of several asked for in a row only the last is shown."""
        self.asked += 1
        asked, before = self.asked, self.standing.numbers
        if before is None:
            self._show(None, None)
            return
        if not self.edits:
            self._show(before, before)
            return
        try:
            after = await run.io_bound(_changed, self.standing, self.sitting.case, self.edits)
        except EquipoiseError as error:
            tell(error)
            return
        if asked == self.asked and not self.table.is_deleted:
            self._show(before, after)

    # --- showing ---

    def _show(self, before: LiveNumbers | None, after: LiveNumbers | None) -> None:
        if before is None and (problem := self.sitting.problem_of(self.standing)):
            self.table.set_content(str(Markup("<p>{}</p>").format(problem)))
            return
        shown = before_after_markup(self.sitting.case, before, after, self.sitting.say)
        self.table.set_content(str(explained(self.sitting, shown, of="what-if")))

    def _show_tried(self) -> None:
        may_save = self.sitting.person.may_edit and not self.sitting.desk.read_only
        self.save_button.set_enabled(bool(self.edits) and may_save)
        self.tried.clear()
        with self.tried:
            for path, value in self.edits.items():
                ui.label(f"{path} = {field_text(value)}").classes("code")
            if not self.edits:
                ui.label(self.sitting.say("Nothing is changed: move a lever.")).classes("dim")
        if hasattr(self, "paths"):
            self.paths.refresh()


def _changed(standing: Standing, case: Case, edits: dict[str, Any]) -> LiveNumbers:
    return standing.changed(case.edited(edits))


def _show_page(sitting: Sitting, found: TextPage) -> None:
    show_traced(sitting, lambda: page_markup(found), of="what-if")


WHAT_IF = Page("what-if", "What if", build)
