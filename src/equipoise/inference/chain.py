r"""The hidden state as one Markov chain in continuous time (docs/model.md, sections 1, 2 and 4).

The generator acts in factors: reviews move the course given the conditions, and each condition moves one
level given all else. It is never written out as a matrix. Vectors have the axes `[a, c, t, n]`
(`equipoise.model.arrays`); `t` and `n` of 1 broadcast.

Propagation is by uniformisation: Jensen, A. (1953), "Markoff chains as an aid in the study of Markoff
processes"; Stewart, W. J. (1994), Introduction to the Numerical Solution of Markov Chains, ch. 8.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from equipoise.inference.choice import choice_probabilities
from equipoise.inference.dynamics import FREE, Regime
from equipoise.inference.parameters import Parameters
from equipoise.inference.worth import move_rates
from equipoise.model.arrays import Floats, Model

# Mass of the Poisson distribution that a segment may leave out; docs/model.md promises 1e-12.
TRUNCATION = 1e-14
# Expected jumps handled in one piece; a longer segment is cut so that Poisson weights keep their digits.
JUMPS_PER_PIECE = 64.0


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

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return len(self.review_rate)

    def push(self, belief: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a belief forward in time; mass that leaves `regime.inside` is gone from the result."""
        return _uniformised(lambda vector: _forward(self, vector, regime), self, belief, months, regime)

    def pull(self, value: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a value of states backward in time: the adjoint of `push`."""
        return _uniformised(lambda vector: _backward(self, vector, regime), self, value, months, regime)


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


def _for_each(array: Floats, particles: int) -> Floats:
    return np.broadcast_to(array, (*array.shape[:-1], particles))


def _uniformised(
    act: Callable[[Floats], Floats], chain: Chain, vector: Floats, months: float, regime: Regime
) -> Floats:
    if regime.inside is not None:
        vector = np.where(regime.inside, vector, 0.0)
    fastest = _fastest_exit(chain)
    if months <= 0 or fastest == 0:
        return vector
    pieces = max(1, math.ceil(fastest * months / JUMPS_PER_PIECE))
    weights = _poisson_weights(fastest * months / pieces)
    for _ in range(pieces):
        term = vector
        vector = weights[0] * term
        for weight in weights[1:]:
            term = term + act(term) / fastest
            if regime.inside is not None:
                term = np.where(regime.inside, term, 0.0)
            vector = vector + weight * term
    return vector


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
    if belief.shape[2] == 1:
        return np.asarray(np.einsum("abcn,actn->bctn", chain.choice, belief))
    return _lanes_times(chain.choice.transpose(3, 2, 1, 0), belief)


def _foreseen(chain: Chain, value: Floats) -> Floats:
    """Mean value after a review."""
    if value.shape[2] == 1:
        return np.asarray(np.einsum("abcn,bctn->actn", chain.choice, value))
    return _lanes_times(chain.choice.transpose(3, 2, 0, 1), value)


def _lanes_times(matrix: Floats, vector: Floats) -> Floats:
    """`[n, c, out, in]` times `[in, c, t, n]`: with several lanes a matrix product is several times faster."""
    return np.asarray(np.matmul(matrix, vector.transpose(3, 1, 0, 2)).transpose(2, 1, 3, 0))


def _moving(chain: Chain, regime: Regime) -> list[int]:
    return [k for k in range(len(chain.condition_sizes)) if k not in regime.held]


def _neighbours(vector: Floats, sizes: tuple[int, ...], condition: int) -> tuple[Floats, Floats]:
    """Views of a vector at each level but the highest of a condition, and at each level but the lowest."""
    before = int(np.prod(sizes[:condition], dtype=np.int64))
    size = sizes[condition]
    shaped = vector.reshape(vector.shape[0], before, size, -1, *vector.shape[2:])
    return shaped[:, :, : size - 1], shaped[:, :, 1:]
