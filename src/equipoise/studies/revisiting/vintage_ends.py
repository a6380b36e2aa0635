"""The two ends of a change as they are published, and what the drawing of settings leaves over between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.analysis.contributions import log_odds_db
from equipoise.analysis.readings import read_scenarios
from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import VintageRun, run_vintage
from equipoise.case.case import Case
from equipoise.inference.posterior import ISLANDS
from equipoise.model.arrays import Floats
from equipoise.studies.revisiting.vintage_path import Point
from equipoise.studies.revisiting.waterfall import Row, Waterfall, difference, remainder
from equipoise.studies.shared_draws.islands import by_island, standard_error

_STANDARD_ERRORS = 2


@dataclass(frozen=True)
class VintageEnd:
    """A vintage, and its scenarios on the day that is judged.

    Attributes:
        run: The vintage.
        scenarios: Probability of each under every particle, `[scenario, n]`.
    """

    run: VintageRun
    scenarios: Floats

    @property
    def by_island(self) -> Floats:
        """Means over each island, `[scenario, island]`; the one number for all where nothing is drawn."""
        if not self.run.posterior.is_sampled:
            return np.repeat(self.scenarios, ISLANDS, axis=1)
        return by_island(self.scenarios)

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario, 0 to 1; 0 where nothing is drawn."""
        return float(standard_error(self.by_island).max())


@dataclass(frozen=True)
class Published:
    """What a vintage says of each scenario.

    Attributes:
        probability: Mean over the parameters.
        log_odds: Of that mean, dB.
        log_odds_by_island: Of the mean over each island, dB.
    """

    probability: Mapping[str, float]
    log_odds: Mapping[str, float]
    log_odds_by_island: Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Sampling:
    """What is left over between the ends as published and the way between them.

    Attributes:
        row: What is left, dB.
        bound: Two standard errors of it, dB.
        change_error: One standard error of the change between the ends, dB.
    """

    row: Row
    bound: Mapping[str, float]
    change_error: Mapping[str, float]


def vintage_end(case: Case, *, as_of: date, on: date, rater: str, particles: int, seed: int) -> VintageEnd:
    """Believe a case at a vintage and read off its scenarios on one day, as `assess` gives them.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    grid = stops_of(case, as_of)
    days = grid if on in grid else (*grid, on)
    run = run_vintage(case, as_of=as_of, rater=rater, days=days, particles=particles, seed=seed)
    parts = run.posterior.read(lambda belief: read_scenarios(belief, [run.day(on)])[0][0])
    return VintageEnd(run, np.concatenate(parts, axis=-1))


def published(end: VintageEnd, water: Waterfall, point: Point, scenarios: Sequence[str]) -> Published:
    """What an end says; where nothing is drawn, as read at its point of the way, to the same last digit."""
    if not end.run.posterior.is_sampled:
        log_odds = water.log_odds(point)
        return Published(water.probability(point), log_odds, [log_odds] * ISLANDS)
    order = [list(end.run.case.definition.scenarios).index(name) for name in scenarios]

    def told(numbers: Floats) -> dict[str, float]:
        return {name: float(numbers[index]) for name, index in zip(scenarios, order, strict=True)}

    mean = end.scenarios.mean(axis=-1)
    return Published(told(mean), told(log_odds_db(mean)), [told(log_odds_db(island)) for island in end.by_island.T])


def sampling_left(
    start: Published, end: Published, water: Waterfall, points: Sequence[Point], rows: Sequence[Row]
) -> Sampling:
    """What the rows leave of the change as published, and how far it could be from nothing."""
    change = _change(start.log_odds, end.log_odds)
    left = {name: remainder(whole, [row.moved[name] for row in rows]) for name, whole in change.items()}
    as_published = _changes(start.log_odds_by_island, end.log_odds_by_island)
    on_the_way = _changes(*(water.log_odds_by_island(point) for point in points))
    over = [
        {name: remainder(one[name], [other[name]]) for name in one}
        for one, other in zip(as_published, on_the_way, strict=True)
    ]
    return Sampling(
        row=Row("sampling", None, (), left),
        bound={name: _STANDARD_ERRORS * error for name, error in _errors(over).items()},
        change_error=_errors(as_published),
    )


def nothing_left(scenarios: Sequence[str]) -> Sampling:
    """The same where nothing is drawn: the way begins and ends in the published numbers."""
    nothing = dict.fromkeys(scenarios, 0.0)
    return Sampling(Row("sampling", None, (), nothing), nothing, nothing)


def _changes(starts: Sequence[Mapping[str, float]], ends: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    return [_change(*pair) for pair in zip(starts, ends, strict=True)]


def _change(start: Mapping[str, float], end: Mapping[str, float]) -> dict[str, float]:
    return {name: difference(start[name], end[name]) for name in start}


def _errors(by_island: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Standard error of each number from independent islands; not a number where one is infinite."""
    with np.errstate(invalid="ignore"):
        return {
            name: float(np.std([one[name] for one in by_island], ddof=1) / math.sqrt(len(by_island)))
            for name in by_island[0]
        }
