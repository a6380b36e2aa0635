"""The timeline: how the numbers came about, seen from any as-of date, with the evidence and the months without any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from markupsafe import Markup
from nicegui import ui

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.report.brief_html import render_sections
from equipoise.report.document.blocks import Document
from equipoise.report.numbers import prose_date
from equipoise.web.labels import Say
from equipoise.web.pages.in_browser import in_browser
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import explained, show_traced
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
        ui.html(str(_key(say)), sanitize=False)
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
        standing = self.sitting.standing(self.day)
        client = ui.context.client
        self._stop_listening()
        self._stop_listening = standing.subscribe(lambda found: in_browser(client, lambda: self._show_numbers(found)))
        client.on_delete(self._stop_listening)  # a browser that loses its connection for a moment comes back
        self._show_numbers(standing)
        self.work.refresh(starts=True)

    def _show_numbers(self, standing: Standing) -> None:
        if problem := self.sitting.problem_of(standing):
            self.headline.set_content(str(Markup("<p>{}</p>").format(problem)))
        elif standing.as_of == self.day:
            shown = headline_markup(self.sitting.case, standing.numbers, self.sitting.say)
            self.headline.set_content(str(explained(self.sitting, shown, of="headline")))

    def _draw(self, document: Document) -> None:
        course = [section for section in document.sections if section.id == "course"]
        with ui.element("div").classes("brief"):
            show_traced(self.sitting, lambda: render_sections(course))


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _key(say: Say) -> Markup:
    return Markup(
        '<p class="key"><span><i class="dot rated"></i>{}</span><span><i class="dot"></i>{}</span>'
        '<span><i class="u"></i>{}</span><span>{}</span></p>'
    ).format(
        say("rated"),
        say("not rated"),
        say("months without a report"),
        say("line: the as-of date; pale: not known by then"),
    )


TIMELINE = Page("timeline", "Timeline", build)
