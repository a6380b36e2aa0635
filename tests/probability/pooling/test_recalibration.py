import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from equipoise.errors import UsageError
from equipoise.probability.pooling import Recalibration, fit_recalibration


def record(seed, size, intercept=0.0, slope=1.0):
    rng = np.random.default_rng(seed)
    log_odds = rng.normal(0, 1.5, size)
    chance = 1 / (1 + np.exp(-(intercept + slope * log_odds)))
    return (1 / (1 + np.exp(-log_odds))).tolist(), (rng.uniform(size=size) < chance).tolist()


def test_under_fifty_resolved_questions_it_is_refused():
    said, came = record(1, 49)
    with pytest.raises(UsageError, match="needs 50 resolved questions, got 49"):
        fit_recalibration(said, came)


def test_many_forecasts_on_few_questions_are_still_few_questions():
    said, came = record(1, 200)
    with pytest.raises(UsageError, match="got 40"):
        fit_recalibration(said, came, questions=[n % 40 for n in range(200)])


def test_with_much_data_it_finds_what_was_put_in():
    said, came = record(2, 20_000, intercept=0.4, slope=1.6)
    found = fit_recalibration(said, came)
    assert (found.intercept, found.slope) == pytest.approx((0.4, 1.6), abs=0.07)
    assert found.questions == 20_000


@settings(max_examples=20)
@given(st.integers(0, 1000), st.floats(-1, 1), st.floats(0.3, 2))
def test_it_is_the_maximum_that_a_general_optimiser_finds(seed, intercept, slope):
    said, came = record(seed, 80, intercept, slope)
    found = fit_recalibration(said, came)
    log_odds = np.log(np.clip(said, 0.005, 0.995)) - np.log(1 - np.clip(said, 0.005, 0.995))

    def cost(at):
        line = at[0] + at[1] * log_odds
        return float(np.sum(np.logaddexp(0, line) - np.array(came) * line) + (at[0] ** 2 + (at[1] - 1) ** 2) / 0.5)

    best = minimize(cost, [0.0, 1.0])
    assert cost([found.intercept, found.slope]) <= best.fun + 1e-9
    assert (found.intercept, found.slope) == pytest.approx(tuple(best.x), abs=1e-3)


def test_forecasts_on_one_question_have_the_weight_of_one():
    said, came = record(3, 60)
    thrice = fit_recalibration(said * 3, came * 3, questions=list(range(60)) * 3)
    once = fit_recalibration(said, came)
    assert (thrice.intercept, thrice.slope) == pytest.approx((once.intercept, once.slope), abs=1e-9)


def test_little_that_is_known_changes_little():
    said, came = [0.5] * 50, [True, False] * 25
    found = fit_recalibration(said, came)
    assert (found.intercept, found.slope) == pytest.approx((0, 1), abs=1e-9)


@given(st.floats(0, 1))
def test_an_intercept_of_0_and_a_slope_of_1_change_nothing_inside_the_floor(probability):
    inside = min(max(probability, 0.005), 0.995)
    assert Recalibration(0.0, 1.0, 50).apply(probability) == pytest.approx(inside, abs=1e-12)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-2, 2), st.floats(0.1, 3))
def test_it_keeps_the_order(a, b, intercept, slope):
    one = Recalibration(intercept, slope, 50)
    low, high = sorted((a, b))
    assert 0 < one.apply(low) <= one.apply(high) < 1


def test_what_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Recalibration(0.0, 1.0, 50).apply(1.2)
    with pytest.raises(ValueError, match="between 0 and 1"):
        fit_recalibration([1.2] * 50, [True] * 50)
