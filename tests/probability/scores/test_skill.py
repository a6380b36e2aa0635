import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.scores import base_rate, brier_02, log_score, no_change, skill_against, uniform


def test_skill_is_the_share_of_the_references_penalty_that_is_saved():
    found = skill_against([0.1, 0.2, 0.3], [0.5, 0.25, 0.25])
    assert found.skill.value == pytest.approx(1 - 0.6 / 1.0, abs=1e-9)
    assert found.gain.value == pytest.approx(0.4 / 3, abs=1e-9)
    assert (found.mean, found.reference) == pytest.approx((0.2, 1 / 3))
    assert (found.questions, found.left_out) == (3, 0)


def test_questions_that_one_of_the_two_did_not_forecast_are_left_out_and_counted():
    found = skill_against([0.1, None, 0.3, 0.9], [0.2, 0.2, 0.2, None])
    assert (found.questions, found.left_out) == (2, 2)
    assert found.gain.value == pytest.approx(0.0, abs=1e-9)


def test_without_questions_skill_is_unknown_and_not_nought():
    found = skill_against([None], [0.2])
    assert (found.skill.value, found.gain.value, found.mean, found.questions) == (None, None, None, 0)


def test_one_question_has_no_interval():
    found = skill_against([0.1], [0.2])
    assert found.skill.value == pytest.approx(0.5)
    assert (found.skill.low, found.skill.high) == (None, None)


def test_against_a_perfect_reference_skill_is_undefined_and_the_gain_is_not():
    found = skill_against([0.1, 0.2], [0.0, 0.0])
    assert (found.skill.value, found.skill.low) == (None, None)
    assert found.gain.value == pytest.approx(-0.15)


def test_intervals_hold_the_value_are_seeded_and_narrow_with_more_questions():
    few = skill_against([0.1, 0.3, 0.2, 0.4] * 3, [0.3, 0.2, 0.4, 0.25] * 3, seed=1)
    many = skill_against([0.1, 0.3, 0.2, 0.4] * 30, [0.3, 0.2, 0.4, 0.25] * 30, seed=1)
    assert few.gain.low < few.gain.value < few.gain.high
    assert many.gain.high - many.gain.low < (few.gain.high - few.gain.low) / 2
    assert few == skill_against([0.1, 0.3, 0.2, 0.4] * 3, [0.3, 0.2, 0.4, 0.25] * 3, seed=1)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_a_record_has_no_skill_against_itself(penalties):
    found = skill_against(penalties, penalties, resamples=20)
    assert found.gain.value == pytest.approx(0, abs=1e-12)
    if found.skill.value is not None:
        assert found.skill.value == pytest.approx(0, abs=1e-12)


def test_the_uniform_reference_costs_what_it_must():
    assert uniform(4) == (0.25,) * 4
    assert brier_02(uniform(4), 2) == pytest.approx(0.75)


def test_a_base_rate_counts_one_case_more_spread_evenly():
    assert base_rate([3, 1]) == pytest.approx((3.5 / 5, 1.5 / 5), abs=1e-9)
    assert base_rate([0, 0, 0]) == pytest.approx(uniform(3))
    assert min(base_rate([10, 0])) > 0


def test_no_change_is_as_sure_as_the_floor_allows():
    assert no_change(3, 1) == pytest.approx((0.005, 0.99, 0.005))
    assert log_score(no_change(2, 0), 1).nats == pytest.approx(-math.log(0.005))


@pytest.mark.parametrize(
    "call", [lambda: uniform(1), lambda: base_rate([1]), lambda: base_rate([1, -1]), lambda: no_change(2, 2)]
)
def test_references_that_cannot_be_are_refused(call):
    with pytest.raises(ValueError, match=r"two options|0 or more|one of 2"):
        call()
