"""Does the judgement survive without any one source, or any one origin?

What is dropped is dropped for good: copies that stay are ranked anew, so the numbers are those of an assessment of the
case without the items. No case is run again: the particles of the run are weighed anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from equipoise.analysis.other_items import effective_number, mean_under, under_other_items
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.case import Case
from equipoise.model.arrays import ItemArrays
from equipoise.model.compile import items_and_origins
from equipoise.studies.shared_draws.dropped_origins import MOST_PARTICLES, drop_origins
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.spreads import by_scenario

# Effective number of particles below which numbers without a source rest on too few.
LEAST_EFFECTIVE = 50


@dataclass(frozen=True)
class Dropped:
    """The scenarios on the horizon without a source, or without an origin.

    Attributes:
        kind: `source` or `origin`.
        name: Its id.
        items: Ids of the rated items that go.
        probability: Of each scenario on the horizon without them.
        leader: The likeliest.
        move: By how much the probability of the present leader changes, -1 to 1; negative where it falls.
        lead: Probability of the present leader less that of the likeliest other; below 0 where it no longer leads.
    """

    kind: Literal["source", "origin"]
    name: str
    items: tuple[str, ...]
    probability: Mapping[str, float]
    leader: str
    move: float
    lead: float


@dataclass(frozen=True)
class Robustness:
    """Whether the leader on the horizon stays the leader.

    Attributes:
        leader: The likeliest scenario on the horizon.
        dropped: Every source on which a rated item rests alone, and every origin with a rated item; what leaves the
            leader the smallest lead first.
        effective: Smallest effective number of particles behind the numbers of a source; None where nothing is drawn.
    """

    leader: str
    dropped: tuple[Dropped, ...]
    effective: float | None

    @property
    def survives(self) -> bool:
        """Whether the leader leads without any one source or origin."""
        return all(one.leader == self.leader for one in self.dropped)

    def worst(self, kind: str) -> Dropped | None:
        """The source, or the origin, without which the leader has the smallest lead."""
        return next((one for one in self.dropped if one.kind == kind), None)


def drop_each(horizon: HorizonRun) -> Robustness:
    """Drop each source and each origin in turn.

    With a source go the items that name it as their only source. An item that another source reports as well stays,
    graded as it is.
    """
    run = horizon.run
    if not any(item.is_rated for item in run.model.items):
        return Robustness(max(horizon.probability, key=lambda name: horizon.probability[name]), (), None)
    sources = rated_items_by_source(run)
    without = without_items(horizon, [frozenset(), *map(frozenset, sources.values())])
    base = without.probability[0]
    leader = max(base, key=lambda name: base[name])
    rated_by_origin = {
        name: tuple(item.id for item in run.model.items if item.is_rated and item.origin == index)
        for index, name in enumerate(run.model.origins)
    }
    dropped = [
        _dropped("source", name, items, probability, base, leader)
        for (name, items), probability in zip(sources.items(), without.probability[1:], strict=True)
    ] + [
        _dropped("origin", name, rated_by_origin[name], probability, base, leader)
        for name, probability in drop_origins(horizon).items()
    ]
    return Robustness(
        leader=leader,
        dropped=tuple(sorted(dropped, key=lambda one: one.lead)),
        effective=without.effective if run.posterior.is_sampled else None,
    )


def rated_items_by_source(run: VintageRun) -> dict[str, tuple[str, ...]]:
    """Ids of the rated items that rest on each source alone, by source; a source without any is left out."""
    rated = {item.id for item in run.model.items if item.is_rated}
    alone: dict[str, tuple[str, ...]] = {}
    for item in run.case.evidence:
        if item.id in rated and len(set(item.sources)) == 1:
            alone[item.sources[0]] = (*alone.get(item.sources[0], ()), item.id)
    return alone


@dataclass(frozen=True)
class WithoutItems:
    """The scenarios without some items.

    Attributes:
        probability: Per set of items, of each scenario.
        effective: Smallest effective number of particles behind any set.
    """

    probability: tuple[Mapping[str, float], ...]
    effective: float


def without_items(horizon: HorizonRun, sets: Sequence[frozenset[str]], *, now: bool = False) -> WithoutItems:
    """The scenarios on the horizon, or now, had the case never held some items; those left are ranked anew.

    What they supersede stays out, as in every vintage that knows them.

    Args:
        horizon: The run.
        sets: Ids of the items that go, set by set; the run has a rated item.
        now: Read off the as-of date.
    """
    run, posterior = horizon.run, horizon.run.posterior
    left = [_items_left(run.case, run, gone) for gone in sets]
    day = posterior.inquiry.as_of if now else horizon.day
    to_day = replace(posterior, inquiry=replace(posterior.inquiry, as_of=day, last=day, days=()))
    parts = to_day.read(lambda belief: under_other_items(belief, left), coordinates=posterior.thinned(MOST_PARTICLES))
    log_ratio = np.concatenate(parts, axis=-1)
    return WithoutItems(
        probability=tuple(by_scenario(run.case, probability) for probability in mean_under(log_ratio)),
        effective=float(np.min(effective_number(log_ratio))),
    )


def _items_left(case: Case, run: VintageRun, gone: frozenset[str]) -> tuple[ItemArrays, ...]:
    kept = replace(case, evidence=tuple(item for item in case.evidence if item.id not in gone))
    return items_and_origins(kept, run.model.variables, run.as_of)[0]


def _dropped(
    kind: Literal["source", "origin"],
    name: str,
    items: tuple[str, ...],
    probability: Mapping[str, float],
    base: Mapping[str, float],
    leader: str,
) -> Dropped:
    others = [chance for scenario, chance in probability.items() if scenario != leader]
    return Dropped(
        kind=kind,
        name=name,
        items=items,
        probability=probability,
        leader=max(probability, key=lambda scenario: probability[scenario]),
        move=probability[leader] - base[leader],
        lead=probability[leader] - max(others, default=0.0),
    )
