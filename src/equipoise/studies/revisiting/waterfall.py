"""What every step between two vintages moved, in decibans of log-odds; the rows of a scenario sum to its change.

A step moves the log-odds of a scenario from those at its start to those at its end. An arrival is told in parts: what
each item moves when it is put in alone, and in one row what all of them move together beyond that. What the drawing of
settings leaves over, between the two assessments as published and the way between them, has a row of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from equipoise.analysis.contributions import log_odds_db
from equipoise.model.arrays import Floats
from equipoise.studies.revisiting.bridge_particles import BridgeParticles, Look
from equipoise.studies.revisiting.vintage_path import Point, Step

RowKind = Literal["edit", "item", "together", "named", "superseded", "reranked", "time", "sampling"]
KINDS: tuple[RowKind, ...] = ("edit", "item", "together", "named", "superseded", "reranked", "time", "sampling")
"""Kinds of rows, in the order in which they are told."""


@dataclass(frozen=True)
class Row:
    """One part of the change.

    Attributes:
        kind: What moved it: an edit of the case, an `item` put in alone, items `together`, things of the model `named`
            since, items `superseded`, copies of one origin `reranked`, `time` that passed, or the `sampling` of
            parameters.
        date: The day on which it happened; None where it has none.
        names: Ids of the items, or paths of the parts of the case.
        moved: Log-odds of each scenario, dB; infinite where it became possible, impossible or certain, and not a number
            where two such rows offset each other.
    """

    kind: RowKind
    date: date | None
    names: tuple[str, ...]
    moved: Mapping[str, float]


class Waterfall:
    """Rows from the probabilities read along the way."""

    def __init__(
        self,
        scenarios: Sequence[str],
        orders: Sequence[Sequence[str]],
        looks: Sequence[Look],
        particles: BridgeParticles,
    ) -> None:
        """Take in what was read.

        Args:
            scenarios: The scenarios that are told.
            orders: The scenarios of each station, in its own order.
            looks: What was read at each station.
            particles: The settings under which it was.
        """
        self._scenarios, self._orders, self._looks, self._particles = scenarios, orders, looks, particles

    def rows(self, steps: Sequence[Step]) -> list[Row]:
        """Every step as one row, arrivals as several; a kind without a step has a row at 0."""
        found = [row for step in steps for row in self._rows_of(step)]
        absent = [kind for kind in KINDS[:-1] if kind != "item" and not any(row.kind == kind for row in found)]
        return [*found, *(Row(kind, None, (), dict.fromkeys(self._scenarios, 0.0)) for kind in absent)]

    def probability(self, point: Point) -> dict[str, float]:
        """Probability of each scenario at a point."""
        order = self._orders[point.station]
        found = self._particles.probability(self._looks[point.station], point.day)
        return {name: float(found[order.index(name)]) for name in self._scenarios}

    def log_odds(self, point: Point) -> dict[str, float]:
        """Log-odds of each scenario at a point, dB."""
        return self._told(point.station, self._particles.probability(self._looks[point.station], point.day))

    def log_odds_by_island(self, point: Point) -> list[dict[str, float]]:
        """The same over each quarter of the settings."""
        by_island = self._particles.probability_by_island(self._looks[point.station], point.day)
        return [self._told(point.station, column) for column in by_island.T]

    def _rows_of(self, step: Step) -> Iterator[Row]:
        start, end = self.log_odds(step.start), self.log_odds(step.end)
        moved = {name: difference(start[name], end[name]) for name in self._scenarios}
        if step.kind != "arrival":
            yield Row(step.kind, step.date, step.names, moved)
            return
        alone = [self._with_alone(step, place) for place in step.alone]
        parts = [{name: difference(start[name], one[name]) for name in self._scenarios} for one in alone]
        for item, part in zip(step.names, parts, strict=True):
            yield Row("item", step.date, (item,), part)
        rest = {name: remainder(moved[name], [part[name] for part in parts]) for name in self._scenarios}
        yield Row("together", step.date, step.names, rest)

    def _with_alone(self, step: Step, place: int | Point) -> dict[str, float]:
        if isinstance(place, Point):
            return self.log_odds(place)
        station = step.start.station
        return self._told(station, self._particles.probability_with(self._looks[station])[place])

    def _told(self, station: int, probability: Floats) -> dict[str, float]:
        order = self._orders[station]
        log_odds = log_odds_db(probability)
        return {name: float(log_odds[order.index(name)]) for name in self._scenarios}


def difference(start: float, end: float) -> float:
    """From one log-odds to another, dB; 0 where a scenario is as impossible, or as certain, after as before."""
    return 0.0 if start == end else end - start


def remainder(whole: float, parts: Sequence[float]) -> float:
    """What the parts leave of the whole; not a number where infinities offset each other."""
    if all(math.isfinite(number) for number in (whole, *parts)):
        return math.fsum([whole, *(-part for part in parts)])
    infinite = {number for number in (whole, *(-part for part in parts)) if not math.isfinite(number)}
    return infinite.pop() if len(infinite) == 1 else math.nan
