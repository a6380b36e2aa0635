"""A third writing of docs/model.md, one that can be differentiated: what NUTS samples from (sections 2 to 6).

Written from the page, for cases of one instrument with a scenario for each of its levels, one condition, and no
explanation with a decision-maker of its own. Parameters are drawn from the distributions the case authors, not from
standard normals: Dirichlet, normal, log-normal, beta. The generator is dense, propagation a matrix exponential, the
value of the next review plain iteration. What does not depend on parameters (days, exponents of copies, tables of
ratings) comes from the dense oracle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist

from equipoise.case.case import Case
from equipoise.case.schema import LogNormal, Normal
from oracle.chain import MARKS
from oracle.items import BETA, DIGIT, Counted, counted_items
from oracle.record import MONTH
from oracle.world import World, world_of

MIX = "mix"
SWEEPS = 30
"""Sweeps of value iteration: a patience of 0.4 leaves 1e-12 of the start."""
HALVINGS, TERMS = 8, 8
"""Of a matrix exponential by Taylor polynomial: a norm of 8 leaves 1e-19."""


@dataclass(frozen=True)
class JaxModel:
    """The model of a case as of a date, and the days on which scenarios are reported.

    Calling it samples the parameters, weighs them by the record, and keeps what it makes of the scenarios on each day
    as `scenarios`, `[day, scenario]`.
    """

    case: Case
    as_of: date
    days: tuple[date, ...]

    def __call__(self) -> None:
        """One run of the model, in NumPyro's sense."""
        log_evidence, scenarios = self.judge(_draw_parameters(self.world, self.items))
        numpyro.factor("record", log_evidence)
        numpyro.deterministic("scenarios", scenarios)

    @cached_property
    def world(self) -> World:
        """What was known."""
        return world_of(self.case, self.as_of)

    @cached_property
    def items(self) -> list[Counted]:
        """Items of the vintage, in date order."""
        return counted_items(self.case, self.world, self.as_of, rater="default")

    @cached_property
    def judge(self) -> Callable[[dict[str, jax.Array]], tuple[jax.Array, jax.Array]]:
        """From parameters to log evidence and scenarios; compiled once, for tracing is most of the cost."""

        def judged(drawn: dict[str, jax.Array]) -> tuple[jax.Array, jax.Array]:
            policy = _policy(self.world, drawn)
            generator = _generator(self.world, policy, drawn["decision_maker.review.every"])
            return _believe(self.world, self.items, drawn, generator, self.days)

        return jax.jit(judged)


# --- parameters -------------------------------------------------------------------------------------------------------


def _draw_parameters(world: World, items: list[Counted]) -> dict[str, jax.Array]:
    definition = world.definition
    maker = definition.decision_maker
    shares = jnp.array([world.mix[name] for name in world.explanations])
    authored = {
        "decision_maker.decisiveness": maker.decisiveness,
        "decision_maker.review.every": maker.review.every,
        "rating_strength": definition.rating_strength,
        **{f"decision_maker.bias.{name}": value for name, value in maker.bias.items()},
    }
    drawn = {name: _draw(name, written) for name, written in authored.items()}
    drawn[MIX] = numpyro.sample(MIX, dist.Dirichlet(maker.mix_strength * shares))
    for letter in sorted({one.item.grade[0] for one in items if one.item.accuracy is None and one.item.grade}):
        drawn[f"accuracy.{letter}"] = numpyro.sample(f"accuracy.{letter}", dist.Beta(*map(float, BETA[letter])))
    return drawn


def _draw(name: str, written: float | Normal | LogNormal) -> jax.Array:
    if isinstance(written, Normal):
        return numpyro.sample(name, dist.Normal(written.mean, written.sd))
    if isinstance(written, LogNormal):
        return numpyro.sample(name, dist.LogNormal(np.log(written.median), np.log(written.spread)))
    return jnp.asarray(float(written))


# --- courses, conditions and choice ----------------------------------------------------------------------------------


def _policy(world: World, drawn: dict[str, jax.Array]) -> jax.Array:
    """Probability that a review in course a under conditions c picks b, `[a, c, b]`."""
    definition = world.definition
    ((_, instrument),) = definition.instruments.items()
    assert not instrument.irreversible
    courses = len(instrument.levels)
    inertia = instrument.inertia * jnp.abs(jnp.subtract.outer(jnp.arange(courses), jnp.arange(courses)))
    now = _worth(world, drawn)[None] - inertia[:, :, None] - jnp.log(courses)
    patience = definition.decision_maker.patience
    size = now.shape[2]
    ahead = jnp.linalg.inv(jnp.eye(size) - drawn["decision_maker.review.every"] * _condition_rates(world))

    def sweep(value: jax.Array, _: None) -> tuple[jax.Array, None]:
        foreseen = jnp.einsum("bcd,bd->bc", ahead, value)
        return jax.nn.logsumexp(now + patience * foreseen[None], axis=1), None

    value, _ = jax.lax.scan(sweep, jnp.zeros((courses, size)), None, length=SWEEPS)
    options = now + patience * jnp.einsum("bcd,bd->bc", ahead, value)[None]
    return jnp.einsum("cs,abs->acb", _perception(world, drawn), jax.nn.softmax(options, axis=1))


def _worth(world: World, drawn: dict[str, jax.Array]) -> jax.Array:
    """Worth of each course under each condition, nats, `[b, c]`."""
    definition = world.definition
    ((instrument, levels),) = [(name, one.levels) for name, one in definition.instruments.items()]
    ((condition, around),) = [(name, one.levels) for name, one in world.conditions.items()]
    worth = jnp.zeros((len(levels), len(around)))
    for share, explanation in zip(drawn[MIX], world.explanations.values(), strict=True):
        for name, weight in explanation.weights.items():
            one = world.considerations[name]
            effect = [_points(one.effect.get(instrument, {}).get(level, 0.0)) for level in levels]
            weighs = [one.weighs.get(condition, {}).get(level, 1.0) for level in around]
            when = [
                [one.when.get(condition, {}).get(at, {}).get(instrument, {}).get(level, 0.0) for at in around]
                for level in levels
            ]
            worth = worth + share * weight * (jnp.outer(jnp.array(effect), jnp.array(weighs)) + jnp.array(when))
    return drawn["decision_maker.decisiveness"] * worth


def _points(written: float | str) -> float:
    return MARKS[written] if isinstance(written, str) else float(written)


def _condition_rates(world: World) -> jax.Array:
    """Generator of the condition while each course is kept, `[b, c, c]`; no parameter moves it."""
    ((_, condition),) = world.conditions.items()
    ((instrument, one),) = world.definition.instruments.items()
    size = len(condition.levels)
    rates = np.zeros((len(one.levels), size, size))
    for b, level in enumerate(one.levels):
        upward = 1 / (1 + np.exp(-condition.drift - condition.pushed_by.get(instrument, {}).get(level, 0.0)))
        for c in range(size - 1):
            rates[b, c, c + 1] = upward / condition.dwell
            rates[b, c + 1, c] = (1 - upward) / condition.dwell
        np.fill_diagonal(rates[b], -rates[b].sum(axis=1))
    return jnp.asarray(rates)


def _perception(world: World, drawn: dict[str, jax.Array]) -> jax.Array:
    """What is seen, given what is, `[c, seen]`."""
    maker = world.definition.decision_maker
    ((name, condition),) = world.conditions.items()
    averaging = maker.shared_error + (1 - maker.shared_error) / maker.advisers
    levels = jnp.arange(len(condition.levels))
    gap = levels[None, :] - levels[:, None] - averaging * drawn[f"decision_maker.bias.{name}"]
    return jax.nn.softmax(-(gap**2) / (2 * averaging * maker.noise**2), axis=1)


def _generator(world: World, policy: jax.Array, every: jax.Array) -> jax.Array:
    """Rates between all states, state = course * conditions + condition."""
    courses, size = policy.shape[:2]
    states = courses * size
    reviews = jnp.einsum("acb,cd->acbd", policy / every, jnp.eye(size)).reshape(states, states)
    moves = jax.scipy.linalg.block_diag(*_condition_rates(world))
    return reviews - jnp.eye(states) / every + moves


# --- record and belief ------------------------------------------------------------------------------------------------


def _believe(
    world: World, items: list[Counted], drawn: dict[str, jax.Array], generator: jax.Array, days: tuple[date, ...]
) -> tuple[jax.Array, jax.Array]:
    """Log evidence, and scenarios on days, none of them before the last item's."""
    ordered = sorted(items, key=lambda one: one.day)
    stops = [one.day for one in ordered] + list(days)
    assert stops == sorted(stops)
    opens = world.definition.clock.opens.toordinal() - 1
    months = np.diff([opens, *(day.toordinal() for day in stops)]) / MONTH
    nothing_new = jnp.ones((len(days), len(generator)))
    factors = jnp.concatenate([_factors(world, ordered, drawn), nothing_new])

    def step(belief: jax.Array, moved_and_weighed: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, tuple]:
        weighed = (belief @ moved_and_weighed[0]) * moved_and_weighed[1]
        return weighed / weighed.sum(), (jnp.log(weighed.sum()), weighed / weighed.sum())

    moves = _exponential(generator * jnp.asarray(months)[:, None, None])
    _, (log_weights, beliefs) = jax.lax.scan(step, _starts(world), (moves, factors))
    courses = next(iter(world.definition.instruments.values())).levels
    return log_weights.sum(), beliefs[len(items) :].reshape(len(days), len(courses), -1).sum(axis=2)


def _exponential(matrices: jax.Array) -> jax.Array:
    """Scaling and squaring with fixed numbers of terms: JAX's own choice of them costs ten times as much to derive."""
    scaled = matrices / 2**HALVINGS
    identity = jnp.broadcast_to(jnp.eye(matrices.shape[-1]), matrices.shape)

    def add_term(total: jax.Array, order: jax.Array) -> tuple[jax.Array, None]:
        return identity + scaled @ total / order, None

    def square(total: jax.Array, _: None) -> tuple[jax.Array, None]:
        return total @ total, None

    total, _ = jax.lax.scan(add_term, identity, jnp.arange(TERMS, 0, -1))
    squared, _ = jax.lax.scan(square, total, None, length=HALVINGS)
    return squared


def _starts(world: World) -> jax.Array:
    ((name, instrument),) = world.definition.instruments.items()
    ((_, condition),) = world.conditions.items()
    of_course = [world.definition.starts[name].get(level, 0.0) for level in instrument.levels]
    of_condition = [condition.starts.get(level, 0.0) for level in condition.levels]
    return jnp.kron(jnp.array(of_course), jnp.array(of_condition))


def _factors(world: World, items: list[Counted], drawn: dict[str, jax.Array]) -> jax.Array:
    """What each item multiplies each state by, `[item, state]`."""
    grid = jnp.ones((len(items), 1, 1))
    for subject, axis in (("scenarios", 1), ("instrument", 1), ("condition", 2)):
        decibans = np.array([_decibans(world, one, subject) for one in items])
        likelihood = 10 ** (drawn["rating_strength"] * decibans / 10)
        grid = grid * jnp.expand_dims(likelihood / likelihood.mean(axis=1, keepdims=True), 3 - axis)
    accuracy = jnp.stack([_accuracy(one, drawn) for one in items])[:, None, None]
    exponent = np.array([one.exponent for one in items])[:, None, None]
    tempered = (accuracy * grid + 1 - accuracy) ** exponent
    # The mean over all states is the mean over the levels that the item rates: the rest is the same all along.
    return (tempered / tempered.mean(axis=(1, 2), keepdims=True)).reshape(len(items), -1)


def _decibans(world: World, one: Counted, subject: str) -> list[float]:
    """By level; scenarios are the levels of the instrument, in their order."""
    ((instrument, courses),) = [(name, it.levels) for name, it in world.definition.instruments.items()]
    ((condition, around),) = [(name, it.levels) for name, it in world.conditions.items()]
    assert not one.planted
    assert one.item.silence is None
    assert not one.item.exact
    assert not {"scenarios", instrument} <= one.ratings.keys()
    name = {"scenarios": "scenarios", "instrument": instrument, "condition": condition}[subject]
    return [one.ratings.get(name, {}).get(level, 0.0) for level in (around if name == condition else courses)]


def _accuracy(one: Counted, drawn: dict[str, jax.Array]) -> jax.Array:
    if one.item.accuracy is not None:
        return jnp.asarray(float(one.item.accuracy))
    return drawn[f"accuracy.{one.item.grade[0]}"] * DIGIT[one.item.grade[1:]]
