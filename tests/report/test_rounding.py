import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.report.rounding import ABOVE_NINETY_NINE, BELOW_ONE, whole_percent, whole_percents

SETS = (
    st.lists(st.floats(0, 1), min_size=2, max_size=8)
    .filter(lambda weights: sum(weights) > 0.01)
    .map(lambda weights: [weight / sum(weights) for weight in weights])
)


@pytest.mark.parametrize(
    ("probability", "shown"),
    [
        (0, 0),
        (0.0099, 0),
        (0.01, 1),
        (0.014, 1),
        (0.015, 2),
        (0.285, 29),
        (0.5, 50),
        (0.99, 99),
        (0.991, 100),
        (1, 100),
    ],
)
def test_halves_go_up_and_nothing_open_is_shown_as_impossible_or_certain(probability, shown):
    assert whole_percent(probability) == shown


@pytest.mark.parametrize(
    ("probabilities", "shown"),
    [
        ((0.826, 0.112, 0.031, 0.031), (83, 11, 3, 3)),
        ((0.334, 0.333, 0.333), (34, 33, 33)),
        ((0.335, 0.335, 0.33), (34, 33, 33)),
        ((0.985, 0.015), (98, 2)),
        ((0.975, 0.017, 0.004, 0.004), (98, 2, 0, 0)),
        ((0.985, 0.005, 0.005, 0.005), (99, 0, 0, 0)),
        ((0.993, 0.007), (100, 0)),
        ((0.125,) * 8, (12, 12, 12, 12, 13, 13, 13, 13)),
    ],
)
def test_the_largest_takes_up_what_is_missing(probabilities, shown):
    assert sorted(whole_percents(probabilities), reverse=True) == sorted(shown, reverse=True)


@given(SETS)
@example([0.99, 0.01])
@example([0.9899, 0.0051, 0.005])
def test_a_shown_set_adds_up(probabilities):
    shown = whole_percents(probabilities)
    small = shown.count(BELOW_ONE)
    if ABOVE_NINETY_NINE in shown:
        assert small == len(shown) - 1
    elif small:
        # Each `<1 %` stands for something between 0 and 1.
        assert 100 - small < sum(shown) + 1e-9 <= 101 - (small == 0)
        assert sum(shown) <= 100
    else:
        assert sum(shown) == 100


@given(SETS)
def test_a_shown_order_never_contradicts_the_true_one(probabilities):
    shown = whole_percents(probabilities)
    for a, more in zip(probabilities, shown, strict=True):
        for b, less in zip(probabilities, shown, strict=True):
            assert not (a > b and more < less)


@given(SETS)
def test_only_numbers_that_read_as_the_largest_are_moved(probabilities):
    shown, plain = whole_percents(probabilities), [whole_percent(probability) for probability in probabilities]
    left = [percent for percent, alone in zip(shown, plain, strict=True) if percent == alone]
    moved = [alone for percent, alone in zip(shown, plain, strict=True) if percent != alone]
    assert min(moved, default=100) >= max(left, default=0)
