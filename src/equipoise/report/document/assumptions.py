"""The assumptions that the case names, and what each does where it is false."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Folded, Note, Section, Table, Text
from equipoise.report.document.text import code, dim, lines, path, prose
from equipoise.report.view import View
from equipoise.report.view.assumptions import AssumptionView


def assumptions(view: View) -> Section | None:
    """What it rests on, and what follows where that is false; nothing where nothing is named."""
    told = view.assumptions
    if not told.rows:
        return None
    edits = Table(
        (Column("Assumption", "head"), Column("If it is false, the case becomes", label="If false")),
        tuple((_says(row), _edits(row)) for row in told.rows),
    )
    if not told.heading:
        said = "The assumptions the case names. What each does to the headline has not been computed here."
        return Section("assumptions", prose("What it rests on"), sub=prose(said), blocks=(edits,))
    columns = (Column("Assumption", "head"), Column(f"If it is false, on {view.horizon_short}", label="If false"))
    return Section(
        id="assumptions",
        heading=prose(told.heading),
        sub=prose("Each assumption the case names broken by itself; the scenario that moves most. The widest first."),
        blocks=(
            Table(columns, tuple((_says(row), prose(row.follows)) for row in told.rows)),
            Folded("What the case becomes where an assumption is false", (edits,)),
        ),
        notes=(Note("How to read it", (prose(f"{READ} {RANGE}"),)),),
    )


READ = (
    "Each is broken by the edits that its author wrote for that, and everything is believed anew. Two together can "
    "move more than each alone."
)
RANGE = "In brackets: the central 80 % of the change over the uncertain settings."


def _says(row: AssumptionView) -> Text:
    return (*prose(row.says), *(dim(f" ({row.why})") if row.why else ()))


def _edits(row: AssumptionView) -> Text:
    return lines((*path(where), *code(f" = {value}")) for where, value in row.if_false)
