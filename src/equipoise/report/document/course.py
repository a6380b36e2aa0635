"""The course of events: a panel for each scenario, and where there was no report."""

from __future__ import annotations

from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.course_panel import CROP, FULL, ceiling, course_panel
from equipoise.report.charts.widths import THIRD, WIDTHS, at_every_width
from equipoise.report.document.blocks import (
    Column,
    Drawing,
    Figure,
    Folded,
    Note,
    Panels,
    Paragraph,
    Section,
    Table,
    Text,
)
from equipoise.report.document.text import dim, number, prose
from equipoise.report.numbers import count, percent_text, prose_date
from equipoise.report.view import View
from equipoise.report.view.course import DateRow, Panel


def course(view: View) -> Section:
    """Who led, who leads, who is predicted to."""
    tall = [panel for panel in view.course.panels if ceiling(panel) == FULL]
    cropped = [panel for panel in view.course.panels if ceiling(panel) != FULL]
    rows = [Panels((_drawing(view, panel, labelled=panel is tall[0]),)) for panel in tall]
    if cropped:
        rows.append(Panels(tuple(_drawing(view, panel, labelled=False, wide=THIRD) for panel in cropped), across=3))
    return Section(
        id="course",
        heading=prose(view.course.heading),
        sub=prose("Probability of each scenario, per cent."),
        sub_of_drawing=_scale(len(cropped)),
        blocks=(Figure(tuple(rows)), Folded("The numbers behind this chart", _tables(view), "The course of events")),
        notes=_notes(view),
    )


def _scale(cropped: int) -> Text:
    said = "All panels have the same scale"
    if cropped:
        said += f"; {count(cropped)} {'is' if cropped == 1 else 'are'} cropped at {percent_text(CROP)}"
    return prose(f"{said}.")


def _drawing(view: View, panel: Panel, *, labelled: bool, wide: float = WIDTHS["wid"]) -> Drawing:
    def draw(width: float, name: str) -> Chart:
        return course_panel(view.course, panel, width=width, name=name, labelled=labelled)

    scenario = panel.scenario
    return Drawing(
        at_every_width(f"course-{scenario.slot}", draw, wide=wide),
        slot=scenario.slot,
        title=scenario.title,
        line=prose(f"{scenario.now.number} now, {scenario.at.text} at horizon"),
    )


def _tables(view: View) -> tuple[Paragraph | Table, ...]:
    """What the lines show, and what the dotted ones do."""
    told = view.course
    now = _table(view, told.rows)
    if told.earlier_as_of is None:
        return (now,)
    then = Paragraph(prose(f"As seen on {prose_date(told.earlier_as_of)}, dotted in the chart:"))
    return (now, then, _table(view, told.earlier_rows))


def _table(view: View, rows: tuple[DateRow, ...]) -> Table:
    scenarios = (Column(scenario.title, "number") for scenario in view.scenarios)
    return Table(
        (Column("Date", "head"), *scenarios, Column("Rests on")),
        tuple((prose(row.date), *(number(chance) for chance in row.chances), dim(row.basis)) for row in rows),
    )


def _notes(view: View) -> tuple[Note, ...]:
    lines = "Heavy line: the past as it looks now. Thin line: prediction."
    if view.leader.at.range:
        lines += f" Shade: central {percent_text(80)} range."
    if view.course.earlier_as_of:
        lines += f" Dotted: the prediction as seen on {prose_date(view.course.earlier_as_of)}."
    notes = [Note("How to read it", (prose(lines),), of_drawing=True)]
    if view.course.silence:
        silent = "Hatched: no report in the case is dated then. A flat line there is the model’s memory, not news."
        notes.append(Note("", (prose(silent),), of_drawing=True))
    if view.course.tallest:
        bars = (
            "Below, a mark for every day with an item, and bars for what each origin adds: up toward the scenario, "
            f"down away from it. The tallest bar is {view.course.tallest}."
        )
        notes.append(Note("", (prose(bars),), of_drawing=True))
    return tuple(notes)
