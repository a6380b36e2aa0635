"""What to watch for: which findings ahead would tell most, and what each would do."""

from __future__ import annotations

from equipoise.report.charts.watch_chart import watch_drawings
from equipoise.report.document.blocks import (
    Block,
    Bullets,
    Column,
    Drawing,
    Figure,
    Folded,
    Note,
    Panels,
    Paragraph,
    Section,
    Table,
)
from equipoise.report.document.text import dim, hued, lines, number, prose, strong
from equipoise.report.view import View
from equipoise.report.view.watch import WatchView

TOLD = 3
"""Indicators with a sentence of their own under the chart."""


def watch(view: View) -> Section | None:
    """The watch board; nothing where it was not computed."""
    told = view.watch
    if told is None:
        return None
    drawn = watch_drawings(told)
    return Section(
        id="watch",
        heading=prose(told.heading),
        sub=prose(f"The scenario on {told.horizon} that each finding moves most, per cent. The most telling first."),
        sub_of_drawing=prose("Filled: if seen. Open: if not by its date. Upright: now."),
        blocks=(*((Figure((Panels((Drawing(drawn),)),)),) if drawn else ()), *_blocks(told)),
        notes=(Note("How to read it", tuple(prose(note) for note in told.notes)),),
    )


def _blocks(told: WatchView) -> tuple[Block, ...]:
    first = tuple(
        (*strong(f"{row.title}, by {row.by}."), *prose(f" The chance of it is {row.chance.text}. {row.sentence}"))
        for row in told.rows[:TOLD]
    )
    return (
        *((Bullets(first),) if first else ()),
        *((_board(told),) if told.rows else ()),
        *((Folded("The first two together", (_together(told),)),) if told.together else ()),
        *((Folded("Indicators left out, and why", (_refused(told),)),) if told.refused else ()),
    )


def _board(told: WatchView) -> Folded:
    columns = (
        Column("Indicator", "head"),
        Column("By", "date"),
        Column("Chance", "number"),
        Column("Tells", "number"),
        Column("Moves most"),
        Column("Now", "number"),
        Column("If seen", "number"),
        Column("If not", "number"),
    )
    rows = tuple(
        (
            (*prose(row.title), *(dim(f" {row.flips}.") if row.flips else ())),
            prose(row.by),
            number(row.chance),
            prose(row.gain),
            hued(row.scenario, row.slot),
            number(row.now),
            number(row.seen),
            number(row.not_seen),
        )
        for row in told.rows
    )
    return Folded("The numbers behind this chart", (Table(columns, rows),), "The watch board")


def _together(told: WatchView) -> Paragraph:
    return Paragraph(lines(prose(said) for said in told.together))


def _refused(told: WatchView) -> Paragraph:
    return Paragraph(lines(prose(said) for said in told.refused))
