"""Probabilities of whole paths: ever in a set of states, or in it throughout."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import forward_pass
from equipoise.inference.schedule import Span
from equipoise.model.arrays import Bools, Floats


def probability_throughout(belief: Belief, inside: Bools, *, first: int, last: int) -> Floats:
    """Probability that the path stays inside each of several sets from the end of one day to the end of another.

    Paths that leave a set are killed (absorbing chain); what is left, over what is left without the set, is the
    probability, so that `given` spans that reach past `last` count.

    Args:
        belief: The belief whose as-of day is no later than `first`.
        inside: One set of states per lane, `[a, c, t]`.
        first: First day, the as-of day or later.
        last: Last day.

    Returns:
        `[t, n]`.
    """
    start = belief.passed.after[belief.as_of]
    span = Span(first=first, last=last, inside=inside[..., None])
    ends = [stretch.last for stretch in belief.schedule.stretches]
    free = replace(belief.schedule, log_factors={}, days=(), last=max([last, *ends]))
    kept = forward_pass(belief.chain, replace(free, spans=(*free.spans, span)), belief=start, day=belief.as_of)
    anyway = forward_pass(belief.chain, free, belief=start, day=belief.as_of)
    probability: Floats = np.exp(kept.log_span - anyway.log_span)
    return np.minimum(probability, 1.0)


def probability_ever(belief: Belief, inside: Bools, *, first: int, last: int) -> Floats:
    """Probability that the path is in each of several sets at some moment from one day to another, `[t, n]`."""
    ever: Floats = 1.0 - probability_throughout(belief, ~inside, first=first, last=last)
    return ever
