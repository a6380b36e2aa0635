"""A table of ratings, one row a judgement, as `ratings.csv` has it or with other names of columns."""

from __future__ import annotations

from typing import Any

from equipoise.errors import Finding
from equipoise.exchange.columns import RATINGS, folded, in_words, matched
from equipoise.exchange.hypotheses import no_scenario, scenario_of
from equipoise.exchange.incoming import Incoming, IncomingRating, Spot, Target, finding
from equipoise.exchange.table import Table, TableCell
from equipoise.exchange.weights import read_weight

_REQUIRED = ("item", "level", "rating")
_SCENARIOS = "scenarios"


def is_ratings_table(table: Table) -> bool:
    """Whether the names of its columns are those of a table of ratings."""
    names = {folded(cell.text) for cell in table.header}
    return "rating" in names and {"item", "level"} <= {
        column.name for column in matched([cell.text for cell in table.header], RATINGS).values()
    }


def read_ratings_table(table: Table, target: Target) -> Incoming:
    """Read a table of ratings. Without a column for the subject its levels are scenarios, by id or title."""
    columns = matched([cell.text for cell in table.header], RATINGS)
    there = {column.name for column in columns.values()}
    missing = [name for name in _REQUIRED if name not in there]
    if missing:
        found = ", ".join(cell.text for cell in table.header if cell.text) or "nothing"
        problem = f"no column for the {' or the '.join(missing)}; found {found}"
        wrong = finding(table.file, Spot(1, 1), problem, f"expected columns: {in_words(RATINGS)}")
        return Incoming(table.file, "ratings", findings=(wrong,), notes=table.notes)
    findings: list[Finding] = []
    ratings = []
    for row in table.body:
        cells = {column.name: row[at] for at, column in columns.items()}
        rating = _read_row(table, cells, target, findings)
        if rating is not None:
            ratings.append(rating)
    unread = [cell.text for at, cell in enumerate(table.header) if at not in columns and cell.text]
    notes = [f"{table.file}: the column {name!r} was not read" for name in unread]
    return Incoming(
        table.file,
        "ratings",
        ratings=tuple(ratings),
        findings=tuple(findings),
        notes=(*table.notes, *notes),
        columns=frozenset(there),
    )


def _read_row(
    table: Table, cells: dict[str, TableCell], target: Target, findings: list[Finding]
) -> IncomingRating | None:
    said: dict[str, Any] = {name: cell.text for name, cell in cells.items() if cell.text}
    said.setdefault("subject", _SCENARIOS)
    said.setdefault("rater", target.rater)
    before = len(findings)
    for name in ("item", "level"):
        if name not in said:
            mend = "write it, or take the row out: no row means not assessed"
            findings.append(finding(table.file, table.spot(cells[name]), f"the {name} is missing", mend))
    if said["subject"].casefold() in ("scenario", _SCENARIOS, "hypothesis", "hypotheses") and "level" in said:
        said["subject"] = _SCENARIOS
        scenario = scenario_of(said["level"], target)
        if scenario == "":
            return None
        if scenario is None:
            findings.append(finding(table.file, table.spot(cells["level"]), *no_scenario(said["level"], target)))
        said["level"] = scenario
    try:
        said["rating"] = read_weight(said.get("rating", ""))
    except ValueError as error:
        problem, _, mend = str(error).partition("; ")
        findings.append(finding(table.file, table.spot(cells["rating"]), problem, mend))
    if len(findings) > before or said["rating"] is None:  # an empty cell: not assessed
        return None
    return IncomingRating(said, table.spot(cells["rating"]))
