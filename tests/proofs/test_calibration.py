"""Simulation-based calibration: where the truth is drawn from the prior, its ranks among the particles are uniform.

Talts, S. et al. (2018), "Validating Bayesian inference algorithms with simulation-based calibration", arXiv:1804.06788.
This is the short form; `benchmarks/calibration.py` runs more actors with the default number of particles.
`simulation.record` says why the ratings of the page make proper data.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chisquare, kstest

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.load import load_case
from equipoise.case.vintage import as_known
from equipoise.inference.prior import prior_of
from equipoise.model.compile import compile_model
from simulation.small_world import small_world
from simulation.trial import Trial, run_trial

ACTORS, PARTICLES, BINS = 100, 256, 5
# Twelve quantities, two tests each: were all well, one run in a hundred would fall below.
LEAST_PROBABILITY = 0.01 / 24


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    return [run_trial(seed, PARTICLES) for seed in range(ACTORS)]


def test_the_small_world_has_as_many_parameters_as_the_built_in_case() -> None:
    case = load_case("sino-russian")
    as_of = resolve_as_of(case, None)
    built_in = prior_of(compile_model(as_known(case, as_of), as_of))
    assert prior_of(small_world().model).num_coordinates == built_in.num_coordinates


def test_the_truth_ranks_anywhere_among_the_particles(trials: list[Trial]) -> None:
    for name in trials[0].ranks:
        ranks = np.array([trial.ranks[name] for trial in trials])
        counts = np.histogram(ranks, bins=BINS, range=(0, 1))[0]
        assert kstest(ranks, "uniform").pvalue > LEAST_PROBABILITY, f"{name}: {counts}"
        assert chisquare(counts).pvalue > LEAST_PROBABILITY, f"{name}: {counts}"


def test_a_posterior_that_ignored_the_record_would_be_found_out(trials: list[Trial]) -> None:
    """Draws from the prior in its place: the true parameters explain the record better than most of them."""
    ranks = [trial.prior_ranks["log likelihood"] for trial in trials]
    assert kstest(ranks, "uniform").pvalue < 1e-6


def test_forecasts_come_true_as_often_as_they_say(trials: list[Trial]) -> None:
    forecasts = np.array([trial.forecast for trial in trials])
    came = np.eye(forecasts.shape[1])[[trial.came for trial in trials]]
    error = np.sqrt((forecasts * (1 - forecasts)).mean(axis=0) / len(trials))
    assert np.all(np.abs((forecasts - came).mean(axis=0)) < 3.5 * error)
