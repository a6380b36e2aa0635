"""Shapley's parts: the textbook game, and the properties that define them."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from equipoise.analysis.shapley import shapley_parts

GAMES = arrays(np.float64, (2, 2, 2, 3), elements=st.floats(-10, 10))


def test_the_glove_game_gives_the_scarce_glove_two_thirds():
    # One left glove, two right ones; a pair is worth 1: 2/3, 1/6 and 1/6 (Osborne & Rubinstein 1994, ch. 14).
    worth = np.zeros((2, 2, 2))
    worth[1, 1, 0] = worth[1, 0, 1] = worth[1, 1, 1] = 1
    assert shapley_parts(worth, 3) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(GAMES)
def test_parts_sum_to_the_whole_change(worth):
    assert shapley_parts(worth, 3).sum(axis=0) == pytest.approx(worth[1, 1, 1] - worth[0, 0, 0], abs=1e-12)


@given(GAMES)
def test_parts_are_the_mean_over_all_orders_of_switching(worth):
    expected = np.zeros((3, 3))
    for order in permutations(range(3)):
        state = [0, 0, 0]
        for group in order:
            before = worth[tuple(state)]
            state[group] = 1
            expected[group] += (worth[tuple(state)] - before) / math.factorial(3)
    assert shapley_parts(worth, 3) == pytest.approx(expected, abs=1e-12)


@given(arrays(np.float64, (2, 2), elements=st.floats(-10, 10)))
def test_a_group_that_adds_nothing_has_no_part(worth):
    idle = np.stack([worth, worth], axis=1)
    assert np.all(shapley_parts(idle, 3)[1] == 0)
