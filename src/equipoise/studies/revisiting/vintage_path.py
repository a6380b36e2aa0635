"""The way from one vintage of a case to a later one, in steps that each change one thing.

On every day on which anything became known, in this order: the time up to that day passes; considerations,
explanations, conditions and analogues that are known from that day on join; items superseded by an arriving one go; the
arriving items come, each first put in alone; and the older copies of their origins are ranked anew. At the end the time
up to the later vintage passes. Whatever is left at the end of a step is where the next one starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from equipoise.assess.vintage_run import days_from_opens
from equipoise.case.case import Case
from equipoise.case.schema import Analogue, CaseDefinition, Condition, Consideration, Explanation
from equipoise.case.vintage import as_known
from equipoise.model.arrays import ItemArrays, Model
from equipoise.model.compile import compile_model, items_and_origins
from equipoise.studies.revisiting.bridge_particles import Station
from equipoise.studies.revisiting.case_difference import Edition

StepKind = Literal["edit", "named", "superseded", "arrival", "reranked", "time"]


@dataclass(frozen=True)
class Point:
    """A place on the way: a station, and which of its days."""

    station: int
    day: int


@dataclass(frozen=True)
class Step:
    """One change.

    Attributes:
        kind: What changes.
        date: The day on which it does; None for edits.
        names: Ids or paths of what changes.
        start, end: Before and after.
        alone: Of an arrival, where each item is put in alone: the place of an item among those arriving at `start`, or
            a point of its own where the item tells of a day after the one that is judged.
    """

    kind: StepKind
    date: date | None
    names: tuple[str, ...]
    start: Point
    end: Point
    alone: tuple[int | Point, ...] = ()


class VintagePath:
    """Stations and steps, laid out day by day.

    Attributes:
        stations: Versions of the case, in order.
        scenarios: The scenarios of each, in its own order.
        steps: Changes, in order; the end of one is the start of the next.
    """

    def __init__(self, versions: Sequence[Edition], since: date, *, on: date | None, rater: str) -> None:
        """Stand at the case as known on the earlier day, with every edit made.

        Args:
            versions: The case as it was, and after each edit; the last is the case as it is. One alone has no edits.
            since: The earlier vintage.
            on: The day that is judged; None for the day of each vintage itself.
            rater: Whose ratings count.
        """
        self._case, self._on, self._rater = versions[-1].case, on, rater
        self._reached = since
        self.stations: list[Station] = []
        self.scenarios: list[tuple[str, ...]] = []
        self.steps: list[Step] = []
        self._here = Point(0, 0)
        for number, version in enumerate(versions):
            model = compile_model(as_known(version.case, since, rater=rater), since)
            here = self.stand_at(model, version.case, since)
            if number:
                self.steps.append(Step("edit", None, version.names, self._here, here))
            self._here = here

    def stand_at(self, model: Model, case: Case, day: date) -> Point:
        """Add a version of the case, judged as of a day."""
        self.stations.append(Station(model, (days_from_opens(case, self._on or day),)))
        self.scenarios.append(tuple(case.definition.scenarios))
        return Point(len(self.stations) - 1, 0)

    def walk_to(self, until: date) -> None:
        """Take every step up to the later vintage."""
        for day in days_of_change(self._case, self._reached, until):
            self._take_day(day)
        self._pass_time(until)

    @property
    def end(self) -> Point:
        """Where the last step ended."""
        return self._here

    @property
    def _model(self) -> Model:
        return self.stations[self._here.station].model

    def _take_day(self, day: date) -> None:
        previous = self._reached
        self._pass_time(day)
        known = as_known(self._case, day, rater=self._rater)
        named = named_between(self._case.definition, previous, day)
        if named:
            earlier = tuple(item for item in self._case.evidence if self._case.known(item) <= previous)
            structure = as_known(replace(self._case, evidence=earlier), day, rater=self._rater)
            self._step("named", day, named, compile_model(structure, day))
        items, origins = items_and_origins(known, self._model.variables, day)
        self._take_items(day, [item for item in items if item.is_rated], origins)

    def _take_items(self, day: date, items: Sequence[ItemArrays], origins: tuple[str, ...]) -> None:
        now = {item.id: item for item in items}
        held = [item for item in self._model.items if item.is_rated]
        gone = tuple(item.id for item in held if item.id not in now)
        if gone:
            held = [item for item in held if item.id in now]
            self._step("superseded", day, gone, replace(self._model, items=tuple(held)))
        ids = {item.id for item in held}
        arriving = [item for item in items if item.id not in ids]
        if arriving:
            self._arrive(day, held, arriving)
        ranked_anew = tuple(item.id for item in held if item.exponent != now[item.id].exponent)
        ranked = replace(self._model, items=tuple(items), origins=origins)
        if ranked_anew:
            self._step("reranked", day, ranked_anew, ranked)

    def _arrive(self, day: date, held: Sequence[ItemArrays], arriving: Sequence[ItemArrays]) -> None:
        start = self._here
        here = self.stations[start.station]
        together = replace(here.model, items=(*held, *arriving))
        names = tuple(item.id for item in arriving)
        if len(arriving) == 1:  # nothing comes of it but itself
            self._step("arrival", day, names, together, (Point(len(self.stations), 0),))
            return
        alone: list[int | Point] = []
        beside: list[ItemArrays] = []
        for item in arriving:
            if item.day <= here.days[start.day]:
                beside.append(item)
                alone.append(len(beside) - 1)
            else:  # what tells of a day after the judged one cannot be put in by the values split on that day
                alone.append(self.stand_at(replace(here.model, items=(*held, item)), self._case, day))
        self.stations[start.station] = replace(here, arriving=tuple(beside))
        self._step("arrival", day, names, together, tuple(alone))

    def _step(
        self, kind: StepKind, day: date, names: tuple[str, ...], model: Model, alone: tuple[int | Point, ...] = ()
    ) -> None:
        end = self.stand_at(model, self._case, day)
        self.steps.append(Step(kind, day, names, self._here, end, alone))
        self._here = end

    def _pass_time(self, day: date) -> None:
        """Nothing becomes known. A judgement on a fixed day does not hang on the day on which it is made."""
        self._reached = day
        station = self.stations[self._here.station]
        target = days_from_opens(self._case, self._on or day)
        if target == station.days[-1]:
            return
        self.stations[self._here.station] = replace(station, days=(*station.days, target))
        end = Point(self._here.station, len(station.days))
        self.steps.append(Step("time", day, (), self._here, end))
        self._here = end


def days_of_change(case: Case, since: date, until: date) -> list[date]:
    """Every day after the earlier vintage and up to the later one on which anything became known."""
    definition = case.definition
    days = {case.known(item) for item in case.evidence}
    days |= {thing.known for _, thing in _things(definition) if thing.known is not None}
    return sorted(day for day in days if since < day <= until)


def named_between(definition: CaseDefinition, since: date, until: date) -> tuple[str, ...]:
    """Considerations, explanations, conditions and analogues that the case names from a day in between on, as paths."""
    return tuple(
        path for path, thing in _things(definition) if thing.known is not None and since < thing.known <= until
    )


def _things(definition: CaseDefinition) -> Iterator[tuple[str, Explanation | Consideration | Condition | Analogue]]:
    yield from ((f"explanations.{name}", thing) for name, thing in definition.explanations.items())
    yield from ((f"considerations.{name}", thing) for name, thing in definition.considerations.items())
    yield from ((f"conditions.{name}", thing) for name, thing in definition.conditions.items())
    yield from ((f"analogues.{name}", thing) for name, thing in definition.analogues.items())
