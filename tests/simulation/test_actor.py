"""Simulated paths come to the beliefs of the chain, and drawn parameters to the distributions of the page."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta, kstest, lognorm, norm

from equipoise.calendar import DAYS_PER_MONTH
from equipoise.inference.chain import make_chain
from equipoise.inference.parameters import median_parameters
from equipoise.model.arrays import LETTERS
from simulation.actor import Path, draw_path, path_of
from simulation.parameters import draw_parameters
from simulation.small_world import small_world

PATHS = 2000


def test_states_are_reached_as_often_as_the_chain_says() -> None:
    model = small_world().model
    chain = make_chain(model, median_parameters(model))
    random = np.random.default_rng(1)
    paths = [path_of(chain, 300, random) for _ in range(PATHS)]
    for day in (0, 45, 300):
        expected = chain.push(chain.start, day / DAYS_PER_MONTH)[:, :, 0, 0]
        counts = np.zeros_like(expected)
        np.add.at(counts, tuple(np.array([path.at(day) for path in paths]).T), 1)
        error = np.sqrt(expected * (1 - expected) / PATHS)
        assert np.all(np.abs(counts / PATHS - expected) < 4.5 * error + 1 / PATHS)


def test_a_path_stands_where_its_last_jump_put_it() -> None:
    path = Path(np.array([0.0, 3.5, 9.0]), np.array([[0, 0], [2, 1], [1, 1]]))
    assert [path.at(day) for day in (0, 3, 4, 9, 100)] == [(0, 0), (0, 0), (2, 1), (1, 1), (1, 1)]


def test_the_same_seed_gives_the_same_path() -> None:
    model = small_world().model
    one, same = (draw_path(model, median_parameters(model), 500, np.random.default_rng(3)) for _ in range(2))
    assert one.days.tolist() == same.days.tolist()


def test_drawn_parameters_have_the_distributions_of_the_case() -> None:
    model = small_world().model
    random = np.random.default_rng(2)
    drawn = [draw_parameters(model, random) for _ in range(1000)]
    mix = np.array([one.mix[0] for one in drawn])
    unknowns = np.array([one.unknowns[:, 0] for one in drawn]).T
    accuracy = np.array([one.accuracy[:, 0] for one in drawn]).T
    assert mix.sum(axis=1) == pytest.approx(1)
    for share in mix.T:
        assert kstest(share, beta(4 * 0.25, 4 * 0.75).cdf).pvalue > 1e-3
    for unknown, values in zip(model.unknowns, unknowns, strict=True):
        family = {
            "normal": norm(unknown.centre, unknown.scale),
            "log-normal": lognorm(np.log(unknown.scale), scale=unknown.centre),
        }[unknown.family]
        assert kstest(values, family.cdf).pvalue > 1e-3
    for shape, values in zip(LETTERS.values(), accuracy, strict=True):
        assert kstest(values, beta(*shape).cdf).pvalue > 1e-3
