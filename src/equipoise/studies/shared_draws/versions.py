"""A version of a case, believed: its scenarios now, on the horizon and ever, and what separates two versions.

Versions are run as `assess` runs them, with one seed, so that a version that is saved gives the same numbers. The draws
of two versions then differ little more than the versions do, and most of the noise of each drops out of the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np

from equipoise.analysis.readings import Readings, joined, read_everything
from equipoise.assess.ranges import RANGE
from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import VintageRun, run_vintage
from equipoise.calendar import headline_dates
from equipoise.case.case import Case
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.named_settings import NamedSettings
from equipoise.studies.shared_draws.spreads import Difference, Spread

When = Literal["now", "horizon", "ever"]
WHENS: tuple[When, ...] = ("now", "horizon", "ever")
"""At the as-of date; on the horizon; at some moment from the one to the other."""


@dataclass(frozen=True)
class Version:
    """A version of a case at a vintage.

    Attributes:
        case: The case as handed in.
        run: The vintage.
        readings: Days are the as-of date and the horizon; last days the headline dates.
    """

    case: Case
    run: VintageRun
    readings: Readings

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the scenarios."""
        return tuple(self.case.definition.scenarios)

    @property
    def is_sampled(self) -> bool:
        """Whether parameters were drawn."""
        return self.run.posterior.is_sampled

    @cached_property
    def scenarios(self) -> Floats:
        """Under each particle, `[when, scenario, n]` in the order of `WHENS`."""
        return scenarios_of(self.readings)

    def probability(self, when: When = "horizon") -> dict[str, float]:
        """Each scenario, mean over the parameters; as `assess` gives it."""
        means = self.scenarios[WHENS.index(when)].mean(axis=-1)
        return {name: float(mean) for name, mean in zip(self.names, means, strict=True)}

    @property
    def leader(self) -> str:
        """The likeliest scenario on the horizon."""
        probability = self.probability()
        return max(probability, key=lambda name: probability[name])

    def spreads(self, when: When = "horizon") -> dict[str, Spread]:
        """The same with the central 80 per cent."""
        by_particle = self.scenarios[WHENS.index(when)]
        return {name: self._spread(values) for name, values in zip(self.names, by_particle, strict=True)}

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario, 0 to 1; 0 where nothing is drawn."""
        return float(standard_error(by_island(self.scenarios)).max()) if self.is_sampled else 0.0

    @property
    def settings(self) -> NamedSettings:
        """Its particles, to be put to another version."""
        return NamedSettings.of(self.run.case, self.run.posterior)

    def under(self, settings: NamedSettings) -> Readings:
        """What would be read under the settings of another version, one to one."""
        posterior, as_of = self.run.posterior, self.run.as_of
        coordinates = settings.put_to(self.run.case, self.run.model)
        days, lasts = _days(self.run, as_of)
        return joined(posterior.read(lambda belief: read_everything(belief, days, lasts), coordinates=coordinates))

    def _spread(self, values: Floats) -> Spread:
        if not self.is_sampled:
            return Spread(float(values.mean()), None, None)
        low, high = np.quantile(values, RANGE)
        return Spread(float(values.mean()), float(low), float(high))


@dataclass(frozen=True)
class Changed:
    """A probability in two versions.

    Attributes:
        before, after: In each, as `assess` gives it.
        difference: The second less the first. Its range is of the difference under one and the same setting of the
            parameters, over the settings that the second version makes likely, widened to the mean if need be.
        error: Monte Carlo standard error of the mean difference, 0 to 1; 0 where nothing is drawn.
    """

    before: Spread
    after: Spread
    difference: Difference
    error: float


def believe_version(case: Case, *, as_of: date, rater: str, particles: int, seed: int) -> Version:
    """Run a version of a case at a vintage.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the rater is unknown, or the chain is too fast to follow.
    """
    stops = stops_of(case, as_of)
    run = run_vintage(case, as_of=as_of, rater=rater, days=stops, particles=particles, seed=seed)
    days, lasts = _days(run, as_of)
    return Version(case, run, joined(run.posterior.read(lambda belief: read_everything(belief, days, lasts))))


def compared(before: Version, after: Version) -> Mapping[When, Mapping[str, Changed]]:
    """Each scenario in two versions of a case, by when it is asked about."""
    same_settings = _differences_at_same_settings(before, after)
    errors = _errors_of_difference(before, after)
    return {
        when: {
            name: Changed(was, will_be, _difference(was, will_be, same_settings[n, s]), float(errors[n, s]))
            for s, (name, was, will_be) in enumerate(
                zip(before.names, before.spreads(when).values(), after.spreads(when).values(), strict=True)
            )
        }
        for n, when in enumerate(WHENS)
    }


def scenarios_of(readings: Readings) -> Floats:
    """Scenarios `[when, scenario, n]` of what `Version` reads."""
    return np.concatenate([readings.scenario, readings.ever[-1:]])


def _days(run: VintageRun, as_of: date) -> tuple[list[int], list[int]]:
    horizon = run.case.definition.clock.horizon
    return [run.day(as_of), run.day(horizon)], [run.day(day) for day in headline_dates(as_of, horizon)]


def _differences_at_same_settings(before: Version, after: Version) -> Floats:
    """`[when, scenario, n]`, at the settings of the second version, or of the first where it alone has any."""
    if after.is_sampled or not before.is_sampled:
        return np.asarray(after.scenarios - scenarios_of(before.under(after.settings)))
    return np.asarray(scenarios_of(after.under(before.settings)) - before.scenarios)


def _errors_of_difference(before: Version, after: Version) -> Floats:
    one, two = by_island(before.scenarios), by_island(after.scenarios)
    return standard_error(two - one)


def _difference(before: Spread, after: Spread, at_same_settings: Floats) -> Difference:
    mean = after.probability - before.probability
    if at_same_settings.size < 2:
        return Difference(mean, None, None)
    low, high = np.quantile(at_same_settings, RANGE)
    return Difference(mean, min(float(low), mean), max(float(high), mean))
