"""One run of a case, read off on its horizon: what an assessment says there, without all else that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.analysis.readings import read_scenarios, weighed_by_likelihood
from equipoise.assess.points import NO_EVIDENCE_PARTICLES
from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import VintageRun, run_vintage
from equipoise.case.case import Case
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.spreads import by_scenario


@dataclass(frozen=True)
class HorizonRun:
    """A vintage and its scenarios on the horizon.

    Attributes:
        run: The vintage.
        probability: Of each scenario on the horizon, mean over the parameters; as `assess` gives it.
        error: Largest Monte Carlo standard error of these, 0 to 1; 0 where nothing is drawn.
    """

    run: VintageRun
    probability: Mapping[str, float]
    error: float

    @property
    def day(self) -> int:
        """The horizon, in days from the start of the case."""
        return self.run.day(self.run.case.definition.clock.horizon)


def run_to_horizon(case: Case, *, as_of: date, rater: str, particles: int, seed: int) -> HorizonRun:
    """Believe a case at a vintage and read off its scenarios on the horizon.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the rater is unknown, or the chain is too fast to follow.
    """
    days = stops_of(case, as_of)
    run = run_vintage(case, as_of=as_of, rater=rater, days=days, particles=particles, seed=seed)
    horizon = run.day(case.definition.clock.horizon)
    parts = run.posterior.read(lambda belief: read_scenarios(belief, [horizon])[0][0])
    values = np.concatenate(parts, axis=-1)
    return HorizonRun(run, by_scenario(run.case, values.mean(axis=-1)), float(standard_error(by_island(values)).max()))


def without_evidence(horizon: HorizonRun) -> Mapping[str, float]:
    """The same with all items taken out: the baseline `no_evidence` of an assessment with as many particles."""
    posterior = horizon.run.posterior
    reference = posterior.reference(NO_EVIDENCE_PARTICLES)
    parts = posterior.read(
        lambda belief: read_scenarios(belief, [horizon.day]), coordinates=reference.coordinates, with_items=False
    )
    values, weights = weighed_by_likelihood(parts, reference.log_weights)
    return by_scenario(horizon.run.case, np.minimum(values[0] @ weights, 1.0))
