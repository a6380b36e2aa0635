"""What each item and each origin moved: the belief with it against the belief without it.

Leaving evidence out changes two things: the belief under each setting of the parameters, and which settings count. Both
are in one ratio per particle: the probability of a target together with all evidence but the item's, over the
probability of all evidence. Its mean over the particles of the posterior, scaled to one over targets, is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import forward_pass
from equipoise.model.arrays import Floats

DECIBANS_PER_NAT = 10 / np.log(10)
# Variants of the evidence run side by side in one pass: enough to share its overhead, few enough for the cache.
LANES = 8


@dataclass(frozen=True)
class LeftOut:
    """Probability of each scenario on the as-of date, with everything and with parts of the evidence left out.

    Attributes:
        together: With everything, `[scenario, n]`.
        without_item: Over the probability of all evidence, per rated item, `[item, scenario, n]`.
        without_group: The same per group of items, `[group, scenario, n]`.
        rated: Index of each rated item in the model.
    """

    together: Floats
    without_item: Floats
    without_group: Floats
    rated: tuple[int, ...]


def leave_out(belief: Belief, groups: Sequence[frozenset[int]]) -> LeftOut:
    """Leave out each rated item, and each of several groups of items, all other items as they are.

    A single item needs no pass of its own: with `before` the belief before a day's evidence, `G` the factors of that
    day and `value` the backward pass split over scenarios `h`,
    `P(h without i) ∝ Σ_s before(s) Π_{j≠i} G_j(s) value_h(s)`.
    A group is left out by carrying the belief again from its first day to its last; groups near in time share one pass.
    """
    values = belief.scenario_values
    at_end = _by_target(belief.passed.after[belief.as_of], values[belief.as_of])
    by_item: dict[int, Floats] = {}
    for day, indices in belief.rated_items.items():
        together = belief.schedule.log_factors[day]
        scale = together.max(axis=(0, 1), keepdims=True)
        everything = _weighed(belief.passed.before[day], together, values[day], scale).sum(axis=0)
        for index in indices:
            rest = together - belief.item_log_factor(index)
            by_item[index] = _weighed(belief.passed.before[day], rest, values[day], scale) / everything
    rated = tuple(sorted(by_item))
    by_group = _leave_groups_out(belief, groups)
    shape = (0, *at_end.shape)
    return LeftOut(
        together=at_end / at_end.sum(axis=0),
        without_item=np.stack([by_item[index] for index in rated]) if rated else np.zeros(shape),
        without_group=np.stack(by_group) if by_group else np.zeros(shape),
        rated=rated,
    )


def joined(parts: Sequence[LeftOut]) -> LeftOut:
    """The same for several blocks of particles as one."""
    return LeftOut(
        together=np.concatenate([part.together for part in parts], axis=-1),
        without_item=np.concatenate([part.without_item for part in parts], axis=-1),
        without_group=np.concatenate([part.without_group for part in parts], axis=-1),
        rated=parts[0].rated,
    )


def moved_db(together: Floats, without: Floats) -> Floats:
    """How far the log-odds of each scenario would fall were evidence left out, dB, `[scenario]`.

    Args:
        together: `[scenario, n]` of the posterior's particles.
        without: The ratio of `LeftOut` for one item or group, `[scenario, n]`.
    """
    left = without.mean(axis=-1)
    return log_odds_db(together.mean(axis=-1)) - log_odds_db(left / left.sum())


def log_odds_db(probability: Floats) -> Floats:
    """Log-odds of each of a set of exclusive outcomes in decibans, `[outcome]`."""
    # Summing the others, not subtracting from one, keeps the digits when a probability is close to one.
    others = np.array([np.delete(probability, i).sum() for i in range(len(probability))])
    with np.errstate(divide="ignore"):
        odds: Floats = DECIBANS_PER_NAT * (np.log(probability) - np.log(others))
    return odds


def _weighed(belief: Floats, log_factor: Floats, value: Floats, log_scale: Floats) -> Floats:
    return _by_target(belief * np.exp(log_factor - log_scale), value)


def _by_target(belief: Floats, value: Floats) -> Floats:
    """Sum over states of a belief in one lane times a value per target, `[target, n]`."""
    by_target: Floats = (belief.astype(np.float64) * value).sum(axis=(0, 1))
    return by_target


def _leave_groups_out(belief: Belief, groups: Sequence[frozenset[int]]) -> list[Floats]:
    day_of = {index: day for day, indices in belief.rated_items.items() for index in indices}
    by_time = sorted(range(len(groups)), key=lambda g: sorted(day_of[index] for index in groups[g]))
    without: dict[int, Floats] = {}
    for first in range(0, len(groups), LANES):
        together = by_time[first : first + LANES]
        without |= dict(zip(together, _in_one_pass(belief, [groups[g] for g in together], day_of), strict=True))
    return [without[g] for g in range(len(groups))]


def _in_one_pass(belief: Belief, groups: Sequence[frozenset[int]], day_of: dict[int, int]) -> list[Floats]:
    days = [day_of[index] for group in groups for index in group]
    first, last = min(days), max(days)
    earlier = [stop for stop in belief.schedule.stops() if stop < first]
    start = earlier[-1] if earlier else 0
    log_factors = {
        day: belief.schedule.log_factors[day] - _left_out_of(belief, indices, groups)
        for day, indices in belief.rated_items.items()
        if first <= day <= last
    }
    window = replace(belief.schedule, log_factors=log_factors, last=last)
    state = belief.passed.after[start] if earlier else belief.chain.start
    again = forward_pass(belief.chain, window, belief=state, day=start)
    anyway = sum((belief.passed.log_weights[day] for day in log_factors), np.zeros((1, 1)))
    kept_anyway = belief.passed.log_kept[last] - belief.passed.log_kept[start]
    gain = np.exp(again.log_evidence + again.log_span - anyway - kept_anyway)
    value = belief.scenario_values[last]
    everything = _by_target(belief.passed.after[last], value).sum(axis=0)
    by_target = np.einsum("acgn,actn->gtn", again.after[last].astype(np.float64), value.astype(np.float64))
    return [lane * gain[g] / everything for g, lane in enumerate(by_target)]


def _left_out_of(belief: Belief, indices: Sequence[int], groups: Sequence[frozenset[int]]) -> Floats:
    """Log factors of a day that each lane leaves out."""
    left_out = np.zeros((1, 1, len(groups), 1))
    for index in indices:
        member = np.array([float(index in group) for group in groups])
        if member.any():
            left_out = left_out + belief.item_log_factor(index) * member[None, None, :, None]
    return left_out
