"""How far raters agree on what the evidence weighs: part of the evidence, not a section of its own."""

from __future__ import annotations

from equipoise.report.document.blocks import Block, Column, Folded, Paragraph, Subheading, Table, Text
from equipoise.report.document.text import dim, lines, prose
from equipoise.report.names import tidy
from equipoise.report.view import View
from equipoise.report.view.agreement import AgreementView, DifferenceView

WORST_SHOWN = 4
"""Disagreements in the table that is open from the start."""

DIFFERENCES_LISTED = 40
"""Disagreements at most in the annex; the smaller ones are counted."""


def agreement(view: View) -> tuple[Block, ...]:
    """The coefficient with its interval, and the worst disagreements; nothing where raters were not compared."""
    told = view.agreement
    if told is None:
        return ()
    said = " ".join(part for part in (told.may, told.same, told.signs) if part)
    worst = told.differences[:WORST_SHOWN]
    return (
        Subheading(prose(told.heading)),
        Paragraph(prose(said)),
        *((_differences(told, worst),) if worst else ()),
        *((_rest(told),) if len(told.differences) > WORST_SHOWN else ()),
        _subjects(told),
    )


def _rest(told: AgreementView) -> Folded:
    listed = told.differences[:DIFFERENCES_LISTED]
    left = len(told.differences) - len(listed)
    summary = f"The {len(listed)} widest disagreements of {len(told.differences)}" if left else "Every disagreement"
    return Folded(summary, (_differences(told, listed),))


def _differences(told: AgreementView, shown: tuple[DifferenceView, ...]) -> Table:
    columns = (
        Column("Raters differ most on", "head"),
        Column("Subject"),
        *(Column(f"{tidy(name)}, dB") for name in told.raters),
        Column("Apart", "number"),
    )
    return Table(columns, tuple(_difference(one, len(told.raters)) for one in shown))


def _difference(one: DifferenceView, raters: int) -> tuple[Text, ...]:
    """The level on which they lie furthest apart, and what each gave it."""
    widest = next((level for level in one.levels if level.apart == one.largest), one.levels[0])
    given = (prose(text) for text in widest.given[:raters])
    return (prose(one.what), (*prose(f"{one.subject}: {widest.title}"),), *given, prose(one.largest))


def _subjects(told: AgreementView) -> Folded:
    columns = (
        Column("Subject", "head"),
        Column("Alpha", "number"),
        Column("Signs alone", "number"),
        Column("Shared cells", "number"),
    )
    rows = tuple(
        (
            (*prose(one.title), *(dim(f": {one.note}") if one.note else ())),
            prose(one.alpha),
            prose(one.sign),
            prose(one.cells),
        )
        for one in told.subjects
    )
    read = lines(prose(part) for part in (told.counts, told.lone, *told.how_to_read) if part)
    return Folded("Agreement subject by subject, and how to read it", (Paragraph(read), Table(columns, rows)))
