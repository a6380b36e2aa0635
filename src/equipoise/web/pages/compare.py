"""Compare: what changed between two vintages, and the case as it was known on earlier days."""

from __future__ import annotations

from datetime import date
from functools import partial

from nicegui import ui

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.report.numbers import table_date
from equipoise.studies.vintages import default_dates
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.pages.studies import show_sections
from equipoise.web.workspace.study import study_change, study_vintages


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    case, say = sitting.case, sitting.say
    until = resolve_as_of(case, sitting.as_of)
    days = [day for day in _days(sitting) if day < until]
    ui.html(f"<h1>{say('Compare')}</h1>", sanitize=False)
    if not days:
        ui.label(say("First assessment; nothing to compare."))
        ui.label(say("As soon as the case has evidence of two different days, what changed between them is told here."))
        ui.link(say("Add evidence"), sitting.address("documents"))
        return
    chosen: dict[str, date] = {"since": days[0]}

    with ui.element("div").classes("start"):
        shown = {day.isoformat(): table_date(day) for day in days}
        ui.select(
            shown,
            value=days[0].isoformat(),
            label=say("What changed since"),
            on_change=lambda event: _choose(event.value),
        ).props("dense outlined options-dense").classes("day")
        ui.label(f"{say('until')} {table_date(until)}")
    work = LongWork(
        sitting,
        "Compute the change",
        study_change,
        lambda: (case, chosen["since"], until, sitting.rater),
        lambda: (chosen["since"], until, sitting.rater),
        partial(show_sections, sitting),
    )

    def _choose(day: str) -> None:
        chosen["since"] = date.fromisoformat(day)
        work.refresh()

    ui.html(f"<h2>{say('The case as it was known')}</h2>", sanitize=False)
    LongWork(
        sitting,
        "Set vintages side by side (a minute)",
        study_vintages,
        lambda: (case, sitting.as_of, sitting.rater),
        lambda: (until, sitting.rater),
        partial(show_sections, sitting),
    )


def _days(sitting: Sitting) -> list[date]:
    """Days on which stock can be taken: the case's own vintages, and the ends of the months in which it learned."""
    case = sitting.case
    known = {case.known(item) for item in case.evidence}
    return sorted({*default_dates(case), *(day for day in known if case.definition.clock.opens <= day)})


COMPARE = Page("compare", "Compare", build)
