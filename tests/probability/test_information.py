"""What a finding tells, in bits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.information import entropy_bits, information_bits


def test_a_fair_coin_is_one_bit_and_a_certainty_none():
    assert entropy_bits([0.5, 0.5]) == 1
    assert entropy_bits([0.25] * 4) == 2
    assert entropy_bits([1.0, 0.0]) == 0


def test_a_finding_that_settles_the_matter_tells_all_there_is_to_know():
    assert information_bits([[0.3, 0.0], [0.0, 0.7]]) == pytest.approx(entropy_bits([0.3, 0.7]), abs=1e-15)


def test_a_symmetric_channel_tells_what_the_textbook_says():
    """The binary symmetric channel: 1 - H(error) (Cover & Thomas, "Elements of Information Theory", 7.1.4)."""
    error = 0.11
    joint = [[(1 - error) / 2, error / 2], [error / 2, (1 - error) / 2]]
    assert information_bits(joint) == pytest.approx(1 - entropy_bits([error, 1 - error]), abs=1e-15)


shares = st.lists(st.floats(0.01, 1), min_size=2, max_size=5)


@given(shares, st.floats(0, 1))
def test_a_finding_as_likely_under_every_outcome_tells_nothing(weights, chance):
    outcomes = [weight / math.fsum(weights) for weight in weights]
    joint = [[chance * one for one in outcomes], [(1 - chance) * one for one in outcomes]]
    assert information_bits(joint) == pytest.approx(0, abs=1e-12)


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 1)), min_size=2, max_size=5))
def test_no_finding_tells_more_than_there_is_to_know_of_either(cells):
    total = math.fsum(weight for weight, _ in cells)
    joint = [[w / total * p for w, p in cells], [w / total * (1 - p) for w, p in cells]]
    gain = information_bits(joint)
    assert 0 <= gain <= min(entropy_bits(w / total for w, _ in cells), entropy_bits(map(math.fsum, joint))) + 1e-12
