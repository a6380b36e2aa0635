"""The timeline: how the numbers came about, seen from any as-of date, with the evidence and the months without any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from nicegui import ui

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.report.brief_html import render_sections
from equipoise.report.document.blocks import Document
from equipoise.report.numbers import prose_date
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.evidence_strip import strip_markup
from equipoise.web.parts.headline import headline_markup
from equipoise.web.workspace.standing import Standing
from equipoise.web.workspace.work import make_brief

_SETTLED = 0.4
"""Seconds for which the slider rests before numbers are asked for."""


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    _Timeline(sitting)


class _Timeline:
    """One browser's page."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        case, say = sitting.case, sitting.say
        clock = case.definition.clock
        self.opens = clock.opens
        self.last = resolve_as_of(case, None)
        self.day = sitting.as_of or self.last
        self._stop_listening: Callable[[], None] = lambda: None
        ui.html(f"<h1>{say('Timeline')}</h1>", sanitize=False)
        with ui.element("div").classes("as-of-row"):
            self.label = ui.label()
            ui.button(say("Earlier"), on_click=lambda: self._step(-1)).props('flat dense no-caps data-key="["').classes(
                "small"
            )
            ui.button(say("Later"), on_click=lambda: self._step(1)).props('flat dense no-caps data-key="]"').classes(
                "small"
            )
            ui.button(say("All that is known"), on_click=lambda: self._go(self.last)).props(
                "flat dense no-caps"
            ).classes("small")
        steps = max((clock.horizon - self.opens).days, 1)
        self.slider = ui.slider(min=0, max=steps, value=(self.day - self.opens).days).props(
            f'aria-label="{say("as of")}" data-testid="as-of"'
        )
        self.slider.on("update:model-value", lambda event: self._slide(int(event.args)), throttle=0.1)
        self.strip = ui.html("", sanitize=False)
        ui.html(_KEY, sanitize=False)
        self.headline = ui.html("", sanitize=False).classes("timeline-head").props('aria-live="polite"')
        self.work = LongWork(
            sitting,
            "Draw the course of events",
            make_brief,
            lambda: (sitting.case, self.day, sitting.rater, False),
            lambda: (self.day, sitting.rater),
            self._draw,
        )
        self._settle = ui.timer(_SETTLED, self._ask, once=False, active=False)
        self._show()
        self._ask()

    def _slide(self, steps: int) -> None:
        self.day = self.opens + timedelta(days=steps)
        self._show()
        self._settle.activate()

    def _step(self, months: int) -> None:
        """To the last day of the month before or after."""
        first = self.day.replace(day=1)
        target = first - timedelta(days=1) if months < 0 else _end_of_month(_end_of_month(self.day) + timedelta(days=1))
        if months > 0 and self.day != _end_of_month(self.day):
            target = _end_of_month(self.day)
        self._go(target)

    def _go(self, day: date) -> None:
        clock = self.sitting.case.definition.clock
        self.day = min(max(day, clock.opens), clock.horizon)
        self.slider.value = (self.day - self.opens).days
        self._show()
        self._ask()

    def _show(self) -> None:
        self.label.text = f"{self.sitting.say('as of')} {prose_date(self.day)}"
        self.strip.set_content(str(strip_markup(self.sitting.case, self.day)))

    def _ask(self) -> None:
        """Ask for the numbers of the chosen day, and remember it for the other pages."""
        self._settle.deactivate()
        self.sitting.as_of = None if self.day == self.last else self.day
        standing = self.sitting.workspace.standing(self.sitting.desk.name, self.day, self.sitting.rater)
        client = ui.context.client
        self._stop_listening()
        self._stop_listening = standing.subscribe(lambda found: client.safe_invoke(lambda: self._show_numbers(found)))
        client.on_disconnect(self._stop_listening)
        self._show_numbers(standing)
        self.work.refresh(starts=True)

    def _show_numbers(self, standing: Standing) -> None:
        if standing.problem:
            self.headline.set_content(f"<p>{standing.problem}</p>")
        elif standing.as_of == self.day:
            self.headline.set_content(str(headline_markup(self.sitting.case, standing.numbers)))

    def _draw(self, document: Document) -> None:
        course = [section for section in document.sections if section.id == "course"]
        with ui.element("div").classes("brief"):
            ui.html(str(render_sections(course)), sanitize=False)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


_KEY = (
    '<p class="key"><span><i class="dot rated"></i>rated</span><span><i class="dot"></i>not rated</span>'
    '<span><i class="u"></i>months without a report</span>'
    "<span>line: the as-of date; pale: not known by then</span></p>"
)

TIMELINE = Page("timeline", "Timeline", build)
