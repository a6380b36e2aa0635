"""Sensitivity in words and as a chart: what has a row, what is summed up, and that every label has its room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.report.charts.tornado import tornado, tornado_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.view.number_titles import number_title
from equipoise.report.view.sensitivity import SensitivityView, sensitivity_view, sobol_view
from equipoise.studies.sensitivity import Index, LeftOut, Move, Sensitive, Sensitivity, Sobol, SobolNumber
from equipoise.studies.sensitivity.authored_numbers import authored_numbers
from equipoise.studies.sensitivity.number_kinds import STEPS
from report.geometry import clashes, shapes_outside
from report.hand_made import case

BASE = {"apart": 0.031, "hedged": 0.826, "allied": 0.112, "armed": 0.031}
NUMBERS = authored_numbers(case().definition)[0]


def move(value: float | str, hedged: float, error: float = 0.0) -> Move:
    rest = -hedged / (len(BASE) - 1)
    difference = {name: hedged if name == "hedged" else rest for name in BASE}
    return Move(value, {}, difference, dict.fromkeys(BASE, error), 0.9)


def made(moves: list[tuple[float | None, float | None]], **changes: Any) -> Sensitivity:
    """A study in which each number moves the leader so far down and so far up."""
    rows = [
        Sensitive(
            number.path,
            line,
            number.kind,
            number.value,
            None if down is None else move(0.5, down),
            None if up is None else move(2.0, up),
            "",
            number,
        )
        for line, (number, (down, up)) in enumerate(zip(NUMBERS, moves, strict=False), start=10)
    ]
    fields: dict[str, Any] = {
        "case": "ruritania",
        "fingerprint": "sha256:0",
        "as_of": date(2023, 3, 31),
        "horizon": date(2024, 3, 31),
        "rater": "default",
        "seed": 0,
        "particles": 512,
        "weighed": 64,
        "base": BASE,
        "error": 0.01,
        "file": "case.yaml",
        "numbers": tuple(rows),
        "left_out": (LeftOut("equipoise", 1, "the version"), LeftOut("levers.a.range.0", 0, "how far it reaches")),
        "steps": STEPS,
    }
    return Sensitivity(**(fields | changes))


def view(moves: list[tuple[float | None, float | None]], **options: Any) -> SensitivityView:
    return sensitivity_view(case(), made(moves), **options)


def test_rows_are_sorted_and_what_is_negligible_is_one_line() -> None:
    found = view([(0.0, 0.0004), (-0.02, 0.011), (None, 0.05), (0.0, 0.0)])
    assert [row.path for row in found.rows] == [NUMBERS[2].path, NUMBERS[1].path]
    assert found.rows[0].down is None
    assert found.rows[1].down is not None
    assert found.rows[1].down.text == "0.5: −2.0"
    assert found.rest == "2 other numbers move it by less than 0.1 points each."
    assert "Of 4 numbers" in found.sentence
    assert "2 move it by a point or more" in found.sentence
    assert found.left_out == "Not moved: 1 (the version) and 1 (how far it reaches)."


def test_numbers_beyond_the_rows_are_counted_with_how_far_they_move() -> None:
    found = view([(0.0, 0.03), (0.0, 0.02), (0.0, 0.01), (0.0, 0.0)], rows=1)
    assert found.rest == "2 more move it by 1.0 to 2.0 points; 1 other number moves it by less than 0.1 points."


def test_a_step_that_puts_another_scenario_first_is_told() -> None:
    assert view([(0.0, 0.02)]).overturned == ""
    told = view([(0.0, -0.7)]).overturned
    assert "Overt support" in told
    assert number_title(NUMBERS[0].steps, case()) in told


def test_any_scenario_can_be_asked_for_and_no_other() -> None:
    assert view([(0.0, 0.03)], scenario="armed").rows[0].up.points == "−1.0"  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="nowhere"):
        view([(0.0, 0.03)], scenario="nowhere")


def test_a_case_in_which_nothing_moves_says_so() -> None:
    found = view([(0.0, 0.0)])
    assert found.heading == "No number of the case moves Straddle"
    assert found.rows == ()
    assert tornado_drawings(found) == {}


def test_the_error_is_told_where_parameters_are_drawn() -> None:
    drawn = made([(0.0, 0.03)])
    one = replace(drawn.numbers[0], up=move(2.0, 0.03, 0.004))
    told = " ".join(sensitivity_view(case(), replace(drawn, numbers=(one,))).notes)
    assert "at most 0.4 points" in told
    assert "uncertain by" not in " ".join(view([(0.0, 0.03)]).notes)


@pytest.mark.parametrize("name", ["sino-russian", "sweden-nato"])
def test_every_number_of_a_written_case_has_a_title_of_its_own(name: str) -> None:
    loaded = load_case(name)
    numbers = authored_numbers(loaded.definition)[0]
    titles: Mapping[str, str] = {one.path: number_title(one.steps, loaded) for one in numbers}
    assert not [path for path, title in titles.items() if title == path]
    assert len(set(titles.values())) > 0.97 * len(titles)


def test_shares_of_the_variance_are_told_with_their_intervals() -> None:
    rows = (SobolNumber(NUMBERS[0].path, 10, 0.5, 2.0, Index(0.24, 0.14, 0.35), Index(0.3, -0.02, 1.2)),)
    found = sobol_view(case(), Sobol("hedged", rows, ("a.b",), 64, 640, 32, 0, 0.95, 0.8, 0.03))
    assert found.rows[0].first.endswith("(14 to 35)")
    assert found.rows[0].total.endswith("(0 to 100)")
    assert "a.b" in found.notes[-1]


# --- the chart -----------------------------------------------------------------------------------------------------


ENDS = st.one_of(st.none(), st.floats(-0.6, 0.6))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=12).filter(
        lambda ends: any(abs(one or 0) > 0.002 for pair in ends for one in pair)
    ),
    st.sampled_from(list(WIDTHS.values())),
)
def test_every_label_has_room_and_nothing_leaves_the_chart(
    moves: list[tuple[float | None, float | None]], width: float
) -> None:
    drawn = tornado(view(moves), width=width, name="tornado")
    assert clashes(drawn) == []
    assert shapes_outside(drawn) == []


def test_up_is_solid_and_down_is_open_ten_rows_at_most() -> None:
    svg = str(tornado(view([(-0.02, 0.03)] * 12), width=680, name="tornado").svg)
    assert svg.count('class="solid"') == svg.count('class="open"') == 10
    assert "0.5: −2.0" in svg
    assert "2: +3.0" in svg


def test_a_chart_is_drawn_for_every_width_of_a_page() -> None:
    assert {css: one.width for css, one in tornado_drawings(view([(-0.02, 0.03)])).items()} == WIDTHS
