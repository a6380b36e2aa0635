import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import UsageError
from equipoise.probability.pooling import coherentized, extremized, log_odds_mean, median, probability_mean
from equipoise.probability.scores import brier_01

POOLS = [probability_mean, log_odds_mean, median]


def yes(*numbers):
    return [(1 - number, number) for number in numbers]


@st.composite
def forecasts(draw):
    options = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(st.floats(0.02, 1), min_size=options, max_size=options), min_size=1, max_size=6))
    return [coherentized(row).probabilities for row in rows]


def test_means_and_median_by_hand():
    said = yes(0.2, 0.5, 0.9)
    assert probability_mean(said).probabilities[1] == pytest.approx(1.6 / 3, abs=1e-12)
    # Odds 1/4, 1 and 9: the cube root of 9/4.
    odds = (9 / 4) ** (1 / 3)
    assert log_odds_mean(said).probabilities[1] == pytest.approx(odds / (1 + odds), abs=1e-12)
    assert median(said).probabilities[1] == 0.5


def test_of_an_even_number_the_median_lies_halfway_and_is_not_rounded():
    # Rounding two and three to two, and three and four to four, is how a peer's votes come out.
    assert median(yes(0.2, 0.3)).probabilities[1] == pytest.approx(0.25, abs=1e-12)
    assert median(yes(0.3, 0.4)).probabilities[1] == pytest.approx(0.35, abs=1e-12)


def test_medians_of_several_options_are_made_to_sum_to_one():
    pool = median([(0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)])
    assert pool.probabilities == pytest.approx((1 / 3,) * 3)
    assert pool.method == "median, scaled to sum to one"


def test_a_weight_of_two_is_two_judges():
    for pool in (probability_mean, log_odds_mean):
        weighted = pool(yes(0.2, 0.7), weights=[2, 1]).probabilities
        assert weighted == pytest.approx(pool(yes(0.2, 0.2, 0.7)).probabilities, abs=1e-12)


def test_one_judge_who_gave_nought_does_not_decide_alone_and_it_is_shown():
    pool = log_odds_mean(yes(0.0, 0.5))
    assert pool.floored == 1
    assert pool.probabilities[1] == pytest.approx(1 / (1 + math.sqrt(1 / 0.005)), abs=1e-3)
    with pytest.raises(ValueError, match="give a floor above 0"):
        log_odds_mean(yes(0.0, 0.5), floor=0)


@pytest.mark.parametrize("pool", POOLS)
@given(said=forecasts())
def test_a_pool_sums_to_one_ignores_the_order_of_judges_and_keeps_agreement(pool, said):
    found = pool(said)
    assert math.fsum(found.probabilities) == pytest.approx(1, abs=1e-12)
    assert found.judges == len(said)
    assert pool(said[::-1]).probabilities == pytest.approx(found.probabilities, abs=1e-12)
    assert pool([said[0]] * 3).probabilities == pytest.approx(said[0], abs=1e-9)


@pytest.mark.parametrize("pool", POOLS)
@given(numbers=st.lists(st.floats(0.01, 0.99), min_size=1, max_size=6))
def test_yes_and_no_are_treated_alike_and_the_pool_lies_among_the_judges(pool, numbers):
    found = pool(yes(*numbers)).probabilities
    assert min(numbers) - 1e-9 <= found[1] <= max(numbers) + 1e-9
    turned = pool([(p, 1 - p) for p in numbers]).probabilities
    assert turned[0] == pytest.approx(found[1], abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.booleans())
def test_the_mean_is_never_worse_than_the_average_judge_by_the_squared_score(numbers, occurred):
    pooled = brier_01(probability_mean(yes(*numbers)).probabilities[1], occurred=occurred)
    average = sum(brier_01(number, occurred=occurred) for number in numbers) / len(numbers)
    assert pooled <= average + 1e-12


@pytest.mark.parametrize("pool", POOLS)
def test_judges_of_different_options_and_no_judges_are_refused(pool):
    with pytest.raises(ValueError, match="the same options"):
        pool([(0.5, 0.5), (0.2, 0.3, 0.5)])
    with pytest.raises(ValueError, match="at least one judge"):
        pool([])


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0], [1, math.nan]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ValueError, match="weights are 2 numbers"):
        probability_mean(yes(0.2, 0.7), weights=weights)


# --- extremizing ---------------------------------------------------------------------------------------------

TWO = log_odds_mean(yes(0.6, 0.7))


def test_extremizing_is_off_unless_asked_for():
    assert extremized(TWO, independent=["a", "b"]) is TWO


def test_extremizing_multiplies_log_odds():
    pool = extremized(TWO, independent=["a", "b"], exponent=1.5)
    before, after = (math.log(p[1] / p[0]) for p in (TWO.probabilities, pool.probabilities))
    assert after == pytest.approx(1.5 * before, abs=1e-12)
    assert pool.method == "mean of log-odds, extremized by 1.5"


@pytest.mark.parametrize(
    ("pool", "independent"),
    [(log_odds_mean(yes(0.6)), ["a"]), (TWO, ["same file", "same file"]), (TWO, [1, 1])],
)
def test_extremizing_is_refused_under_two_independent_judges(pool, independent):
    with pytest.raises(UsageError, match="needs 2 independent judges, got 1") as caught:
        extremized(pool, independent=independent, exponent=1.2)
    assert "count as one" in caught.value.hint
    assert extremized(pool, independent=independent) is pool


@pytest.mark.parametrize("exponent", [0.5, 2.5, math.nan])
def test_an_exponent_outside_its_bounds_is_refused(exponent):
    with pytest.raises(UsageError, match="outside 1 to 2"):
        extremized(TWO, independent=["a", "b"], exponent=exponent)


def test_every_judge_needs_a_label():
    with pytest.raises(ValueError, match="2 judges have as many labels"):
        extremized(TWO, independent=["a", "b", "c"], exponent=1.5)


@given(forecasts(), st.floats(1, 2))
def test_extremizing_keeps_the_leader_and_certainties(said, exponent):
    pool = log_odds_mean([said[0], said[0]])
    found = extremized(pool, independent=[1, 2], exponent=exponent).probabilities
    assert math.fsum(found) == pytest.approx(1, abs=1e-12)
    assert max(found) >= max(pool.probabilities) - 1e-12
    sure = probability_mean([(1.0, 0.0)] * 2)
    assert extremized(sure, independent=[1, 2], exponent=2).probabilities == (1.0, 0.0)
