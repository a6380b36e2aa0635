"""Probabilities of whole paths: ever in a set of states, or in it throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import forward_pass
from equipoise.inference.schedule import Span
from equipoise.model.arrays import Bools, Floats


def probability_throughout(belief: Belief, inside: Bools, *, first: int, lasts: Sequence[int]) -> Floats:
    """Probability that the path stays inside each of several sets from the end of one day to the end of others.

    Paths that leave a set are killed (absorbing chain); what is left, over what is left without the set, is the
    probability, so that `given` spans that reach past the last day count.

    Args:
        belief: The belief whose as-of day is no later than `first`.
        inside: One set of states per lane, `[a, c, t]`.
        first: First day, the as-of day or later.
        lasts: Last days.

    Returns:
        `[last, t, n]`.
    """
    ends = [span.last for span in belief.schedule.spans]
    if max(ends, default=0) <= belief.as_of:
        log_kept = _log_kept(belief, inside, first=first, last=max(lasts), stops=lasts, until=max(lasts))
        probability = np.exp(np.stack([log_kept[last] for last in lasts]))
    else:
        end = max([*ends, *lasts])
        anyway = _log_kept(belief, None, first=first, last=end, stops=(), until=end)[end]
        kept = [_log_kept(belief, inside, first=first, last=last, stops=(), until=end)[end] for last in lasts]
        probability = np.exp(np.stack(kept) - anyway)
    return np.minimum(probability, 1.0)


def probability_ever(belief: Belief, inside: Bools, *, first: int, lasts: Sequence[int]) -> Floats:
    """Probability that the path is in each of several sets at some moment from one day to others, `[last, t, n]`."""
    ever: Floats = 1.0 - probability_throughout(belief, ~inside, first=first, lasts=lasts)
    return ever


def _log_kept(
    belief: Belief, inside: Bools | None, *, first: int, last: int, stops: Sequence[int], until: int
) -> dict[int, Floats]:
    """Log probability, from the as-of day on, of keeping to a set from first to last and to all spans, per stop."""
    span = () if inside is None else (Span(first=first, last=last, inside=inside[..., None]),)
    schedule = replace(
        belief.schedule, log_factors={}, days=tuple(stops), last=until, spans=(*belief.schedule.spans, *span)
    )
    start = belief.passed.after[belief.as_of]
    return dict(forward_pass(belief.chain, schedule, belief=start, day=belief.as_of).log_kept)
