r"""What courses are worth to the actor, and how conditions move (docs/model.md, sections 2 and 3)."""

from __future__ import annotations

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Floats, Model


def course_worth(model: Model, parameters: Parameters) -> Floats:
    """Worth `u` of each course under each state of the conditions, nats, `[a, c, n]`."""
    worth = risk_neutral_worth(model, parameters)
    if np.any(model.effect_half_range.values):
        risk_aversion = explanation_mean(parameters.mix, model.risk_aversion.filled(parameters.unknowns))
        nats = _nats_per_point(model, parameters)
        half = _valued(model, nats, model.effect_half_range.filled(parameters.unknowns), parameters)
        worth = worth - risk_aversion * half
    return worth


def risk_neutral_worth(model: Model, parameters: Parameters) -> Floats:
    """The same to somebody with the actor's motives who takes every effect at the middle of its range."""
    nats = _nats_per_point(model, parameters)
    worth = _valued(model, nats, model.effect.filled(parameters.unknowns), parameters)
    return worth + _exceptions(model, nats, model.when.filled(parameters.unknowns))


def move_rates(model: Model, parameters: Parameters, condition: int) -> tuple[Floats, Floats]:
    """Rates at which a condition moves up and down, per month, each `[a, c, n]`; zero past the ends."""
    unknowns = parameters.unknowns
    rate = 1 / model.dwell_months.filled(unknowns)[condition]
    pushes = model.pushes.filled(unknowns)[condition]
    instruments = model.level_of_course.shape[1]
    log_odds = (
        model.drift.filled(unknowns)[condition]
        + (model.level_of_course @ pushes[:instruments])[:, None, :]
        + (model.level_of_condition @ pushes[instruments:])[None, :, :]
    )
    level = np.indices(model.condition_sizes)[condition].ravel()[None, :, None]
    up = rate * np.exp(-np.logaddexp(0, -log_odds)) * (level < model.condition_sizes[condition] - 1)
    down = rate * np.exp(-np.logaddexp(0, log_odds)) * (level > 0)
    return up, down


def explanation_mean(mix: Floats, table: Floats) -> Floats:
    """Mean of a table over the mix of explanations, `[..., n]` from `[n, e]` and `[e, ..., n]`."""
    mix, table = _aligned(mix, table)
    mean: Floats = np.einsum("ne,e...n->...n", mix, table)
    return mean


def _nats_per_point(model: Model, parameters: Parameters) -> Floats:
    """Nats that a point of each consideration counts for, over the mix, `[j, n]`."""
    per_point = explanation_mean(parameters.mix, model.weights.filled(parameters.unknowns))
    nats: Floats = per_point * model.decisiveness.filled(parameters.unknowns)
    return nats


def _valued(model: Model, nats: Floats, effect: Floats, parameters: Parameters) -> Floats:
    """Nats of the effects of all considerations, each under its weighing conditions, `[a, c, n]`."""
    factor = _weighing(model, model.weighs.filled(parameters.unknowns))
    particles = max(nats.shape[-1], effect.shape[-1], factor.shape[-1])
    on_courses = np.einsum("ai,jin->ajn", model.level_of_course, effect)
    weighed = np.broadcast_to(nats[:, None, :] * factor, (*factor.shape[:2], particles))
    if effect.shape[-1] == 1:
        joint: Floats = np.tensordot(on_courses[..., 0], weighed, axes=(1, 0))
        return joint
    joint = np.einsum("ajn,jcn->acn", np.broadcast_to(on_courses, (*on_courses.shape[:2], particles)), weighed)
    return joint


def _weighing(model: Model, weighs: Floats) -> Floats:
    """Product of the factors of a consideration over conditions, `[j, c, n]`."""
    first = 0
    factor = np.ones((weighs.shape[0], model.num_conditions, 1))
    for size in model.condition_sizes:
        levels = slice(first, first + size)
        factor = factor * np.einsum("cl,jln->jcn", model.level_of_condition[:, levels], weighs[:, levels])
        first += size
    return factor


def _exceptions(model: Model, nats: Floats, when: Floats) -> Floats:
    if not np.any(when):
        return np.zeros((1, 1, 1))
    by_level = np.einsum("jn,jlin->lin", *_aligned_last(nats, when))
    on_courses = np.einsum("ai,lin->aln", model.level_of_course, by_level)
    exceptions: Floats = np.einsum("cl,aln->acn", model.level_of_condition, on_courses)
    return exceptions


def _aligned(mix: Floats, table: Floats) -> tuple[Floats, Floats]:
    particles = max(mix.shape[0], table.shape[-1])
    return np.broadcast_to(mix, (particles, mix.shape[1])), np.broadcast_to(table, (*table.shape[:-1], particles))


def _aligned_last(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    particles = max(one.shape[-1], other.shape[-1])
    return np.broadcast_to(one, (*one.shape[:-1], particles)), np.broadcast_to(other, (*other.shape[:-1], particles))
