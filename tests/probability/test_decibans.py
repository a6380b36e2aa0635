import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.decibans import (
    db_of_nats,
    db_of_ratio,
    nats_of_db,
    odds_db,
    probability_of_odds_db,
    ratio_of_db,
)


def test_ten_decibans_are_ten_times_and_three_nearly_double():
    assert ratio_of_db(10) == pytest.approx(10)
    assert ratio_of_db(3) == pytest.approx(1.9953, abs=1e-4)
    assert db_of_ratio(1) == 0
    assert db_of_nats(math.log(10)) == pytest.approx(10)


def test_ends_are_infinite_and_come_back():
    assert odds_db(0) == -math.inf
    assert odds_db(1) == math.inf
    assert probability_of_odds_db(math.inf) == 1
    assert probability_of_odds_db(-math.inf) == 0
    assert db_of_ratio(0) == -math.inf


@given(st.floats(1e-12, 1 - 1e-12))
def test_probability_survives_the_way_to_decibans_and_back(probability):
    assert probability_of_odds_db(odds_db(probability)) == pytest.approx(probability, rel=1e-9)


@given(st.floats(-5000, 5000))
def test_opposite_weights_give_complementary_probabilities(db):
    assert probability_of_odds_db(db) + probability_of_odds_db(-db) == pytest.approx(1)


@given(st.floats(-300, 300))
def test_nats_and_decibans_are_one_scale(db):
    assert db_of_nats(nats_of_db(db)) == pytest.approx(db, abs=1e-9)
    assert math.exp(nats_of_db(db)) == pytest.approx(ratio_of_db(db))


@pytest.mark.parametrize("probability", [-0.1, 1.1, math.nan])
def test_what_is_no_probability_is_refused(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        odds_db(probability)


@pytest.mark.parametrize("ratio", [-1.0, math.nan])
def test_what_is_no_ratio_is_refused(ratio):
    with pytest.raises(ValueError, match="a ratio is 0 or more"):
        db_of_ratio(ratio)
