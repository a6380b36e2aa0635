"""Reading scenarios, conditions, paths and baselines off a posterior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.analysis.readings import (
    Readings,
    joined,
    read_everything,
    read_scenarios,
    unweighed,
    weighed_by_likelihood,
)
from equipoise.assess.assessment import BaselinePoint, ConditionPoint, EverPoint, ScenarioPoint
from equipoise.assess.ranges import central_range, weighted_range
from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.parameters import at_half_strength
from equipoise.inference.posterior import infer
from equipoise.model.arrays import Floats

NOT_ON_THE_GRID = -1
# Particles that plainer forecasts are averaged over.
NO_EVIDENCE_PARTICLES, HALF_STRENGTH_PARTICLES = 512, 256


@dataclass(frozen=True)
class DatedReadings:
    """Readings with their dates.

    Attributes:
        run: The vintage.
        dates: Report dates.
        headlines: Headline dates.
        readings: Days are the report dates, then the headline dates that are none; last days the headline dates.
    """

    run: VintageRun
    dates: tuple[date, ...]
    headlines: tuple[date, ...]
    readings: Readings

    @property
    def days(self) -> tuple[date, ...]:
        """Every date that was read."""
        return (*self.dates, *(day for day in self.headlines if day not in self.dates))


def read_dates(run: VintageRun, dates: Sequence[date], headlines: Sequence[date]) -> DatedReadings:
    """Read everything a report shows, under every particle."""
    empty = DatedReadings(run, tuple(dates), tuple(headlines), _NOTHING)
    days = [run.day(day) for day in empty.days]
    lasts = [run.day(day) for day in headlines]
    parts = run.posterior.read(lambda belief: read_everything(belief, days, lasts))
    return DatedReadings(run, tuple(dates), tuple(headlines), joined(parts))


def scenario_points(read: DatedReadings) -> tuple[ScenarioPoint, ...]:
    """Probability of each scenario on each report date."""
    return tuple(point for step, day in enumerate(read.dates) for point in _points_on(read, day, step, step))


def headline_points(read: DatedReadings) -> tuple[ScenarioPoint, ...]:
    """The same on headline dates that are no report dates."""
    beyond = read.days[len(read.dates) :]
    return tuple(
        point
        for index, day in enumerate(beyond, start=len(read.dates))
        for point in _points_on(read, day, index, NOT_ON_THE_GRID)
    )


def condition_points(read: DatedReadings) -> tuple[ConditionPoint, ...]:
    """Probability of each level of each condition on each report date."""
    conditions = read.run.case.definition.conditions
    names = [(name, level) for name, condition in conditions.items() for level in condition.levels]
    return tuple(
        ConditionPoint(step, day, name, level, *_mean_and_range(read, read.readings.levels[step, index]))
        for step, day in enumerate(read.dates)
        for index, (name, level) in enumerate(names)
    )


def ever_points(read: DatedReadings) -> tuple[EverPoint, ...]:
    """Probability that each scenario holds at some moment from the as-of date to each headline date."""
    return tuple(
        EverPoint(name, read.run.as_of, day, *_mean_and_range(read, read.readings.ever[index, scenario]))
        for index, day in enumerate(read.headlines)
        for scenario, name in enumerate(read.run.case.definition.scenarios)
    )


def baseline_points(read: DatedReadings) -> tuple[BaselinePoint, ...]:
    """What plainer forecasts say: no evidence, ratings at half strength, and no change of course from now on."""
    run = read.run
    dates = (run.as_of, *read.headlines)
    days = [run.day(day) for day in dates]
    reference = run.posterior.reference(NO_EVIDENCE_PARTICLES)
    no_evidence = run.posterior.read(
        lambda belief: read_scenarios(belief, days), coordinates=reference.coordinates, with_items=False
    )
    half = infer(
        run.model,
        run.posterior.inquiry,
        particles=HALF_STRENGTH_PARTICLES,
        seed=run.posterior.seed,
        alter=at_half_strength,
    )
    half_strength = half.read(lambda belief: read_scenarios(belief, days), alter=at_half_strength)
    now = read.readings.scenario[read.days.index(run.as_of)]
    by_baseline = {
        "no_evidence": weighed_by_likelihood(no_evidence, reference.log_weights),
        "half_strength": unweighed([scenario for scenario, _ in half_strength]),
        "no_change": unweighed([np.broadcast_to(now, (len(dates), *now.shape))]),
    }
    return tuple(
        BaselinePoint(baseline, name, day, *_weighted_mean_and_range(run, values[index, scenario], weights))
        for index, day in enumerate(dates)
        for baseline, (values, weights) in by_baseline.items()
        for scenario, name in enumerate(run.case.definition.scenarios)
    )


def monte_carlo_error(read: DatedReadings) -> float:
    """Largest Monte Carlo standard error of a scenario on a headline or the as-of date; 0 where nothing is drawn."""
    draws = read.run.posterior.draws
    if draws is None:
        return 0.0
    islands = draws.log_likelihood.shape[0]
    values = read.readings.scenario
    by_island = values.reshape(*values.shape[:-1], islands, -1).mean(axis=-1)
    errors = by_island.std(axis=-1, ddof=1) / np.sqrt(islands)
    days = [read.days.index(day) for day in (read.run.as_of, *read.headlines)]
    return float(errors[days].max())


def _points_on(read: DatedReadings, day: date, index: int, step: int) -> list[ScenarioPoint]:
    return [
        ScenarioPoint(
            step, day, name, *_mean_and_range(read, read.readings.scenario[index, scenario]), _basis(read, day)
        )
        for scenario, name in enumerate(read.run.case.definition.scenarios)
    ]


def _mean_and_range(read: DatedReadings, values: Floats) -> tuple[float, float | None, float | None]:
    """Mean over particles with the central 80 per cent."""
    return float(values.mean()), *central_range(read.run, values)


def _weighted_mean_and_range(
    run: VintageRun, values: Floats, weights: Floats
) -> tuple[float, float | None, float | None]:
    return min(float(values @ weights), 1.0), *weighted_range(run, values, weights)


def _basis(read: DatedReadings, day: date) -> str:
    run = read.run
    if run.counterfactual_from is not None and day >= run.counterfactual_from:
        return "counterfactual"
    if day == run.as_of:
        return "filtered"
    return "smoothed" if day < run.as_of else "predicted"


_NOTHING = Readings(*(np.zeros((0, 0, 0)),) * 3, *(np.zeros(0),) * 2)
