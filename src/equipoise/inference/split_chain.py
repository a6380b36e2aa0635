r"""The chain for many particles: reviews and condition moves in turn, condition moves shared between particles.

Where no number that moves conditions is uncertain, the conditions move alike in every particle while a course is
held, so their transition matrices `exp(R_a t)` are found once for each length of time. Reviews differ between
particles but leave the conditions alone. Strang, G. (1968), "On the construction and comparison of difference
schemes", SIAM J. Numer. Anal. 5(3): half a step of conditions, a step of reviews, half a step of conditions errs by
the cube of the step. `longest_step` keeps the error in a reported probability below 1e-4 (tests/inference).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from equipoise.inference.chain import make_chain, too_fast
from equipoise.inference.choice import condition_generators
from equipoise.inference.dynamics import FREE, Dynamics, Regime
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Bools, Floats, Model

# Most months between one review step and the next; fewer where the actor reviews, or conditions move, faster than that.
LONGEST_STEP = 1.0
STEPS_A_REVIEW = 12
STEPS_A_STAY = 6
# Neglected part of the exponential of a review step.
REVIEW_TRUNCATION = 1e-6
LEAST_ORDER = 2
# Reviews in a step up to which their powers fit single precision, and beyond which they are too many.
REVIEWS_A_PIECE, MOST_REVIEWS = 32, 10_000
# Joint condition states up to which shared matrices pay; beyond it they would not fit the cache.
MOST_SHARED_STATES = 256
TAYLOR_TERMS = 16


@dataclass
class ConditionMoves:
    """Transition matrices of the conditions while each course is held, kept by length of time.

    Attributes:
        generators: Generator per course, per month, `[a, c, c]`.
        condition_sizes: Number of levels of each condition.
        longest_step: Most months between one review step and the next.
    """

    generators: Floats
    condition_sizes: tuple[int, ...]
    longest_step: float = LONGEST_STEP
    _kept: dict[tuple[float, frozenset[int], bytes], Floats] = field(default_factory=dict)

    def over(self, months: float, held: frozenset[int], inside: Bools | None) -> Floats:
        """`exp(R_a t)`, `[a, c, c]`, single precision, held conditions still and paths outside `inside` killed."""
        key = (months, held, b"" if inside is None else inside.tobytes())
        if key not in self._kept:
            self._kept[key] = _exponential(self._restricted(held, inside) * months).astype(np.float32)
        return self._kept[key]

    def _restricted(self, held: frozenset[int], inside: Bools | None) -> Floats:
        generators = self.generators
        if held:
            levels = np.indices(self.condition_sizes).reshape(len(self.condition_sizes), -1)
            still = np.logical_and.reduce([levels[k][:, None] == levels[k][None, :] for k in held])
            generators = generators * (still & ~np.eye(len(still), dtype=bool))
            diagonal = np.arange(len(still))
            generators[:, diagonal, diagonal] = -generators.sum(axis=2)
        if inside is not None:
            generators = generators * (inside[:, :, None] & inside[:, None, :])
        return generators


@dataclass(frozen=True)
class SplitChain:
    """Reviews and condition moves in turn. Attributes as in `Dynamics`."""

    condition_sizes: tuple[int, ...]
    start: Floats
    choice: Floats
    review_rate: Floats
    moves: ConditionMoves

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return len(self.review_rate)

    def push(self, belief: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a belief forward in time; mass that leaves `regime.inside` is gone from the result."""
        return self._stepped(belief, months, regime, forward=True)

    def pull(self, value: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a value of states backward in time: the adjoint of `push`."""
        return self._stepped(value, months, regime, forward=False)

    def _stepped(self, vector: Floats, months: float, regime: Regime, *, forward: bool) -> Floats:
        vector = _masked(vector, regime.inside)
        if months <= 0:
            return vector
        steps = math.ceil(months / self.moves.longest_step - 1e-9)
        half = months / steps / 2
        for _ in range(steps):
            vector = self._move(vector, half, regime, forward=forward)
            vector = self._review(vector, 2 * half, regime, forward=forward)
            vector = self._move(vector, half, regime, forward=forward)
        return vector

    def _move(self, vector: Floats, months: float, regime: Regime, *, forward: bool) -> Floats:
        if not self.condition_sizes:
            return vector
        inside = regime.inside
        if inside is None or not _depends_on_conditions(inside):
            return _times(self.moves.over(months, regime.held, None), vector, forward=forward)
        lanes = np.broadcast_to(inside, (*vector.shape[:2], inside.shape[2], 1))[..., 0]
        moved = [
            _times(
                self.moves.over(months, regime.held, np.ascontiguousarray(lanes[:, :, t])),
                vector[:, :, [t if vector.shape[2] > 1 else 0]],
                forward=forward,
            )
            for t in range(lanes.shape[2])
        ]
        if len(moved) == 1:
            return _times(self.moves.over(months, regime.held, lanes[:, :, 0].copy()), vector, forward=forward)
        return np.concatenate(moved, axis=2)

    def _review(self, vector: Floats, months: float, regime: Regime, *, forward: bool) -> Floats:
        """`exp(rate t (choice - 1))`, the courses chosen given the conditions."""
        most = float(self.review_rate.max()) * months
        if most > MOST_REVIEWS:
            raise too_fast(most, months)
        if most > REVIEWS_A_PIECE:
            pieces = math.ceil(most / REVIEWS_A_PIECE)
            for _ in range(pieces):
                vector = self._review(vector, months / pieces, regime, forward=forward)
            return vector
        reviews = self.review_rate * np.float32(months)
        term = np.broadcast_to(vector, (*vector.shape[:3], self.num_particles))
        total = term.copy()
        # The first term left out, `most^(order + 1) / (order + 1)!`. Two are always taken: where steps are many and
        # reviews rare, what each step leaves out must be small beside what it does.
        order, left_out = 0, most
        while left_out > REVIEW_TRUNCATION or order < LEAST_ORDER:
            order += 1
            term = _chosen(self.choice, term, forward=forward)
            term *= reviews / np.float32(order)
            if regime.inside is not None:
                term = _masked(term, regime.inside)
            total += term
            left_out *= most / (order + 1)
        total *= np.exp(-reviews)
        return total


def make_dynamics(model: Model, parameters: Parameters, moves: ConditionMoves | None) -> Dynamics:
    """A chain for many particles: split where the conditions move alike in all of them, else the exact one."""
    if moves is None:
        return make_chain(model, parameters)
    chain = make_chain(model, parameters, single=True)
    return SplitChain(
        condition_sizes=chain.condition_sizes,
        start=chain.start.astype(np.float32),
        choice=np.ascontiguousarray(chain.choice, dtype=np.float32),
        review_rate=chain.review_rate.astype(np.float32),
        moves=moves,
    )


def shared_moves(model: Model) -> ConditionMoves | None:
    """The moves of conditions that all particles share; None where they differ or are too many."""
    uncertain = model.dwell_months.uncertain or model.drift.uncertain or model.pushes.uncertain
    if uncertain or model.num_conditions > MOST_SHARED_STATES:
        return None
    no_particles = Parameters(np.empty((1, 0)), np.empty((0, 1)), np.empty((0, 1)))
    generators = condition_generators(model, no_particles)[..., 0]
    return ConditionMoves(generators, model.condition_sizes, _longest_step(model))


def _longest_step(model: Model) -> float:
    """A fraction of the typical time between reviews and of the shortest stay; the same for every particle."""
    review = float(model.review_months.values) / STEPS_A_REVIEW
    stay = float(model.dwell_months.values.min(initial=np.inf)) / STEPS_A_STAY
    return min(LONGEST_STEP, review, stay)


def _masked(vector: Floats, inside: Bools | None) -> Floats:
    return vector if inside is None else np.where(inside, vector, 0.0)


def _depends_on_conditions(inside: Bools) -> bool:
    return bool(np.any(inside != inside[:, :1]))


def _times(matrices: Floats, vector: Floats, *, forward: bool) -> Floats:
    """Each course's matrix applied to its row of conditions, for all lanes and particles at once."""
    courses, joint, *rest = vector.shape
    oriented = matrices.transpose(0, 2, 1) if forward else matrices
    return np.asarray(np.matmul(oriented, vector.reshape(courses, joint, -1))).reshape(courses, joint, *rest)


def _chosen(choice: Floats, vector: Floats, *, forward: bool) -> Floats:
    """Courses chosen at a review, or the mean value after it; lane by lane, which is fastest."""
    sums = "abcn,acn->bcn" if forward else "abcn,bcn->acn"
    chosen = np.empty((*vector.shape[:3], choice.shape[3]), dtype=vector.dtype)
    for lane in range(vector.shape[2]):
        chosen[:, :, lane] = np.einsum(sums, choice, vector[:, :, lane])
    return chosen


def _exponential(generators: Floats) -> Floats:
    """Matrix exponentials by scaling, a Taylor polynomial, and squaring."""
    norm = float(np.abs(generators).sum(axis=2).max(initial=0.0))
    halvings = max(0, math.ceil(math.log2(norm)) + 1) if norm > 0 else 0
    scaled = generators / 2**halvings
    term = np.broadcast_to(np.eye(generators.shape[1]), generators.shape)
    total = term
    for order in range(1, TAYLOR_TERMS + 1):
        term = term @ scaled / order
        total = total + term
    for _ in range(halvings):
        total = total @ total
    return np.asarray(total)
