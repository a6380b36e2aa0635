"""Explanations on trial: which predicted the record best, and what share of the mix each has."""

from __future__ import annotations

from equipoise.report.charts.explanations_alone import explanations_alone
from equipoise.report.charts.widths import at_every_width
from equipoise.report.document.blocks import Block, Column, Drawing, Figure, Note, Panels, Section, Table, Text
from equipoise.report.document.text import dim, prose
from equipoise.report.view import View
from equipoise.report.view.explanations import ExplanationView


def explanations(view: View) -> Section | None:
    """How well each explanation alone predicted; nothing where the case names none."""
    told = view.explanations
    if not told.rows:
        return None
    table = _table(told.rows, ranked=told.ranked)
    figure = (_figure(view),) if told.ranked else ()
    blocks: tuple[Block, ...] = (*figure, table)
    what = (
        "How far each explanation, had it ruled alone, lies behind the one that predicted the record best. "
        if told.ranked
        else ""
    )
    truth = (
        "“Predicted best” does not mean “is true”: an explanation can be right for the wrong reason. 10\u202fdB "
        "behind: the record was ten times less likely under it."
    )
    return Section(
        id="explanations",
        heading=prose(told.heading),
        sub=prose(f"{what}{told.reason}"),
        blocks=blocks,
        notes=(Note("How to read it", (prose(truth),)), Note("", (prose(told.learned),))),
    )


def _figure(view: View) -> Figure:
    drawn = at_every_width("alone", lambda width, name: explanations_alone(view.explanations, width=width, name=name))
    return Figure((Panels((Drawing(drawn),)),))


def _table(rows: tuple[ExplanationView, ...], *, ranked: bool) -> Table:
    columns = (Column("Explanation", "head"), Column("Share before", "number"), Column("Share now", "number"))
    alone = (Column("Alone", "number"),) if ranked else ()
    return Table((*columns, *alone), tuple(_row(row, ranked=ranked) for row in rows), keep=True)


def _row(row: ExplanationView, *, ranked: bool) -> tuple[Text, ...]:
    why = dim(f": {row.why}") if row.why else ()
    score = (prose(row.score),) if ranked else ()
    return ((*prose(row.title), *why), prose(row.prior), prose(row.share), *score)
