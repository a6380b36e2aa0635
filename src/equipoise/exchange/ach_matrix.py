"""A matrix of competing hypotheses: evidence in rows, hypotheses in columns, or the other way round.

The letters are those of the ACH of PARC, and of the tools after it: CC, C, N, I, II, and NA. Their credibility and
relevance stay words in the note of the item: they are neither a grade nor a probability.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from equipoise.case.schema import Kind
from equipoise.errors import Finding
from equipoise.exchange.columns import EVIDENCE, Column, folded, matched
from equipoise.exchange.hypotheses import no_scenario, scenario_of
from equipoise.exchange.incoming import Incoming, IncomingItem, IncomingRating, Spot, Target, finding
from equipoise.exchange.table import Table, TableCell
from equipoise.exchange.weights import is_ach, read_ach

ASIDE: Mapping[str, tuple[str, ...]] = {
    "type": ("type", "evidence type", "category"),
    "credibility": ("credibility", "cred"),
    "relevance": ("relevance", "rel"),
}
"""What is kept in the note, and what the column may be called."""

_WHAT = ("evidence", "evidence item", "items of evidence", "item", "statement", "description", "argument", "arguments")
_HYPOTHESES = ("hypothesis", "hypotheses", "scenario", "scenarios")
_SCORES = re.compile(r"(weighted |normali[sz]ed )?(in)?consistency( score)?s?|scores?|totals?|diagnosticity|rank")
_NUMBER = re.compile(r"[-+]?[\d.,]+ ?%?")
_FIELDS = ("id", "date", "known", "what", "kind", "sources", "note", "grade", "origin")
_NOTE = re.compile(r"(?:^|\s)\[ACH: ([^\[\]]*)\]$")
_Row = tuple[TableCell, ...]


def is_matrix(table: Table) -> bool:
    """Whether at least two columns or rows hold letters of a matrix, and hardly anything else."""
    return any(_lettered(one) >= 2 for one in (table, table.turned()) if one.rows)


def read_matrix(table: Table, target: Target) -> Incoming:
    """Read a matrix. Hypotheses are matched to scenarios by `--map`, by id or by title.

    Rows and columns of scores are passed over: they follow from the letters.
    """
    table = table.turned() if _is_turned(table, target) else table
    findings: list[Finding] = []
    roles = _roles(table)
    fields = {at: role for at, role in roles.items() if isinstance(role, Column)}
    aside = {at: role for at, role in roles.items() if isinstance(role, str)}
    rest = [at for at, cell in enumerate(table.header) if at not in roles and cell.text]
    scores = [at for at in rest if _SCORES.fullmatch(folded(table.header[at].text))]
    scenarios = _scenarios(table, [at for at in rest if at not in scores], target, findings)
    items = [
        _read_row(table, row, fields, aside, scenarios, target, findings) for row in table.body if not _is_score(row)
    ]
    return Incoming(
        table.file,
        "ach",
        items=tuple(item for item in items if item is not None),
        findings=tuple(findings),
        notes=(*table.notes, *_notes(table, scores, roles)),
        columns=frozenset(column.path[0] for column in fields.values()),
    )


def is_hypothesis(header: str, scenario: str, target: Target) -> bool:
    """Whether a column of this name would be read as this scenario, and as nothing else."""
    cell = TableCell(header, 1, 2)
    is_field = bool({1} & _roles(Table("", ((TableCell("Evidence", 1, 1), cell),))).keys())
    return not is_field and not _SCORES.fullmatch(folded(header)) and scenario_of(header, target) == scenario


def said_aside(note: str | None) -> tuple[str, dict[str, str]]:
    """The note of an item without what a matrix said of it, and what that was, by `ASIDE`."""
    found = _NOTE.search(note or "")
    if found is None:
        return note or "", {}
    parts = [part.partition(" ") for part in found[1].split("; ")]
    aside = {name: text for name, _, text in parts if name in ASIDE and text}
    return ((note or "")[: found.start()], aside) if len(aside) == len(parts) else (note or "", {})


def with_aside(note: str | None, aside: Mapping[str, str]) -> str | None:
    """A note with what a matrix says of an item: `[ACH: credibility HIGH; relevance LOW]`."""
    if not aside:
        return note
    parts = [f"{name} {re.sub(r'[;[]', ',', text).replace(']', ',')}" for name, text in aside.items()]
    return f"{note + ' ' if note else ''}[ACH: {'; '.join(parts)}]"


# --- which is which --------------------------------------------------------------------------------------------


def _is_turned(table: Table, target: Target) -> bool:
    """Whether the hypotheses stand in rows."""
    corner = folded(table.header[0].text) if table.header else ""
    if corner in _HYPOTHESES:
        return True
    if corner in _WHAT:
        return False
    across = sum(bool(scenario_of(cell.text, target)) for cell in table.header if cell.text)
    down = sum(bool(scenario_of(row[0].text, target)) for row in table.body if row[0].text)
    return down > across


def _roles(table: Table) -> dict[int, Column | str]:
    """Columns that hold fields of the items or what is kept in the note; the first is the evidence where none says."""
    names = [folded(cell.text) for cell in table.header]
    roles: dict[int, Column | str] = {}
    for aside, called in ASIDE.items():
        roles |= {at: aside for at, name in enumerate(names) if name in called and aside not in roles.values()}
    fields = [column for column in EVIDENCE if column.name in _FIELDS]
    what = next(column for column in fields if column.name == "what")
    as_what = next((at for at, name in enumerate(names) if name in _WHAT), None)
    free = [("" if at in roles or at == as_what else cell.text) for at, cell in enumerate(table.header)]
    found = matched(free, fields)
    if as_what is not None:
        found = {at: column for at, column in found.items() if column is not what} | {as_what: what}
    elif what not in found.values() and 0 not in found and 0 not in roles:
        found[0] = what
    return roles | {at: column for at, column in found.items() if table.header[at].text or at == 0}


def _scenarios(table: Table, columns: Sequence[int], target: Target, findings: list[Finding]) -> dict[int, str]:
    scenarios: dict[int, str] = {}
    for at in columns:
        cell = table.header[at]
        scenario = scenario_of(cell.text, target)
        if scenario is None or (scenario and scenario not in target.case.definition.scenarios):
            problem, mend = no_scenario(scenario or cell.text, target)
            findings.append(finding(table.file, Spot(cell.row, cell.column), problem, mend))
        elif scenario in scenarios.values():
            problem = f"{cell.text!r} is the second hypothesis for the scenario {scenario}"
            mend = f"leave one of them out with --map {f'{cell.text}='!r}"
            findings.append(finding(table.file, Spot(cell.row, cell.column), problem, mend))
        elif scenario:
            scenarios[at] = scenario
    if not scenarios and not findings:
        spot = Spot(table.header[0].row, 1)
        findings.append(finding(table.file, spot, "no column holds a hypothesis", "give each a column of its own"))
    return scenarios


def _lettered(table: Table) -> int:
    columns = 0
    for column in zip(*(row for row in table.body if not _is_score(row)), strict=True):
        filled = [cell.text for cell in column if cell.text]
        columns += bool(filled) and sum(map(is_ach, filled)) * 10 >= len(filled) * 8
    return columns


def _is_score(row: _Row) -> bool:
    first, *rest = [cell.text for cell in row if cell.text] or [""]
    return _SCORES.fullmatch(folded(first)) is not None and all(_NUMBER.fullmatch(text) for text in rest)


# --- rows ------------------------------------------------------------------------------------------------------


def _read_row(
    table: Table,
    row: _Row,
    fields: Mapping[int, Column],
    aside: Mapping[int, str],
    scenarios: Mapping[int, str],
    target: Target,
    findings: list[Finding],
) -> IncomingItem | None:
    said: dict[str, Any] = {}
    spots: dict[str, Spot] = {}
    for at, column in fields.items():
        if not row[at].text:
            continue
        spots[column.path[0]] = table.spot(row[at])
        try:
            said[column.path[0]] = column.read(row[at].text)
        except ValueError as error:
            said[column.path[0]] = None
            findings.append(_wrong(table, row[at], error))
    kept = {name: row[at].text for at, name in aside.items() if row[at].text}
    if "kind" not in said and kept.get("type", "").lower() in get_args(Kind):
        said["kind"] = kept.pop("type").lower()
    note = with_aside(said.get("note"), kept)
    if note:
        said["note"] = note
    ratings = []
    for at, scenario in scenarios.items():
        try:
            mark = read_ach(row[at].text)
        except ValueError as error:
            findings.append(_wrong(table, row[at], error))
            continue
        if mark is not None:
            rating = {"subject": "scenarios", "level": scenario, "rating": mark, "rater": target.rater}
            ratings.append(IncomingRating(rating, table.spot(row[at])))
    if not said and not ratings:
        return None
    return IncomingItem(said, Spot(row[0].row, row[0].column), spots, tuple(ratings))


def _wrong(table: Table, cell: TableCell, error: ValueError) -> Finding:
    problem, _, mend = str(error).partition("; ")
    return finding(table.file, table.spot(cell), problem, mend)


def _notes(table: Table, scores: Sequence[int], roles: Mapping[int, Column | str]) -> list[str]:
    notes = []
    passed = [table.header[at].text for at in scores]
    passed += [next(cell.text for cell in row if cell.text) for row in table.body if _is_score(row)]
    if passed:
        notes.append(f"{table.file}: not read, for they follow from the letters: {', '.join(passed)}")
    filled = {at for row in table.body for at, cell in enumerate(row) if cell.text}
    kept = [role for at, role in roles.items() if isinstance(role, str) and at in filled]
    if kept:
        notes.append(f"{table.file}: kept as words in the note, and in no grade or rating: {', '.join(kept)}")
    letters = [cell.text for row in table.body for cell in row if cell.text.upper() in ("NA", "N/A")]
    if letters:
        notes.append(f"{table.file}: NA and an empty cell are both read as not assessed ({len(letters)} of NA)")
    return notes
