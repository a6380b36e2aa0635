"""How far the headline moves under every other way to make an arbitrary choice."""

from __future__ import annotations

from equipoise.report.charts.stability_chart import stability_drawings
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
from equipoise.report.document.text import hued, lines, number, prose
from equipoise.report.numbers import range_text
from equipoise.report.view import View
from equipoise.report.view.stability import OtherScenario, SettingView, StabilityView


def stability(view: View) -> Section | None:
    """The widest choice first; nothing where it was not computed."""
    told = view.stability
    if told is None:
        return None
    drawn = stability_drawings(told)
    others = (_others(told),) if told.others and told.rows else ()
    return Section(
        id="stability",
        heading=prose(told.heading),
        sub=prose(f"{told.title} on {view.horizon} when one choice is made otherwise, per cent. The widest first."),
        sub_of_drawing=prose("Open dots: other ways to choose. Upright: as assessed. Dashed: plainer forecasts."),
        blocks=(
            Paragraph(prose(" ".join(said for said in (told.sentence, told.overturned) if said)), "claim"),
            *((Figure((Panels((Drawing(drawn, slot=told.slot),)),)),) if drawn else ()),
            *others,
            *((_choices(told),) if told.rows else ()),
            *_untried(told),
        ),
        notes=(Note("How to read it", tuple(prose(note) for note in told.notes)),),
    )


def _choices(told: StabilityView) -> Folded:
    columns = (
        Column("Choice", "head"),
        Column("Lowest"),
        Column("Highest"),
        Column("Points", "number", label="Moves by, points"),
    )
    rows = tuple((prose(row.title), _end(row.low), _end(row.high), prose(row.points)) for row in told.rows)
    plainer = tuple(
        (prose(one.title), number(one.chance), prose("a baseline, no choice"), ()) for one in told.baselines
    )
    return Folded("The numbers behind this chart", (Table(columns, (*rows, *plainer)),), "Stability")


def _end(end: SettingView | None) -> Text:
    return prose("as assessed" if end is None else end.text)


def _others(told: StabilityView) -> Table:
    columns = (
        Column("Scenario", "head"),
        Column("As assessed", "number"),
        Column("Under all choices", "number"),
        Column("Moved most by"),
    )
    return Table(columns, tuple(_other(other) for other in told.others), keep=True)


def _other(other: OtherScenario) -> tuple[Text, ...]:
    ends = range_text(other.low.percent, other.high.percent).strip("()")
    widest = f"{other.widest}, {other.moves}" if other.widest else "no choice"
    return (hued(other.title, other.slot), number(other.base), prose(f"{ends}\u202f%"), prose(widest))


def _untried(told: StabilityView) -> tuple[Folded, ...]:
    if not told.untried:
        return ()
    return (Folded("Choices that could not be tried", (Paragraph(lines(prose(one) for one in told.untried)),)),)
