"""Every path of a tiny chain in discrete time, one by one: what continuous time must come to as the step shrinks.

In one step of h months a review happens with probability h/every and a condition moves with probability h times
its rate; two things in one step do not happen. Nothing is filtered or smoothed: a probability is a sum over
the paths that have the property, weighed by the items they meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from oracle.chain import Chain, condition_rates


@dataclass(frozen=True)
class Paths:
    """Every path that can happen.

    Attributes:
        states: State on each point of the grid, one row a path; a point more for every `do` that sets a state.
        probability: Probability of each path.
    """

    states: np.ndarray
    probability: np.ndarray

    def weighed(self, point: int, weight: np.ndarray) -> Paths:
        """The same paths, weighed by what was seen at one point."""
        return Paths(self.states, self.probability * weight[self.states[:, point]])

    def where(self, holds: Callable[[np.ndarray], np.ndarray]) -> Paths:
        """The paths that have a property."""
        kept = holds(self.states)
        return Paths(self.states[kept], self.probability[kept])

    def share(self, holds: Callable[[np.ndarray], np.ndarray]) -> float:
        """Share of the weight of these paths that lies on paths with a property."""
        return float(self.probability[holds(self.states)].sum() / self.total)

    @property
    def total(self) -> float:
        """Weight of all these paths."""
        return float(self.probability.sum())


def one_step(chain: Chain, months: float, held: frozenset[str] = frozenset()) -> np.ndarray:
    """Probabilities of one short step, rows from; conditions in `held` stay where they are."""
    courses, circumstances = range(len(chain.courses)), range(len(chain.circumstances))
    size = len(chain.circumstances)
    step = np.zeros((len(chain.starts),) * 2)
    for a in courses:
        moves = condition_rates(chain.world, chain.courses[a], chain.circumstances, held)
        for c in circumstances:
            here = a * size + c
            for b in courses:
                step[here, b * size + c] += months / chain.world.every * chain.policy[a, c, b]
            for other in circumstances:
                if other != c:
                    step[here, a * size + other] += months * moves[c, other]
            step[here, here] += 1 - step[here].sum()
    assert step.min() >= 0, "the step is too long"
    return step


def set_level(chain: Chain, condition: str, level: str) -> np.ndarray:
    """The step that takes no time and sets a condition."""
    states = chain.states
    moved = np.zeros((len(states),) * 2)
    for s, state in enumerate(states):
        moved[s, states.index(state | {condition: level})] = 1
    return moved


def every_path(starts: np.ndarray, steps: Iterable[np.ndarray]) -> Paths:
    """All paths of positive probability through a sequence of steps."""
    states = np.flatnonzero(starts)[:, None]
    probability = starts[states[:, 0]]
    for step in steps:
        chances = step[states[:, -1]]
        rows, to = np.nonzero(chances)
        states = np.column_stack([states[rows], to])
        probability = probability[rows] * chances[rows, to]
    return Paths(states.astype(np.int8), probability)
