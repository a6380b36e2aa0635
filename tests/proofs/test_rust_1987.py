"""Bus engines: the choice code of the engine gives the published estimates of Rust (1987).

Rust, J. (1987), "Optimal replacement of GMC bus engines: an empirical model of Harold Zurcher", Econometrica 55(5),
tables VIII and IX, group 4 (37 buses), linear cost, 90 bins of 5,000 miles, discount factor 0.9999: RC 10.0750,
theta_11 2.2930; theta_30 to theta_32 .3919 .5953 .0128; log likelihood of the choices -163.584.

The two courses are to keep the engine and to replace it, the one condition is the mileage, and each month is a review
with certainty. A replaced engine starts from mileage zero. The first month of a bus follows no transition and does not
count: with it the log likelihood would be -163.586.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from equipoise.inference.choice import discounted_value, softmax_over_choices

BINS = 90
PATIENCE = 0.9999
COST_SCALE = 0.001
KEEP, REPLACE = 0, 1


@pytest.fixture(scope="module")
def months(shared: Path) -> pd.DataFrame:
    """One row a bus and month; `usage` is by how many bins the mileage rose since the month before."""
    rows = pd.read_csv(shared / "data/open/ddc/rust_group4_from_ruspy.csv")
    return rows[rows["usage"].notna()]


def test_mileage_rises_as_published(months: pd.DataFrame) -> None:
    assert len(months) == 4292
    assert usage_shares(months) == pytest.approx([0.3919, 0.5953, 0.0128], abs=5e-5)


def test_the_published_estimates_are_the_maximum_of_the_likelihood(months: pd.DataFrame) -> None:
    log_likelihood = log_likelihood_of(months)
    found = minimize(lambda theta: -log_likelihood(*theta), [8.0, 2.0], method="BFGS", options={"gtol": 1e-4})
    replacement_cost, marginal_cost = found.x
    assert replacement_cost == pytest.approx(10.075, abs=5e-4)
    assert marginal_cost == pytest.approx(2.293, abs=5e-4)
    assert -found.fun == pytest.approx(-163.584, abs=5e-4)


def test_the_published_estimates_beat_their_neighbours(months: pd.DataFrame) -> None:
    log_likelihood = log_likelihood_of(months)
    best = log_likelihood(10.075, 2.293)
    for replacement_cost, marginal_cost in [(9.5, 2.293), (10.6, 2.293), (10.075, 2.2), (10.075, 2.4)]:
        assert log_likelihood(replacement_cost, marginal_cost) < best


# --- private ----------------------------------------------------------------------------------------------------


def usage_shares(months: pd.DataFrame) -> np.ndarray:
    counts = np.bincount(months["usage"].astype(int))
    return counts / counts.sum()


def log_likelihood_of(months: pd.DataFrame) -> Callable[[float, float], float]:
    """Log likelihood of the decisions as a function of replacement cost and cost per bin."""
    kept = mileage_transitions(usage_shares(months))
    next_review = np.stack([kept, np.tile(kept[0], (BINS, 1))])
    mileage, decision = months["state"].to_numpy(), months["decision"].to_numpy()

    def log_likelihood(replacement_cost: float, marginal_cost: float) -> float:
        running_cost = COST_SCALE * marginal_cost * np.arange(BINS)
        worth = np.stack([-running_cost, np.full(BINS, -replacement_cost - running_cost[0])])
        expected = discounted_value(worth, np.zeros((2, 2)), next_review, PATIENCE)
        options = (worth + PATIENCE * expected)[None, :, :, None]
        chosen = softmax_over_choices(options)[KEEP, decision, mileage, 0]
        return float(np.log(chosen).sum())

    return log_likelihood


def mileage_transitions(shares: np.ndarray) -> np.ndarray:
    """From bin to bin in a month, rows from; the last bin holds all beyond."""
    transitions = np.zeros((BINS, BINS))
    for start in range(BINS):
        for rise, share in enumerate(shares):
            transitions[start, min(start + rise, BINS - 1)] += share
    return transitions
