"""The waterfall from a scenario's log-odds then to those now: its lines, and every item that arrived in between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.calendar import end_of_step
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    counted,
    decibans,
    signed,
    step_text,
    table_date,
    weight_of,
)
from equipoise.report.view.chances import Chance, shown_as_set
from equipoise.studies.revisiting import Revisit, Row
from equipoise.studies.revisiting.waterfall import RowKind, remainder

MOST_ARRIVALS = 10
"""Days of arrival with a line of their own; where there are more, those of a quarter share one."""


@dataclass(frozen=True)
class LineView:
    """One line of the waterfall.

    Attributes:
        kind: As in the study; `item` for what arrived on one day, each item put in alone.
        title: What moved it, for a row.
        moved: Log-odds moved, dB; not finite where a scenario became possible, impossible or certain.
        text: The same rounded, `+1.3`; a dash where it is no number.
    """

    kind: RowKind
    title: str
    moved: float
    text: str


@dataclass(frozen=True)
class ItemLine:
    """An item that arrived, for the table of all of them."""

    id: str
    what: str
    known: str
    moved: float
    text: str


@dataclass(frozen=True)
class ScenarioChange:
    """A scenario then and now.

    Attributes:
        id, slot, title: Its id, its place in the case's order from 1, and what it is called.
        before, after: Its chances.
        log_odds_before, log_odds_after: dB.
        change: What changed, in dB, `+2.3 dB`; `error` is one standard error of it, empty where nothing is drawn.
        lines: What moved it; they sum to the change, and in full precision exactly.
        items: Every item that arrived, the one that moved it most first.
    """

    id: str
    slot: int
    title: str
    before: Chance
    after: Chance
    log_odds_before: float
    log_odds_after: float
    change: str
    error: str
    lines: tuple[LineView, ...]
    items: tuple[ItemLine, ...]

    @property
    def is_finite(self) -> bool:
        """Whether every line is a number, so that a chart can be drawn."""
        numbers = [self.log_odds_before, self.log_odds_after, *(line.moved for line in self.lines)]
        return all(math.isfinite(number) for number in numbers)


def scenario_change(found: Revisit, names: Names, name: str) -> ScenarioChange:
    """Word and round what became of one scenario; every number is one of the study's."""
    error = found.change_error[name]
    return ScenarioChange(
        id=name,
        slot=list(found.case.definition.scenarios).index(name) + 1,
        title=names.scenario(name),
        before=shown_as_set(found.before)[name],
        after=shown_as_set(found.after)[name],
        log_odds_before=found.log_odds_before[name],
        log_odds_after=found.log_odds_after[name],
        change=decibans(found.change[name]),
        error=weight_of(error) if error and math.isfinite(error) else "",
        lines=tuple(_lines(found, name)),
        items=_items(found, name),
    )


def _lines(found: Revisit, name: str) -> Iterator[LineView]:
    """Edits first, since they stand at the earlier vintage; then what arrived, day by day; then the rest by kind."""
    edits = [row for row in found.rows if row.kind == "edit"]
    yield _line("edit", _edits_title(edits), [row.moved[name] for row in edits])
    for title, rows in _by_arrival(found):
        yield _line("item", title, [row.moved[name] for row in rows])
    kinds: list[RowKind] = ["together", "named", "superseded", "reranked", "time", "sampling"]
    for kind in kinds:
        rows = [row for row in found.rows if row.kind == kind]
        yield _line(kind, _title(found, kind, rows, name), [row.moved[name] for row in rows])


def _line(kind: RowKind, title: str, parts: Sequence[float]) -> LineView:
    moved = remainder(0.0, [-part for part in parts])
    return LineView(kind, title, moved, _signed(moved))


def _by_arrival(found: Revisit) -> list[tuple[str, list[Row]]]:
    """Items by the day they arrived on; by quarter, or by year, where there are too many days for a chart."""
    items = [row for row in found.rows if row.kind == "item"]
    for group in (_same_day, _same_quarter, _same_year):
        grouped: dict[str, list[Row]] = {}
        for row in items:
            if row.date is not None:
                grouped.setdefault(group(row.date), []).append(row)
        if len(grouped) <= MOST_ARRIVALS:
            break
    return [(f"{day}: {_each_alone(len(rows))}", rows) for day, rows in grouped.items()]


def _each_alone(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items, each alone"


def _same_day(day: date) -> str:
    return table_date(day)


def _same_quarter(day: date) -> str:
    return step_text(end_of_step(day, "quarter"), "quarter")


def _same_year(day: date) -> str:
    return str(day.year)


def _title(found: Revisit, kind: RowKind, rows: Sequence[Row], name: str) -> str:
    touched = len({one for row in rows for one in row.names})
    if kind == "together":
        return "What items of one day do together"
    if kind == "named":
        return f"Named since: {counted(touched, 'part')} of the model" if touched else "Named since: nothing"
    if kind == "superseded":
        return f"Superseded: {counted(touched, 'item')}" if touched else "Superseded: none"
    if kind == "reranked":
        return f"Copies ranked anew: {counted(touched, 'item')}" if touched else "Copies ranked anew: none"
    if kind == "time":
        days = (found.until - found.since).days
        return f"{counted(days, 'day')} passed"
    bound = found.sampling_bound[name]
    return f"Sampling, within {weight_of(bound)}" if bound and math.isfinite(bound) else "Sampling: nothing is drawn"


def _edits_title(edits: Sequence[Row]) -> str:
    parts = [name for row in edits for name in row.names]
    if not parts:
        return "Edits to the case: none"
    return f"Edits to the case: {parts[0]}" if len(parts) == 1 else f"Edits to the case: {len(parts)} parts"


def _items(found: Revisit, name: str) -> tuple[ItemLine, ...]:
    rows = [row for row in found.rows if row.kind == "item"]
    ordered = sorted(rows, key=lambda row: -abs(row.moved[name]))
    return tuple(
        ItemLine(
            id=row.names[0],
            what=tidy(found.case.items[row.names[0]].what),
            known=table_date(row.date) if row.date is not None else "",
            moved=row.moved[name],
            text=_signed(row.moved[name]),
        )
        for row in ordered
    )


def _signed(number: float) -> str:
    return "–" if math.isnan(number) else signed(number)
