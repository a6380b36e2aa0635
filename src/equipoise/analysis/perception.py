"""What the actor takes the conditions for, and how courses rank for it and for an analyst who sees them as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.choice import perception, through_channels
from equipoise.inference.worth import course_worth, risk_neutral_worth
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class Perception:
    """The as-of date seen with two pairs of eyes, particle by particle.

    Attributes:
        true: Probability of each level of each condition, levels counted through, `[l, n]`.
        seen: Probability that the actor takes the condition for that level, `[l, n]`.
        to_analyst: Worth of each course under the conditions as they are, at no risk aversion, less that of the best
            course, nats, `[a, n]`.
        to_actor: Worth under the conditions as the actor sees them, with its risk aversion, less that of its best.
    """

    true: Floats
    seen: Floats
    to_analyst: Floats
    to_actor: Floats


def read_perception(belief: Belief) -> Perception:
    """Read both off the belief at the as-of date. Inertia and the reference measure are no reasons and left aside."""
    model, parameters = belief.model, belief.parameters
    of_conditions = belief.on(belief.as_of).sum(axis=0, dtype=np.float64)
    of_conditions /= np.maximum(of_conditions.sum(axis=0), np.finfo(np.float64).tiny)
    particles = of_conditions.shape[-1]
    channels = perception(model, parameters)
    true = np.tensordot(model.level_of_condition, of_conditions, axes=(0, 0))
    firsts = np.concatenate([[0], np.cumsum(model.condition_sizes)]).astype(int)
    seen = [
        np.einsum("tsn,tn->sn", np.broadcast_to(channel, (*channel.shape[:2], particles)), true[first:last])
        for channel, first, last in zip(channels, firsts[:-1], firsts[1:], strict=True)
    ]
    worth = course_worth(model, parameters)
    as_seen = through_channels(worth, channels, model.condition_sizes)
    return Perception(
        true=np.minimum(true, 1),
        seen=np.minimum(np.concatenate(seen) if seen else true, 1),
        to_analyst=_behind_best(_expected(risk_neutral_worth(model, parameters), of_conditions)),
        to_actor=_behind_best(_expected(as_seen, of_conditions)),
    )


def joined(parts: Sequence[Perception]) -> Perception:
    """The same for several blocks of particles as one."""
    names = ("true", "seen", "to_analyst", "to_actor")
    return Perception(**{name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names})


def _expected(worth: Floats, of_conditions: Floats) -> Floats:
    particles = of_conditions.shape[-1]
    expected: Floats = np.einsum("acn,cn->an", np.broadcast_to(worth, (*worth.shape[:2], particles)), of_conditions)
    return expected


def _behind_best(worth: Floats) -> Floats:
    behind: Floats = worth - worth.max(axis=0)
    return behind
