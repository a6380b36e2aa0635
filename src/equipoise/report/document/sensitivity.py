"""How far the leader moves with each authored number: the widest in a picture, some more in a table."""

from __future__ import annotations

from equipoise.report.charts.tornado import tornado_drawings
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
from equipoise.report.document.text import code, lines, path, prose
from equipoise.report.view import View
from equipoise.report.view.sensitivity import READ_AS, MoveView, NumberRow, SensitivityView


def sensitivity(view: View) -> Section | None:
    """The widest first; nothing where it was not computed."""
    told = view.sensitivity
    if told is None:
        return None
    drawn = tornado_drawings(told)
    others = " ".join(said for said in (told.rest, told.left_out) if said)
    return Section(
        id="sensitivity",
        heading=prose(told.heading),
        sub=prose(f"{told.title} on {view.horizon}: points it moves by with one number, the others as they are."),
        sub_of_drawing=prose("Solid: the number moved up. Open: moved down. The widest first."),
        blocks=(
            Paragraph(prose(" ".join(said for said in (told.sentence, told.overturned) if said)), "claim"),
            *((Figure((Panels((Drawing(drawn, slot=told.slot),)),)),) if drawn else ()),
            *((_numbers(told),) if told.rows else ()),
            Paragraph(
                (*prose(f"{others} All are in " if others else "All are in "), *code(_command(view)), *prose("."))
            ),
        ),
        notes=(
            Note("How to read it", (prose(READ_AS),), of_drawing=True),
            Note("Steps", tuple(prose(note) for note in told.notes)),
        ),
    )


def _numbers(told: SensitivityView) -> Folded:
    columns = (
        Column("Number", "head"),
        Column("Line", "number"),
        Column("Now"),
        Column("Less: points", label="Less"),
        Column("More: points", label="More"),
    )
    return Folded("The numbers behind this chart", (Table(columns, tuple(map(_row, told.rows))),), "Sensitivity")


def _row(row: NumberRow) -> tuple[Text, ...]:
    title = lines((prose(row.title), path(row.path)))
    return (title, prose(row.line or "default"), prose(row.now), _moved(row.down), _moved(row.up))


def _moved(move: MoveView | None) -> Text:
    return prose("not moved" if move is None else move.text)


def _command(view: View) -> str:
    return f"equipoise sensitivity {view.case} --json"
