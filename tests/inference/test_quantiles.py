"""Beta quantiles by table against scipy's, and stick-breaking against the Dirichlet distribution it stands for."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import beta, norm

from equipoise.inference.quantiles import REACH, beta_at, stick_breaking
from equipoise.model.arrays import LETTERS

# Shapes of the grades, and of sticks: strong and weak, even and lopsided.
SHAPES = [*LETTERS.values(), (2.67, 1.33), (0.4, 3.6), (0.05, 0.15), (300.0, 100.0)]
# Two coordinates at the middles of 256 x 256 equally probable cells: a sum over the prior that owes nothing to chance.
MIDDLES = norm.ppf((np.arange(256) + 0.5) / 256)
EVENLY_SPREAD = np.stack(np.meshgrid(MIDDLES, MIDDLES)).reshape(2, -1)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_coordinate_becomes_the_quantile_of_its_probability(shape: tuple[float, float]) -> None:
    coordinates = np.linspace(-5, 5, 997)
    # Above the middle, scipy's own upper tail keeps the digits that a probability close to one has lost.
    expected = np.where(
        coordinates < 0, beta.ppf(norm.cdf(coordinates), *shape), beta.isf(norm.sf(coordinates), *shape)
    )
    # 1e-6 for every grade; the straight line between two knots is a little further off for very weak sticks.
    tolerance = 1e-6 if min(shape) >= 0.4 else 3e-6
    assert beta_at(coordinates, *shape) == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("shape", SHAPES)
def test_small_numbers_keep_their_digits(shape: tuple[float, float]) -> None:
    coordinates = np.linspace(-5, 5, 97)
    found = beta_at(coordinates, *shape)
    as_probable = np.where(coordinates < 0, beta.cdf(found, *shape), beta.sf(found, *shape))
    resolvable = (found > 1e-300) & (found < 1 - 1e-12)
    assert as_probable[resolvable] == pytest.approx(norm.cdf(-np.abs(coordinates))[resolvable], rel=2e-4)


def test_the_number_rises_with_the_coordinate_and_stays_inside_its_bounds() -> None:
    found = beta_at(np.linspace(-20, 20, 4001), 1, 1)
    assert np.all(np.diff(found) >= 0)
    assert found[0] == pytest.approx(ndtr(-REACH), rel=1e-3)
    assert 0 < found.min() < found.max() <= 1


def test_any_shape_of_coordinates_is_kept() -> None:
    assert beta_at(np.zeros((3, 1, 2)), 19, 1).shape == (3, 1, 2)


def test_sticks_have_the_moments_of_the_dirichlet_distribution() -> None:
    shares, strength = np.array([0.5, 0.0, 0.2, 0.3]), 4.0
    mix = stick_breaking(EVENLY_SPREAD, shares, strength)
    covariance = (np.diag(shares) - np.outer(shares, shares)) / (strength + 1)
    assert mix.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert np.all(mix[:, 1] == 0)
    assert mix.mean(axis=0) == pytest.approx(shares, abs=5e-4)
    assert np.cov(mix.T) == pytest.approx(covariance, abs=5e-4)


def test_each_share_has_the_beta_distribution_of_its_own() -> None:
    """The marginal of share e under Dirichlet(s * shares) is Beta(s * share, s * (1 - share))."""
    shares, strength = np.array([0.45, 0.35, 0.2]), 3.0
    mix = stick_breaking(EVENLY_SPREAD, shares, strength)
    for e, share in enumerate(shares):
        uniform = np.sort(beta.cdf(mix[:, e], strength * share, strength * (1 - share)))
        assert uniform == pytest.approx((np.arange(len(mix)) + 0.5) / len(mix), abs=5e-3)


def test_one_explanation_is_the_whole_mix() -> None:
    assert stick_breaking(np.zeros((0, 5)), np.array([0.0, 1.0]), 4.0).tolist() == [[0.0, 1.0]] * 5
