"""Statistics of paths, on paths written down by hand and on paths whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.analysis.path_statistics import (
    LEAST_FOLLOWED,
    Durations,
    change_times,
    duration_quantiles,
    durations,
    first_times,
    frequent_sequences,
    labels_at,
    mean_months_in,
    quantiles_of_times,
)
from equipoise.inference.futures import Spells, joined

# Three paths of ten months: 0 until 4, then 1 until 6, then 0; 1 all along; 0 until 3, then 1 until 7, then 0.
SPELLS = Spells(
    path=np.array([0, 0, 0, 1, 2, 2, 2]),
    label=np.array([0, 1, 0, 1, 0, 1, 0]),
    start=np.array([0.0, 4, 6, 0, 0, 3, 7]),
    end=np.array([4.0, 6, 10, 10, 3, 7, 10]),
    num_paths=3,
    months=10.0,
)


def test_labels_at_a_time_are_those_that_hold_then() -> None:
    assert labels_at(SPELLS, 0.0).tolist() == [0, 1, 0]
    assert labels_at(SPELLS, 3.5).tolist() == [0, 1, 1]
    assert labels_at(SPELLS, 4.0).tolist() == [1, 1, 1]
    assert labels_at(SPELLS, 10.0).tolist() == [0, 1, 0]


def test_first_times_are_zero_where_a_path_starts_and_infinite_where_it_never_comes() -> None:
    assert first_times(SPELLS, 0).tolist() == [0, np.inf, 0]
    assert first_times(SPELLS, 1).tolist() == [4, 0, 3]
    assert first_times(SPELLS, 2).tolist() == [np.inf] * 3


def test_change_times_are_the_ends_of_first_spells() -> None:
    assert change_times(SPELLS).tolist() == [4, np.inf, 3]


def test_time_spent_is_counted_over_all_paths() -> None:
    assert mean_months_in(SPELLS, 0) == pytest.approx((4 + 4 + 3 + 3) / 3)
    assert mean_months_in(SPELLS, 0) + mean_months_in(SPELLS, 1) == pytest.approx(10)


def test_durations_leave_out_what_had_begun_before_and_mark_what_is_cut_off() -> None:
    found = durations(SPELLS, 0)
    assert found.months.tolist() == [4, 3]
    assert found.is_over.tolist() == [False, False]
    assert durations(SPELLS, 1).is_over.tolist() == [True, True]


def test_quantiles_of_durations_do_not_take_a_cut_off_spell_for_a_short_one() -> None:
    """Exponential with mean 5, each cut off at a random time: the plain median of what was seen is far too low."""
    random = np.random.default_rng(1)
    lasts, cut = random.exponential(5, 20_000), random.uniform(0, 12, 20_000)
    found = Durations(np.minimum(lasts, cut), lasts <= cut)
    low, median = duration_quantiles(found, [0.1, 0.5])
    assert low == pytest.approx(-5 * np.log(0.9), rel=0.05)
    assert median == pytest.approx(5 * np.log(2), rel=0.05)
    assert np.median(found.months) < 0.8 * median


def test_a_quantile_that_was_not_followed_so_far_is_not_made_up() -> None:
    found = Durations(np.full(100, 3.0), np.arange(100) < 40)
    assert duration_quantiles(found, [0.1, 0.5]) == [3.0, None]
    few = Durations(np.linspace(1, 2, LEAST_FOLLOWED - 1), np.ones(LEAST_FOLLOWED - 1, dtype=bool))
    assert duration_quantiles(few, [0.1, 0.5]) == [None, None]
    assert duration_quantiles(Durations(np.zeros(0), np.zeros(0, dtype=bool)), [0.5]) == [None]


def test_quantiles_of_first_times_are_over_the_paths_on_which_it_happens() -> None:
    assert quantiles_of_times(np.array([1.0, 2, 3, np.inf]), [0.1, 0.5, 0.9]) == [1, 2, 3]
    assert quantiles_of_times(np.array([np.inf]), [0.5]) == [None]


def test_sequences_are_ranked_by_how_many_paths_take_them() -> None:
    assert frequent_sequences(SPELLS, 5) == [((0, 1, 0), 2 / 3), ((1,), 1 / 3)]
    assert frequent_sequences(SPELLS, 1) == [((0, 1, 0), 2 / 3)]


def test_parts_are_joined_by_numbering_paths_on() -> None:
    both = joined([SPELLS, SPELLS])
    assert both.num_paths == 6
    assert change_times(both).tolist() == [4, np.inf, 3] * 2
