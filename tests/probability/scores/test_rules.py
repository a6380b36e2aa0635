"""Each rule against hand examples, against scoringrules, and for what makes it proper."""

import math

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.distribution import FLOOR
from equipoise.probability.scores import RULES, brier_01, brier_02, interval_score, log_score, ranked_score

CLOSE = 1e-9

BY_NAME = {
    "brier_01": lambda forecast, outcome: brier_01(forecast[1], occurred=outcome == 1),
    "brier_02": brier_02,
    "log": lambda forecast, outcome: log_score(forecast, outcome).nats,
    "ranked": ranked_score,
}


@st.composite
def distributions(draw, least=2, most=5, floor=0.01):
    raw = draw(st.lists(st.floats(floor, 1), min_size=least, max_size=most))
    total = math.fsum(raw)
    return tuple(value / total for value in raw)


@st.composite
def pairs_of_distributions(draw, most=5):
    size = draw(st.integers(2, most))
    return draw(distributions(size, size)), draw(distributions(size, size))


def test_hand_examples():
    assert brier_01(0.7, occurred=True) == pytest.approx(0.09, abs=CLOSE)
    assert brier_01(0.7, occurred=False) == pytest.approx(0.49, abs=CLOSE)
    assert brier_02((0.2, 0.5, 0.3), 1) == pytest.approx(0.04 + 0.25 + 0.09, abs=CLOSE)
    assert log_score((0.2, 0.5, 0.3), 1).nats == pytest.approx(0.6931471805599453, abs=CLOSE)
    # Steps: 0.2 and 0.7 at or below, against 0 and 1.
    assert ranked_score((0.2, 0.5, 0.3), 1) == pytest.approx((0.2**2 + 0.3**2) / 2, abs=CLOSE)
    assert ranked_score((0.1, 0.2, 0.3, 0.4), 2) == pytest.approx(0.26 / 3, abs=CLOSE)


@pytest.mark.parametrize("name", RULES)
def test_best_worst_and_even_are_what_the_rule_says(name):
    rule, score = RULES[name], BY_NAME[name]
    assert score((0.0, 1.0), 1) == pytest.approx(rule.best, abs=CLOSE)
    assert score((1.0, 0.0), 1) == pytest.approx(rule.worst, abs=CLOSE)
    assert score((0.5, 0.5), 0) == score((0.5, 0.5), 1) == pytest.approx(rule.even, abs=CLOSE)
    assert rule.best < rule.even < rule.worst
    assert rule.orientation.endswith("lower is better")


def test_the_two_brier_scales_say_which_they_are():
    assert RULES["brier_01"].orientation == "0 is best, 1 is worst; lower is better"
    assert RULES["brier_02"].orientation == "0 is best, 2 is worst; lower is better"
    assert {RULES["brier_01"].title, RULES["brier_02"].title} == {"Brier score, 0–1", "Brier score, 0–2"}


@given(st.floats(0, 1), st.booleans())
def test_yes_and_no_agree_with_scoringrules(probability, occurred):
    assert brier_01(probability, occurred=occurred) == pytest.approx(
        float(scoringrules.brier_score(int(occurred), probability)), abs=CLOSE
    )
    if FLOOR <= probability <= 1 - FLOOR:
        assert log_score((1 - probability, probability), int(occurred)).nats == pytest.approx(
            float(scoringrules.log_score(int(occurred), probability)), abs=CLOSE
        )


@given(distributions(), st.data())
def test_ranked_agrees_with_scoringrules_but_for_the_number_of_steps(forecast, data):
    outcome = data.draw(st.integers(0, len(forecast) - 1))
    theirs = float(scoringrules.rps_score(outcome + 1, np.array(forecast)))
    assert ranked_score(forecast, outcome) * (len(forecast) - 1) == pytest.approx(theirs, abs=CLOSE)


@given(st.floats(-10, 10), st.floats(0, 10), st.floats(-20, 20), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_interval_score_agrees_with_scoringrules(low, width, value, nominal):
    theirs = float(scoringrules.interval_score(value, low, low + width, 1 - nominal))
    assert interval_score(low, low + width, value, nominal=nominal) == pytest.approx(theirs, abs=1e-9, rel=1e-9)


@given(distributions(2, 2), st.integers(0, 1))
def test_scales_of_two_options_agree(forecast, outcome):
    one = brier_01(forecast[1], occurred=outcome == 1)
    assert brier_02(forecast, outcome) == pytest.approx(2 * one, abs=CLOSE)
    assert ranked_score(forecast, outcome) == pytest.approx(one, abs=CLOSE)


@pytest.mark.parametrize("name", ["brier_02", "log", "ranked"])
@given(pair=pairs_of_distributions())
def test_no_forecast_expects_a_better_score_than_what_one_believes(name, pair):
    believed, said = pair
    score = BY_NAME[name]

    def expected(forecast):
        return math.fsum(chance * score(forecast, outcome) for outcome, chance in enumerate(believed))

    # Believed chances stand above the floor here, but saying less may not pay either.
    if min(believed) >= FLOOR:
        assert expected(believed) <= expected(said) + 1e-12


@given(st.floats(0, 1), st.floats(0, 1))
def test_no_number_expects_a_better_brier_score_than_the_one_believed(believed, said):
    def expected(number):
        return believed * brier_01(number, occurred=True) + (1 - believed) * brier_01(number, occurred=False)

    assert expected(said) - expected(believed) == pytest.approx((said - believed) ** 2, abs=1e-12)


@given(distributions(3, 5), st.data())
def test_ranked_alone_minds_the_order_of_options(forecast, data):
    outcome = data.draw(st.integers(0, len(forecast) - 1))
    turned, other = forecast[::-1], len(forecast) - 1 - outcome
    for score in (brier_02, ranked_score, BY_NAME["log"]):
        assert score(forecast, outcome) == pytest.approx(score(turned, other), abs=CLOSE)
    assert ranked_score((0.0, 1.0, 0.0), 0) < ranked_score((0.0, 0.0, 1.0), 0)
    assert brier_02((0.0, 1.0, 0.0), 0) == brier_02((0.0, 0.0, 1.0), 0)


def test_the_log_score_shows_its_floor():
    surprised = log_score((1.0, 0.0), 1)
    assert (surprised.probability, surprised.floor, surprised.is_floored) == (0.0, FLOOR, True)
    assert surprised.nats == pytest.approx(-math.log(0.005), abs=CLOSE)
    assert not log_score((0.005, 0.995), 0).is_floored
    assert log_score((1.0, 0.0), 1, floor=0).nats == math.inf
    assert math.copysign(1, log_score((1.0, 0.0), 0).nats) == 1


@pytest.mark.parametrize("score", [brier_02, ranked_score, log_score])
@pytest.mark.parametrize(
    ("forecast", "outcome", "words"),
    [
        ((0.5, 0.6), 0, "sum to one, got 1.1"),
        ((1.0,), 0, "two outcomes or more"),
        ((-0.1, 1.1), 0, "between 0 and 1"),
        ((math.nan, 0.5), 0, "between 0 and 1"),
        ((0.5, 0.5), 2, "one of 2 options"),
        ((0.5, 0.5), -1, "one of 2 options"),
    ],
)
def test_what_is_no_forecast_or_no_outcome_is_refused(score, forecast, outcome, words):
    with pytest.raises(ValueError, match=words):
        score(forecast, outcome)


def test_a_number_outside_0_to_1_and_a_floor_too_high_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        brier_01(1.2, occurred=True)
    with pytest.raises(ValueError, match="floor for 2 options"):
        log_score((0.5, 0.5), 0, floor=0.6)
