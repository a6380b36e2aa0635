"""In place of the findings where the engine does not vouch for them."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Paragraph, Section, Table
from equipoise.report.document.bottom_line import ID
from equipoise.report.document.text import number, prose, strong
from equipoise.report.view import View


def banner(view: View) -> Section:
    """That nothing can be concluded, and why."""
    said = "The engine does not vouch for this result. Nothing can be concluded from it."
    reasons = (Paragraph((*strong("Why."), *prose(f" {warning}")), "ruled") for warning in view.warnings)
    return Section(
        id=ID,
        heading=prose("Not trustworthy"),
        blocks=(Paragraph(prose(said), "lede"), *reasons),
        kind="lede",
        numbered=False,
    )


def unusable_numbers(view: View) -> Section:
    """The numbers, crossed out."""
    columns = (
        Column("Scenario", "head"),
        Column("Now", "number"),
        Column(f"On {view.horizon_short}", "number"),
        Column("Ever by then", "number"),
    )
    rows = tuple((prose(one.title), number(one.now), number(one.at), number(one.ever)) for one in view.scenarios)
    return Section(
        id="unusable",
        heading=prose("Annex: numbers not to be used"),
        sub=prose("Kept so that the fault can be found."),
        blocks=(Table(columns, rows, struck=True),),
        numbered=False,
    )
