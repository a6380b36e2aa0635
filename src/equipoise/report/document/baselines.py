"""Plainer forecasts beside the headline."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Note, Section, Table
from equipoise.report.document.text import hued, number, prose, strong
from equipoise.report.view import View


def baselines(view: View) -> Section | None:
    """How much of the headline the evidence adds; nothing where no baseline was computed."""
    rows = view.baselines.rows
    if not rows:
        return None
    meanings = tuple((*strong(f"{row.title}."), *prose(f" {row.means}.")) for row in rows)
    closing = "Where this assessment stands on a plainer forecast, its evidence has added nothing to it."
    return Section(
        id="baselines",
        heading=prose(view.baselines.heading),
        sub=prose(f"Every scenario on {view.horizon}, beside what plainer forecasts give for the same day."),
        blocks=(_table(view),),
        notes=(Note("How to read it", meanings), Note("", (prose(closing),))),
    )


def _table(view: View) -> Table:
    rows = view.baselines.rows
    return Table(
        (
            Column("Scenario", "head"),
            Column("This assessment", "number"),
            *(Column(row.title, "number") for row in rows),
        ),
        tuple(
            (
                hued(scenario.title, scenario.slot),
                strong(scenario.at.text),
                *(number(row.chances[scenario.id]) for row in rows),
            )
            for scenario in view.scenarios
        ),
        keep=True,
    )
