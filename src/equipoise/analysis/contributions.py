"""What each item and each origin moved: the belief with it against the belief without it.

Leaving evidence out changes two things: the belief under each setting of the parameters, and which settings count. Both
are in one ratio per particle: the probability of a target together with all evidence but the item's, over the
probability of all evidence. Its mean over the particles of the posterior, scaled to one over targets, is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import forward_pass
from equipoise.model.arrays import Floats

DECIBANS_PER_NAT = 10 / np.log(10)
# Variants of the evidence run side by side in one pass: enough to share its overhead, few enough for the cache.
FEWEST_LANES, MOST_LANES = 8, 256
CELLS_A_PASS = 2**15


@dataclass(frozen=True)
class LeftOut:
    """Probability of each scenario on the as-of date, with everything and with parts of the evidence left out.

    Attributes:
        together: With everything, `[scenario, n]`.
        log_without_item: Log of the probability over that of all evidence, nats, per rated item, `[item, scenario, n]`.
        log_without_group: The same per group of items, `[group, scenario, n]`.
        rated: Index of each rated item in the model.
    """

    together: Floats
    log_without_item: Floats
    log_without_group: Floats
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
        weighed = _Weighed.on(belief, day)
        together = belief.schedule.log_factors[day]
        everything = np.logaddexp.reduce(weighed.log_by_target(together), axis=0)
        for index in indices:
            by_item[index] = weighed.log_by_target(together - belief.item_log_factor(index)) - everything
    rated = tuple(sorted(by_item))
    by_group = _leave_groups_out(belief, groups)
    shape = (0, *at_end.shape)
    return LeftOut(
        together=at_end / at_end.sum(axis=0),
        log_without_item=np.stack([by_item[index] for index in rated]) if rated else np.zeros(shape),
        log_without_group=np.stack(by_group) if by_group else np.zeros(shape),
        rated=rated,
    )


def joined(parts: Sequence[LeftOut]) -> LeftOut:
    """The same for several blocks of particles as one."""
    return LeftOut(
        together=np.concatenate([part.together for part in parts], axis=-1),
        log_without_item=np.concatenate([part.log_without_item for part in parts], axis=-1),
        log_without_group=np.concatenate([part.log_without_group for part in parts], axis=-1),
        rated=parts[0].rated,
    )


def moved_db(together: Floats, log_without: Floats) -> Floats:
    """How far the log-odds of each scenario would fall were evidence left out, dB, `[scenario]`.

    Infinite where the evidence alone makes a scenario impossible or certain; 0 where it is so either way.

    Args:
        together: `[scenario, n]` of the posterior's particles.
        log_without: The ratio of `LeftOut` for one item or group, nats, `[scenario, n]`.
    """
    left = np.exp(log_without - log_without.max()).mean(axis=-1)
    before, after = log_odds_db(left / left.sum()), log_odds_db(together.mean(axis=-1))
    moved: Floats = np.subtract(after, before, out=np.zeros_like(after), where=after != before)
    return moved


def log_odds_db(probability: Floats) -> Floats:
    """Log-odds of each of a set of exclusive outcomes in decibans, `[outcome]`."""
    # Summing the others, not subtracting from one, keeps the digits when a probability is close to one.
    others = np.array([np.delete(probability, i).sum() for i in range(len(probability))])
    with np.errstate(divide="ignore"):
        odds: Floats = DECIBANS_PER_NAT * (np.log(probability) - np.log(others))
    return odds


@dataclass(frozen=True)
class _Weighed:
    """What is known of a day but for its own evidence, as logs, so that nothing gets lost beside strong evidence.

    Attributes:
        log_joint: Log probability of each state and of all that is seen on other days, up to a factor, `[a, c, 1, n]`.
        share: Share of it that ends in each target, `[a, c, t, n]`.
    """

    log_joint: Floats
    share: Floats

    @classmethod
    def on(cls, belief: Belief, day: int) -> _Weighed:
        value = belief.scenario_values[day].astype(np.float64)
        total = value.sum(axis=2, keepdims=True)
        joint = belief.passed.before[day] * total
        with np.errstate(divide="ignore"):
            log_joint = np.log(joint)
        return cls(log_joint, value / np.where(total > 0, total, 1.0))

    def log_by_target(self, log_factor: Floats) -> Floats:
        """Log of the sum over states, weighed by the day's evidence, per target, `[t, n]`."""
        log_state = log_factor + self.log_joint
        top = log_state.max(axis=(0, 1), keepdims=True)
        top = np.where(np.isneginf(top), 0.0, top)
        by_target = (np.exp(log_state - top) * self.share).sum(axis=(0, 1))
        with np.errstate(divide="ignore"):
            log_sum: Floats = np.log(by_target)
        return np.asarray(log_sum + top[0, 0])


def _by_target(belief: Floats, value: Floats) -> Floats:
    """Sum over states of a belief in one lane times a value per target, `[target, n]`."""
    by_target: Floats = (belief.astype(np.float64) * value).sum(axis=(0, 1))
    return by_target


def _leave_groups_out(belief: Belief, groups: Sequence[frozenset[int]]) -> list[Floats]:
    day_of = {index: day for day, indices in belief.rated_items.items() for index in indices}
    by_time = sorted(range(len(groups)), key=lambda g: sorted(day_of[index] for index in groups[g]))
    lanes = CELLS_A_PASS // (belief.model.start.size * belief.chain.num_particles)
    lanes = min(max(lanes, FEWEST_LANES), MOST_LANES)
    without: dict[int, Floats] = {}
    for first in range(0, len(groups), lanes):
        together = by_time[first : first + lanes]
        without |= dict(zip(together, _in_one_pass(belief, [groups[g] for g in together], day_of), strict=True))
    return [without[g] for g in range(len(groups))]


def _in_one_pass(belief: Belief, groups: Sequence[frozenset[int]], day_of: dict[int, int]) -> list[Floats]:
    days = [day_of[index] for group in groups for index in group]
    first, last = min(days), max(days)
    earlier = [stop for stop in belief.schedule.stops() if stop < first]
    start = earlier[-1] if earlier else 0
    log_factors = _FactorsLeft(belief, groups, [day for day in belief.rated_items if first <= day <= last])
    window = replace(belief.schedule, log_factors=log_factors, last=last)
    state = belief.passed.after[start] if earlier else belief.chain.start
    again = forward_pass(belief.chain, window, belief=state, day=start, keep=(last,))
    anyway = sum((belief.passed.log_weights[day] for day in log_factors), np.zeros((1, 1)))
    kept_anyway = belief.passed.log_kept[last] - belief.passed.log_kept[start]
    log_gain = again.log_evidence + again.log_span - anyway - kept_anyway
    value = belief.scenario_values[last]
    everything = _by_target(belief.passed.after[last], value).sum(axis=0)
    by_target = np.einsum("acgn,actn->gtn", again.after[last].astype(np.float64), value.astype(np.float64))
    with np.errstate(divide="ignore"):
        log_by_target = np.log(by_target) - np.log(everything)
    return [lane + log_gain[g] for g, lane in enumerate(log_by_target)]


class _FactorsLeft(Mapping[int, Floats]):
    """Log factors of each day with one group left out in each lane; made when asked for, as all would be large."""

    def __init__(self, belief: Belief, groups: Sequence[frozenset[int]], days: Sequence[int]) -> None:
        self._belief, self._days = belief, dict.fromkeys(days)
        self._lanes_without: dict[int, list[int]] = {}
        for lane, group in enumerate(groups):
            for index in group:
                self._lanes_without.setdefault(index, []).append(lane)
        self._lanes = len(groups)

    def __getitem__(self, day: int) -> Floats:
        together = self._belief.schedule.log_factors[day]
        left_out = [index for index in self._belief.rated_items[day] if index in self._lanes_without]
        if not left_out:
            return together
        left = np.repeat(together, self._lanes, axis=2)
        for index in left_out:
            left[:, :, self._lanes_without[index]] -= self._belief.item_log_factor(index)
        return left

    def __iter__(self) -> Iterator[int]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)

    def __contains__(self, day: object) -> bool:
        return day in self._days
