"""What an item says on the day it arrives: the belief held until then, with the item put in against without it.

An item may tell of a day long past. Its factor is put in at its own date and carried to the day of arrival by the
backward pass, so a single item needs no pass of its own: with `after` the belief of a day, `G` the item's factor and
`value` the backward pass split over scenarios `h`, `P(h, item) ∝ Σ_s after(s) G(s) value_h(s)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.analysis.contributions import log_odds_db
from equipoise.inference.belief import Belief
from equipoise.inference.factors import log_factor
from equipoise.model.arrays import Floats, ItemArrays


@dataclass(frozen=True)
class PutIn:
    """Items put in one at a time beside a record.

    Attributes:
        log_evidence: Log evidence of the record and of analogues, nats, `[n]`.
        without: Probability of each scenario on the as-of day given the record, `[scenario, n]`.
        log_with: Log of the probability of the scenario and the item given the record, nats, `[item, scenario, n]`.
    """

    log_evidence: Floats
    without: Floats
    log_with: Floats


def put_in(belief: Belief, items: Sequence[ItemArrays]) -> PutIn:
    """Put each item in alone.

    Args:
        belief: The belief on the day of arrival, given all that was known before; the days of the items are among its
            stops.
        items: What arrives on its as-of day; at least one.
    """
    values = belief.scenario_values
    at_end = _by_target(belief.passed.after[belief.as_of][:, :, 0], values[belief.as_of])
    log_with = []
    for item in items:
        log_item = log_factor(belief.model, item, belief.parameters)[:, :, 0]
        top = log_item.max(axis=(0, 1), keepdims=True)
        after = belief.passed.after[item.day][:, :, 0].astype(np.float64)
        together = _by_target(after * np.exp(log_item - top), values[item.day])
        alone = _by_target(after, values[item.day]).sum(axis=0)
        with np.errstate(divide="ignore"):
            log_with.append(np.log(together) - np.log(alone) + top[0, 0])
    return PutIn(
        log_evidence=np.asarray(belief.log_evidence, dtype=np.float64),
        without=at_end / at_end.sum(axis=0),
        log_with=np.stack(np.broadcast_arrays(*log_with)),
    )


def joined(parts: Sequence[PutIn]) -> PutIn:
    """The same for several blocks of particles as one."""
    return PutIn(*(np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in _FIELDS))


def moved_on_arrival(found: PutIn, log_weights: Floats) -> Floats:
    """How far each item, alone, moved the log-odds of each scenario, dB, `[item, scenario]`.

    Infinite where the item alone makes a scenario impossible or certain; 0 where it is so either way.

    Args:
        found: Items put in under weighted particles of the prior.
        log_weights: What each particle counts for before the record, nats, `[n]`.
    """
    log_held = log_weights + found.log_evidence
    held = np.exp(log_held - log_held.max())
    before = log_odds_db(found.without @ held / held.sum())
    log_joint = found.log_with + log_held
    joint = np.exp(log_joint - log_joint.max(axis=(1, 2), keepdims=True)).sum(axis=-1)
    moved = np.zeros(joint.shape)
    for row, probability in zip(moved, joint / joint.sum(axis=1, keepdims=True), strict=True):
        after = log_odds_db(probability)
        np.subtract(after, before, out=row, where=after != before)
    return moved


def _by_target(belief: Floats, value: Floats) -> Floats:
    """Sum over states of a belief `[a, c, n]` times a value per target, `[target, n]`."""
    by_target: Floats = np.einsum("acn,actn->tn", *_alike(belief, value.astype(np.float64)))
    return by_target


def _alike(belief: Floats, value: Floats) -> tuple[Floats, Floats]:
    particles = max(belief.shape[-1], value.shape[-1])
    courses, joint = belief.shape[:2]
    return (
        np.broadcast_to(belief, (courses, joint, particles)),
        np.broadcast_to(value, (courses, joint, value.shape[2], particles)),
    )


_FIELDS = ("log_evidence", "without", "log_with")
