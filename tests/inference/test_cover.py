"""Covering particles stand for the prior, reach where populations may lie, and are spread evenly."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.assess.vintage_run import resolve_as_of, run_vintage
from equipoise.inference.cover import cover
from equipoise.inference.posterior import Posterior
from studies.simulated_cases import Actor, simulate_case

ACTOR = Actor(mix={"trade": 0.7, "kin": 0.3}, decisiveness=1.4, review_months=3.0)
WIDELY = np.array([0, 2])


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    case = simulate_case("one", ACTOR, np.random.default_rng(1))
    as_of = resolve_as_of(case, None)
    return run_vintage(case, as_of=as_of, rater="default", particles=256, seed=7).posterior


def test_weighted_they_stand_for_the_prior(posterior: Posterior) -> None:
    found = cover(posterior, 3000, widely=WIDELY)
    weights = np.exp(found.log_weights)
    assert weights.mean() == pytest.approx(1, abs=0.01)
    assert found.coordinates @ weights / 3000 == pytest.approx(np.zeros(3), abs=0.02)
    assert found.coordinates**2 @ weights / 3000 == pytest.approx(np.ones(3), abs=0.04)
    assert weights.max() <= 3


def test_they_reach_twice_as_far_where_they_are_told_to(posterior: Posterior) -> None:
    beyond = (np.abs(cover(posterior, 3000, widely=WIDELY).coordinates) > 3.5).mean(axis=1)
    # Of a normal twice as wide 8 per cent lie beyond 3.5, and a third of the particles are drawn from it.
    assert beyond[WIDELY] == pytest.approx(np.full(2, 0.08 / 3), abs=0.005)
    assert beyond[1] < 0.002


def test_even_points_err_less_than_independent_ones(posterior: Posterior) -> None:
    def errors(seed: int) -> tuple[float, float]:
        random = np.random.default_rng(seed)
        even = cover(Posterior(**(vars(posterior) | {"seed": seed})), 600, widely=WIDELY)
        independent = random.standard_normal((3, 600))
        smooth = np.exp(-((even.coordinates - 0.5) ** 2).sum(axis=0))
        return float(np.exp(even.log_weights) @ smooth / 600), float(
            np.exp(-((independent - 0.5) ** 2).sum(axis=0)).mean()
        )

    even, independent = np.array([errors(seed) for seed in range(20)]).std(axis=0)
    assert even < independent / 2


def test_the_same_seed_gives_the_same_particles(posterior: Posterior) -> None:
    first, second = (cover(posterior, 100, widely=WIDELY) for _ in range(2))
    assert first.coordinates.tobytes() == second.coordinates.tobytes()
    other = cover(Posterior(**(vars(posterior) | {"seed": 8})), 100, widely=WIDELY)
    assert not np.allclose(first.coordinates, other.coordinates)
