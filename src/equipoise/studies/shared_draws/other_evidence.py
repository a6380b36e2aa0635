"""The scenarios had some items been graded or grouped otherwise, without a run of its own.

The particles of the run are weighed anew, as where items are dropped: a what-if that is saved gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from equipoise.analysis.other_items import effective_number, mean_under, under_other_items
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.model.arrays import Floats
from equipoise.model.compile import items_and_origins
from equipoise.studies.shared_draws.dropped_origins import MOST_PARTICLES
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.spreads import by_scenario

Scenarios = Mapping[str, float]


@dataclass(frozen=True)
class UnderOtherEvidence:
    """The scenarios on the horizon under other evidence.

    Attributes:
        probability: Per case, of each scenario; None where the evidence is then impossible.
        effective: Smallest effective number of particles behind any case.
    """

    probability: tuple[Scenarios | None, ...]
    effective: float


def under_other_evidence(horizon: HorizonRun, cases: Sequence[Case]) -> UnderOtherEvidence:
    """The scenarios on the horizon in cases that differ from the run's in how items are graded, or grouped by origin.

    Args:
        horizon: The run.
        cases: Each as known at the vintage of the run, items on the same days.
    """
    run, posterior = horizon.run, horizon.run.posterior
    if not cases or not any(item.is_rated for item in run.model.items):
        return UnderOtherEvidence((horizon.probability,) * len(cases), float(posterior.num_particles))
    sets = [items_and_origins(case, run.model.variables, run.as_of)[0] for case in cases]
    to_horizon = replace(posterior, inquiry=replace(posterior.inquiry, as_of=horizon.day, last=horizon.day, days=()))
    parts = to_horizon.read(
        lambda belief: under_other_items(belief, sets), coordinates=posterior.thinned(MOST_PARTICLES)
    )
    log_ratio = np.concatenate(parts, axis=-1)
    possible = [one for one in log_ratio if not np.all(np.isneginf(one))]
    return UnderOtherEvidence(
        probability=tuple(_probability(run.case, one) for one in log_ratio),
        effective=min((float(effective_number(one)) for one in possible), default=0.0),
    )


def with_items(case: Case, updates: Mapping[str, Mapping[str, Any]]) -> Case:
    """A case with some fields of some items set to other values, by the items' ids."""
    return replace(case, evidence=tuple(_updated(item, updates.get(item.id)) for item in case.evidence))


def _updated(item: EvidenceItem, update: Mapping[str, Any] | None) -> EvidenceItem:
    return item if update is None else item.model_copy(update=dict(update))


def _probability(case: Case, log_ratio: Floats) -> Scenarios | None:
    return None if np.all(np.isneginf(log_ratio)) else by_scenario(case, mean_under(log_ratio))
