"""How much several reports of one origin count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.model.copies import copy_exponents


def test_the_strongest_report_counts_whole_and_each_further_one_by_the_discount() -> None:
    assert copy_exponents([2.0, 9.0, 5.0], ["a", "a", "a"], 0.3) == pytest.approx([0.09, 1.0, 0.3])


def test_equals_share_the_mean_of_their_exponents() -> None:
    assert copy_exponents([4.0, 4.0 + 1e-10, 1.0], ["a", "a", "a"], 0.3) == pytest.approx([0.65, 0.65, 0.09])


def test_reports_of_different_origins_do_not_touch_each_other() -> None:
    assert copy_exponents([1.0, 2.0], ["a", "b"], 0.3) == [1.0, 1.0]


@given(st.lists(st.floats(0, 50), min_size=1, max_size=30), st.floats(0, 0.95), st.randoms(use_true_random=False))
def test_no_order_of_writing_matters_and_copies_stay_below_the_geometric_sum(
    strengths: list[float], discount: float, random: object
) -> None:
    exponents = copy_exponents(strengths, ["one"] * len(strengths), discount)
    assert sum(exponents) <= 1 / (1 - discount) + 1e-9
    order = list(range(len(strengths)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = copy_exponents([strengths[i] for i in order], ["one"] * len(strengths), discount)
    assert sorted(shuffled) == pytest.approx(sorted(exponents))
    assert [shuffled[order.index(i)] for i in range(len(strengths))] == pytest.approx(exponents, abs=1e-6)
