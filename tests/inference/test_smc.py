"""Sequential Monte Carlo against posteriors that are known in closed form."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import multivariate_normal, t

from equipoise.errors import NotTrustworthyError
from equipoise.inference.smc import Draws, LogLikelihood, sample

IMPOSSIBLE = -np.inf


@dataclass(frozen=True)
class Reading:
    """Numbers read off standard-normal coordinates `z`, as `gain @ z` plus normal noise: all is normal.

    Attributes:
        gain: `[reading, d]`.
        read: What was read, `[reading]`.
        noise: Standard deviation of the noise.
    """

    gain: np.ndarray
    read: np.ndarray
    noise: float

    def log_likelihood(self, coordinates: np.ndarray) -> np.ndarray:
        apart = (self.read[:, None] - self.gain @ coordinates) / self.noise
        return -0.5 * (apart**2).sum(axis=0) - len(self.read) * math.log(self.noise * math.sqrt(2 * math.pi))

    @property
    def covariance(self) -> np.ndarray:
        return np.linalg.inv(np.eye(self.gain.shape[1]) + self.gain.T @ self.gain / self.noise**2)

    @property
    def mean(self) -> np.ndarray:
        return self.covariance @ self.gain.T @ self.read / self.noise**2

    @property
    def log_evidence(self) -> float:
        spread = self.gain @ self.gain.T + self.noise**2 * np.eye(len(self.read))
        return float(multivariate_normal(np.zeros(len(self.read)), spread).logpdf(self.read))

    def first(self, count: int) -> Reading:
        return Reading(self.gain[:count], self.read[:count], self.noise)


def a_reading(seed: int, *, noise: float = 0.5, dimensions: int = 4, readings: int = 5) -> Reading:
    random = np.random.default_rng(seed)
    gain = random.normal(size=(readings, dimensions))
    read = gain @ random.normal(size=dimensions) + noise * random.normal(size=readings)
    return Reading(gain, read, noise)


def drawn(targets: list[LogLikelihood], *, seed: int = 0, particles: int = 1000, dimensions: int = 4) -> Draws:
    return sample(targets, num_coordinates=dimensions, islands=4, particles=particles, seed=seed)


@pytest.mark.parametrize("noise", [2.0, 0.5, 0.02])
def test_moments_and_evidence_of_a_normal_posterior_come_out(noise: float) -> None:
    reading = a_reading(1, noise=noise)
    draws = drawn([reading.log_likelihood])
    assert_normal(draws, reading)
    assert draws.log_evidence[-1].mean() == pytest.approx(reading.log_evidence, abs=0.15)


def test_two_targets_one_after_the_other_give_the_evidence_of_each() -> None:
    whole = a_reading(2)
    part = whole.first(2)
    draws = drawn([part.log_likelihood, whole.log_likelihood])
    assert_normal(draws, whole)
    assert draws.log_evidence.shape == (2, 4)
    assert draws.log_evidence.mean(axis=1) == pytest.approx([part.log_evidence, whole.log_evidence], abs=0.15)


def test_a_target_that_says_nothing_leaves_the_prior_and_moves_no_particle() -> None:
    draws = drawn([lambda coordinates: np.zeros(coordinates.shape[1])])
    assert draws.stages == 0
    assert draws.acceptance == 1
    assert draws.log_evidence == pytest.approx(0, abs=1e-12)
    assert draws.distinct == 1
    assert np.cov(draws.coordinates.reshape(4, -1)) == pytest.approx(np.eye(4), abs=0.1)


def test_the_kept_likelihood_is_that_of_the_kept_particles() -> None:
    reading = a_reading(3)
    draws = drawn([reading.first(3).log_likelihood, reading.log_likelihood], particles=50)
    again = reading.log_likelihood(draws.coordinates.reshape(4, -1)).reshape(4, 50)
    assert draws.log_likelihood == pytest.approx(again, abs=1e-9)


def test_a_sharp_target_is_approached_in_stages_and_most_particles_differ() -> None:
    draws = drawn([a_reading(4, noise=0.02).log_likelihood])
    assert draws.stages > 4 * 5
    assert draws.distinct > 0.8
    assert 0.1 < draws.acceptance <= 1


def test_the_same_seed_gives_the_same_bytes() -> None:
    targets = [a_reading(5).log_likelihood]
    one, same, other = drawn(targets, seed=7), drawn(targets, seed=7), drawn(targets, seed=8)
    assert one.coordinates.tobytes() == same.coordinates.tobytes()
    assert one.log_evidence.tobytes() == same.log_evidence.tobytes()
    assert one.coordinates.tobytes() != other.coordinates.tobytes()


def test_islands_do_not_share_their_particles() -> None:
    coordinates = drawn([a_reading(6).log_likelihood], particles=100).coordinates
    for island in range(1, 4):
        assert not np.intersect1d(coordinates[0, 0], coordinates[0, island]).size


def test_an_impossible_target_is_refused() -> None:
    with pytest.raises(NotTrustworthyError, match="impossible under every setting"):
        drawn([lambda coordinates: np.full(coordinates.shape[1], IMPOSSIBLE)])


@pytest.mark.parametrize("bound", [-0.8, 0.0, 1.5])
def test_a_target_impossible_below_a_bound_leaves_what_lies_above_it(bound: float) -> None:
    draws = drawn([impossible_below(bound)])
    first = draws.coordinates[0].ravel()
    mass = 0.5 * math.erfc(bound / math.sqrt(2))
    density = math.exp(-0.5 * bound**2) / math.sqrt(2 * math.pi)
    assert first.min() > bound
    assert first.mean() == pytest.approx(density / mass, abs=0.06)
    assert draws.log_evidence[-1].mean() == pytest.approx(math.log(mass), abs=0.1)


def test_what_was_impossible_stays_so_under_the_next_target() -> None:
    reading = a_reading(7, noise=3.0)
    above = impossible_below(-0.8)
    draws = drawn([above, lambda z: above(z) + reading.log_likelihood(z)])
    assert draws.coordinates[0].min() > -0.8
    assert np.all(np.isfinite(draws.log_evidence))


def test_errors_read_off_the_islands_are_the_errors_made() -> None:
    """An interval of four islands' mean covers the truth as often as Student's t with three degrees says."""
    reading = a_reading(8)
    truth = np.append(reading.mean, reading.log_evidence)
    seeds = 80
    inside = np.zeros((seeds, len(truth)))
    for seed in range(seeds):
        draws = drawn([reading.log_likelihood], seed=seed, particles=128)
        by_island = np.vstack([draws.coordinates.mean(axis=2), draws.log_evidence[-1]])
        error = by_island.std(axis=1, ddof=1) / 2
        inside[seed] = np.abs(by_island.mean(axis=1) - truth) < t(3).ppf(0.9) * error
    expected, margin = 0.8, 3.5 * math.sqrt(0.8 * 0.2 / seeds)
    assert np.all(np.abs(inside.mean(axis=0) - expected) < margin)


# --- private ----------------------------------------------------------------------------------------------------


def assert_normal(draws: Draws, reading: Reading) -> None:
    """Mean to a tenth of a standard deviation, covariance to a tenth of the standard deviations' product."""
    flat = draws.coordinates.reshape(draws.coordinates.shape[0], -1)
    sd = np.sqrt(np.diag(reading.covariance))
    assert (flat.mean(axis=1) - reading.mean) / sd == pytest.approx(0, abs=0.1)
    assert np.cov(flat) / np.outer(sd, sd) == pytest.approx(reading.covariance / np.outer(sd, sd), abs=0.1)


def impossible_below(bound: float) -> LogLikelihood:
    return lambda coordinates: np.where(coordinates[0] > bound, 0.0, IMPOSSIBLE)
