r"""How the actor chooses: worth of courses, what it sees, and what a review picks (docs/model.md, sections 3 and 4).

Dynamic discrete choice after Rust, J. (1987), "Optimal replacement of GMC bus engines", Econometrica 55(5):
a logit over courses whose value includes the discounted value of the next review.
"""

from __future__ import annotations

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Floats, Model

NEAREST_TIE = 1e-12
VALUE_TOLERANCE = 1e-12
MAX_SWEEPS = 200_000


def course_worth(model: Model, parameters: Parameters) -> Floats:
    """Worth `u` of each course under each state of the conditions, nats, `[a, c, n]`."""
    weights = parameters.mix @ model.weights * parameters.decisiveness[:, None]
    risk_aversion = parameters.mix @ model.risk_aversion
    worth: Floats = np.einsum("nj,jac->acn", weights, model.effect, optimize=True)
    if np.any(model.effect_half_range) and np.any(risk_aversion):
        half: Floats = np.einsum("nj,jac->acn", weights, model.effect_half_range, optimize=True)
        worth = worth - risk_aversion * half
    return worth


def perception(model: Model, parameters: Parameters) -> list[Floats]:
    r"""What the actor takes each condition for: per condition, `B[true, seen, n]`, rows sum to one over seen.

    `B ∝ exp(-(seen - true - bias)^2 / 2 s^2)`, cut off at the ends; with no noise the nearest level, and of two
    equally near (within 1e-12) the lower.
    """
    averaging = model.shared_error + (1 - model.shared_error) / model.advisers
    variance = parameters.mix @ (model.noise**2 * averaging)
    bias = parameters.mix @ (model.bias * averaging[:, None])
    return [_seen(size, bias[:, k], variance) for k, size in enumerate(model.condition_sizes)]


def choice_probabilities(model: Model, parameters: Parameters) -> Floats:
    """Probability that a review in course `a` under true conditions `c` picks course `b`, `[a, b, c, n]`."""
    worth = course_worth(model, parameters) + model.log_reference[:, None, None]
    if model.patience > 0:
        worth = worth + model.patience * _expected_value(model, parameters, worth)
    seen = softmax_over_choices(worth[None] - model.inertia_nats[:, :, None, None])
    return _through_channels(seen, perception(model, parameters), model.condition_sizes)


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
    courses, _, _, particles = seen.shape
    averaged = seen.reshape(courses, courses, *sizes, particles)
    for k, channel in enumerate(channels):
        averaged = np.moveaxis(averaged, k + 2, -2)
        averaged = np.einsum("tsn,...sn->...tn", channel, averaged)
        averaged = np.moveaxis(averaged, -2, k + 2)
    return np.ascontiguousarray(averaged.reshape(seen.shape))


def _expected_value(model: Model, parameters: Parameters, worth: Floats) -> Floats:
    """`E[V(b, conditions at the next review) | b, c]`, `[b, c, n]`, the conditions moving with the course held."""
    expected = np.empty_like(worth)
    for n in range(parameters.num_particles):
        next_review = np.stack(
            [_until_next_review(model, a, float(parameters.review_months[n])) for a in range(model.num_courses)]
        )
        expected[:, :, n] = discounted_value(worth[:, :, n], model.inertia_nats, next_review, model.patience)
    return expected


def _until_next_review(model: Model, course: int, review_months: float) -> Floats:
    """`(I - every R)^-1`: where conditions stand after an exponential time, from `c` (row) to `c` (column)."""
    count = model.num_conditions
    resolvent: Floats = np.asarray(
        np.linalg.inv(np.eye(count) - review_months * condition_generator(model, course)), dtype=np.float64
    )
    return resolvent


def condition_generator(model: Model, course: int) -> Floats:
    """Generator of the conditions alone while a course is held, per month, `[c, c]`, rows sum to zero."""
    sizes = model.condition_sizes
    count = model.num_conditions
    index = np.arange(count).reshape(sizes)
    generator = np.zeros((count, count))
    for k, size in enumerate(sizes):
        up, down = move_rates(model, k)
        level = np.indices(sizes)[k] if sizes else index
        stride = int(np.prod(sizes[k + 1 :], dtype=np.int64))
        here = index[level < size - 1]
        generator[here, here + stride] += up[course].ravel()[here]
        here = index[level > 0]
        generator[here, here - stride] += down[course].ravel()[here]
    generator[np.diag_indices(count)] -= generator.sum(axis=1)
    return generator


def move_rates(model: Model, condition: int) -> tuple[Floats, Floats]:
    """Rates at which a condition moves up and down, per month, each `[a, c]`; zero past the ends."""
    sizes = model.condition_sizes
    rate = 1 / model.dwell_months[condition]
    log_odds = model.upward_log_odds[condition]
    upward = np.exp(-np.logaddexp(0, -log_odds))
    downward = np.exp(-np.logaddexp(0, log_odds))
    level = np.indices(sizes)[condition].ravel()
    up = rate * upward * (level < sizes[condition] - 1)
    down = rate * downward * (level > 0)
    return up, down


def discounted_value(worth: Floats, inertia_nats: Floats, next_review: Floats, patience: float) -> Floats:
    """Expected value at the next review, from `V(a, c) = log sum_b exp Q(b | a, c)`.

    Solved by successive approximation. The map is monotone and carries a constant through `patience`, so the smallest
    and largest change of a sweep bound the distance to the solution (MacQueen, J. (1966), "A modified dynamic
    programming method for Markovian decision problems", J. Math. Anal. Appl. 14); the middle of the bounds is taken.

    Args:
        worth: `u(b, c)` plus the log of the reference measure, nats, `[b, c]`.
        inertia_nats: Cost of going from one course to another, `[a, b]`.
        next_review: Where conditions stand at the next review while `b` is held, `[b, c, c]`, rows sum to one.
        patience: Weight of the next review, 0 to below 1.

    Returns:
        `E[V(b, c_next) | b, c]`, nats, `[b, c]`, to 1e-12 (or 8 units in the last place of the largest value).

    Raises:
        ArithmeticError: If it does not settle; the rows of `next_review` then do not sum to one.
    """
    expected: Floats = np.zeros_like(worth)
    for _ in range(MAX_SWEEPS):
        log_sum = _log_sum_over_choices((worth + patience * expected)[None] - inertia_nats[:, :, None])
        updated: Floats = np.einsum("acd,ad->ac", next_review, log_sum)
        change = updated - expected
        low, high = float(change.min()), float(change.max())
        still_to_come = patience / (1 - patience)
        expected = updated
        floor = 8 * np.finfo(np.float64).eps * float(np.abs(expected).max() + abs(still_to_come * high))
        if still_to_come * (high - low) / 2 < max(VALUE_TOLERANCE, floor):
            return expected + still_to_come * (low + high) / 2
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
