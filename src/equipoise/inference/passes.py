r"""Filter, smoother and predictor: forward and backward passes over a schedule (docs/model.md, section 6).

Rabiner, L. R. (1989), "A tutorial on hidden Markov models", Proc. IEEE 77(2), for the recursions; here time
is continuous between the stops of the schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.dynamics import Dynamics
from equipoise.inference.schedule import Hold, Schedule, months_between
from equipoise.model.arrays import Bools, Floats


@dataclass(frozen=True)
class ForwardPass:
    """Beliefs carried forward through a schedule.

    Attributes:
        before: Per stop, belief before the evidence of that day, `[a, c, t, n]`, sums to one.
        after: Per stop, belief after it.
        log_weights: Per day with evidence, log normaliser of that day, nats, `[t, n]`; minus infinity where it is
            impossible.
        log_kept: Per stop, log probability that the path kept to the spans so far, nats, `[t, n]`.
    """

    before: Mapping[int, Floats]
    after: Mapping[int, Floats]
    log_weights: Mapping[int, Floats]
    log_kept: Mapping[int, Floats]

    @property
    def log_evidence(self) -> Floats:
        """Sum of the log normalisers of all evidence, nats, `[t, n]`."""
        return sum(self.log_weights.values(), np.zeros((1, 1)))

    @property
    def log_span(self) -> Floats:
        """Log probability that the path kept to all spans, nats, `[t, n]`."""
        return self.log_kept[max(self.log_kept)]

    @property
    def impossible_on(self) -> int | None:
        """First day whose evidence leaves no state in some lane and particle; None where there is none."""
        return min((day for day, weight in self.log_weights.items() if np.any(np.isneginf(weight))), default=None)


def forward_pass(
    chain: Dynamics,
    schedule: Schedule,
    *,
    belief: Floats | None = None,
    day: int = 0,
    keep: Collection[int] | None = None,
) -> ForwardPass:
    """Carry a belief from the end of a day through every later stop of a schedule.

    Args:
        chain: The chain.
        schedule: What happens when; what it holds for `day` itself has already happened to `belief`, save that the
            path must be inside the spans on that day too.
        belief: Distribution of the state at the end of `day`, `[a, c, t, n]`; the start of the case by default.
        day: Where to start from; 0 is the start of the case.
        keep: Stops whose beliefs are kept, to save memory; all by default.
    """
    before: dict[int, Floats] = {}
    after: dict[int, Floats] = {}
    belief = chain.start if belief is None else belief
    log_weights: dict[int, Floats] = {}
    belief, log_span = _keep_inside(belief, schedule.inside_on(day))
    log_kept = {day: log_span}
    for stop in schedule.stops(after=day):
        belief = chain.push(belief, months_between(day, stop), schedule.regime(stop))
        for hold in schedule.set_on(stop):
            belief = _set_condition(chain, belief, hold)
        belief, log_of_stretch = _keep_inside(belief, schedule.inside_on(stop))
        log_kept[stop] = log_kept[day] + log_of_stretch
        is_kept = keep is None or stop in keep
        if is_kept:
            before[stop] = belief
        if stop in schedule.log_factors:
            belief, log_weights[stop] = weigh(belief, schedule.log_factors[stop])
        if is_kept:
            after[stop] = belief
        day = stop
    return ForwardPass(before, after, log_weights, log_kept)


def backward_pass(
    chain: Dynamics, schedule: Schedule, *, before: Mapping[int, Floats], split_on: int, split: Sequence[Bools]
) -> Mapping[int, Floats]:
    """Value of each state at each stop for what comes later and for lying in each of several sets on one day.

    Lane `t` of the result is proportional to the probability of all later evidence and spans together with being in
    `split[t]` at the end of day `split_on`, given the state at the end of the stop, its own evidence left out.
    After `split_on` there is one lane, and no work where nothing later bears on the path. All lanes of a stop share
    one factor of proportion, chosen against underflow.

    Args:
        chain: The chain.
        schedule: The schedule of the forward pass.
        before: Its beliefs before the evidence of each stop. What a state out of reach would say of the evidence must
            not set the scale, or all others would vanish beside it.
        split_on: A stop of the schedule.
        split: Disjoint sets of states that together hold all of them, each `[a, c]`.
    """
    stops = schedule.stops()
    value = np.ones((1, 1, 1, 1), dtype=chain.start.dtype)
    values: dict[int, Floats] = {}
    bears_from = max([split_on, *schedule.log_factors, *(span.last for span in schedule.spans)])
    for index in range(len(stops) - 1, -1, -1):
        stop = stops[index]
        if stop > bears_from:
            values[stop] = value
            continue
        if stop == split_on:
            value = np.where(np.stack(split, axis=2)[..., None], value, value.dtype.type(0))
        values[stop] = value
        if index == 0:
            break
        value = np.broadcast_to(value, (*chain.start.shape[:2], *value.shape[2:]))
        if stop in schedule.log_factors:
            value = value * _scaled_factor(before[stop], schedule.log_factors[stop])[0].astype(value.dtype)
        inside = schedule.inside_on(stop)
        if inside is not None:
            value = np.where(inside, value, 0.0)
        for hold in schedule.set_on(stop):
            value = _before_setting(chain, value, hold)
        value = chain.pull(value, months_between(stops[index - 1], stop), schedule.regime(stop))
        top = value.max(axis=(0, 1, 2), keepdims=True)
        value = value / np.where(top > 0, top, top.dtype.type(1))
    return values


def weigh(belief: Floats, log_factor: Floats) -> tuple[Floats, Floats]:
    """Multiply a belief by evidence and normalise; also the log of the normaliser, `[t, n]`."""
    factor, top = _scaled_factor(belief, log_factor)
    weighed, log_weight = _normalised(belief * factor.astype(belief.dtype))
    return weighed, log_weight + top[0, 0]


def _scaled_factor(belief: Floats, log_factor: Floats) -> tuple[Floats, Floats]:
    """A factor on states over its largest value on states in reach, where it is at most one; also the log of that."""
    reachable = np.where(belief > 0, log_factor, -np.inf)
    top = reachable.max(axis=(0, 1), keepdims=True)
    top = np.where(np.isneginf(top), 0.0, top)
    return np.exp(np.minimum(log_factor - top, 0.0)), top


def predictive_log_score(belief: Floats, log_factor: Floats) -> Floats:
    """Log of the mean of an item's factor under a belief, nats, `[t, n]`."""
    return weigh(belief, log_factor)[1]


def _keep_inside(belief: Floats, inside: Bools | None) -> tuple[Floats, Floats]:
    if inside is None:
        return belief, np.zeros((1, 1))
    return _normalised(np.where(inside, belief, 0.0))


def _normalised(belief: Floats) -> tuple[Floats, Floats]:
    total = np.asarray(belief.sum(axis=(0, 1)))
    with np.errstate(divide="ignore"):
        log_total: Floats = np.log(total)
    return belief / np.where(total > 0, total, total.dtype.type(1)), log_total


def _levels(chain: Dynamics, vector: Floats, condition: int) -> Floats:
    """View of a vector with one condition's level as its third axis."""
    sizes = chain.condition_sizes
    before = int(np.prod(sizes[:condition], dtype=np.int64))
    return vector.reshape(vector.shape[0], before, sizes[condition], -1, *vector.shape[2:])


def _set_condition(chain: Dynamics, belief: Floats, hold: Hold) -> Floats:
    moved = np.zeros_like(belief, order="C")
    _levels(chain, moved, hold.condition)[:, :, hold.level] = _levels(chain, belief, hold.condition).sum(axis=2)
    return moved


def _before_setting(chain: Dynamics, value: Floats, hold: Hold) -> Floats:
    spread = np.empty_like(value, order="C")
    _levels(chain, spread, hold.condition)[:] = _levels(chain, value, hold.condition)[:, :, [hold.level]]
    return spread
