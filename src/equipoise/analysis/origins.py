"""What an origin moved: the belief with all its items against the belief with none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import forward_pass
from equipoise.model.arrays import Floats

# Variants of the evidence run side by side in one pass: enough to share its overhead, few enough for the cache.
LANES = 16


def probabilities_without_groups(belief: Belief, groups: Sequence[frozenset[int]]) -> list[Floats]:
    """Probability of each target with a whole group of items left out, all other items as they are.

    The belief is carried again only from the first day of a group to its last; before and after, the forward and
    backward passes at hand serve. Groups near in time share one pass.

    Args:
        belief: The belief with every item in it.
        groups: Indices of the items to leave out together, per group; none empty.

    Returns:
        Per group `[target, n]`, targets as split in the backward pass, each summing to one over targets.
    """
    day_of = {index: day for day, factors in belief.item_log_factors.items() for index, _ in factors}
    by_time = sorted(range(len(groups)), key=lambda g: sorted(day_of[index] for index in groups[g]))
    without: dict[int, Floats] = {}
    for first in range(0, len(groups), LANES):
        together = by_time[first : first + LANES]
        without |= dict(zip(together, _in_one_pass(belief, [groups[g] for g in together], day_of), strict=True))
    return [without[g] for g in range(len(groups))]


def _in_one_pass(belief: Belief, groups: Sequence[frozenset[int]], day_of: dict[int, int]) -> list[Floats]:
    days = [day_of[index] for group in groups for index in group]
    earlier = [stop for stop in belief.schedule.stops() if stop < min(days)]
    start = earlier[-1] if earlier else 0
    log_factors = {
        day: sum((factor * _keeps(index, groups) for index, factor in factors), np.zeros((1, 1, len(groups), 1)))
        for day, factors in belief.item_log_factors.items()
        if start < day <= max(days)
    }
    window = replace(belief.schedule, log_factors=log_factors, last=max(days))
    state = belief.passed.after[start] if earlier else belief.chain.start
    ended = forward_pass(belief.chain, window, belief=state, day=start).after[max(days)]
    by_target = np.einsum("acgn,actn->gtn", ended, belief.values[max(days)])
    return [lane / lane.sum(axis=0) for lane in by_target]


def _keeps(index: int, groups: Sequence[frozenset[int]]) -> Floats:
    return np.array([0.0 if index in group else 1.0 for group in groups])[None, None, :, None]
