"""What would be believed had the items said something else: the same particles, weighed anew.

Other items move neither the chain nor the prior. So one backward step from the target to the last item, and one forward
pass for each set of items, give the probability of a target together with those items; over the probability of the
items as they are, it weighs the particles of the posterior (importance sampling; Geweke, J. (1989), "Bayesian inference
in econometric models using Monte Carlo integration", Econometrica 57(6)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from equipoise.inference.belief import Belief, scenario_sets
from equipoise.inference.factors import log_factors_by_day
from equipoise.inference.passes import backward_pass, forward_pass
from equipoise.model.arrays import Floats, ItemArrays


def under_other_items(belief: Belief, sets: Sequence[Sequence[ItemArrays]]) -> Floats:
    """Log of the probability of each scenario with other items over that of all items as they are.

    Args:
        belief: The belief with the items as they are; its as-of day is the day on which scenarios are wanted. Without
            spans and holds.
        sets: Sets of items on the same days, differing from the model's in what they rate only.

    Returns:
        Nats, `[set, scenario, n]`.
    """
    last = max(belief.schedule.log_factors)
    ahead = replace(belief.schedule, log_factors={}, days=(last,))
    targets = scenario_sets(belief.model)
    value = backward_pass(belief.chain, ahead, before={}, split_on=belief.as_of, split=targets)[last]
    log_joint = np.stack([_log_joint(belief, items, value, last) for items in sets])
    return np.asarray(log_joint - belief.passed.log_evidence[0], dtype=np.float64)


def mean_under(log_ratio: Floats) -> Floats:
    """Probability of each scenario, mean over particles, from log ratios `[..., scenario, n]`."""
    top = log_ratio.max(axis=(-2, -1), keepdims=True)
    joint = np.exp(log_ratio - top).mean(axis=-1)
    probability: Floats = joint / joint.sum(axis=-1, keepdims=True)
    return probability


def effective_number(log_ratio: Floats) -> Floats:
    """Effective number of particles of each set of items, from log ratios `[..., scenario, n]` (Kish 1965)."""
    top = log_ratio.max(axis=(-2, -1), keepdims=True)
    weights = np.exp(log_ratio - top).sum(axis=-2)
    effective: Floats = weights.sum(axis=-1) ** 2 / (weights**2).sum(axis=-1)
    return effective


def _log_joint(belief: Belief, items: Sequence[ItemArrays], value: Floats, last: int) -> Floats:
    factors = log_factors_by_day(replace(belief.model, items=tuple(items)), belief.parameters)
    passed = forward_pass(belief.chain, replace(belief.schedule, log_factors=factors, last=last), keep=(last,))
    by_target = (passed.after[last].astype(np.float64) * value).sum(axis=(0, 1))
    with np.errstate(divide="ignore"):
        log_share = np.log(by_target) - np.log(by_target.sum(axis=0))
    return np.asarray(log_share + passed.log_evidence[0], dtype=np.float64)
