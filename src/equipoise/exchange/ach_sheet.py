"""The evidence of a case as a matrix of competing hypotheses: scenarios in columns, letters in the cells."""

from __future__ import annotations

from collections.abc import Mapping

from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.exchange.ach_matrix import ASIDE, is_hypothesis, said_aside
from equipoise.exchange.cells import write_names
from equipoise.exchange.evidence_sheet import Cell, CellForm
from equipoise.exchange.incoming import Target
from equipoise.exchange.loss import LossReport
from equipoise.exchange.own_json import item_said
from equipoise.exchange.weights import ach_letters

_COLUMNS = ("Id", "Date", "Evidence", "Kind", "Source", "Note", *(name.capitalize() for name in ASIDE))
_HELD = frozenset({"id", "date", "what", "kind", "sources", "note"})


def matrix_rows(case: Case, form: CellForm, losses: LossReport, *, rater: str) -> list[list[Cell]]:
    """The rows of a matrix, names of columns first; hypotheses bear the titles of the scenarios.

    Args:
        case: The case.
        form: What a cell holds.
        losses: Takes what a matrix has no place for.
        rater: Whose ratings.
    """
    scenarios = case.definition.scenarios
    titles = {name: _title(case, number, name) for number, name in enumerate(scenarios, 1)}
    given = {(row.item, row.level): row for row in case.ratings if row.rater == rater and row.subject == "scenarios"}
    rows: list[list[Cell]] = [[*_COLUMNS, *titles.values()]]
    for item in case.evidence:
        if item.kind == "silence":
            losses.add("evidence", "lost", "a silence weighs by its rates, for which a matrix has no letters", item.id)
    for item in matrix_items(case):
        note, aside = said_aside(item.note)
        fields = [
            item.id,
            item.date.text,
            item.what,
            item.kind,
            write_names(item.sources) if item.sources else "",
            note,
        ]
        cells: list[Cell] = [form.held(text) for text in (*fields, *(aside.get(name, "") for name in ASIDE))]
        rows.append([*cells, *(_letters(given.get((item.id, name)), case, losses) for name in scenarios)])
        _lose_fields(item, form, losses)
    _lose_ratings(case, given, rater, losses)
    return rows


def matrix_items(case: Case) -> list[EvidenceItem]:
    """The items that a matrix has rows for: all but silences."""
    return [item for item in case.evidence if item.kind != "silence"]


def _title(case: Case, number: int, scenario: str) -> str:
    """The title of a scenario, or its id, or that with a number: the first that is read as it."""
    title = case.definition.scenarios[scenario].title or scenario
    names = (title, scenario, f"H{number}: {title}", f"H{number}: {scenario}")
    target = Target(case)
    return next((name for name in names if is_hypothesis(name, scenario, target)), scenario)


def _letters(row: Rating | None, case: Case, losses: LossReport) -> str:
    if row is None:
        return ""
    if not isinstance(row.rating, str):
        losses.add("ratings.rating", "changed", "decibans became the letters of the nearest mark", row.item)
    if row.why is not None:
        losses.add("ratings.why", "lost", "a cell of a matrix holds no reason", row.item)
    return ach_letters(row.rating, case.definition.scale)


def _lose_fields(item: EvidenceItem, form: CellForm, losses: LossReport) -> None:
    for name, value in item_said(item).items():
        if name not in _HELD:
            losses.add(f"evidence.{name}", "lost", f"a matrix has no column for it: {name}", item.id)
        elif isinstance(value, str) and (form.held(value) != value or not value):
            text = "white space at the ends, empty text, or what a cell cannot hold"
            losses.add(f"evidence.{name}", "changed", text, item.id)


def _lose_ratings(case: Case, given: Mapping[tuple[str, str], Rating], rater: str, losses: LossReport) -> None:
    for row in case.ratings:
        if given.get((row.item, row.level)) is row:
            if rater != DEFAULT_RATER:
                losses.add("ratings.rater", "lost", f"a matrix does not say that {rater} rated it", row.item)
        elif row.rater != rater:
            losses.add("ratings", "lost", f"the ratings of others than {rater}", row.item)
        else:
            losses.add("ratings", "lost", "ratings of anything but scenarios", row.item)
