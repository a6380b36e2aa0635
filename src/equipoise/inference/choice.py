r"""How the actor chooses: worth of courses, what it sees, and what a review picks (docs/model.md, sections 3 and 4).

Dynamic discrete choice after Rust, J. (1987), "Optimal replacement of GMC bus engines", Econometrica 55(5):
a logit over courses whose value includes the discounted value of the next review.
"""

from __future__ import annotations

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.inference.worth import course_worth, explanation_mean, move_rates
from equipoise.model.arrays import Floats, Model

NEAREST_TIE = 1e-12
VALUE_TOLERANCE = 1e-12
MAX_SWEEPS = 200_000


def perception(model: Model, parameters: Parameters) -> list[Floats]:
    r"""What the actor takes each condition for: per condition, `B[true, seen, n]`, rows sum to one over seen.

    `B ∝ exp(-(seen - true - bias)^2 / 2 s^2)`, cut off at the ends; with no noise the nearest level, and of two
    equally near (within 1e-12) the lower.
    """
    averaging = (model.shared_error + (1 - model.shared_error) / model.advisers)[:, None]
    variance = explanation_mean(parameters.mix, model.noise.filled(parameters.unknowns) ** 2 * averaging)
    bias = explanation_mean(parameters.mix, model.bias.filled(parameters.unknowns) * averaging[:, None])
    return [_seen(size, bias[k], variance) for k, size in enumerate(model.condition_sizes)]


def choice_probabilities(model: Model, parameters: Parameters, *, single: bool = False) -> Floats:
    """Probability that a review in course `a` under true conditions `c` picks course `b`, `[a, b, c, n]`.

    In single precision (`single`) where many particles need it fast; worth and value are found in double all the same.
    """
    worth = course_worth(model, parameters) + model.log_reference[:, None, None]
    inertia = inertia_nats(model, parameters)
    if model.patience > 0:
        worth = worth + model.patience * _expected_value(model, parameters, worth, inertia)
    precision = np.float32 if single else np.float64
    options = worth[None].astype(precision) - inertia[:, :, None, :].astype(precision)
    channels: list[Floats] = [np.asarray(seen, dtype=precision) for seen in perception(model, parameters)]
    return _through_channels(softmax_over_choices(options), channels, model.condition_sizes)


def inertia_nats(model: Model, parameters: Parameters) -> Floats:
    """Cost of going from one course to another, nats, `[a, b, n]`."""
    nats: Floats = model.levels_moved @ model.inertia.filled(parameters.unknowns)
    return nats


def _seen(size: int, bias: Floats, variance: Floats) -> Floats:
    levels = np.arange(size, dtype=np.float64)
    distance = levels[None, :, None] - levels[:, None, None] - bias
    squared = distance**2
    nearest = np.abs(distance).min(axis=1, keepdims=True)
    first = (np.abs(distance) <= nearest + NEAREST_TIE).argmax(axis=1)
    exact = (levels[None, :, None] == first[:, None, :]).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.exp(-(squared - squared.min(axis=1, keepdims=True)) / (2 * variance))
        weight = weight / weight.sum(axis=1, keepdims=True)
    seen: Floats = np.where(variance > 0, weight, exact)
    return seen


def _through_channels(seen: Floats, channels: list[Floats], sizes: tuple[int, ...]) -> Floats:
    """Average over what is seen, condition by condition: the joint channel is never written out."""
    courses, _, joint, particles = seen.shape
    for k, channel in enumerate(channels):
        before = int(np.prod(sizes[:k], dtype=np.int64))
        particles = max(particles, channel.shape[-1])
        shaped = seen.reshape(courses * courses * before, sizes[k], -1, seen.shape[-1])
        averaged = np.einsum("tsn,xsyn->xtyn", channel, shaped)
        seen = averaged.reshape(courses, courses, joint, particles)
    return seen


def _expected_value(model: Model, parameters: Parameters, worth: Floats, inertia: Floats) -> Floats:
    """`E[V(b, conditions at the next review) | b, c]`, `[b, c, n]`, the conditions moving with the course held."""
    generators = condition_generators(model, parameters)
    review_months = model.review_months.filled(parameters.unknowns)
    particles = max(worth.shape[-1], inertia.shape[-1], generators.shape[-1], len(review_months))
    expected = np.empty((*worth.shape[:2], particles))
    for n in range(particles):
        next_review = _at_next_review(_of(generators, n), float(_of(review_months, n)))
        expected[:, :, n] = discounted_value(_of(worth, n), _of(inertia, n), next_review, model.patience)
    return expected


def _of(array: Floats, particle: int) -> Floats:
    """One particle's part of an array whose last axis may have length 1."""
    part: Floats = array[..., particle if array.shape[-1] > 1 else 0]
    return part


def _at_next_review(generators: Floats, review_months: float) -> Floats:
    """`(I - every R)^-1`: where conditions stand after an exponential time, per course, from row to column."""
    identity = np.eye(generators.shape[1])
    return np.asarray(np.linalg.inv(identity - review_months * generators), dtype=np.float64)


def condition_generators(model: Model, parameters: Parameters) -> Floats:
    """Generator of the conditions alone while each course is held, per month, `[a, c, c, n]`, rows sum to zero."""
    sizes = model.condition_sizes
    joint = model.num_conditions
    moves = [move_rates(model, parameters, k) for k in range(len(sizes))]
    particles = max([up.shape[-1] for up, _ in moves], default=1)
    generators = np.zeros((model.num_courses, joint, joint, particles))
    for k, (up, down) in enumerate(moves):
        stride = int(np.prod(sizes[k + 1 :], dtype=np.int64))
        level = np.indices(sizes)[k].ravel()
        lower, higher = np.flatnonzero(level < sizes[k] - 1), np.flatnonzero(level > 0)
        generators[:, lower, lower + stride] += up[:, lower]
        generators[:, higher, higher - stride] += down[:, higher]
    diagonal = np.arange(joint)
    generators[:, diagonal, diagonal] -= generators.sum(axis=2)
    return generators


def discounted_value(worth: Floats, inertia_nats: Floats, next_review: Floats, patience: float) -> Floats:
    """Expected value at the next review, from `V(a, c) = log sum_b exp Q(b | a, c)`.

    Solved by successive approximation. The map is monotone and carries a constant through `patience`, so the smallest
    and largest change of a sweep bound the distance to the solution (MacQueen, J. (1966), "A modified dynamic
    programming method for Markovian decision problems", J. Math. Anal. Appl. 14); the middle of the bounds is taken.
    Each sweep's common change is set apart, so that a value of thousands of nats costs no digits of the differences,
    which are all that choice depends on (White, D. J. (1963), "Dynamic programming, Markov chains, and the method of
    successive approximations", J. Math. Anal. Appl. 6).

    Args:
        worth: `u(b, c)` plus the log of the reference measure, nats, `[b, c]`.
        inertia_nats: Cost of going from one course to another, `[a, b]`.
        next_review: Where conditions stand at the next review while `b` is held, `[b, c, c]`, rows sum to one.
        patience: Weight of the next review, 0 to below 1.

    Returns:
        `E[V(b, c_next) | b, c]`, nats, `[b, c]`, to 1e-12; where patience is great, to 8 units in the last place of
        the largest difference, over `1 - patience` (under 1e-10 for ten nats and a patience of 0.9999).

    Raises:
        ArithmeticError: If it does not settle; the rows of `next_review` then do not sum to one.
    """
    relative: Floats = np.zeros_like(worth)
    still_to_come = patience / (1 - patience)
    for _ in range(MAX_SWEEPS):
        log_sum = _log_sum_over_choices((worth + patience * relative)[None] - inertia_nats[:, :, None])
        updated: Floats = np.einsum("acd,ad->ac", next_review, log_sum)
        change = updated - relative
        low, high = float(change.min()), float(change.max())
        middle = (low + high) / 2
        relative = updated - middle
        floor = 8 * np.finfo(np.float64).eps * still_to_come * float(max(np.abs(relative).max(), np.abs(updated).max()))
        if still_to_come * (high - low) / 2 < max(VALUE_TOLERANCE, floor):
            return relative + middle / (1 - patience)
    raise ArithmeticError("the value of courses did not settle")


def _log_sum_over_choices(values: Floats) -> Floats:
    top = values.max(axis=1, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis=1)) + top[:, 0]
    return total


def softmax_over_choices(values: Floats) -> Floats:
    """Logit probabilities over axis 1, the course chosen; the largest value is subtracted first against overflow."""
    pull = np.exp(values - values.max(axis=1, keepdims=True))
    probabilities: Floats = pull / pull.sum(axis=1, keepdims=True)
    return probabilities
