"""Reports that may have been planted: how likely that is now, whom it would serve, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.analysis.planted import chance_planted
from equipoise.inference.belief import Belief
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.other_evidence import Scenarios, under_other_evidence, with_items


@dataclass(frozen=True)
class PlantedReport:
    """A rated item that may have been planted.

    Attributes:
        item: Its id.
        what: What it says.
        serves: Whom it would serve; None where not said.
        before: Probability that it was planted, before the record: that it is inaccurate, times the authored chance.
        now: The same given all evidence.
        as_it_is: Each scenario on the horizon as the case has it.
        if_planted: The same if it was planted for certain; None where that is impossible.
        if_not: The same if it was not.
        effective: Smallest effective number of particles behind these.
    """

    item: str
    what: str
    serves: str | None
    before: float
    now: float
    as_it_is: Scenarios
    if_planted: Scenarios | None
    if_not: Scenarios | None
    effective: float


def planted_reports(horizon: HorizonRun) -> tuple[PlantedReport, ...]:
    """Every rated item that may have been planted, the likeliest first."""
    run = horizon.run
    suspects = [index for index, one in enumerate(run.model.items) if one.is_rated and one.planted_chance > 0]
    if not suspects:
        return ()

    def chances(belief: Belief) -> Floats:
        return np.stack(
            [np.broadcast_to(chance_planted(belief, i), (belief.parameters.num_particles,)) for i in suspects]
        )

    now = np.concatenate(run.posterior.read(chances), axis=-1).mean(axis=-1)
    found = [_report(horizon, index, float(chance)) for index, chance in zip(suspects, now, strict=True)]
    return tuple(sorted(found, key=lambda one: -one.now))


def _report(horizon: HorizonRun, index: int, now: float) -> PlantedReport:
    run = horizon.run
    arrays = run.model.items[index]
    item = run.case.items[arrays.id]
    for_certain = {"accuracy": 0.0, "exact": False, "planted": item.planted.model_copy(update={"chance": 1.0})}
    never = {"planted": item.planted.model_copy(update={"chance": 0.0})}
    cases = [run.case, with_items(run.case, {item.id: for_certain}), with_items(run.case, {item.id: never})]
    other = under_other_evidence(horizon, cases)
    return PlantedReport(
        item=item.id,
        what=item.what,
        serves=item.planted.serves,
        before=(1 - arrays.reliability.mean) * arrays.planted_chance,
        now=now,
        as_it_is=other.probability[0] or horizon.probability,
        if_planted=other.probability[1],
        if_not=other.probability[2],
        effective=other.effective,
    )
