r"""What an item of evidence says about the state (docs/model.md, section 5).

Ratings are weights of evidence in decibans: Good, I. J. (1950), Probability and the Weighing of Evidence.
"""

from __future__ import annotations

import math

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Floats, Ints, ItemArrays, Model

NATS_PER_DECIBAN = math.log(10) / 10


def log_factor(model: Model, item: ItemArrays, parameters: Parameters) -> Floats:
    """Log of what the item multiplies each state by, `[a, c, 1, n]`, its exponent and normalisation included."""
    grid = log_grid(item, rating_strength(model, parameters), accuracy(item, parameters))
    cells = grid.reshape(-1, grid.shape[-1])
    return cells[_cell_of_state(model, item)][:, :, None, :]


def rating_strength(model: Model, parameters: Parameters) -> Floats:
    """What all ratings are multiplied by, `[n]`."""
    return model.rating_strength.filled(parameters.unknowns) * parameters.rating_factor


def accuracy(item: ItemArrays, parameters: Parameters) -> Floats:
    """Probability that the report of an item is accurate, `[n]`."""
    if item.reliability.letter is None:
        return np.array([item.reliability.mean])
    return np.asarray(parameters.accuracy[item.reliability.letter] * item.reliability.factor)


def log_grid(item: ItemArrays, strength: Floats, accurate_chance: Floats) -> Floats:
    """Log of the item's factor over the levels of the variables it rates, `[level, ..., n]`.

    The factor is `r Λ + (1 - r)((1 - d) + d Λ_planted)` to the power of the item's exponent, divided by its
    plain mean over the grid.
    """
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


def _cell_of_state(model: Model, item: ItemArrays) -> Ints:
    cell = np.zeros(model.start.shape, dtype=np.int64)
    for index in item.variables:
        variable = model.variables[index]
        cell = cell * variable.size + variable.level_of_state
    return cell
