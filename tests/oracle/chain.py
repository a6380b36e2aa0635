"""The joint chain of courses and conditions: starts, worth, choice, generator (model page, sections 1 to 4).

A state is a pair (course, circumstances); `circumstances` is one level of each condition. States are numbered
course by course: state = course index * number of circumstances + circumstances index.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from scipy.special import logsumexp

from equipoise.case.schema import Between, middle
from oracle.world import World

MARKS = {"--": -2.0, "-": -1.0, "0": 0.0, "+": 1.0, "++": 2.0}


@dataclass(frozen=True)
class Chain:
    """The chain of one world.

    Attributes:
        world: What it was built from.
        courses: Level index per instrument, of every course that is not excluded.
        circumstances: Level index per condition, of every combination.
        starts: Probability of each state at the start of the day `opens`.
        reference: μ over courses, summing to one.
        policy: π̄[course, circumstances, next course].
    """

    world: World
    courses: list[tuple[int, ...]]
    circumstances: list[tuple[int, ...]]
    starts: np.ndarray
    reference: np.ndarray
    policy: np.ndarray

    @cached_property
    def states(self) -> list[dict[str, str]]:
        """Level of every instrument and condition, and the scenario, in every state."""
        return [
            self.named(course, around) | {"scenarios": scenario_of(self.world, course)}
            for course in self.courses
            for around in self.circumstances
        ]

    def named(self, course: tuple[int, ...], around: tuple[int, ...]) -> dict[str, str]:
        """Names of the levels of a state."""
        levels = self.world.levels
        indices = dict(zip(self.world.definition.instruments, course, strict=True))
        indices |= dict(zip(self.world.conditions, around, strict=True))
        return {name: levels[name][index] for name, index in indices.items()}

    def generator(self, held: frozenset[str] = frozenset()) -> np.ndarray:
        """Rates per month between states, rows from, columns to; conditions in `held` do not move."""
        rates = np.zeros((len(self.starts),) * 2)
        size = len(self.circumstances)
        for a in range(len(self.courses)):
            here = slice(a * size, (a + 1) * size)
            rates[here, here] += condition_rates(self.world, self.courses[a], self.circumstances, held)
            for c, b in product(range(size), range(len(self.courses))):
                rates[a * size + c, b * size + c] += self.policy[a, c, b] / self.world.every
        np.fill_diagonal(rates, 0.0)
        np.fill_diagonal(rates, -rates.sum(axis=1))
        return rates


def chain_of(world: World) -> Chain:
    """Build the chain of a world."""
    definition = world.definition
    every_course = product(*(range(len(one.levels)) for one in definition.instruments.values()))
    courses = [course for course in every_course if not _is_excluded(world, course)]
    circumstances = list(product(*(range(len(one.levels)) for one in world.conditions.values())))
    reference = _reference(world, courses)
    return Chain(
        world=world,
        courses=courses,
        circumstances=circumstances,
        starts=np.kron(*_starts(world, courses, circumstances)),
        reference=reference,
        policy=_policy(world, courses, circumstances, reference),
    )


def scenario_of(world: World, course: tuple[int, ...]) -> str:
    """The one scenario a course belongs to."""
    found = [name for name, one in world.definition.scenarios.items() if _matches(world, course, one.levels)]
    (scenario,) = found
    return scenario


def condition_rates(
    world: World, course: tuple[int, ...], circumstances: list[tuple[int, ...]], held: frozenset[str] = frozenset()
) -> np.ndarray:
    """R_a: the generator of conditions while a course is kept (section 2)."""
    rates = np.zeros((len(circumstances),) * 2)
    for c, around in enumerate(circumstances):
        for k, name in enumerate(world.conditions):
            if name in held:
                continue
            condition = world.conditions[name]
            push = _push(world, name, course, around)
            upward = 1 / (1 + math.exp(-push))
            for move, share in ((1, upward), (-1, 1 - upward)):
                level = around[k] + move
                if 0 <= level < len(condition.levels):
                    to = circumstances.index((*around[:k], level, *around[k + 1 :]))
                    rates[c, to] += share / middle(condition.dwell)
    np.fill_diagonal(rates, -rates.sum(axis=1))
    return rates


def utility(world: World, courses, circumstances) -> np.ndarray:
    """u[course, circumstances] in nats (section 3)."""
    worth = np.zeros((len(courses), len(circumstances)))
    risk = world.blend("risk_aversion")
    for explanation, share in world.mix.items():
        for name, weight in world.explanations[explanation].weights.items():
            if name in world.considerations:
                for (a, course), (c, around) in product(enumerate(courses), enumerate(circumstances)):
                    worth[a, c] += share * middle(weight) * _points(world, name, course, around, risk)
    return middle(world.definition.decision_maker.decisiveness) * worth


def perception(world: World, name: str) -> np.ndarray:
    """B[true level, perceived level] of one condition (section 4)."""
    size = len(world.conditions[name].levels)
    variance, bias = world.blend("noise"), world.blend("bias", name)
    seen = np.zeros((size, size))
    for true in range(size):
        gaps = [abs(level - true - bias) for level in range(size)]
        if variance == 0:
            seen[true, next(level for level in range(size) if gaps[level] <= min(gaps) + 1e-12)] = 1
        else:
            exponents = [-(gap**2) / (2 * variance) for gap in gaps]
            weights = [math.exp(exponent - max(exponents)) for exponent in exponents]
            seen[true] = np.array(weights) / sum(weights)
    return seen


# --- private ----------------------------------------------------------------------------------------------------


def _matches(world: World, course: tuple[int, ...], levels: dict[str, list[str]]) -> bool:
    position = dict(zip(world.definition.instruments, course, strict=True))
    return all(world.levels[name][position[name]] in allowed for name, allowed in levels.items())


def _is_excluded(world: World, course: tuple[int, ...]) -> bool:
    return any(_matches(world, course, closed.levels) for closed in world.definition.excluded)


def _starts(world: World, courses, circumstances) -> tuple[np.ndarray, np.ndarray]:
    definition = world.definition
    of_courses = np.array(
        [
            math.prod(
                definition.starts[name].get(definition.instruments[name].levels[level], 0.0)
                for name, level in zip(definition.instruments, course, strict=True)
            )
            for course in courses
        ]
    )
    of_circumstances = np.array(
        [
            math.prod(
                condition.starts.get(condition.levels[level], 0.0)
                for condition, level in zip(world.conditions.values(), around, strict=True)
            )
            for around in circumstances
        ]
    )
    return of_courses / of_courses.sum(), of_circumstances / of_circumstances.sum()


def _reference(world: World, courses) -> np.ndarray:
    scenarios = [scenario_of(world, course) for course in courses]
    mass = np.array(
        [math.exp(world.definition.availability.get(name, 0.0)) / scenarios.count(name) for name in scenarios]
    )
    return mass / mass.sum()


def _push(world: World, name: str, course: tuple[int, ...], around: tuple[int, ...]) -> float:
    condition = world.conditions[name]
    levels = dict(zip(world.definition.instruments, course, strict=True))
    levels |= dict(zip(world.conditions, around, strict=True))
    pushes = (
        middle(pushed[world.levels[other][levels[other]]])
        for other, pushed in condition.pushed_by.items()
        if other in levels and world.levels[other][levels[other]] in pushed
    )
    return middle(condition.drift) + sum(pushes)


def _points(world: World, name: str, course: tuple[int, ...], around: tuple[int, ...], risk: float) -> float:
    consideration = world.considerations[name]
    doing = {one: world.levels[one][i] for one, i in zip(world.definition.instruments, course, strict=True)}
    being = {one: world.levels[one][i] for one, i in zip(world.conditions, around, strict=True)}
    effect = sum(
        _mark(effects[doing[instrument]], risk)
        for instrument, effects in consideration.effect.items()
        if doing[instrument] in effects
    )
    factor = math.prod(middle(consideration.weighs.get(k, {}).get(level, 1.0)) for k, level in being.items())
    exceptions = sum(
        middle(value)
        for k, level in being.items()
        for instrument, values in consideration.when.get(k, {}).get(level, {}).items()
        for at, value in values.items()
        if doing[instrument] == at
    )
    return factor * effect + exceptions


def _mark(effect, risk: float) -> float:
    if isinstance(effect, str):
        return MARKS[effect]
    if isinstance(effect, Between):
        return (effect.low + effect.high) / 2 - risk * (effect.high - effect.low) / 2
    return middle(effect)


def _policy(world: World, courses, circumstances, reference: np.ndarray) -> np.ndarray:
    now = utility(world, courses, circumstances).T + np.log(reference)
    gaps = np.array([[_inertia(world, a, b) for b in courses] for a in courses])
    myopic = now[None, :, :] - gaps[:, None, :]
    score = myopic + _future(world, courses, circumstances, myopic)
    choice = np.exp(score - logsumexp(score, axis=2, keepdims=True))
    seen = np.ones((1, 1))
    for name in world.conditions:
        seen = np.kron(seen, perception(world, name))
    return np.einsum("cd,adb->acb", seen, choice)


def _inertia(world: World, course: tuple[int, ...], other: tuple[int, ...]) -> float:
    instruments = world.definition.instruments.values()
    for one, now, then in zip(instruments, course, other, strict=True):
        # Whoever stands at an irreversible level or above it has gone to it, and then below it no more.
        if any(then < one.levels.index(level) <= now for level in one.irreversible):
            return math.inf
    return sum(middle(one.inertia) * abs(i - j) for one, i, j in zip(instruments, course, other, strict=True))


def _future(world: World, courses, circumstances, myopic: np.ndarray) -> np.ndarray:
    """δ·E[V(a', c_next)] by Newton's method on V = T(V), which is convex, so the steps fall monotonically."""
    patience = world.definition.decision_maker.patience
    if patience == 0:
        return np.zeros((1, len(circumstances), len(courses)))
    size = len(circumstances)
    ahead = np.array(
        [
            np.linalg.inv(np.eye(size) - world.every * condition_rates(world, course, circumstances))
            for course in courses
        ]
    )
    value = np.zeros((len(courses), size))
    for _ in range(200):
        future = patience * np.einsum("bcd,bd->cb", ahead, value)[None]
        score = myopic + future
        better = logsumexp(score, axis=2)
        gap = better - value
        if np.abs(gap).max() <= max(1e-12 * (1 - patience), 8 * np.finfo(float).eps * np.abs(value).max()):
            return future
        choice = np.exp(score - better[:, :, None])
        slope = patience * np.einsum("acb,bcd->acbd", choice, ahead).reshape(value.size, value.size)
        value = value + np.linalg.solve(np.eye(value.size) - slope, gap.ravel()).reshape(value.shape)
    raise AssertionError(f"the value of waiting did not settle; last gap {np.abs(gap).max()}")
