"""What each consideration is worth to the actor under each explanation, conditions as the actor sees them.

Worth is linear in the weights (docs/model.md, section 3). So what one weight adds is the worth with all other weights
at zero, and the parts add up to the whole whatever else the worth is made of: weighing conditions, exceptions, risk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.choice import perception, through_channels
from equipoise.inference.worth import course_worth
from equipoise.model.arrays import Floats, Model
from equipoise.model.tables import Table


@dataclass(frozen=True)
class Reasons:
    """Sums over particles; divided by their number, means.

    Attributes:
        nats: `λ m_e w_ej X_j(a)`, expected over conditions as the actor sees them, `[e, j, a]`.
        points: `X_j(a)`, likewise, `[j, a]`.
        particles: Number of particles.
    """

    nats: Floats
    points: Floats
    particles: int


def read_reasons(belief: Belief) -> Reasons:
    """Read them off the belief at the as-of date. Inertia and the reference measure are no reasons and left aside."""
    model, parameters = belief.model, belief.parameters
    seen = conditions_as_seen(belief)
    particles = seen.shape[-1]
    num_considerations = model.weights.values.shape[1]
    points = np.empty((num_considerations, model.num_courses, particles))
    for consideration in range(num_considerations):
        of_one = course_worth(_points_of(model, consideration), parameters)
        points[consideration] = np.einsum("acn,cn->an", np.broadcast_to(of_one, (*of_one.shape[:2], particles)), seen)
    decisiveness = np.broadcast_to(model.decisiveness.filled(parameters.unknowns), particles)
    shares = np.broadcast_to(parameters.mix, (particles, parameters.mix.shape[1]))
    weights = model.weights.filled(parameters.unknowns)
    weights = np.broadcast_to(weights, (*weights.shape[:2], particles))
    nats = np.einsum("n,ne,ejn,jan->eja", decisiveness, shares, weights, points, optimize=True)
    return Reasons(nats=np.asarray(nats), points=points.sum(axis=-1), particles=particles)


def joined(parts: Sequence[Reasons]) -> Reasons:
    """The same for several blocks of particles as one."""
    return Reasons(
        nats=np.sum([part.nats for part in parts], axis=0),
        points=np.sum([part.points for part in parts], axis=0),
        particles=sum(part.particles for part in parts),
    )


def conditions_as_seen(belief: Belief) -> Floats:
    """Probability that the actor takes the conditions for each joint state on the as-of date, `[c, n]`."""
    true = belief.on(belief.as_of).sum(axis=0, dtype=np.float64)
    true /= np.maximum(true.sum(axis=0), np.finfo(np.float64).tiny)
    # Turned round, the channels carry probability from what is to what is seen.
    turned = [channel.transpose(1, 0, 2) for channel in perception(belief.model, belief.parameters)]
    return through_channels(true, turned, belief.model.condition_sizes)


def _points_of(model: Model, consideration: int) -> Model:
    """The model of an actor to whom a point of one consideration is worth one nat, and nothing else anything."""
    weights = np.zeros(model.weights.values.shape)
    weights[:, consideration] = 1.0
    return replace(model, weights=Table(weights), decisiveness=Table(np.array(1.0)))
