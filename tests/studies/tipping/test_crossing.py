"""The first crossing along a line, found by hand."""

from __future__ import annotations

import numpy as np
import pytest

from equipoise.studies.tipping.crossing import crossing_distances, first_crossing


def test_the_first_cell_that_is_past_is_halved_down_to_the_resolution() -> None:
    found = first_crossing(lambda x: 0.7 - x, [0, 0.25, 0.5, 0.75, 1], resolution=1e-6)
    assert found is not None
    assert 0.7 < found.value <= 0.7 + 1e-6
    assert found.returns_at is None


def test_it_looks_away_from_the_start_on_the_lower_side_too() -> None:
    found = first_crossing(lambda x: x + 0.3, [0, -0.25, -0.5], resolution=1e-6)
    assert found is not None
    assert -0.3 - 1e-6 <= found.value < -0.3


def test_a_line_that_never_falls_below_zero_has_no_crossing_and_one_that_touches_it_neither() -> None:
    assert first_crossing(lambda x: 1.0, [0, 1], resolution=1e-6) is None
    assert first_crossing(lambda x: 1 - x, [0, 0.5, 1], resolution=1e-6) is None
    assert first_crossing(lambda x: 1.0, [0], resolution=1e-6) is None


def test_the_nearest_of_several_crossings_is_told_and_where_it_is_undone() -> None:
    found = first_crossing(lambda x: np.cos(x), [0, 1, 2, 3, 4, 5, 6], resolution=1e-9)
    assert found is not None
    assert found.value == pytest.approx(np.pi / 2, abs=1e-8)
    assert found.returns_at == 5


def test_a_resolution_finer_than_numbers_ends_all_the_same() -> None:
    found = first_crossing(lambda x: 0.7 - x, [0, 1], resolution=0)
    assert found is not None
    assert found.value == pytest.approx(0.7)


def test_distances_are_read_off_straight_lines_between_points() -> None:
    outward = [1.0, 0.0, -2.0]
    margins = np.array([[0.2, -0.1, 0.3, 0.1], [-0.2, 0.5, 0.1, 0.1], [-0.4, 0.5, -0.3, 0.0]])
    assert crossing_distances(outward, margins) == pytest.approx([0.5, 0.0, 1.5, np.inf])
