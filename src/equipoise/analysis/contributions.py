"""What each item and each origin moved: the belief with it against the belief without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from equipoise.inference.passes import ForwardPass
from equipoise.model.arrays import Bools, Floats

DECIBANS_PER_NAT = 10 / np.log(10)


def probabilities_without(
    passed: ForwardPass, values: Mapping[int, Floats], log_factors_by_day: Mapping[int, Sequence[Floats]]
) -> dict[int, list[Floats]]:
    """Probability of each target with one item left out, all other items as they are.

    With `before` the belief before a day's evidence, `G` the factors of that day and `values` the backward pass
    split over targets `h`: `P(h without i) ∝ Σ_s before(s) Π_{j≠i} G_j(s) value_h(s)`. No pass is repeated.

    Args:
        passed: Forward pass with every item in it.
        values: Backward pass of the same schedule, one lane per target.
        log_factors_by_day: Per day, the log factor of each of its items, `[a, c, 1, n]`.

    Returns:
        Per day and item of that day, `[target, n]`, each summing to one over targets.
    """
    without: dict[int, list[Floats]] = {}
    for day, log_factors in log_factors_by_day.items():
        together = sum(log_factors[1:], log_factors[0])
        without[day] = [
            _share_of_targets(passed.before[day], together - log_factor, values[day]) for log_factor in log_factors
        ]
    return without


def probability_of_targets(passed: ForwardPass, values: Mapping[int, Floats], day: int) -> Floats:
    """Probability of each target given all evidence, `[target, n]`, read off at any one day."""
    return _share_of_targets(passed.after[day], np.zeros((1, 1, 1, 1)), values[day])


def log_odds_db(probability: Floats, *, axis: int = 0) -> Floats:
    """Log-odds of each of a set of exclusive outcomes in decibans; the odds are against all the others together."""
    # Summing the others, not subtracting from one, keeps the digits when a probability is close to one.
    others = np.stack(
        [np.delete(probability, i, axis=axis).sum(axis=axis) for i in range(probability.shape[axis])], axis=axis
    )
    with np.errstate(divide="ignore"):
        odds: Floats = DECIBANS_PER_NAT * (np.log(probability) - np.log(others))
    return odds


def in_set(inside: Bools, belief: Floats) -> Floats:
    """Probability of a set of states, `[t, n]`."""
    total: Floats = np.einsum("ac,actn->tn", inside.astype(np.float64), belief)
    return total


def _share_of_targets(belief: Floats, log_factor: Floats, value: Floats) -> Floats:
    top = np.where(belief > 0, log_factor, -np.inf).max(axis=(0, 1), keepdims=True)
    weighed = belief * np.exp(np.minimum(log_factor - np.where(np.isneginf(top), 0.0, top), 0.0))
    by_target = (weighed * value).sum(axis=(0, 1))
    share: Floats = by_target / by_target.sum(axis=0)
    return share
