"""Was a report planted? What the belief about the actor says back about the report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.factors import accuracy, log_factor
from equipoise.model.arrays import Floats, Reliability


def chance_planted(belief: Belief, index: int) -> Floats:
    r"""Probability that a report was planted, given all evidence, `[n]`.

    By Bayes' rule in each state, over what is believed of the state at the end of the item's day:
    $\sum_s P(s) (1-r) d \Lambda_\text{planted}(s) / G(s)$. The state is weighed with the item at its exponent; the
    report itself is judged as a whole one, which it is, however little of it counts beside copies.

    Args:
        belief: The belief; the item is rated.
        index: Index of the item in the model.
    """
    item = belief.model.items[index]
    as_it_is = replace(item, exponent=1.0)
    surely_planted = replace(as_it_is, planted_chance=1.0, reliability=Reliability(mean=0.0))
    state = belief.on(item.day)
    log_planted, log_any = (
        log_factor(belief.model, one, belief.parameters)[:, :, 0] for one in (surely_planted, as_it_is)
    )
    # A state that rules the report out is not believed in, and has no share to give.
    log_ratio = np.where(np.isneginf(log_any), 0.0, log_planted - np.where(np.isneginf(log_any), 0.0, log_any))
    before = (1 - accuracy(item, belief.parameters)) * item.planted_chance
    found: Floats = before * (state * np.exp(log_ratio)).sum(axis=(0, 1))
    return found
