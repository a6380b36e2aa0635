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
# Worth, and inertia, beyond which a course is as good as never chosen; twice as much still fits single precision.
LEAST_NATS = -1e37
# Moves of conditions after which a longer time to the next review makes no difference.
MOVES_REMEMBERED = 1e12
# Numbers worked on side by side when values are sought for many particles.
NUMBERS_AT_ONCE = 1_000_000


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
    # What all open courses have in common decides nothing; taken off in double, it costs single precision no digits.
    behind = np.clip(worth[None] - _best_open(model, worth), LEAST_NATS, 0.0)
    options = behind.astype(precision) - inertia[:, :, None, :].astype(precision)
    channels: list[Floats] = [np.asarray(seen, dtype=precision) for seen in perception(model, parameters)]
    return through_channels(softmax_over_choices(options), channels, model.condition_sizes)


def _best_open(model: Model, worth: Floats) -> Floats:
    """Worth of the best course open from each, `[a, 1, c, n]`; `[1, 1, c, n]` where all are open from all."""
    if model.may_follow.all():
        return np.asarray(worth.max(axis=0)[None, None])
    return np.stack([worth[is_open].max(axis=0) for is_open in model.may_follow])[:, None]


def inertia_nats(model: Model, parameters: Parameters) -> Floats:
    """Cost of going from one course to another, nats, `[a, b, n]`; infinite where there is no going back."""
    nats = np.minimum(model.levels_moved @ model.inertia.filled(parameters.unknowns), -LEAST_NATS)
    return np.where(model.may_follow[:, :, None], nats, np.inf)


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


def through_channels(seen: Floats, channels: list[Floats], sizes: tuple[int, ...]) -> Floats:
    """Average `[..., c, n]` over what is seen, condition by condition: the joint channel is never written out."""
    *leading, joint, particles = seen.shape
    for k, channel in enumerate(channels):
        before = int(np.prod([*leading, *sizes[:k]], dtype=np.int64))
        particles = max(particles, channel.shape[-1])
        shaped = seen.reshape(before, sizes[k], -1, seen.shape[-1])
        seen = np.einsum("tsn,xsyn->xtyn", channel, shaped).reshape(*leading, joint, particles)
    return seen


def _expected_value(model: Model, parameters: Parameters, worth: Floats, inertia: Floats) -> Floats:
    """`E[V(b, conditions at the next review) | b, c]`, `[b, c, n]`, the conditions moving with the course held."""
    generators = condition_generators(model, parameters).transpose(3, 0, 1, 2)
    review_months = model.review_months.filled(parameters.unknowns)
    particles = max(worth.shape[-1], inertia.shape[-1], len(generators), len(review_months))
    courses, joint = worth.shape[:2]
    at_once = max(1, NUMBERS_AT_ONCE // (courses * joint * (courses + joint)))
    expected = np.empty((courses, joint, particles))
    for first in range(0, particles, at_once):
        n = slice(first, first + at_once)
        next_review = _at_next_review(_part(generators, n, axis=0), _part(review_months, n))
        expected[:, :, n] = _discounted_values(_part(worth, n), _part(inertia, n), next_review, model.patience)
    return expected


def _part(array: Floats, particles: slice, axis: int = -1) -> Floats:
    """Some particles' part of an array; an axis of length 1 is the same for all."""
    if array.shape[axis] == 1:
        return array
    part: Floats = array[particles] if axis == 0 else array[..., particles]
    return part


def _at_next_review(generators: Floats, review_months: Floats) -> Floats:
    """`(I - every R)^-1`: where conditions stand after an exponential time, per course, `[n, a, from, to]`."""
    # A longer time would drown the identity in rounding; after so many moves conditions have long forgotten the start.
    fastest = float(np.abs(generators).max(initial=0.0))
    longest = MOVES_REMEMBERED / fastest if fastest > 0 else np.inf
    months = np.minimum(review_months, longest)[:, None, None, None]
    inverse = np.linalg.inv(np.eye(generators.shape[-1]) - months * generators)
    return np.asarray(inverse / inverse.sum(axis=-1, keepdims=True), dtype=np.float64)


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
    return _discounted_values(worth[..., None], inertia_nats[..., None], next_review[None], patience)[..., 0]


def _discounted_values(worth: Floats, inertia_nats: Floats, next_review: Floats, patience: float) -> Floats:
    """`discounted_value` of particles: `[b, c, n]`, `[a, b, n]` and `[n, b, c, c]`; each stops where it settles."""
    particles = max(worth.shape[-1], inertia_nats.shape[-1], len(next_review))
    solved: Floats = np.empty((*worth.shape[:2], particles))
    worth = np.broadcast_to(worth, solved.shape)
    inertia_nats = np.broadcast_to(inertia_nats, (*inertia_nats.shape[:2], particles))
    next_review = np.broadcast_to(next_review, (particles, *next_review.shape[1:]))
    unsettled = np.arange(particles)
    relative = np.zeros(solved.shape)
    still_to_come = patience / (1 - patience)
    for _ in range(MAX_SWEEPS):
        log_sum = _log_sum_over_choices((worth + patience * relative)[None] - inertia_nats[:, :, None])
        updated = np.matmul(next_review, log_sum.transpose(2, 0, 1)[..., None])[..., 0].transpose(1, 2, 0)
        change = updated - relative
        low, high = change.min(axis=(0, 1)), change.max(axis=(0, 1))
        middle = (low + high) / 2
        relative = updated - middle
        largest = np.maximum(np.abs(relative).max(axis=(0, 1)), np.abs(updated).max(axis=(0, 1)))
        floor = 8 * np.finfo(np.float64).eps * still_to_come * largest
        open_still = still_to_come * (high - low) / 2 >= np.maximum(VALUE_TOLERANCE, floor)
        if not open_still.all():
            solved[:, :, unsettled[~open_still]] = (relative + middle / (1 - patience))[:, :, ~open_still]
            unsettled, next_review = unsettled[open_still], next_review[open_still]
            worth, inertia_nats, relative = (array[..., open_still] for array in (worth, inertia_nats, relative))
        if not len(unsettled):
            return solved
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
