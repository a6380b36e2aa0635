"""What each item and each origin moves: put in alone on the day it arrived, and left out at the end."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.analysis.put_in import joined, moved_on_arrival, put_in
from equipoise.assess.evidence_rows import evidence_rows, origin_rows, read_contributions
from equipoise.assess.vintage_run import VintageRun, days_from_opens
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.inference.factors import accuracy, log_grid, rating_strength
from equipoise.inference.parameters import Parameters
from equipoise.inference.posterior import Reference
from equipoise.model.arrays import ItemArrays, Model
from equipoise.model.compile import items_and_origins
from equipoise.probability.decibans import NATS_PER_DECIBAN
from equipoise.studies.shared_draws.spreads import by_scenario

# Particles of the prior that hold the belief on each day of arrival.
ARRIVAL_PARTICLES = 256


@dataclass(frozen=True)
class ItemEffect:
    """A rated item and what it moves.

    Attributes:
        item: Its id.
        date: The day it is weighed on.
        known: The day it arrived.
        origin: Its root; its own id where it names none.
        exponent: How much of it counts beside copies of its origin.
        range_db: How far its factor tells the levels it rates apart, largest over smallest, dB; mean over parameters.
        predictive_log_score: Log of its predictive weight given all earlier days, nats; low is a surprise.
        on_arrival: Per scenario, dB of log-odds it moved when put in alone on the day it arrived.
        now: Per scenario, dB by which the log-odds on the as-of date would fall were it left out, all else as it is.
    """

    item: str
    date: datetime.date
    known: datetime.date
    origin: str
    exponent: float
    range_db: float
    predictive_log_score: float
    on_arrival: Mapping[str, float]
    now: Mapping[str, float]


@dataclass(frozen=True)
class OriginEffect:
    """An origin and what its rated items move.

    Attributes:
        origin: Its name.
        items: Ids of its rated items.
        exponents: Sum of what each counts for.
        on_arrival: Per scenario, sum of what its items each moved on the day they arrived, dB; not a number where one
            made the scenario impossible and another certain.
        now: Per scenario, dB by which the log-odds on the as-of date would fall were all of them left out.
    """

    origin: str
    items: tuple[str, ...]
    exponents: float
    on_arrival: Mapping[str, float]
    now: Mapping[str, float]


def item_and_origin_effects(
    case: Case, run: VintageRun, *, rater: str
) -> tuple[tuple[ItemEffect, ...], tuple[OriginEffect, ...]]:
    """Every rated item, in the author's order, and every origin with one.

    Args:
        case: The whole case that the run is a vintage of.
        run: The vintage.
        rater: Whose ratings count.
    """
    contributions = read_contributions(run)
    arrivals = moved_on_arrivals(case, run, rater=rater)
    parameters = run.posterior.parameters()
    rated = {item.id: item for item in run.model.items if item.is_rated}
    items = tuple(
        ItemEffect(
            item=row.id,
            date=row.date,
            known=row.known,
            origin=run.model.origins[rated[row.id].origin],
            exponent=row.exponent,
            range_db=range_db(run.model, rated[row.id], parameters),
            predictive_log_score=row.predictive_log_score,
            on_arrival=arrivals[row.id],
            now=row.moved_db,
        )
        for row in evidence_rows(contributions)
        if row.id in rated
    )
    origins = tuple(
        OriginEffect(
            origin=row.origin,
            items=row.items,
            exponents=row.exponents,
            on_arrival=_total([arrivals[name] for name in row.items]),
            now=row.moved_db,
        )
        for row in origin_rows(contributions)
    )
    return items, origins


def moved_on_arrivals(case: Case, run: VintageRun, *, rater: str) -> dict[str, dict[str, float]]:
    """What each rated item of a vintage moved when it arrived, dB per scenario, by id.

    Each is put in alone, with the exponent it has in the record of that day, beside all that was known the day before
    (less what is superseded on that day), ranked as it then was. Reasons, conditions and explanations are those of the
    vintage throughout.
    """
    rated = {item.id for item in run.model.items if item.is_rated}
    arrived: dict[datetime.date, list[str]] = {}
    for item in run.case.evidence:
        if item.id in rated:
            arrived.setdefault(run.case.known(item), []).append(item.id)
    reference = run.posterior.reference(ARRIVAL_PARTICLES)
    moved: dict[str, dict[str, float]] = {}
    for day, names in sorted(arrived.items()):
        moved |= _moved_on(case, run, day, names, rater, reference)
    return moved


def range_db(model: Model, item: ItemArrays, parameters: Parameters) -> float:
    """Largest over smallest of an item's factor on the levels it rates, dB, mean over parameters."""
    grid = log_grid(item, rating_strength(model, parameters), accuracy(item, parameters))
    levels = grid.reshape(-1, grid.shape[-1])
    return float(np.mean(levels.max(axis=0) - levels.min(axis=0))) / NATS_PER_DECIBAN


def _moved_on(
    case: Case, run: VintageRun, day: datetime.date, names: Sequence[str], rater: str, reference: Reference
) -> dict[str, dict[str, float]]:
    known = as_known(case, day, rater=rater)
    before = replace(known, evidence=tuple(item for item in known.evidence if known.known(item) < day))
    arriving = [item for item in items_and_origins(known, run.model.variables, day)[0] if item.id in names]
    earlier, origins = items_and_origins(before, run.model.variables, day)
    at = days_from_opens(case, day)
    posterior = replace(
        run.posterior,
        model=replace(run.model, items=earlier, origins=origins),
        inquiry=replace(run.posterior.inquiry, as_of=at, last=at, days=tuple({item.day for item in arriving})),
    )
    parts = posterior.read(lambda belief: put_in(belief, arriving), coordinates=reference.coordinates)
    moved = moved_on_arrival(joined(parts), reference.log_weights)
    return {item.id: by_scenario(run.case, row) for item, row in zip(arriving, moved, strict=True)}


def _total(moved: Sequence[Mapping[str, float]]) -> dict[str, float]:
    # Opposite infinities have no sum, which math.fsum would refuse.
    return {name: _sum([one[name] for one in moved]) for name in moved[0]}


def _sum(numbers: Sequence[float]) -> float:
    infinite = [number for number in numbers if math.isinf(number)]
    return sum(infinite) if infinite else math.fsum(numbers)
