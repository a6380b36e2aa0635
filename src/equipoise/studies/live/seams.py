"""Seams: days on which all that came before meets all that comes after, so that a day can be weighed otherwise.

On a day of the record, `before(s)` is the belief in each state before the evidence of the day, and `value_h(s)` the
probability, from that state, of all later evidence together with ending in scenario `h`. Neither depends on the
evidence `G` of the day itself: however it is rated,

    P(h, record) ∝ Σ_s before(s) G(s) value_h(s),

which is exact under every particle (Rabiner 1989, section III; `analysis.contributions` leaves evidence out by the
same sum). Where several days are rated otherwise, the belief is carried from a seam at or before the first of them to
one at or after the last; on the as-of date there always is a seam.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from equipoise.assess.vintage_run import Asked
from equipoise.inference.belief import scenario_sets
from equipoise.inference.chain import make_chain
from equipoise.inference.factors import log_factors_by_day
from equipoise.inference.parameters import median_parameters
from equipoise.inference.passes import backward_pass, forward_pass, weigh
from equipoise.inference.schedule import Schedule, months_between
from equipoise.model.arrays import Bools, Floats, Model
from equipoise.studies.live.drawn import Block, Drawn, side_by_side

WHENS = 2
"""The as-of date and the horizon."""


@dataclass(frozen=True)
class Seam:
    """A day under one block of particles. Its arrays take about 13 MB for 648 states and 512 particles in all.

    Attributes:
        before: Belief before the evidence of the day, `[a, c, 1, n]`, sums to one.
        log_before: Log probability of all earlier evidence, nats, `[n]`.
        value: Probability of all later evidence from each state, up to a factor for each particle, `[a, c, n]`.
        share: Share of it that is in each scenario, on the as-of date and on the horizon, `[a, c, when scenario, n]`.
        log_record: Log probability of the whole record as the day is rated, up to the same factor, nats, `[n]`.
    """

    before: Floats
    log_before: Floats
    value: Floats
    share: Floats
    log_record: Floats


Seams = Mapping[int, tuple[Seam, ...]]
"""By day, the seam under each block of particles."""


class ReadAgain(NamedTuple):
    """Scenarios, `[when, scenario, n]`, and log of how much likelier the record has become, nats, `[n]`."""

    scenarios: Floats
    log_gain: Floats


def seams_at_the_end(drawn: Drawn) -> Seams:
    """The seam on the as-of date, after which there is no evidence."""
    found = side_by_side(lambda block: _at_the_end(drawn.asked, block), drawn.blocks)
    return {drawn.asked.inquiry.as_of: tuple(found)}


def seams_on(drawn: Drawn, kept: Seams, days: Collection[int]) -> Seams:
    """Seams on further days, worked out from the nearest of those that are kept.

    Args:
        drawn: The version as drawn.
        kept: Seams, that on the as-of date among them.
        days: Days from 1 to the as-of date without one; at least one. They need not be days of the record.
    """
    reach = _in_reach(drawn.asked.model)
    numbered = list(enumerate(drawn.blocks))
    found = side_by_side(lambda one: _on_days(drawn.asked, one[1], _of_block(kept, one[0]), days, reach), numbered)
    return {day: tuple(by_day[day] for by_day in found) for day in days}


def read_across(drawn: Drawn, kept: Seams, version: Asked, changed: Collection[int]) -> ReadAgain:
    """Read a version whose evidence differs on some days, going again only through those days and what lies between.

    Args:
        drawn: The version as drawn.
        kept: Its seams, that on the as-of date among them.
        version: The other version; nothing but its evidence differs.
        changed: The days on which it does; at least one.
    """
    numbered = list(enumerate(drawn.blocks))
    parts = side_by_side(lambda one: _read(version, one[1], _of_block(kept, one[0]), changed), numbered)
    return ReadAgain(*(np.concatenate(fields, axis=-1) for fields in zip(*parts, strict=True)))


def _of_block(kept: Seams, index: int) -> dict[int, Seam]:
    return {day: seams[index] for day, seams in kept.items()}


# --- reading -------------------------------------------------------------------------------------------------


def _read(version: Asked, block: Block, kept: Mapping[int, Seam], changed: Collection[int]) -> ReadAgain:
    start = max((day for day in kept if day <= min(changed)), default=0)
    end = min(day for day in kept if day >= max(changed))
    log_factors = _log_factors(version, block, start, end)
    seam = kept[end]
    before, log_before = _carried(block, kept, log_factors, start=start, ends=(end,))[end]
    log_day, scenarios = _met(seam, before, log_factors.get(end))
    return ReadAgain(scenarios, log_before + log_day - seam.log_record)


def _met(seam: Seam, before: Floats, log_factor: Floats | None) -> tuple[Floats, Floats]:
    """Log of the sum over states of belief, evidence and value, `[n]`, and scenarios, `[when, scenario, n]`."""
    with np.errstate(divide="ignore"):
        # In logs and in double precision, so that nothing gets lost beside strong evidence.
        log_state = np.log(before[:, :, 0].astype(np.float64) * seam.value)
    if log_factor is not None:
        log_state = log_state + log_factor[:, :, 0]
    top = log_state.max(axis=(0, 1))
    top = np.where(np.isneginf(top), 0.0, top)
    weight = np.exp(log_state - top)
    total = weight.sum(axis=(0, 1))
    by_target = np.einsum("acn,actn->tn", weight, seam.share, dtype=np.float64)
    scenarios = by_target.reshape(WHENS, -1, by_target.shape[-1])
    in_all = scenarios.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        log_total = np.log(total) + top
    return log_total, scenarios / np.where(in_all > 0, in_all, 1.0)


def _carried(
    block: Block,
    kept: Mapping[int, Seam],
    log_factors: Mapping[int, Floats],
    *,
    start: int,
    ends: Collection[int],
) -> dict[int, tuple[Floats, Floats]]:
    """Belief before the evidence of several days and log probability of all that came before them, `[n]`.

    Args:
        block: Some of the particles.
        kept: Seams.
        log_factors: Evidence of the version, from the day of the start on.
        start: Day of a seam, or 0 for the start of the case.
        ends: Days, none earlier than `start`.
    """
    particles = block.chain.num_particles
    belief, log_so_far = block.chain.start, np.zeros(particles)
    carried: dict[int, tuple[Floats, Floats]] = {}
    if start in kept:
        belief, log_so_far = kept[start].before, kept[start].log_before
        if start in ends:
            carried[start] = belief, log_so_far
        if start in log_factors:
            belief, log_weight = weigh(belief, log_factors[start])
            log_so_far = log_so_far + log_weight[0]
    last = max(ends)
    if last == start:
        return carried
    between = {day: factor for day, factor in log_factors.items() if start < day < last}
    window = _window(between, last, also=ends)
    passed = forward_pass(block.chain, window, belief=belief, day=start, keep=ends)
    for end in ends:
        if end > start:
            earlier = [weight[0] for day, weight in passed.log_weights.items() if day < end]
            carried[end] = passed.before[end], sum(earlier, log_so_far)
    return carried


def _window(log_factors: Mapping[int, Floats], last: int, also: Collection[int]) -> Schedule:
    """Days of evidence and some others, up to a day.

    Not the stops of an assessment: each takes a step more, and they move no number by as much as the error that steps
    are allowed (`inference.split_chain`).
    """
    return Schedule(last=last, log_factors=log_factors, days=tuple(also))


def _log_factors(version: Asked, block: Block, first: int, last: int) -> dict[int, Floats]:
    """Log of what the evidence of each day from one to another multiplies each state by, `[a, c, 1, n]`."""
    items = tuple(item for item in version.model.items if first <= item.day <= last)
    return log_factors_by_day(replace(version.model, items=items), block.parameters)


# --- making --------------------------------------------------------------------------------------------------


def _at_the_end(asked: Asked, block: Block) -> Seam:
    as_of, last = asked.inquiry.as_of, asked.inquiry.last
    sets = scenario_sets(asked.model)
    # No evidence lies beyond the as-of date, so that no belief is needed to scale it.
    ends_in = backward_pass(block.chain, _window({}, last, also=(as_of,)), before={}, split_on=last, split=sets)[as_of]
    is_in = np.stack(sets, axis=2)[..., None].astype(ends_in.dtype)
    log_factors = _log_factors(asked, block, 1, as_of)
    before, log_before = _carried(block, {}, log_factors, start=0, ends=(as_of,))[as_of]
    return _seam(
        block, before, log_before, np.concatenate(_alike(block, is_in, ends_in), axis=2), log_factors.get(as_of)
    )


def _on_days(
    asked: Asked, block: Block, kept: Mapping[int, Seam], days: Collection[int], reach: Bools
) -> dict[int, Seam]:
    start = max((day for day in kept if day <= min(days)), default=0)
    end = min(day for day in kept if day > max(days))
    log_factors = _log_factors(asked, block, start, end)
    carried = _carried(block, kept, log_factors, start=start, ends=days)
    values = _pulled(block, kept[end], log_factors, end=end, days=days, reach=reach)
    return {day: _seam(block, *carried[day], values[day], log_factors.get(day)) for day in days}


def _pulled(
    block: Block,
    seam: Seam,
    log_factors: Mapping[int, Floats],
    *,
    end: int,
    days: Collection[int],
    reach: Bools,
) -> dict[int, Floats]:
    """Value of each state on some days, in a lane for each scenario now and on the horizon, from a later seam."""
    first = min(days)
    stops = [day for day in _window(log_factors, end, also=days).stops() if day >= first]
    value = seam.value[:, :, None]
    # Lane by lane, each of which fits the cache; all together take twice as long.
    lanes = [value * seam.share[:, :, [target]] for target in range(seam.share.shape[2])]
    values: dict[int, Floats] = {}
    for stop, earlier in pairwise(reversed(stops)):
        if stop in log_factors:
            # Scaled by the states in reach, whatever the record says: were it by those that the record leaves, a day
            # that is rated otherwise could bring back states whose value is lost.
            log_factor = log_factors[stop]
            most = np.where(reach, log_factor, -np.inf).max(axis=(0, 1), keepdims=True)
            factor = np.exp(np.minimum(log_factor - most, 0.0)).astype(value.dtype)
            lanes = [lane * factor for lane in lanes]
        lanes = [block.chain.pull(lane, months_between(earlier, stop)) for lane in lanes]
        top = np.maximum.reduce([lane.max(axis=(0, 1), keepdims=True) for lane in lanes])
        scale = np.where(top > 0, top, top.dtype.type(1))
        lanes = [lane / scale for lane in lanes]
        if earlier in days:
            values[earlier] = np.concatenate(lanes, axis=2)
    return values


def _seam(block: Block, before: Floats, log_before: Floats, lanes: Floats, log_factor: Floats | None) -> Seam:
    """A seam from values in lanes, `[a, c, when scenario, n]`."""
    courses, joint, targets, particles = lanes.shape
    by_when = lanes.reshape(courses, joint, WHENS, -1, particles)
    # Both sum to the probability of later evidence, but for the last digits of single precision.
    totals = by_when.sum(axis=3, keepdims=True)
    share = by_when / np.where(totals > 0, totals, totals.dtype.type(1))
    seam = Seam(
        before=before,
        log_before=log_before,
        value=totals[:, :, 0, 0],
        share=share.reshape(courses, joint, targets, particles),
        log_record=np.zeros(block.chain.num_particles),
    )
    return replace(seam, log_record=log_before + _met(seam, before, log_factor)[0])


def _alike(block: Block, *lanes: Floats) -> list[Floats]:
    """Lanes with an entry for every particle."""
    return [np.broadcast_to(one, (*one.shape[:3], block.chain.num_particles)) for one in lanes]


def _in_reach(model: Model) -> Bools:
    """States that the path can be in at some time, whatever is observed, `[a, c, 1, 1]`."""
    chain = make_chain(model, median_parameters(model))
    reach = chain.start > 0
    while True:
        further = reach | (chain.push(reach.astype(np.float64), 1.0) > 0)
        if np.array_equal(further, reach):
            return reach
        reach = further
