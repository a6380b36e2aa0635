from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.scores import Standing, brier_01, daily_mean, spot

MARCH = [date(2023, 3, day) for day in range(1, 32)]


def day(n):
    return MARCH[0] + timedelta(days=n - 1)


def standing(n, penalty):
    return Standing(day(n), penalty)


def test_a_forecast_stands_until_it_is_changed():
    # Ten days: three at 0.2, seven at 0.6.
    found = daily_mean([standing(1, 0.2), standing(4, 0.6)], opened=day(1), closed=day(10))
    assert found.mean == pytest.approx((3 * 0.2 + 7 * 0.6) / 10, abs=1e-12)
    assert (found.days, found.open_days, found.coverage) == (10, 10, 1.0)


def test_days_without_a_forecast_lower_the_coverage_and_not_the_mean():
    found = daily_mean([standing(6, 0.2)], opened=day(1), closed=day(10))
    assert (found.mean, found.days, found.coverage) == (0.2, 5, 0.5)


def test_a_withdrawn_forecast_stands_no_longer():
    found = daily_mean([standing(1, 0.2), standing(3, None), standing(9, 0.5)], opened=day(1), closed=day(10))
    assert found.mean == pytest.approx((2 * 0.2 + 2 * 0.5) / 4, abs=1e-12)
    assert (found.days, found.coverage) == (4, 0.4)


def test_the_day_of_the_event_and_all_after_are_not_scored():
    # A forecast made on the day, when it is known, would else be free.
    course = [standing(1, 0.25), standing(5, 0.0)]
    found = daily_mean(course, opened=day(1), closed=day(31), occurred_on=day(5))
    assert (found.mean, found.days, found.open_days) == (0.25, 4, 4)


def test_an_event_after_the_close_shortens_nothing():
    course = [standing(1, 0.25)]
    assert daily_mean(course, opened=day(1), closed=day(10), occurred_on=day(20)).open_days == 10


def test_one_made_before_the_question_opened_stands_on_its_first_day():
    assert daily_mean([Standing(date(2022, 1, 1), 0.3)], opened=day(1), closed=day(2)).days == 2


def test_of_several_on_one_day_the_last_counts():
    found = daily_mean([standing(1, 0.9), standing(1, 0.1)], opened=day(1), closed=day(1))
    assert (found.mean, found.days) == (0.1, 1)


@pytest.mark.parametrize("course", [[], [Standing(day(1), None)], [Standing(day(20), 0.2)]])
def test_a_question_never_forecast_has_no_score_and_not_the_best_one(course):
    found = daily_mean(course, opened=day(1), closed=day(10))
    assert (found.mean, found.days, found.coverage) == (None, 0, 0.0)


def test_a_question_that_was_over_before_it_opened_was_never_open():
    found = daily_mean([standing(1, 0.2)], opened=day(5), closed=day(10), occurred_on=day(5))
    assert (found.mean, found.open_days, found.coverage) == (None, 0, None)


def test_forecasts_out_of_order_are_refused():
    course = [standing(2, 0.1), standing(1, 0.2)]
    with pytest.raises(ValueError, match="2023-03-01 after 2023-03-02"):
        daily_mean(course, opened=day(1), closed=day(3))
    with pytest.raises(ValueError, match="in the order"):
        spot(course, day(3))


def test_the_spot_score_is_that_of_what_stood_at_the_end_of_the_day():
    course = [standing(3, 0.2), standing(5, 0.6), standing(5, 0.4), standing(8, None)]
    assert [spot(course, day(n)) for n in (2, 3, 4, 5, 7, 8)] == [None, 0.2, 0.2, 0.4, 0.4, None]


@given(
    st.lists(st.tuples(st.integers(1, 20), st.one_of(st.none(), st.floats(0, 1))), max_size=6),
    st.integers(1, 20),
    st.integers(1, 20),
    st.one_of(st.none(), st.integers(1, 25)),
)
def test_it_is_the_plain_mean_of_the_days_one_by_one(made, opened, closed, occurred):
    course = [standing(n, penalty) for n, penalty in sorted(made, key=lambda one: one[0])]
    last = closed if occurred is None else min(closed, occurred - 1)
    open_days = range(opened, last + 1)
    each = [value for n in open_days if (value := spot(course, day(n))) is not None]
    found = daily_mean(course, opened=day(opened), closed=day(closed), occurred_on=day(occurred) if occurred else None)
    assert (found.days, found.open_days) == (len(each), len(open_days))
    assert found.mean == (pytest.approx(sum(each) / len(each), abs=1e-12) if each else None)


def test_a_question_of_a_forecaster_who_updates_by_hand():
    # 0.4 for two days, 0.7 for two, the event on the fifth: (2 * 0.36 + 2 * 0.09) / 4.
    course = [Standing(day(n), brier_01(p, occurred=True)) for n, p in ((1, 0.4), (3, 0.7), (5, 1.0))]
    found = daily_mean(course, opened=day(1), closed=day(30), occurred_on=day(5))
    assert found.mean == pytest.approx(0.225, abs=1e-9)
