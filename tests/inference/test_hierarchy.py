"""What cases say of their population agrees with closed forms and grids, and holds the truth as often as it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from equipoise.inference.hierarchy import (
    CaseParticles,
    OwnPrior,
    log_likelihood_of_case,
    monte_carlo_error,
    pool_cases,
    weights_of_particles,
)
from equipoise.inference.population import LEAST_SPREAD, Population, PopulationPrior

OWN_STRENGTH = 4.0
OWN_CENTRE, OWN_SCALE = 0.3, 0.5
NOISE = 0.4
"""Standard deviation of a measurement of a case's number, on the log scale."""
EIGHTY = (0.1, 0.9)


def measured(y: float, particles: int, random: np.random.Generator) -> CaseParticles:
    """A case whose record is a measurement of the log of its one number; particles twice as wide as its prior."""
    x = OWN_CENTRE + 2 * OWN_SCALE * random.standard_normal(particles)
    z = (x - OWN_CENTRE) / OWN_SCALE
    no_shares = np.zeros(0, dtype=np.int64)
    prior = OwnPrior(no_shares, np.zeros(0), np.zeros(1, dtype=np.int64), np.array([OWN_CENTRE]), np.array([OWN_SCALE]))
    log_weights = -(z**2) / 2 + (z / 2) ** 2 / 2
    log_likelihood = -((y - x) ** 2) / (2 * NOISE**2) - math.log(NOISE * math.sqrt(2 * math.pi))
    return CaseParticles(prior, np.zeros((particles, 0)), x[:, None], log_weights, log_likelihood)


def counted(counts: dict[int, int], particles: int, random: np.random.Generator) -> CaseParticles:
    """A case that knows some explanations, and whose record counts the acts that each was behind."""
    known = np.array(list(counts))
    concentration = np.full(len(known), OWN_STRENGTH / len(known))
    log_shares = np.log(np.maximum(random.dirichlet(concentration, particles), 1e-17))
    prior = OwnPrior(known, concentration, np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))
    log_likelihood = log_shares @ np.array(list(counts.values()))
    return CaseParticles(prior, log_shares, np.zeros((particles, 0)), np.zeros(particles), log_likelihood)


def of_number(centre: list[float], spread: list[float]) -> Population:
    none = np.zeros((0, len(centre)))
    return Population(none, np.ones(len(centre)), np.array([centre]), np.array([spread]))


def of_shares(shares: list[float], strength: float) -> Population:
    return Population(np.array(shares)[:, None], np.array([strength]), np.zeros((0, 1)), np.zeros((0, 1)))


NUMBER_ALONE = PopulationPrior(np.zeros(0), 1.0, 1.0, np.array([OWN_CENTRE]), np.array([OWN_SCALE]))
SHARES_ALONE = PopulationPrior(np.array([0.5, 0.3, 0.2]), 9.0, 8.0, np.zeros(0), np.zeros(0))


@pytest.mark.parametrize(("centre", "spread"), [(0.3, 0.5), (0.8, 0.2), (-0.4, 0.9), (1.2, 0.1)])
def test_the_likelihood_of_a_population_of_numbers_is_the_normal_one(centre: float, spread: float) -> None:
    case = measured(0.9, 40_000, np.random.default_rng(1))
    variance = spread**2 + NOISE**2
    exact = -((0.9 - centre) ** 2) / (2 * variance) - 0.5 * math.log(2 * math.pi * variance)
    found = log_likelihood_of_case(case, of_number([centre], [spread]))
    assert found[0] == pytest.approx(exact, abs=0.03)


@pytest.mark.parametrize("counts", [{0: 3, 1: 1, 2: 0}, {0: 2, 2: 5}, {1: 4, 2: 4}])
@pytest.mark.parametrize(("shares", "strength"), [([0.5, 0.3, 0.2], 6.0), ([0.1, 0.2, 0.7], 20.0)])
def test_the_likelihood_of_a_population_of_shares_is_the_dirichlet_multinomial(counts, shares, strength) -> None:
    case = counted(counts, 40_000, np.random.default_rng(2))
    concentration = [strength * shares[explanation] for explanation in counts]
    exact = math.lgamma(sum(concentration)) - math.lgamma(sum(concentration) + sum(counts.values()))
    exact += sum(math.lgamma(a + n) - math.lgamma(a) for a, n in zip(concentration, counts.values(), strict=True))
    found = log_likelihood_of_case(case, of_shares(shares, strength))
    assert found[0] == pytest.approx(exact, abs=0.03)


def test_a_record_that_says_nothing_says_so_of_every_population_without_any_noise() -> None:
    random = np.random.default_rng(3)
    case = measured(0.0, 200, random)
    silent = CaseParticles(case.prior, case.log_shares, case.log_numbers, case.log_weights, np.full(200, -7.0))
    found = log_likelihood_of_case(silent, of_number([0.3, 2.0, -3.0], [0.5, 0.05, 1.5]))
    assert found == pytest.approx(np.full(3, -7.0), abs=1e-12)


def test_a_case_given_its_population_is_the_normal_posterior() -> None:
    case = measured(1.1, 40_000, np.random.default_rng(4))
    centre, spread = 0.5, 0.3
    weights = weights_of_particles(case, of_number([centre], [spread]))[:, 0]
    shrinkage = NOISE**2 / (NOISE**2 + spread**2)
    x = case.log_numbers[:, 0]
    mean = weights @ x
    assert weights.sum() == pytest.approx(1.0)
    assert mean == pytest.approx(shrinkage * centre + (1 - shrinkage) * 1.1, abs=0.01)
    # What is left of the population's variance is the textbook's shrinkage.
    assert (weights @ x**2 - mean**2) / spread**2 == pytest.approx(shrinkage, abs=0.02)


def test_the_posterior_of_a_population_agrees_with_a_grid() -> None:
    random = np.random.default_rng(5)
    records = random.normal(0.7, math.hypot(0.3, NOISE), size=12)
    cases = [measured(y, 2000, random) for y in records]
    draws = pool_cases(cases, NUMBER_ALONE, particles=2048, seed=0)
    population = NUMBER_ALONE.at(draws.coordinates.reshape(2, -1))

    centre = np.linspace(-2, 3, 501)[:, None]
    half_normal = np.linspace(0.0005, 2.5, 801)[None, :]
    spread = OWN_SCALE * np.hypot(LEAST_SPREAD, half_normal / OWN_SCALE)
    log_posterior = -((centre - OWN_CENTRE) ** 2) / (2 * OWN_SCALE**2) - half_normal**2 / (2 * OWN_SCALE**2)
    for y in records:
        variance = spread**2 + NOISE**2
        log_posterior = log_posterior - (y - centre) ** 2 / (2 * variance) - 0.5 * np.log(variance)
    grid = np.exp(log_posterior - log_posterior.max())
    grid /= grid.sum()
    exact_mean = (grid * centre).sum()
    exact_deviation = math.sqrt((grid * (centre - exact_mean) ** 2).sum())

    assert population.centre.mean() == pytest.approx(exact_mean, abs=0.15 * exact_deviation)
    assert population.centre.std() == pytest.approx(exact_deviation, rel=0.1)
    assert population.spread.mean() == pytest.approx((grid * spread).sum(), abs=0.04)


def test_pooling_without_a_record_gives_back_the_prior() -> None:
    population = SHARES_ALONE.at(np.random.default_rng(6).standard_normal((3, 40_000)))
    shares = SHARES_ALONE.shares
    assert population.shares.sum(axis=0) == pytest.approx(np.ones(40_000))
    assert population.shares.mean(axis=1) == pytest.approx(shares, abs=0.01)
    assert population.shares.var(axis=1) == pytest.approx(shares * (1 - shares) / 10, rel=0.05)
    assert np.median(population.strength) == pytest.approx(8.0, rel=0.05)


def test_spreads_between_cases_are_half_normal_above_the_least() -> None:
    spread = NUMBER_ALONE.at(np.random.default_rng(7).standard_normal((2, 40_000))).spread[0] / OWN_SCALE
    half_normal = np.sqrt(spread**2 - LEAST_SPREAD**2)
    assert half_normal.mean() == pytest.approx(math.sqrt(2 / math.pi), abs=0.01)
    assert (half_normal**2).mean() == pytest.approx(1.0, abs=0.03)


def test_the_same_seed_gives_the_same_bytes() -> None:
    random = np.random.default_rng(8)
    cases = [measured(y, 256, random) for y in (0.1, 0.5, 0.9)]
    first, second = (pool_cases(cases, NUMBER_ALONE, particles=128, seed=3) for _ in range(2))
    assert first.coordinates.tobytes() == second.coordinates.tobytes()
    other = pool_cases(cases, NUMBER_ALONE, particles=128, seed=4)
    assert first.coordinates.tobytes() != other.coordinates.tobytes()


def test_the_error_of_a_mean_is_about_how_far_other_particles_move_it() -> None:
    def mean_and_error(particles: int, replication: int) -> tuple[float, float]:
        random = np.random.default_rng([9, replication])
        cases = [measured(y, particles, random) for y in np.linspace(-0.5, 1.5, 12)]
        draws = pool_cases(cases, NUMBER_ALONE, particles=512, seed=replication)
        centre = NUMBER_ALONE.at(draws.coordinates.reshape(2, -1)).centre
        return float(centre.mean()), float(monte_carlo_error(cases, NUMBER_ALONE, draws, centre)[0])

    few, many = (np.array([mean_and_error(particles, r) for r in range(20)]) for particles in (64, 1024))
    for means, errors in (few.T, many.T):
        # A standard deviation of twenty is right to a sixth; one from four islands and four parts to a third.
        assert 0.6 < math.sqrt((errors**2).mean()) / means.std(ddof=1) < 1.7
    assert many[:, 1].mean() < 0.6 * few[:, 1].mean()


def test_eighty_per_cent_ranges_hold_the_truth_in_eighty_per_cent_of_simulated_pools() -> None:
    # Truths are drawn from the prior, so exact ranges would hold each in 80 per cent of replications (Cook, S. R.,
    # Gelman, A. & Rubin, D. B. (2006), "Validation of software for Bayesian models using posterior quantiles", JCGS
    # 15(3)). Of 100 replications, 68 to 92 lie within 3 binomial standard deviations.
    replications = 100
    covered = np.zeros(6)
    for replication in range(replications):
        covered += _covered(np.random.default_rng([10, replication]))
    deviation = math.sqrt(replications * 0.8 * 0.2)
    assert np.all(np.abs(covered - 0.8 * replications) < 3 * deviation), covered


def _covered(random: np.random.Generator) -> np.ndarray:
    """Whether ranges from four counts and four measurements hold the truth: shares, strength, median and spread."""
    prior = PopulationPrior(
        SHARES_ALONE.shares,
        SHARES_ALONE.shares_strength,
        SHARES_ALONE.median_strength,
        NUMBER_ALONE.centre,
        NUMBER_ALONE.scale,
    )
    truth = prior.at(random.standard_normal((prior.num_coordinates, 1)))
    cases = []
    for known in ([0, 1, 2], [0, 1], [1, 2], [0, 1, 2]):
        concentration = truth.strength[0] * truth.shares[known, 0]
        counts = random.multinomial(10, random.dirichlet(np.maximum(concentration, 1e-9)))
        cases.append(counted(dict(zip(known, counts.tolist(), strict=True)), 500, random))
        x = random.normal(truth.centre[0, 0], truth.spread[0, 0])
        cases.append(measured(random.normal(x, NOISE), 500, random))
    draws = pool_cases(cases, prior, particles=256, seed=int(random.integers(2**31)))
    found = prior.at(draws.coordinates.reshape(prior.num_coordinates, -1))
    return np.concatenate([_holds(getattr(found, name), getattr(truth, name)) for name in vars(truth)])


def _holds(drawn: np.ndarray, truth: np.ndarray) -> np.ndarray:
    low, high = np.quantile(np.atleast_2d(drawn), EIGHTY, axis=1)
    true = np.atleast_2d(truth)[:, 0]
    return ((low <= true) & (true <= high)).astype(float)
