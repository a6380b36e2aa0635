"""The waterfall has room for every label, and its bars lead from one dot to the other."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.case.load import load_case
from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.waterfall_chart import waterfall_chart, waterfall_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.names import Names
from equipoise.report.numbers import signed
from equipoise.report.view.revisit import RevisitView, revisit_view
from equipoise.report.view.waterfall import LineView
from equipoise.studies.revisiting import revisit
from report.geometry import clashes, shapes_outside


@cache
def view() -> RevisitView:
    """A revisit of a case in which nothing is drawn."""
    case = load_case(str(Path(__file__).parents[1] / "cases" / "ladder"))
    return revisit_view(revisit(case, since="2021-01-31", until="2021-06-30"), Names(case))


def moving(start: float, moved: list[float], title: str = "Arrived") -> RevisitView:
    """The same view with other numbers."""
    lines = tuple(LineView("item", f"{title} {n}", number, signed(number)) for n, number in enumerate(moved))
    leading = replace(view().leading, log_odds_before=start, log_odds_after=math.fsum([start, *moved]), lines=lines)
    return replace(view(), leading=leading)


@settings(max_examples=60)
@given(
    st.floats(-40, 40),
    st.lists(st.one_of(st.just(0.0), st.floats(-25, 25), st.floats(-0.05, 0.05)), min_size=1, max_size=18),
    st.sampled_from(["Arrived", "A title that is far too long for the room that there is beside a bar of a chart"]),
    st.sampled_from([*WIDTHS.values()]),
)
def test_no_label_touches_another_and_nothing_leaves_the_chart(start, moved, title, width):
    chart = waterfall_chart(moving(start, moved, title), width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


def axis(chart: Chart) -> tuple[float, float]:
    """Where zero lies and how many pixels a decibel takes, by the marks below."""
    root = ElementTree.fromstring(str(chart.svg))
    marks = [e for e in root.iter("text") if e.get("class") == "t m" and float(e.attrib["y"]) > chart.height - 10]
    values = [float((e.text or "").removesuffix("\u202fdB").replace("−", "-")) for e in marks]
    places = [float(e.attrib["x"]) for e in marks]
    scale = (places[-1] - places[0]) / (values[-1] - values[0])
    return places[0] - scale * values[0], scale


@pytest.mark.parametrize("width", WIDTHS.values())
def test_bars_stand_where_the_axis_says_and_lead_from_dot_to_dot(width):
    chart = waterfall_chart(moving(2.0, [3.0, -1.5, 0.0, 2.5]), width=width, name="chart")
    zero, scale = axis(chart)
    root = ElementTree.fromstring(str(chart.svg))
    dots = [float(e.attrib["cx"]) for e in root.iter("circle")]
    assert dots == pytest.approx([zero + scale * db for db in (2.0, 6.0)], abs=0.3)
    bars = [
        (float(e.attrib["x"]), float(e.attrib["x"]) + float(e.attrib["width"]), e.attrib["class"])
        for e in root.iter("rect")
    ]
    expected = [(2.0, 5.0, "solid"), (3.5, 5.0, "open"), (3.5, 6.0, "solid")]
    for (left, right, css), (low, high, kind) in zip(bars, expected, strict=True):
        assert (left, right) == pytest.approx((zero + scale * low, zero + scale * high), abs=0.3)
        assert css == kind
    strokes = [float(e.attrib["x1"]) for e in root.iter("line") if e.attrib["class"] == "motive"]
    assert strokes == pytest.approx([zero + scale * 3.5], abs=0.3)


def test_per_cents_above_stand_at_their_log_odds():
    chart = waterfall_chart(moving(0.0, [6.0, -2.0]), width=680, name="chart")
    zero, scale = axis(chart)
    root = ElementTree.fromstring(str(chart.svg))
    marks = [e for e in root.iter("text") if e.get("class") == "t m" and float(e.attrib["y"]) < 20]
    assert len(marks) >= 3
    for mark in marks:
        share = float((mark.text or "").removesuffix("\u202f%")) / 100
        assert float(mark.attrib["x"]) == pytest.approx(zero + scale * 10 * math.log10(share / (1 - share)), abs=0.3)


def test_every_line_is_told_even_where_it_moves_nothing():
    chart = waterfall_chart(view(), width=680, name="chart")
    labels = [box.text for box in chart.boxes]
    for line in view().leading.lines:
        assert line.title in labels
        assert line.text in labels
    assert labels.count("0.0") >= 5


def test_it_is_drawn_at_every_width_unless_a_line_has_no_number():
    assert list(waterfall_drawings(view())) == list(WIDTHS)
    assert waterfall_drawings(moving(0.0, [math.inf])) == {}
    assert waterfall_drawings(moving(0.0, [math.nan])) == {}
