"""A normal distribution fitted to particles: its density, and proposals that leave it as it is."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from equipoise.inference.fitted_normal import FittedNormal

CENTRE = np.array([[0.7], [-1.2], [0.1]])
COVARIANCE = np.array([[0.5, 0.2, 0.0], [0.2, 0.8, -0.3], [0.0, -0.3, 1.4]])
FITTED = FittedNormal(CENTRE, np.linalg.cholesky(COVARIANCE))


def test_the_density_is_that_of_the_two_normals() -> None:
    points = np.random.default_rng(1).normal(size=(3, 50)) * 2
    own = multivariate_normal(CENTRE[:, 0], COVARIANCE).logpdf(points.T)
    prior = multivariate_normal(np.zeros(3)).logpdf(points.T)
    assert FITTED.log_density_over_prior(points) == pytest.approx(own - prior, abs=1e-12)


@pytest.mark.parametrize("step", [0.05, 0.6, 1.0])
def test_proposals_are_as_likely_there_and_back(step: float) -> None:
    """A proposal is normal around `near(start, no noise)`; times the density at its start it is symmetric."""
    here, there = np.random.default_rng(2).normal(size=(2, 3, 20))

    def log_flow(start: np.ndarray, end: np.ndarray) -> np.ndarray:
        middle = FITTED.near(start, step, np.zeros_like(start))
        at_start = multivariate_normal(CENTRE[:, 0], COVARIANCE).logpdf(start.T)
        return at_start + multivariate_normal(np.zeros(3), step**2 * COVARIANCE).logpdf((end - middle).T)

    assert log_flow(here, there) == pytest.approx(log_flow(there, here), abs=1e-9)


def test_noise_enters_with_the_covariance() -> None:
    noise = np.random.default_rng(3).normal(size=(3, 40_000))
    proposed = FITTED.near(np.repeat(CENTRE, 40_000, axis=1), 0.5, noise)
    assert np.cov(proposed) == pytest.approx(0.25 * COVARIANCE, abs=0.01)


def test_a_full_step_forgets_where_it_started() -> None:
    noise = np.random.default_rng(4).normal(size=(3, 6))
    assert FITTED.near(np.full((3, 6), 9.0), 1.0, noise) == pytest.approx(FITTED.near(np.zeros((3, 6)), 1.0, noise))


def test_the_fit_of_many_particles_is_theirs() -> None:
    particles = CENTRE + FITTED.root @ np.random.default_rng(5).normal(size=(3, 100_000))
    fitted = FittedNormal.of(particles)
    assert fitted.centre == pytest.approx(CENTRE, abs=0.02)
    assert fitted.root @ fitted.root.T == pytest.approx(COVARIANCE, abs=0.02)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_fewer_particles_than_coordinates_still_give_a_distribution(count: int) -> None:
    particles = np.random.default_rng(6).normal(size=(3, count))
    fitted = FittedNormal.of(particles)
    assert np.all(np.diag(fitted.root) > 0)
    assert np.all(np.isfinite(fitted.log_density_over_prior(particles)))
