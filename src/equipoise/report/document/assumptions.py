"""The assumptions that the case names."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Section, Table, Text
from equipoise.report.document.text import code, dim, lines, path, prose
from equipoise.report.view import View
from equipoise.report.view.assumptions import AssumptionView


def assumptions(view: View) -> Section | None:
    """What it rests on, and what the case becomes where that is false; nothing where nothing is named."""
    if not view.assumptions:
        return None
    columns = (Column("Assumption", "head"), Column("If it is false, the case becomes", label="If false"))
    return Section(
        id="assumptions",
        heading=prose("What it rests on"),
        sub=prose("The assumptions the case names. What each does to the headline has not been computed here."),
        blocks=(Table(columns, tuple(_row(assumption) for assumption in view.assumptions)),),
    )


def _row(assumption: AssumptionView) -> tuple[Text, Text]:
    why = dim(f" ({assumption.why})") if assumption.why else ()
    edits = lines((*path(where), *code(f" = {value}")) for where, value in assumption.if_false)
    return (*prose(assumption.says), *why), edits
