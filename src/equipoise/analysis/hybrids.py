"""A future in which the actor chooses as under one model, sees as under another, and conditions move as under a third.

From a belief at the as-of date, the scenarios on the last day for every way to take three parts from two models: the
choice at given conditions (reasons, inertia, pace of review), perception, and the conditions' own motion.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from equipoise.inference.chain import Chain, make_chain
from equipoise.inference.choice import choice_probabilities, perception, through_channels
from equipoise.inference.dynamics import Dynamics
from equipoise.inference.parameters import Parameters
from equipoise.inference.passes import forward_pass
from equipoise.inference.schedule import Schedule
from equipoise.inference.split_chain import ConditionMoves, SplitChain, make_dynamics
from equipoise.model.arrays import Floats, Model
from equipoise.model.tables import Table


@dataclass(frozen=True)
class Side:
    """One of two models with its parameters, particle by particle the counterpart of the other's.

    Attributes:
        model: The model.
        parameters: Its particles.
        moves: Moves of its conditions where all particles share them and the other side's are shared too; else None.
        is_exact: Whether the exact chain is used whatever the moves, as for a case without uncertain parameters.
    """

    model: Model
    parameters: Parameters
    moves: ConditionMoves | None
    is_exact: bool

    @cached_property
    def chain(self) -> Dynamics:
        """The whole model in motion."""
        if self.is_exact:
            return make_chain(self.model, self.parameters)
        return make_dynamics(self.model, self.parameters, self.moves)

    @cached_property
    def choice_as_seen(self) -> Floats:
        """Probability that a review picks a course, the conditions seen as they are, `[a, b, c, n]`."""
        clear = replace(
            self.model,
            bias=Table(np.zeros(self.model.bias.values.shape)),
            noise=Table(np.zeros(self.model.noise.values.shape)),
        )
        return choice_probabilities(clear, self.parameters)

    @cached_property
    def channels(self) -> list[Floats]:
        """What the actor takes each condition for."""
        return perception(self.model, self.parameters)

    def reviews_like(self, other: Side) -> bool:
        """Whether the actor chooses alike at the same conditions, as often."""
        return np.array_equal(self.choice_as_seen, other.choice_as_seen) and np.array_equal(
            self.chain.review_rate, other.chain.review_rate
        )

    def sees_like(self, other: Side) -> bool:
        """Whether the actor sees conditions alike."""
        return all(np.array_equal(one, two) for one, two in zip(self.channels, other.channels, strict=True))

    def moves_like(self, other: Side) -> bool:
        """Whether conditions move alike."""
        one, two = self.chain, other.chain
        if isinstance(one, SplitChain) and isinstance(two, SplitChain):
            return np.array_equal(one.moves.generators, two.moves.generators)
        if isinstance(one, Chain) and isinstance(two, Chain):
            pairs = zip((*one.up, *one.down), (*two.up, *two.down), strict=True)
            return all(np.array_equal(a, b) for a, b in pairs)
        return False


def read_hybrids(start: Floats, sides: tuple[Side, Side], schedule: Schedule, *, as_of: int) -> Floats:
    """Scenarios on the last day, `[choice, perception, conditions, scenario, n]`: which side each part is taken from.

    Args:
        start: Distribution of the state at the end of the as-of day, `[a, c, 1, n]`.
        sides: The two models; both with the same courses, conditions and scenarios.
        schedule: Of either; its evidence, all of it in the past, is left aside.
        as_of: The as-of day.
    """
    first, second = sides
    same = (first.reviews_like(second), first.sees_like(second), first.moves_like(second))
    found: dict[tuple[int, ...], Floats] = {}
    for asked in product((0, 1), repeat=3):
        # What is the same on both sides needs no second run.
        key = tuple(0 if alike else side for side, alike in zip(asked, same, strict=True))
        if key not in found:
            chain = _mixed(*(sides[side] for side in key))
            found[key] = _scenarios(_carried(start, chain, schedule, as_of), first.model)
    by_part = [found[tuple(0 if alike else side for side, alike in zip(asked, same, strict=True))]
               for asked in product((0, 1), repeat=3)]  # fmt: skip
    return np.stack(by_part).reshape(2, 2, 2, *by_part[0].shape)


def _mixed(chooses: Side, sees: Side, moves: Side) -> Dynamics:
    if chooses is sees is moves:
        return chooses.chain
    choice = through_channels(chooses.choice_as_seen, sees.channels, chooses.model.condition_sizes)
    rate, chain = chooses.chain.review_rate, moves.chain
    choice = np.broadcast_to(choice, (*choice.shape[:3], len(rate)))
    if isinstance(chain, SplitChain):
        return replace(chain, choice=np.ascontiguousarray(choice, dtype=np.float32), review_rate=rate)
    if isinstance(chain, Chain):
        # Not `replace`: what a chain keeps of its own matrices must not pass to another.
        return Chain(chain.condition_sizes, chain.start, choice, rate, chain.up, chain.down)
    raise TypeError(f"no parts of {type(chain).__name__} can be exchanged")


def _carried(start: Floats, chain: Dynamics, schedule: Schedule, as_of: int) -> Floats:
    ahead = replace(schedule, log_factors={})
    passed = forward_pass(chain, ahead, belief=start, day=as_of, keep=(ahead.last,))
    return passed.after.get(ahead.last, start)


def _scenarios(belief: Floats, model: Model) -> Floats:
    """`[scenario, n]`, freed of the last digits that single precision lost."""
    of_course = belief[:, :, 0].sum(axis=1, dtype=np.float64)
    member = np.arange(model.num_scenarios)[:, None] == model.scenario_of_course[None, :]
    scenarios = member.astype(np.float64) @ of_course
    total = scenarios.sum(axis=0)
    return np.asarray(scenarios / np.where(total > 0, total, 1.0))
