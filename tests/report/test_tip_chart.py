"""Charts of tipping points: what is drawn, and that every label has its room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.tip_chart import tip_chart, tip_drawings
from equipoise.report.charts.tip_map_chart import tip_map_chart, tip_map_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.view.tip import tips_view
from equipoise.report.view.tip_map import Axis, Cell, Leader, TipMapView
from report.geometry import clashes, shapes_outside
from report.hand_made import case
from report.made_tips import made_tip, point

NAMES = ("apart", "hedged", "allied", "armed")
SHARES = st.lists(st.floats(0.001, 1), min_size=4, max_size=4).map(lambda w: [one / sum(w) for one in w])


def chart(tip, width=680.0):
    return tip_chart(tips_view(case(), [tip]).levers[0], width=width, name="tip")


@settings(max_examples=60)
@given(
    st.lists(SHARES, min_size=4, max_size=4),
    st.sampled_from([0.0, 0.1, 0.4]),
    st.floats(-4, 4),
    st.floats(1e-3, 1e4),
    st.floats(0, 1),
    st.booleans(),
    st.text(max_size=60),
    st.sampled_from(list(WIDTHS.values())),
)
def test_every_label_has_room_and_nothing_leaves_the_chart(shares, band, least, span, where, tips, title, width):
    values = [least, least + span * where * 0.9, least + span * 0.95, least + span]
    points = [point(value, dict(zip(NAMES, one, strict=True)), band) for value, one in zip(values, shares, strict=True)]
    if values[0] == values[1]:
        return
    high = None if where > 0.5 else values[3]
    tip = made_tip(
        points,
        at_value=replace(points[2], value=values[2]) if tips else None,
        title=title,
        low=values[1] if band else None,
        high=high if band else None,
        share=0.5 if band else None,
    )
    drawn = chart(tip, width)
    assert clashes(drawn) == []
    assert shapes_outside(drawn) == []


def test_it_draws_two_scenarios_in_their_hues_a_dot_each_and_where_it_tips():
    grid = [point(0, dict(zip(NAMES, (0.1, 0.8, 0.1, 0), strict=True)), 0.1) for _ in range(3)]
    grid = [replace(one, value=value) for one, value in zip(grid, (0.0, 1.0, 4.0), strict=True)]
    at = point(2, dict(zip(NAMES, (0.1, 0.4, 0.5, 0), strict=True)), 0.1)
    svg = str(chart(made_tip(grid, at_value=at, low=1.5, high=None, share=0.7)).svg)
    assert svg.count('class="past l2"') == svg.count('class="past l3"') == 1
    assert svg.count("<circle") == 2
    assert svg.count('class="grey"') == 1
    assert "tips at 2" in svg
    assert "now 1" in svg
    still = str(chart(made_tip(grid)).svg)
    assert "does not tip in its range" in still
    assert 'class="grey"' not in still


def test_a_chart_is_drawn_for_every_width_of_a_page():
    grid = [point(value, dict(zip(NAMES, (0.1, 0.8, 0.1, 0), strict=True))) for value in (0.0, 1.0, 4.0)]
    drawn = tip_drawings(tips_view(case(), [made_tip(grid)]).levers[0], name="tip-1")
    assert {css: one.width for css, one in drawn.items()} == WIDTHS


def made_map(slots, *, titles=("Arm’s length", "Straddle", "Overt support", "Arming Urania"), side=9):
    cells = tuple(tuple(Cell(slots[(row * side + n) % len(slots)], 1 + n % 3, "60 %") for n in range(side))
                  for row in range(side))  # fmt: skip
    values = tuple(f"{n / 8:g}" for n in range(side))
    return TipMapView(
        heading="Together",
        sentence="Of 81 pairs",
        across=Axis("Weight of sanctions, nats per point", 0, 1, 0.053),
        up=Axis("Weight of trade, nats per point", 0, 1, 1),
        cells=cells,
        across_values=values,
        up_values=values[::-1],
        leaders=tuple(Leader(f"s{slot}", slot, titles[slot - 1]) for slot in sorted(set(slots))),
        tints=("below 50 %", "from 50 %", "from 70 %"),
        note="",
    )


@settings(max_examples=30)
@given(st.lists(st.integers(1, 4), min_size=81, max_size=81), st.sampled_from(list(WIDTHS.values())))
def test_a_map_has_room_for_its_labels_and_names_every_leader(slots, width):
    view = made_map(slots)
    drawn = tip_map_chart(view, width=width, name="map")
    assert clashes(drawn) == []
    assert shapes_outside(drawn) == []
    for leader in view.leaders:
        assert any(box.text.rstrip("…") and leader.title.startswith(box.text.rstrip("…")) for box in drawn.boxes)


@pytest.mark.parametrize("css", list(WIDTHS))
def test_a_map_draws_a_cell_for_every_pair_in_hue_and_tint_and_marks_the_authored_one(css):
    svg = str(tip_map_drawings(made_map([2] * 40 + [3] * 41))[css].svg)
    assert svg.count('f2"') == 40
    assert svg.count('f3"') == 41
    assert svg.count("<circle") == 2
    assert "as the case stands" in svg
