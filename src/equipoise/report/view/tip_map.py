"""The map of two levers: who leads where, in three steps of how firmly."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, decimal, listed, percent_text, prose_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.tip import lever_value
from equipoise.studies.tipping import Reach, TipMap

TINTS = (0.5, 0.7)
"""Probabilities of the leader at which the second and the third tint begin."""


@dataclass(frozen=True)
class Cell:
    """One pair of values: who leads, in which tint from 1 to 3, and with what probability."""

    slot: int
    tint: int
    percent: str


@dataclass(frozen=True)
class Leader:
    """A scenario that leads somewhere."""

    id: str
    slot: int
    title: str


@dataclass(frozen=True)
class Axis:
    """A lever: its title with the unit, its ends, and where the case has it."""

    title: str
    least: float
    most: float
    authored: float


@dataclass(frozen=True)
class TipMapView:
    """The map.

    Attributes:
        heading: What was found, for a heading.
        sentence: Who leads in how much of it.
        across, up: The levers.
        cells: Row by row from the top, `up` falling; within a row `across` rising.
        across_values, up_values: Values of columns and of rows, in the same order, as text.
        leaders: Who leads somewhere, in the case's order.
        tints: What the three tints mean.
        note: How exact it is; empty where nothing is drawn.
    """

    heading: str
    sentence: str
    across: Axis
    up: Axis
    cells: tuple[tuple[Cell, ...], ...]
    across_values: tuple[str, ...]
    up_values: tuple[str, ...]
    leaders: tuple[Leader, ...]
    tints: tuple[str, str, str]
    note: str


def tip_map_view(case: Case, found: TipMap) -> TipMapView:
    """Word and round a map of two levers."""
    names = Names(case)
    slots = {name: slot for slot, name in enumerate(case.definition.scenarios, start=1)}
    across_values = sorted({point.across for point in found.points})
    by_row: dict[float, list[Cell]] = {}
    for point in found.points:
        percent = percent_text(whole_percent(point.probability))
        by_row.setdefault(point.up, []).append(Cell(slots[point.leader], _tint(point.probability), percent))
    up_values = sorted(by_row, reverse=True)
    low, high = (percent_text(whole_percent(bound)) for bound in TINTS)
    return TipMapView(
        heading=_heading(found, names),
        sentence=_sentence(found, names),
        across=_axis(found.across),
        up=_axis(found.up),
        cells=tuple(tuple(by_row[value]) for value in up_values),
        across_values=tuple(lever_value(value) for value in across_values),
        up_values=tuple(lever_value(value) for value in up_values),
        leaders=tuple(Leader(name, slots[name], names.scenario(name)) for name in found.leaders),
        tints=(f"below {low}", f"from {low}", f"from {high}"),
        note=""
        if found.error == 0
        else f"{found.particles:,} settings of what is uncertain leave every probability uncertain by at most "
        f"{decimal(max(100 * found.error, 0.1))} points (one standard error).",
    )


def _tint(probability: float) -> int:
    return 1 + sum(probability >= bound for bound in TINTS)


def _axis(reach: Reach) -> Axis:
    unit = f", {tidy(reach.unit)}" if reach.unit else ""
    return Axis((tidy(reach.title) or reach.path) + unit, reach.least, reach.most, reach.authored)


def _heading(found: TipMap, names: Names) -> str:
    day = prose_date(found.horizon)
    titles = [names.scenario(name) for name in found.leaders]
    if len(titles) == 1:
        return f"{titles[0]} leads on {day} whatever the two levers are set to"
    return f"Together the two levers decide whether {' or '.join((', '.join(titles[:-1]), titles[-1]))} leads on {day}"


def _sentence(found: TipMap, names: Names) -> str:
    total = len(found.points)
    if len(found.leaders) == 1:
        ends = (min(p.probability for p in found.points), max(p.probability for p in found.points))
        shown = dict.fromkeys(percent_text(whole_percent(end)) for end in ends)
        leader = names.scenario(found.leaders[0])
        return f"{leader} leads at all {total} pairs of values, with {' to '.join(shown)}."
    parts = [
        f"{names.scenario(name)} leads at {count(sum(point.leader == name for point in found.points))}"
        for name in found.leaders
    ]
    return f"Of {total} pairs of values, {listed(parts)}."
