"""Explanations on trial: which predicted the record best, what share each has, and what each alone would lead to."""

from __future__ import annotations

from equipoise.report.charts.explanations_over_time import explanations_over_time
from equipoise.report.charts.switchboard_chart import switchboard_drawings
from equipoise.report.charts.widths import at_every_width
from equipoise.report.document.blocks import (
    Block,
    Column,
    Drawing,
    Figure,
    Folded,
    Note,
    Panels,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import dim, number, prose, strong
from equipoise.report.numbers import signed, table_date
from equipoise.report.view import View
from equipoise.report.view.explanations import ExplanationView
from equipoise.report.view.switchboard import SettingView, SwitchboardView

_WEDGE = (
    "Steps: a score changes only on a day with evidence. Grey: two Monte Carlo errors about the mean; lines inside it "
    "are not told apart."
)


def explanations(view: View) -> Section | None:
    """How well each explanation alone predicted, and where each alone would lead; nothing where the case names none."""
    told = view.explanations
    if not told.rows:
        return None
    table = _table(told.rows, ranked=told.ranked)
    figure = _figure(view)
    motives = _motives_alone(view.switchboard)
    blocks: tuple[Block, ...] = (*figure, table, *motives)
    what = _what(told.ranked, drawn=bool(figure))
    truth = (
        "“Predicted best” does not mean “is true”: an explanation can be right for the wrong reason. 10\u202fdB "
        "behind: the record was ten times less likely under it."
    )
    return Section(
        id="explanations",
        heading=prose(told.heading),
        sub=prose(f"{what}{told.reason}"),
        blocks=blocks,
        notes=(
            Note("How to read it", (prose(truth),)),
            *((Note("", (prose(_WEDGE),), of_drawing=True),) if figure else ()),
            Note("", (prose(told.learned),)),
            *(_how_made(view.switchboard) if motives else ()),
        ),
    )


def _what(ranked: bool, *, drawn: bool) -> str:
    if drawn:
        return (
            "How well each explanation, had it ruled alone, has predicted the record so far: decibans ahead of the "
            "mean of all. "
        )
    if ranked:
        return "How far each explanation, had it ruled alone, lies behind the one that predicted the record best. "
    return ""


def _figure(view: View) -> tuple[Block, ...]:
    """The course of the scores with its numbers; nothing where scores may not be compared."""
    told = view.explanations
    rows = tuple(row for row in told.rows if row.ahead_db)
    if not told.ranked or not rows:
        return ()
    drawn = at_every_width("alone", lambda width, name: explanations_over_time(told, width=width, name=name))
    columns = (Column("Date", "head"), *(Column(row.title, "number") for row in rows), Column("Wedge", "number"))
    numbers = tuple(
        (
            prose(table_date(day)),
            *(prose(signed(row.ahead_db[n])) for row in rows),
            prose(f"\u00b1{told.wedge_db[n]:.1f}"),
        )
        for n, day in enumerate(told.days)
    )
    return (
        Figure((Panels((Drawing(drawn),)),)),
        Folded("The numbers behind this chart", (Table(columns, numbers),), "Scores of explanations, decibans"),
    )


def _table(rows: tuple[ExplanationView, ...], *, ranked: bool) -> Table:
    columns = (Column("Explanation", "head"), Column("Share before", "number"), Column("Share now", "number"))
    alone = (Column("Alone", "number"),) if ranked else ()
    return Table((*columns, *alone), tuple(_row(row, ranked=ranked) for row in rows), keep=True)


def _row(row: ExplanationView, *, ranked: bool) -> tuple[Text, ...]:
    why = dim(f": {row.why}") if row.why else ()
    score = (prose(row.score),) if ranked else ()
    return ((*prose(row.title), *why), prose(row.prior), prose(row.share), *score)


# --- motives alone --------------------------------------------------------------------------------------------


def _motives_alone(told: SwitchboardView | None) -> tuple[Block, ...]:
    """The scenarios under each explanation alone and under other decision-makers; nothing where none differs."""
    drawn = switchboard_drawings(told) if told else {}
    if told is None or not drawn:
        return ()
    return (
        Subheading(prose(told.heading)),
        Paragraph(prose(f"{told.ranking} Chance of each scenario on {told.horizon}.")),
        Figure((Panels((Drawing(drawn),)),)),
        Folded("The numbers behind this chart", (_settings(told),), "Other decision-makers"),
    )


def _settings(told: SwitchboardView) -> Table:
    columns = (
        Column("Decision-maker", "head"),
        *(Column(title, "number") for title in told.scenarios),
        Column("What changes places"),
    )
    return Table(columns, tuple(_setting(row) for row in told.rows))


def _setting(row: SettingView) -> tuple[Text, ...]:
    title = strong(row.title) if row.is_authored else prose(row.title)
    flips = () if row.is_authored else prose(row.flips or "nothing")
    return (title, *(number(chance) for chance in row.chances), flips)


def _how_made(told: SwitchboardView | None) -> tuple[Note, ...]:
    return (Note("Other decision-makers", tuple(prose(note) for note in told.notes)),) if told else ()
