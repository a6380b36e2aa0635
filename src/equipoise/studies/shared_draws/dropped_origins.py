"""Each origin dropped, without a run of its own: evidence is taken out of the beliefs of the run there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from equipoise.analysis.contributions import joined, leave_out
from equipoise.analysis.other_items import mean_under
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.horizon_run import HorizonRun

# Particles over which origins are left out.
MOST_PARTICLES = 512


def drop_origins(horizon: HorizonRun) -> Mapping[str, Mapping[str, float]]:
    """Scenarios on the horizon without the items of each origin that has a rated one, by origin.

    What these items supersede stays out, as in every vintage that knows them.
    """
    run, posterior = horizon.run, horizon.run.posterior
    groups: dict[int, set[int]] = {}
    for index, item in enumerate(run.model.items):
        if item.is_rated:
            groups.setdefault(item.origin, set()).add(index)
    shared = {origin: frozenset(group) for origin, group in groups.items() if len(group) > 1}
    # The device leaves out as of the as-of day; no item lies beyond it, so it does so as well as of the horizon.
    to_horizon = replace(posterior, inquiry=replace(posterior.inquiry, as_of=horizon.day, days=()))
    particles = posterior.thinned(MOST_PARTICLES)
    left_out = joined(to_horizon.read(lambda belief: leave_out(belief, list(shared.values())), coordinates=particles))
    log_ratio: dict[int, Floats] = dict(zip(shared, left_out.log_without_group, strict=True))
    by_item = dict(zip(left_out.rated, left_out.log_without_item, strict=True))
    log_ratio |= {origin: by_item[min(group)] for origin, group in groups.items() if len(group) == 1}
    return {run.model.origins[origin]: _named(horizon, log_ratio[origin]) for origin in groups}


def _named(horizon: HorizonRun, log_ratio: Floats) -> dict[str, float]:
    probability = np.asarray(mean_under(log_ratio))
    return dict(zip(horizon.probability, (float(p) for p in probability), strict=True))
