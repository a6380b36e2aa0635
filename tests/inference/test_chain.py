"""Propagation by uniformisation against a dense matrix exponential of a generator written out state by state."""

import math

import numpy as np
import pytest
from scipy.linalg import expm

from equipoise.errors import UsageError
from equipoise.inference.chain import Chain
from equipoise.inference.dynamics import Regime

SIZES = (2, 3)
COURSES = 3


def _random_chain(seed: int, *, particles: int = 1, speed: float = 1.0) -> Chain:
    rng = np.random.default_rng(seed)
    joint = math.prod(SIZES)
    choice = rng.dirichlet(np.ones(COURSES), size=(COURSES, joint, particles)).transpose(0, 3, 1, 2)
    levels = np.indices(SIZES).reshape(len(SIZES), -1)
    up = tuple(speed * _rates(rng, levels[k] < SIZES[k] - 1) for k in range(len(SIZES)))
    down = tuple(speed * _rates(rng, levels[k] > 0) for k in range(len(SIZES)))
    start = rng.dirichlet(np.ones(COURSES * joint)).reshape(COURSES, joint, 1, 1)
    return Chain(SIZES, start, np.ascontiguousarray(choice), rng.uniform(0.1, 1, particles), up, down)


def _rates(rng: np.random.Generator, possible: np.ndarray) -> np.ndarray:
    return (rng.uniform(0, 1, (COURSES, possible.size)) * possible)[:, :, None]


def _dense_generator(chain: Chain, particle: int = 0, held: frozenset[int] = frozenset()) -> np.ndarray:
    joint = math.prod(SIZES)
    generator = np.zeros((COURSES * joint, COURSES * joint))
    strides = [math.prod(SIZES[k + 1 :]) for k in range(len(SIZES))]
    for a in range(COURSES):
        for c in range(joint):
            here = a * joint + c
            for b in range(COURSES):
                generator[here, b * joint + c] += chain.review_rate[particle] * chain.choice[a, b, c, particle]
            for k, stride in enumerate(strides):
                if k in held:
                    continue
                if chain.up[k][a, c, 0]:
                    generator[here, here + stride] += chain.up[k][a, c, 0]
                if chain.down[k][a, c, 0]:
                    generator[here, here - stride] += chain.down[k][a, c, 0]
            generator[here, here] -= chain.review_rate[particle]
            moves = sum(chain.up[k][a, c, 0] + chain.down[k][a, c, 0] for k in range(len(SIZES)) if k not in held)
            generator[here, here] -= moves
    return generator


@pytest.mark.parametrize("months", [0.0, 0.03, 1.0, 7.5])
@pytest.mark.parametrize("speed", [0.0, 1.0, 60.0])
def test_a_belief_moves_as_the_dense_exponential_says(months: float, speed: float) -> None:
    chain = _random_chain(1, speed=speed)
    dense = chain.start.ravel() @ expm(_dense_generator(chain) * months)
    assert chain.push(chain.start, months).ravel() == pytest.approx(dense, abs=1e-12)


@pytest.mark.parametrize("held", [frozenset(), frozenset({0}), frozenset({1})])
def test_held_conditions_do_not_move_and_killed_paths_are_gone(held: frozenset[int]) -> None:
    chain = _random_chain(2)
    inside = np.random.default_rng(3).uniform(size=chain.start.shape) < 0.7
    kept = inside.ravel()
    generator = _dense_generator(chain, held=held) * np.outer(kept, kept)
    dense = (chain.start.ravel() * kept) @ expm(generator * 2.0)
    pushed = chain.push(chain.start, 2.0, Regime(inside=inside, held=held))
    assert pushed.ravel() == pytest.approx(dense, abs=1e-12)


def test_pull_is_the_adjoint_of_push_in_every_lane_and_particle() -> None:
    chain = _random_chain(4, particles=2)
    rng = np.random.default_rng(5)
    belief = rng.uniform(size=(COURSES, 6, 3, 2))
    value = rng.uniform(size=(COURSES, 6, 3, 2))
    regime = Regime(inside=rng.uniform(size=(COURSES, 6, 1, 1)) < 0.8, held=frozenset({1}))
    forward = (chain.push(belief, 1.3, regime) * value).sum(axis=(0, 1))
    backward = (belief * chain.pull(value, 1.3, regime)).sum(axis=(0, 1))
    assert forward == pytest.approx(backward, rel=1e-12)


def test_each_particle_moves_as_if_it_were_alone() -> None:
    chain = _random_chain(6, particles=3)
    together = chain.push(chain.start, 2.5)
    for n in range(3):
        dense = chain.start.ravel() @ expm(_dense_generator(chain, n) * 2.5)
        assert together[..., 0, n].ravel() == pytest.approx(dense, abs=1e-12)


def test_no_mass_is_lost_over_many_short_and_one_very_fast_stretch() -> None:
    chain = _random_chain(7, speed=500.0)
    belief = chain.start
    for _ in range(200):
        belief = chain.push(belief, 1 / 30.4375)
    assert belief.sum() == pytest.approx(1, abs=1e-11)
    assert belief.min() >= 0


FAST = 3e4


@pytest.mark.parametrize("particles", [1, 3])
def test_thousands_of_jumps_are_carried_through_squared_matrices(particles: int) -> None:
    chain = _random_chain(8, particles=particles, speed=FAST)
    pushed = chain.push(chain.start, 2.5)
    for n in range(particles):
        dense = chain.start.ravel() @ expm(_dense_generator(chain, n) * 2.5)
        assert pushed[..., 0, n].ravel() == pytest.approx(dense, abs=1e-9)


def test_a_fast_chain_keeps_to_its_lanes_holds_and_adjoint() -> None:
    chain = _random_chain(9, particles=2, speed=FAST)
    rng = np.random.default_rng(10)
    inside = rng.uniform(size=(COURSES, 6, 2, 1)) < 0.8
    regime = Regime(inside=inside, held=frozenset({1}))
    belief, value = rng.uniform(size=(2, COURSES, 6, 2, 2))
    pushed = chain.push(belief, 1.3, regime)
    for lane, n in np.ndindex(2, 2):
        kept = inside[:, :, lane].ravel()
        generator = _dense_generator(chain, n, held=frozenset({1})) * np.outer(kept, kept)
        dense = (belief[:, :, lane, n].ravel() * kept) @ expm(generator * 1.3)
        assert pushed[:, :, lane, n].ravel() == pytest.approx(dense, abs=1e-9)
    backward = (belief * chain.pull(value, 1.3, regime)).sum(axis=(0, 1))
    assert (pushed * value).sum(axis=(0, 1)) == pytest.approx(backward, rel=1e-9)


@pytest.mark.parametrize("speed", [1e8, 1e300])
def test_a_chain_too_fast_to_follow_is_refused_with_advice(speed: float) -> None:
    chain = _random_chain(11, speed=speed)
    with pytest.raises(UsageError, match="too often to follow") as refused:
        chain.push(chain.start, 1.0)
    assert "dwell" in refused.value.hint
