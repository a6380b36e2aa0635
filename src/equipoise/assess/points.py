"""Reading scenarios, conditions, paths and baselines off a belief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from equipoise.analysis.paths import probability_ever
from equipoise.assess.assessment import BaselinePoint, ConditionPoint, EverPoint, ScenarioPoint
from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.belief import Belief, scenario_sets
from equipoise.inference.parameters import at_half_strength
from equipoise.model.arrays import Floats
from equipoise.model.compile import levels_of_variable

NOT_ON_THE_GRID = -1


def scenario_points(run: VintageRun, dates: Sequence[date]) -> tuple[ScenarioPoint, ...]:
    """Probability of each scenario on each report date."""
    return tuple(point for step, day in enumerate(dates) for point in _points_on(run, day, step))


def headline_points(run: VintageRun, dates: Sequence[date], headlines: Sequence[date]) -> tuple[ScenarioPoint, ...]:
    """The same on headline dates that are no report dates."""
    return tuple(point for day in headlines if day not in dates for point in _points_on(run, day, NOT_ON_THE_GRID))


def condition_points(run: VintageRun, dates: Sequence[date]) -> tuple[ConditionPoint, ...]:
    """Probability of each level of each condition on each report date."""
    points = []
    for step, day in enumerate(dates):
        distribution = run.belief.on(run.day(day))[:, :, 0]
        for variable in run.model.variables:
            if variable.name not in run.case.definition.conditions:
                continue
            weights = np.bincount(variable.level_of_state.ravel(), distribution.ravel(), minlength=variable.size)
            for level, weight in zip(levels_of_variable(run.case.definition, variable.name), weights, strict=True):
                points.append(ConditionPoint(step, day, variable.name, level, float(weight)))
    return tuple(points)


def ever_points(run: VintageRun, headlines: Sequence[date]) -> tuple[EverPoint, ...]:
    """Probability that each scenario holds at some moment from the as-of date to each headline date."""
    inside = np.stack(scenario_sets(run.model), axis=2)
    points = []
    for day in headlines:
        ever = probability_ever(run.belief, inside, first=run.belief.as_of, last=run.day(day))[:, 0]
        for name, probability in zip(run.case.definition.scenarios, ever, strict=True):
            points.append(EverPoint(name, run.as_of, day, float(probability), None, None))
    return tuple(points)


def baseline_points(run: VintageRun, days: Sequence[date]) -> tuple[BaselinePoint, ...]:
    """What plainer forecasts say: no evidence, ratings at half strength, and no change of course from now on."""
    no_evidence = run.again(run.parameters, with_items=False)
    half_strength = run.again(at_half_strength(run.parameters))
    now = _by_scenario(run, run.belief, run.as_of)
    points = []
    for day in days:
        by_baseline = {
            "no_evidence": _by_scenario(run, no_evidence, day),
            "half_strength": _by_scenario(run, half_strength, day),
            "no_change": now,
        }
        for baseline, values in by_baseline.items():
            for name, value in zip(run.case.definition.scenarios, values, strict=True):
                points.append(BaselinePoint(baseline, name, day, float(value)))
    return tuple(points)


def _points_on(run: VintageRun, day: date, step: int) -> list[ScenarioPoint]:
    probabilities = _by_scenario(run, run.belief, day)
    return [
        ScenarioPoint(step, day, name, float(probability), None, None, _basis(run, day))
        for name, probability in zip(run.case.definition.scenarios, probabilities, strict=True)
    ]


def _by_scenario(run: VintageRun, belief: Belief, day: date) -> Floats:
    of_course = belief.on(run.day(day))[:, :, 0].sum(axis=1)
    return np.array([of_course[run.model.scenario_of_course == s].sum() for s in range(run.model.num_scenarios)])


def _basis(run: VintageRun, day: date) -> str:
    if run.counterfactual_from is not None and day >= run.counterfactual_from:
        return "counterfactual"
    if day == run.as_of:
        return "filtered"
    return "smoothed" if day < run.as_of else "predicted"
