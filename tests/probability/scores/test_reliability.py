import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.scores import FEWEST_FOR_CURVE, reliability
from equipoise.probability.wilson import wilson_interval


def test_under_twenty_resolved_there_are_dots_and_one_interval_and_no_curve():
    said, came = [0.1, 0.3, 0.8] * 6 + [0.5], [False, False, True] * 6 + [True]
    found = reliability(said, came)
    assert found.resolved == 19 < FEWEST_FOR_CURVE
    assert found.curve == ()
    assert (found.overall.rate, found.overall.of) == (7 / 19, 19)
    assert (found.overall.low, found.overall.high) == wilson_interval(7, 19)
    assert [dot.probability for dot in found.dots] == sorted(said)


def test_from_twenty_on_there_is_a_curve_of_groups_of_at_least_ten():
    found = reliability([n / 20 for n in range(20)], [n % 2 == 0 for n in range(20)])
    assert [point.of for point in found.curve] == [10, 10]
    assert found.curve[0].forecast == pytest.approx(0.225)


def test_nothing_resolved_is_unassessed_and_not_perfect():
    found = reliability([], [])
    assert (found.resolved, found.overall, found.curve) == (0, None, ())


def test_equal_forecasts_are_never_parted():
    found = reliability([0.1] * 15 + [0.9] * 15, [False] * 15 + [True] * 15)
    assert [(point.forecast, point.of) for point in found.curve] == [(pytest.approx(0.1), 15), (pytest.approx(0.9), 15)]


def test_a_point_says_whether_its_interval_holds_the_forecast():
    bold, fair = reliability([0.1] * 10 + [0.9] * 10, [False] * 9 + [True] + [False] * 8 + [True] * 2).curve
    assert fair.forecast == pytest.approx(0.9)
    assert bold.holds_forecast
    assert not fair.holds_forecast


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.2, 0.5, 0.77, 0.9]) | st.floats(0, 1), st.booleans()), max_size=300))
def test_points_ascend_cover_everything_once_and_hold_their_rate(record):
    found = reliability([value for value, _ in record], [came for _, came in record])
    if len(record) < FEWEST_FOR_CURVE:
        assert found.curve == ()
        return
    assert sum(point.of for point in found.curve) == len(record)
    assert all(point.of >= 10 for point in found.curve)
    assert len(found.curve) <= 10
    assert all(point.low <= point.rate <= point.high for point in found.curve)
    forecasts = [point.forecast for point in found.curve]
    assert forecasts == sorted(forecasts)


def test_what_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability([1.5], [True])
