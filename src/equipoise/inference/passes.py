r"""Filter, smoother and predictor: forward and backward passes over a schedule (docs/model.md, section 6).

Rabiner, L. R. (1989), "A tutorial on hidden Markov models", Proc. IEEE 77(2), for the recursions; here time
is continuous between the stops of the schedule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.chain import Chain, pull, push
from equipoise.inference.schedule import Hold, Schedule, months_between
from equipoise.model.arrays import Bools, Floats


@dataclass(frozen=True)
class ForwardPass:
    """Beliefs carried forward through a schedule.

    Attributes:
        before: Per stop, belief before the evidence of that day, `[a, c, t, n]`, sums to one.
        after: Per stop, belief after it.
        log_evidence: Sum of the log normalisers of the evidence, nats, `[t, n]`; minus infinity where evidence is
            impossible.
        log_span: Log probability that the path kept to the spans, nats, `[t, n]`.
        impossible_on: First day on which no state was left, per lane and particle, `[t, n]`; -1 where none.
    """

    before: Mapping[int, Floats]
    after: Mapping[int, Floats]
    log_evidence: Floats
    log_span: Floats
    impossible_on: Floats


def forward_pass(chain: Chain, schedule: Schedule, *, belief: Floats | None = None, day: int = 0) -> ForwardPass:
    """Carry a belief from the end of a day through every later stop of a schedule.

    Args:
        chain: The chain.
        schedule: What happens when; what it holds for `day` itself has already happened to `belief`, save that the
            path must be inside the spans on that day too.
        belief: Distribution of the state at the end of `day`, `[a, c, t, n]`; the start of the case by default.
        day: Where to start from; 0 is the start of the case.
    """
    before: dict[int, Floats] = {}
    after: dict[int, Floats] = {}
    belief = chain.start if belief is None else belief
    log_evidence = log_span = np.zeros((1, 1))
    impossible_on = np.full((1, 1), -1.0)
    belief, log_kept = _keep_inside(belief, schedule.inside_on(day))
    log_span = log_span + log_kept
    for stop in schedule.stops(after=day):
        belief = push(chain, belief, months_between(day, stop), schedule.regime(stop))
        for hold in schedule.set_on(stop):
            belief = _set_condition(chain, belief, hold)
        belief, log_kept = _keep_inside(belief, schedule.inside_on(stop))
        log_span = log_span + log_kept
        before[stop] = belief
        if stop in schedule.log_factors:
            belief, log_weight = weigh(belief, schedule.log_factors[stop])
            log_evidence = log_evidence + log_weight
            gone = np.isneginf(log_evidence) & (impossible_on < 0)
            impossible_on = np.where(gone, float(stop), impossible_on)
        after[stop] = belief
        day = stop
    return ForwardPass(before, after, log_evidence, log_span, impossible_on)


def backward_pass(chain: Chain, schedule: Schedule, *, split_on: int, split: Sequence[Bools]) -> Mapping[int, Floats]:
    """Value of each state at each stop for what comes later and for lying in each of several sets on one day.

    Lane `t` of the result is proportional to the probability of all later evidence and spans together with being in
    `split[t]` at the end of day `split_on`, given the state at the end of the stop, its own evidence left out.
    After `split_on` there is one lane. All lanes of a stop share one factor of proportion, chosen against underflow.

    Args:
        chain: The chain.
        schedule: The schedule of the forward pass.
        split_on: A stop of the schedule.
        split: Disjoint sets of states that together hold all of them, each `[a, c]`.
    """
    stops = schedule.stops()
    value = np.ones((*chain.start.shape[:2], 1, chain.num_particles))
    values: dict[int, Floats] = {}
    for index in range(len(stops) - 1, -1, -1):
        stop = stops[index]
        if stop == split_on:
            value = value * np.stack(split, axis=2)[..., None]
        values[stop] = value
        if index == 0:
            break
        if stop in schedule.log_factors:
            log_factor = schedule.log_factors[stop]
            value = value * np.exp(log_factor - log_factor.max(axis=(0, 1), keepdims=True))
        inside = schedule.inside_on(stop)
        if inside is not None:
            value = np.where(inside, value, 0.0)
        for hold in schedule.set_on(stop):
            value = _before_setting(chain, value, hold)
        value = pull(chain, value, months_between(stops[index - 1], stop), schedule.regime(stop))
        top = value.max(axis=(0, 1, 2), keepdims=True)
        value = value / np.where(top > 0, top, 1.0)
    return values


def weigh(belief: Floats, log_factor: Floats) -> tuple[Floats, Floats]:
    """Multiply a belief by evidence and normalise; also the log of the normaliser, `[t, n]`."""
    reachable = np.where(belief > 0, log_factor, -np.inf)
    top = reachable.max(axis=(0, 1), keepdims=True)
    top = np.where(np.isneginf(top), 0.0, top)
    weighed, log_weight = _normalised(belief * np.exp(np.minimum(log_factor - top, 0.0)))
    return weighed, log_weight + top[0, 0]


def predictive_log_score(belief: Floats, log_factor: Floats) -> Floats:
    """Log of the mean of an item's factor under a belief, nats, `[t, n]`."""
    return weigh(belief, log_factor)[1]


def _keep_inside(belief: Floats, inside: Bools | None) -> tuple[Floats, Floats]:
    if inside is None:
        return belief, np.zeros((1, 1))
    return _normalised(np.where(inside, belief, 0.0))


def _normalised(belief: Floats) -> tuple[Floats, Floats]:
    total = belief.sum(axis=(0, 1))
    with np.errstate(divide="ignore"):
        log_total: Floats = np.log(total)
    return belief / np.where(total > 0, total, 1.0), log_total


def _levels(chain: Chain, vector: Floats, condition: int) -> Floats:
    """View of a vector with one condition's level as its third axis."""
    sizes = chain.condition_sizes
    before = int(np.prod(sizes[:condition], dtype=np.int64))
    return vector.reshape(vector.shape[0], before, sizes[condition], -1, *vector.shape[2:])


def _set_condition(chain: Chain, belief: Floats, hold: Hold) -> Floats:
    moved = np.zeros_like(belief, order="C")
    _levels(chain, moved, hold.condition)[:, :, hold.level] = _levels(chain, belief, hold.condition).sum(axis=2)
    return moved


def _before_setting(chain: Chain, value: Floats, hold: Hold) -> Floats:
    spread = np.empty_like(value, order="C")
    _levels(chain, spread, hold.condition)[:] = _levels(chain, value, hold.condition)[:, :, [hold.level]]
    return spread
