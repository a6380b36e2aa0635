r"""What an item of evidence says about the state (docs/model.md, section 5).

Ratings are weights of evidence in decibans: Good, I. J. (1950), Probability and the Weighing of Evidence.
"""

from __future__ import annotations

import math

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Floats, ItemArrays, Model

NATS_PER_DECIBAN = math.log(10) / 10


def log_factor(model: Model, item: ItemArrays, parameters: Parameters) -> Floats:
    """Log of what the item multiplies each state by, `[a, c, 1, n]`, its exponent and normalisation included."""
    grid = log_grid(item, rating_strength(model, parameters), accuracy(item, parameters))
    return _on_states(model, item.variables, grid)


def log_factors_by_day(model: Model, parameters: Parameters) -> dict[int, Floats]:
    """Log of what all items of each day together multiply each state by, `[a, c, 1, n]`.

    Items that rate the same things are added up before they are spread over the states.
    """
    strength = rating_strength(model, parameters)
    grids: dict[int, dict[tuple[int, ...], Floats]] = {}
    for item in model.items:
        if item.is_rated:
            alike = grids.setdefault(item.day, {})
            grid = log_grid(item, strength, accuracy(item, parameters))
            alike[item.variables] = alike[item.variables] + grid if item.variables in alike else grid
    return {
        day: sum((_on_states(model, variables, grid) for variables, grid in alike.items()), np.zeros((1, 1, 1, 1)))
        for day, alike in grids.items()
    }


def rating_strength(model: Model, parameters: Parameters) -> Floats:
    """What all ratings are multiplied by, `[n]`."""
    return model.rating_strength.filled(parameters.unknowns) * parameters.rating_factor


def strength_of(item: ItemArrays, strength: Floats) -> Floats:
    """What the ratings of one item are multiplied by, `[n]`: one where they are exact."""
    return np.ones(1) if item.is_exact else strength


def accuracy(item: ItemArrays, parameters: Parameters) -> Floats:
    """Probability that the report of an item is accurate, `[n]`."""
    if item.reliability.letter is None:
        return np.array([item.reliability.mean])
    return np.asarray(parameters.accuracy[item.reliability.letter] * item.reliability.factor)


def log_grid(item: ItemArrays, strength: Floats, accurate_chance: Floats) -> Floats:
    """Log of the item's factor over the levels of the variables it rates, `[level, ..., n]`.

    The factor is `r Λ + (1 - r)((1 - d) + d Λ_planted)` to the power of the item's exponent, divided by its
    plain mean over the grid. `strength` is that of all ratings; an exact item takes no notice of it.
    """
    strength = strength_of(item, strength)
    accurate = _log_weight(item.decibans, strength)
    if item.silence_nats is not None:
        silent = item.silence_nats - _log_mean(item.silence_nats, axis=None)
        where = item.variables.index(0)
        accurate = accurate + _along(silent[:, None], where, len(item.variables))
    planted = _log_weight(item.planted_decibans, strength)
    with np.errstate(divide="ignore"):
        log_r, log_not_r = np.log(accurate_chance), np.log1p(-accurate_chance)
        log_d, log_not_d = np.log(item.planted_chance), np.log1p(-item.planted_chance)
    inaccurate = np.logaddexp(log_not_d, log_d + planted)
    tempered = item.exponent * np.logaddexp(log_r + accurate, log_not_r + inaccurate)
    levels = tuple(range(tempered.ndim - 1))
    normalised: Floats = tempered - _log_mean(tempered, axis=levels)
    return normalised


def _log_weight(decibans: tuple[Floats, ...], strength: Floats) -> Floats:
    """Log of the product of likelihoods, each divided by its plain mean over levels, `[level, ..., n]`."""
    total: Floats = np.zeros((*(1 for _ in decibans), len(strength)))
    for axis, values in enumerate(decibans):
        nats = values[:, None] * NATS_PER_DECIBAN * strength
        total = total + _along(nats - _log_mean(nats, axis=0), axis, len(decibans))
    return total


def _along(values: Floats, axis: int, count: int) -> Floats:
    """Values `[level, n]` placed along one of `count` axes of a grid."""
    shape = [1] * count + [values.shape[-1]]
    shape[axis] = values.shape[0]
    return values.reshape(shape)


def _log_mean(values: Floats, *, axis: int | tuple[int, ...] | None) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    mean: Floats = np.log(np.exp(values - top).mean(axis=axis, keepdims=True)) + top
    return mean


def _on_states(model: Model, variables: tuple[int, ...], grid: Floats) -> Floats:
    """A grid over variables read off at each state, `[a, c, 1, n]`."""
    cell = np.zeros(model.start.shape, dtype=np.int64)
    for index in variables:
        variable = model.variables[index]
        cell = cell * variable.size + variable.level_of_state
    return grid.reshape(-1, grid.shape[-1])[cell][:, :, None, :]
