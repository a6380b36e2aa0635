"""The case as it was known on several days, and what published authors judged then."""

from __future__ import annotations

from equipoise.report.charts.vintages_chart import vintages_drawings
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
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import dim, hued, lines, number, prose, strong
from equipoise.report.view import View
from equipoise.report.view.vintages import ComparedView, ListedView, VintagesView

COMPARED_SHOWN = 7
"""Judgements in the table that is open from the start: those that part with the model, or else the first few."""


def vintages(view: View) -> Section | None:
    """Vintages beside each other; nothing where they were not computed."""
    told = view.vintages
    if told is None:
        return None
    drawn = vintages_drawings(told)
    if not drawn:
        return _judged_only(told)
    return Section(
        id="vintages",
        heading=prose(told.heading),
        sub=prose(f"Chance of each scenario on {told.horizon}, as known on each day."),
        sub_of_drawing=prose("Bars: central 80 % range."),
        blocks=(
            Figure((Panels((Drawing(drawn),)),)),
            _numbers(told),
            Bullets(
                tuple(
                    (*strong(f"As of {one.as_of}."), *prose(f" {_sentence(one.evidence)} {one.not_used}".rstrip()))
                    for one in told.vintages
                )
            ),
            *_unnamed(told),
            *_published(told),
        ),
        notes=(
            Note("How to read it", (prose(told.how_to_read),)),
            Note("Whose numbers", (prose(CODED),)),
        ),
    )


def _judged_only(told: VintagesView) -> Section | None:
    """Where there is one vintage, and so nothing to set side by side but what others judged."""
    if not told.compared and not told.listed:
        return None
    _, *blocks = _published(told)
    return Section(
        id="vintages",
        heading=prose(told.compared_heading),
        blocks=tuple(blocks),
        notes=(Note("How to read it", (prose(told.how_to_read),)), Note("Whose numbers", (prose(CODED),))),
    )


CODED = (
    "Where an author gave words, a coder read them as a range and filled in the day or the set that they leave open; "
    "such a range is never the author’s own."
)


def _sentence(evidence: str) -> str:
    return evidence[:1].upper() + evidence[1:]


def _numbers(told: VintagesView) -> Folded:
    columns = (
        Column("Scenario", "head"),
        Column("As of", "date"),
        Column("On that day", "number"),
        Column(f"On {told.horizon}", "number"),
        Column("Ever by then", "number"),
        *(Column(title, "number") for _, title in told.baselines),
    )
    rows = tuple(
        (
            hued(row.title, row.slot),
            prose(vintage.as_of_short),
            number(row.now),
            number(row.at),
            number(row.ever),
            *(number(row.baselines[name]) if name in row.baselines else () for name, _ in told.baselines),
        )
        for vintage in told.vintages
        for row in vintage.rows
    )
    return Folded("The numbers behind this chart", (Table(columns, rows),), "Vintages side by side")


def _unnamed(told: VintagesView) -> tuple[Folded, ...]:
    rows = tuple(
        (prose(vintage.as_of), lines(prose(title) for title in vintage.not_used_titles))
        for vintage in told.vintages
        if vintage.not_used_titles
    )
    if not rows:
        return ()
    columns = (Column("Vintage", "head"), Column("Not named yet"))
    return (Folded("What was not yet named at a vintage", (Table(columns, rows),)),)


# --- published judgements ---------------------------------------------------------------------------------------


def _published(told: VintagesView) -> tuple[Block, ...]:
    if not told.compared and not told.listed:
        return ()
    apart = [one for one in told.compared if one.stands != "overlaps"]
    shown = (apart or list(told.compared))[:COMPARED_SHOWN]
    table = (_table(shown),) if shown else ()
    return (
        Subheading(prose(told.compared_heading)),
        *table,
        *((_all_compared(told),) if len(shown) < len(told.compared) or any(one.marks for one in shown) else ()),
        *((Paragraph(prose(told.not_compared)), _listed(told)) if told.listed else ()),
    )


def _table(shown: list[ComparedView]) -> Table:
    columns = (
        Column("Published judgement", "head"),
        Column("The same event"),
        Column("Author", "number"),
        Column("Model", "number"),
        Column("As of", "date"),
    )
    return Table(
        columns,
        tuple(
            (
                lines((prose(one.says), dim(f"{one.who}, {one.when}"))),
                prose(one.event),
                prose(one.author),
                number(one.model),
                prose(one.as_of_short),
            )
            for one in shown
        ),
    )


def _all_compared(told: VintagesView) -> Folded:
    columns = (
        Column("Published judgement", "head"),
        Column("The same event"),
        Column("Author", "number"),
        Column("Model", "number"),
        Column("What a coder filled in", label="Filled in"),
    )
    rows = tuple(
        (
            lines((prose(one.says), dim(f"{one.who}, {one.when}"))),
            prose(one.event),
            prose(one.author),
            number(one.model),
            lines(prose(mark) for mark in one.marks) or prose("nothing"),
        )
        for one in told.compared
    )
    return Folded(f"All {len(rows)} compared judgements, and what was filled in", (Table(columns, rows),))


def _listed(told: VintagesView) -> Folded:
    columns = (Column("Published judgement", "head"), Column("Who, when", label="Who"), Column("Why not compared"))
    rows = tuple(_not_compared(one) for one in sorted(told.listed, key=lambda one: one.reason == "no_event"))
    return Folded(f"{len(rows)} judgements that are not compared, and why", (Table(columns, rows),))


def _not_compared(one: ListedView) -> tuple[Text, ...]:
    return (prose(one.says), dim(f"{one.who}, {one.when}"), prose(one.why))
