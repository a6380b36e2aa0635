"""What a course costs for not being the best one, state of the conditions by state.

The analyst's regret: the actor's motives, every effect at the middle of its range, the conditions as they are. Savage,
L. J. (1951), "The theory of statistical decision", J. Am. Stat. Assoc. 46.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.worth import risk_neutral_worth
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class Regret:
    """Sums over particles of what holds on the as-of date.

    Attributes:
        chance: Probability of each joint state of the conditions, `[c]`.
        weighed: That probability times the nats by which a course is worse than the best in that state, `[a, c]`.
        particles: Number of particles.
    """

    chance: Floats
    weighed: Floats
    particles: int

    def probability(self) -> Floats:
        """Probability of each joint state, mean over particles, `[c]`."""
        return np.asarray(self.chance / self.particles)

    def expected(self) -> Floats:
        """Nats lost on average, were the state known only after the course is taken, `[a]`; 0 or more."""
        return np.asarray(self.weighed.sum(axis=1) / self.particles)

    def by_state(self) -> Floats:
        """Nats lost where the conditions are so, `[a, c]`; 0 in a state that cannot be."""
        return np.asarray(np.divide(self.weighed, self.chance, out=np.zeros_like(self.weighed), where=self.chance > 0))


def read_regret(belief: Belief) -> Regret:
    """Read it off the belief at the as-of date. Inertia and the reference measure are no reasons and left aside."""
    chance = belief.on(belief.as_of).sum(axis=0, dtype=np.float64)
    chance /= np.maximum(chance.sum(axis=0), np.finfo(np.float64).tiny)
    particles = chance.shape[-1]
    worth = risk_neutral_worth(belief.model, belief.parameters)
    lost = worth.max(axis=0) - worth
    shape = (belief.model.num_courses, belief.model.num_conditions, particles)
    weighed: Floats = np.einsum("acn,cn->ac", np.broadcast_to(lost, shape), chance)
    return Regret(chance=chance.sum(axis=-1), weighed=weighed, particles=particles)


def joined(parts: Sequence[Regret]) -> Regret:
    """The same for several blocks of particles as one."""
    return Regret(
        chance=np.sum([part.chance for part in parts], axis=0),
        weighed=np.sum([part.weighed for part in parts], axis=0),
        particles=sum(part.particles for part in parts),
    )
