import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from equipoise.probability.scores import coverage, interval_score
from equipoise.probability.wilson import wilson_interval


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from([0.8, 0.9, 0.95]))
def test_wilson_agrees_with_scipy(a, b, level):
    occurred, of = min(a, b), max(a, b)
    ends = wilson_interval(occurred, of, level=level)
    if of == 0:
        assert ends is None
        return
    theirs = binomtest(occurred, of).proportion_ci(confidence_level=level, method="wilson")
    assert ends == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= ends[0] <= occurred / of <= ends[1] <= 1


def test_five_of_five_is_far_from_proof():
    low, high = wilson_interval(5, 5)
    assert low == pytest.approx(0.5655175, abs=1e-6)
    assert high == 1


@pytest.mark.parametrize(("occurred", "of", "level"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0), (1, 2, 0.0)])
def test_what_cannot_be_counted_is_refused(occurred, of, level):
    with pytest.raises(ValueError, match=r"can have occurred|level lies"):
        wilson_interval(occurred, of, level=level)


def test_coverage_counts_ends_as_held_and_shows_what_so_few_can_say():
    found = coverage([(0, 1), (0, 1), (2, 3), (5, 5)], [0, 1, 3.5, 5], nominal=0.8)
    assert (found.held, found.of, found.share, found.nominal) == (3, 4, 0.75, 0.8)
    assert (found.low, found.high) == wilson_interval(3, 4)


def test_no_interval_has_no_coverage_and_not_a_perfect_one():
    found = coverage([], [], nominal=0.8)
    assert (found.of, found.share, found.low, found.high) == (0, None, None, None)


def test_a_wider_interval_costs_its_width_and_a_miss_the_more_the_surer_it_was():
    assert interval_score(2, 5, 4, nominal=0.8) == pytest.approx(3)
    assert interval_score(2, 5, 6, nominal=0.8) == pytest.approx(3 + 10)
    assert interval_score(2, 5, 1, nominal=0.5) == pytest.approx(3 + 4)


def test_true_quantiles_cost_least():
    values = np.linspace(0.0005, 0.9995, 1000)

    def mean_cost(low, high):
        return np.mean([interval_score(low, high, value, nominal=0.8) for value in values])

    best = mean_cost(0.1, 0.9)
    for low, high in [(0.0, 1.0), (0.2, 0.8), (0.1, 0.8), (0.05, 0.9), (0.12, 0.9)]:
        assert best < mean_cost(low, high)


@pytest.mark.parametrize(
    "call", [lambda: coverage([(1, 0)], [0], nominal=0.8), lambda: interval_score(1, 0, 0, nominal=0.8)]
)
def test_an_interval_that_ends_before_it_begins_is_refused(call):
    with pytest.raises(ValueError, match="from low to high"):
        call()


def test_a_share_that_is_none_is_refused():
    with pytest.raises(ValueError, match="less than 1"):
        interval_score(0, 1, 0, nominal=1)
