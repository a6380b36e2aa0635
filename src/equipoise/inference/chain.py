r"""The hidden state as one Markov chain in continuous time (docs/model.md, sections 1, 2 and 4).

The generator acts in factors: reviews move the course given the conditions, and each condition moves one
level given all else. It is never written out as a matrix. Vectors have the axes `[a, c, t, n]`
(`equipoise.model.arrays`); `t` and `n` of 1 broadcast.

Propagation is by uniformisation: Jensen, A. (1953), "Markoff chains as an aid in the study of Markoff
processes"; Stewart, W. J. (1994), Introduction to the Numerical Solution of Markov Chains, ch. 8. A small chain
that jumps thousands of times in a stretch is carried by repeated squaring of what a short stretch does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from equipoise.errors import UsageError
from equipoise.inference.choice import choice_probabilities
from equipoise.inference.dynamics import FREE, Regime
from equipoise.inference.parameters import Parameters
from equipoise.inference.worth import move_rates
from equipoise.model.arrays import Floats, Model

# Mass of the Poisson distribution that a segment may leave out; docs/model.md promises 1e-12.
TRUNCATION = 1e-14
# Expected jumps handled in one piece; a longer segment is cut so that Poisson weights keep their digits.
JUMPS_PER_PIECE = 64.0
# Expected jumps in a stretch up to which they are followed one by one; more in a chain of more states than that.
FOLLOWED = 128
# Courses from which one particle's reviews are a product of matrices even in one lane.
PRODUCT_COURSES = 32
# Numbers in the matrix of a stretch up to which it is made: particles times the square of the states.
MATRIX_NUMBERS = 1_000_000
# Expected jumps beyond which a stretch is refused: through matrices, rounding reaches 1e-9; without, it takes minutes.
MOST_JUMPS_SQUARED, MOST_JUMPS_FOLLOWED = 1e7, 1e5


Act = Callable[["Chain", Floats, Regime], Floats]
"""The generator, or its adjoint, applied to a vector."""


@dataclass(frozen=True)
class Chain:
    """The generator in factors, per month.

    Attributes:
        condition_sizes: Number of levels of each condition.
        start: Distribution of the state at the start, `[a, c, 1, 1]`.
        choice: Probability that a review picks course `b`, `[a, b, c, n]`.
        review_rate: `[n]`.
        up: Per condition, rate of moving up, `[a, c, n]`.
        down: Per condition, rate of moving down, `[a, c, n]`.
    """

    condition_sizes: tuple[int, ...]
    start: Floats
    choice: Floats
    review_rate: Floats
    up: tuple[Floats, ...]
    down: tuple[Floats, ...]
    _matrices: dict[tuple[float, frozenset[int], bytes], Floats] = field(default_factory=dict, repr=False)

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return len(self.review_rate)

    @cached_property
    def choice_by_state(self) -> Floats:
        """`choice` as `[n, c, a, b]`, laid out for products of matrices."""
        return np.ascontiguousarray(self.choice.transpose(3, 2, 0, 1))

    def push(self, belief: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a belief forward in time; mass that leaves `regime.inside` is gone from the result."""
        return _carried(self, _forward, belief, months, regime)

    def pull(self, value: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a value of states backward in time: the adjoint of `push`."""
        return _carried(self, _backward, value, months, regime)


def make_chain(model: Model, parameters: Parameters, *, single: bool = False) -> Chain:
    """The chain of a model under each particle's parameters; `single` as in `choice_probabilities`."""
    moves = [move_rates(model, parameters, k) for k in range(len(model.condition_sizes))]
    return Chain(
        condition_sizes=model.condition_sizes,
        start=model.start[:, :, None, None],
        choice=_for_each(choice_probabilities(model, parameters, single=single), parameters.num_particles),
        review_rate=_for_each(1 / model.review_months.filled(parameters.unknowns), parameters.num_particles),
        up=tuple(up for up, _ in moves),
        down=tuple(down for _, down in moves),
    )


def too_fast(jumps: float, months: float) -> UsageError:
    """The refusal of a chain that jumps too often to be followed."""
    return UsageError(
        f"the course is reviewed, or conditions move, {jumps:.0e} times in {months:.2g} months: too often to follow",
        hint="look at decision_maker.review.every and at the dwell of conditions, in months, and at their spread",
    )


def _for_each(array: Floats, particles: int) -> Floats:
    return np.broadcast_to(array, (*array.shape[:-1], particles))


def _carried(chain: Chain, act: Act, vector: Floats, months: float, regime: Regime) -> Floats:
    if regime.inside is not None:
        vector = np.where(regime.inside, vector, 0.0)
    jumps = _fastest_exit(chain) * months
    if jumps <= 0:
        return vector
    numbers = chain.num_particles * chain.start.size**2
    most = MOST_JUMPS_SQUARED if numbers <= MATRIX_NUMBERS else MOST_JUMPS_FOLLOWED
    if not jumps <= most:
        raise too_fast(jumps, months)
    if jumps <= max(FOLLOWED, chain.start.size) or numbers > MATRIX_NUMBERS:
        return _uniformised(chain, act, vector, months, regime)
    return _through_matrices(chain, vector, months, regime, forward=act is _forward)


def _uniformised(chain: Chain, act: Act, vector: Floats, months: float, regime: Regime) -> Floats:
    fastest = _fastest_exit(chain)
    pieces = max(1, math.ceil(fastest * months / JUMPS_PER_PIECE))
    weights = _poisson_weights(fastest * months / pieces)
    for _ in range(pieces):
        term = vector
        vector = weights[0] * term
        for weight in weights[1:]:
            term = term + act(chain, term, regime) / fastest
            if regime.inside is not None:
                term = np.where(regime.inside, term, 0.0)
            vector = vector + weight * term
    return vector


def _through_matrices(chain: Chain, vector: Floats, months: float, regime: Regime, *, forward: bool) -> Floats:
    """All lanes through one matrix, or each through that of the states it must not leave."""
    shape = vector.shape
    if regime.inside is None or regime.inside.shape[2] == 1:
        return _times(_matrix(chain, months, regime), vector, forward=forward)
    lanes = regime.inside.shape[2]
    vector = np.broadcast_to(vector, (*shape[:2], lanes, shape[3]))
    carried = [
        _times(
            _matrix(chain, months, Regime(regime.inside[:, :, [lane]], regime.held)),
            vector[:, :, [lane]],
            forward=forward,
        )
        for lane in range(lanes)
    ]
    return np.concatenate(carried, axis=2)


def _matrix(chain: Chain, months: float, regime: Regime) -> Floats:
    """Probability of going from each state to each other in a stretch of time, `[n, from, to]`."""
    inside = regime.inside
    key = (months, regime.held, b"" if inside is None else inside.tobytes())
    if key not in chain._matrices:
        size, shape = chain.start.size, chain.start.shape[:2]
        squarings = math.ceil(math.log2(_fastest_exit(chain) * months / JUMPS_PER_PIECE))
        each = np.eye(size).reshape(*shape, size, 1)
        if inside is not None:
            each = np.where(inside, each, 0.0)
        short = _uniformised(chain, _forward, each, months / 2**squarings, regime)
        matrix = np.ascontiguousarray(short.reshape(size, size, -1).transpose(2, 1, 0))
        for _ in range(squarings):
            matrix = matrix @ matrix
        chain._matrices[key] = matrix
    return chain._matrices[key]


def _times(matrix: Floats, vector: Floats, *, forward: bool) -> Floats:
    """Lanes `[a, c, t, n]` through matrices `[n, from, to]`, or from where they lead back."""
    courses, joint, lanes, _ = vector.shape
    rows = vector.reshape(courses * joint, lanes, -1).transpose(2, 1, 0)
    carried = np.matmul(rows, matrix if forward else matrix.transpose(0, 2, 1))
    return np.asarray(carried.transpose(2, 1, 0).reshape(courses, joint, lanes, -1))


def _fastest_exit(chain: Chain) -> float:
    moving = sum((up + down for up, down in zip(chain.up, chain.down, strict=True)), np.zeros((1, 1, 1)))
    return float(chain.review_rate.max() + moving.max())


def _poisson_weights(mean: float) -> Floats:
    """Poisson probabilities from 0 up to where less than `TRUNCATION` is left out."""
    last = math.ceil(mean + 10 * math.sqrt(mean) + 30)
    counts = np.arange(last + 1)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    weights = np.exp(counts * math.log(mean) - mean - log_factorial)
    left_out = weights[::-1].cumsum()[::-1]
    keep = int(np.searchsorted(-left_out, -TRUNCATION))
    kept: Floats = weights[: max(keep, 1)]
    return kept


def _forward(chain: Chain, belief: Floats, regime: Regime) -> Floats:
    moved = np.ascontiguousarray(chain.review_rate * (_reviewed(chain, belief) - belief))
    for k in _moving(chain, regime):
        here, there = _neighbours(belief, chain.condition_sizes, k)
        up, down = _rates(chain, k)
        flow = up * here - down * there
        below, above = _neighbours(moved, chain.condition_sizes, k)
        below -= flow
        above += flow
    return moved


def _backward(chain: Chain, value: Floats, regime: Regime) -> Floats:
    moved = np.ascontiguousarray(chain.review_rate * (_foreseen(chain, value) - value))
    for k in _moving(chain, regime):
        here, there = _neighbours(value, chain.condition_sizes, k)
        up, down = _rates(chain, k)
        step = there - here
        below, above = _neighbours(moved, chain.condition_sizes, k)
        below += up * step
        above -= down * step
    return moved


def _rates(chain: Chain, condition: int) -> tuple[Floats, Floats]:
    """Rate up from each level but the highest, and down to it from the level above."""
    up = _neighbours(chain.up[condition][:, :, None], chain.condition_sizes, condition)[0]
    down = _neighbours(chain.down[condition][:, :, None], chain.condition_sizes, condition)[1]
    return up, down


def _reviewed(chain: Chain, belief: Floats) -> Floats:
    """Where every course goes at a review."""
    if _is_lean(chain, belief):
        return np.asarray(np.einsum("abcn,actn->bctn", chain.choice, belief))
    return _lanes_times(belief, chain.choice_by_state)


def _foreseen(chain: Chain, value: Floats) -> Floats:
    """Mean value after a review."""
    if _is_lean(chain, value):
        return np.asarray(np.einsum("abcn,bctn->actn", chain.choice, value))
    return _lanes_times(value, chain.choice_by_state.swapaxes(2, 3))


def _is_lean(chain: Chain, vector: Floats) -> bool:
    """Whether a sum over courses is faster than a product of matrices: one lane, few courses or many particles."""
    return vector.shape[2] == 1 and (chain.num_particles > 1 or chain.choice.shape[0] < PRODUCT_COURSES)


def _lanes_times(vector: Floats, matrix: Floats) -> Floats:
    """`[in, c, t, n]` times `[n, c, in, out]`: with several lanes a matrix product is several times faster."""
    return np.asarray(np.matmul(vector.transpose(3, 1, 2, 0), matrix).transpose(3, 1, 2, 0))


def _moving(chain: Chain, regime: Regime) -> list[int]:
    return [k for k in range(len(chain.condition_sizes)) if k not in regime.held]


def _neighbours(vector: Floats, sizes: tuple[int, ...], condition: int) -> tuple[Floats, Floats]:
    """Views of a vector at each level but the highest of a condition, and at each level but the lowest."""
    before = int(np.prod(sizes[:condition], dtype=np.int64))
    size = sizes[condition]
    shaped = vector.reshape(vector.shape[0], before, size, -1, *vector.shape[2:])
    return shaped[:, :, : size - 1], shaped[:, :, 1:]
