import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import minimize

from equipoise.probability.pooling import coherentized

NUMBERS = st.lists(st.floats(0.01, 1), min_size=2, max_size=6)


def test_the_example_in_which_the_plain_distance_gives_an_outcome_nought():
    found = coherentized((0.6, 0.4, 0.3, 0.1))
    assert found.probabilities == pytest.approx((0.6 / 1.4, 0.4 / 1.4, 0.3 / 1.4, 0.1 / 1.4), abs=1e-12)
    assert [round(value, 3) for value in found.probabilities] == [0.429, 0.286, 0.214, 0.071]
    assert found.excess == pytest.approx(0.4)
    # Scaling by 1.4: 0.4 - log 1.4.
    assert found.incoherence == pytest.approx(0.4 - math.log(1.4), abs=1e-12)
    assert found.largest_move == pytest.approx(0.6 - 0.6 / 1.4)
    assert found.said == (0.6, 0.4, 0.3, 0.1)
    assert found.floored == ()


def test_what_is_coherent_stays_as_it_was():
    found = coherentized((0.5, 0.3, 0.2))
    assert found.probabilities == pytest.approx((0.5, 0.3, 0.2), abs=1e-15)
    assert (found.excess, found.incoherence) == pytest.approx((0, 0), abs=1e-12)


def test_the_floor_is_paid_by_the_others_in_proportion():
    found = coherentized((0.8, 0.4, 0.0), floor=0.01)
    assert found.probabilities == pytest.approx((0.66, 0.33, 0.01), abs=1e-12)
    assert found.floored == (2,)
    assert found.incoherence == math.inf


def test_an_outcome_that_scaling_brings_under_the_floor_is_lifted_too():
    # 0.0102 is above the floor, and under it once nought has been lifted and the rest scaled down.
    found = coherentized((0.9898, 0.0102, 0.0), floor=0.0101)
    assert found.floored == (1, 2)
    assert found.probabilities == pytest.approx((1 - 0.0202, 0.0101, 0.0101), abs=1e-12)


@given(NUMBERS, st.sampled_from([0.0, 0.005, 0.05]))
def test_it_is_what_a_general_optimiser_finds(said, floor):
    said = np.array(said)

    def divergence(p):
        return float(np.sum(p * np.log(p / said)))

    found = minimize(
        divergence,
        np.full(len(said), 1 / len(said)),
        jac=lambda p: np.log(p / said) + 1,
        bounds=[(max(floor, 1e-9), 1)] * len(said),
        constraints={"type": "eq", "fun": lambda p: p.sum() - 1},
        method="SLSQP",
        options={"ftol": 1e-12},
    )
    mine = np.array(coherentized(said.tolist(), floor=floor).probabilities)
    assert divergence(mine) <= found.fun + 1e-7
    assert mine == pytest.approx(found.x, abs=2e-3)


@example([0.0, 5e-324], 0.0)
@given(st.lists(st.floats(0, 5), min_size=2, max_size=6).filter(any), st.floats(0, 0.1))
def test_results_sum_to_one_keep_the_floor_and_the_order(said, floor):
    found = coherentized(said, floor=floor)
    assert math.fsum(found.probabilities) == pytest.approx(1, abs=1e-12)
    assert min(found.probabilities) >= floor - 1e-15
    ranked = sorted(range(len(said)), key=lambda n: said[n])
    assert [found.probabilities[n] for n in ranked] == sorted(found.probabilities)
    assert found.incoherence >= 0


@given(NUMBERS)
def test_above_the_floor_ratios_are_kept(said):
    found = coherentized(said, floor=0.0)
    for value, number in zip(found.probabilities, said, strict=True):
        assert value / found.probabilities[0] == pytest.approx(number / said[0], rel=1e-9)


def test_a_floor_of_an_even_share_makes_all_alike():
    assert coherentized((0.9, 0.1), floor=0.5).probabilities == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize("said", [(), (0.5,), (0.0, 0.0), (-0.1, 1.1), (math.nan, 1.0), (math.inf, 1.0)])
def test_numbers_that_say_nothing_are_refused(said):
    with pytest.raises(ValueError, match="numbers for two outcomes"):
        coherentized(said)


def test_a_floor_too_high_is_refused():
    with pytest.raises(ValueError, match="floor for 3 options"):
        coherentized((0.5, 0.3, 0.2), floor=0.4)
