"""The chart of vintages has room for every label and shows the numbers where they are."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.vintages_chart import vintages_chart, vintages_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.view.vintages import vintages_view
from report.geometry import clashes, shapes_outside
from report.made_vintages import EARLY, LATE, made, vintage

DAYS = (date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), date(2023, 3, 31))


@settings(max_examples=40)
@given(
    st.lists(st.floats(0.001, 1), min_size=2, max_size=6),
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from([*WIDTHS.values()]),
)
def test_no_label_touches_another_and_nothing_leaves_the_chart(shares, days, sampled, width):
    at = [share / sum(shares) for share in shares]
    view = vintages_view(made(*(vintage(day, at=at, sampled=sampled) for day in DAYS[:days])))
    chart = vintages_chart(view, width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


def test_a_dot_stands_at_its_chance_and_a_bar_at_its_range():
    view = vintages_view(made(vintage(EARLY, sampled=True), vintage(LATE, sampled=True)))
    chart = vintages_chart(view, width=680, name="chart")
    root = ElementTree.fromstring(str(chart.svg))
    ticks = {e.text: float(e.attrib["x"]) for e in root.iter("text") if e.get("class") == "t m"}
    zero, full = ticks["0"], ticks["100\u202f%"]
    chances = [vintage.rows[n].at for n in range(4) for vintage in view.vintages]
    dots = [float(e.attrib["cx"]) for e in root.iter("circle")]
    assert dots == pytest.approx([zero + (full - zero) * chance.probability for chance in chances], abs=0.11)
    bars = [e for e in root.iter("rect") if e.attrib["class"].startswith("band")]
    assert [float(e.attrib["width"]) for e in bars] == pytest.approx(
        [(full - zero) * (chance.high - chance.low) for chance in chances], abs=0.11
    )


def test_one_vintage_needs_no_chart_and_several_are_drawn_at_every_width():
    assert vintages_drawings(vintages_view(made(vintage(LATE)))) == {}
    drawn = vintages_drawings(vintages_view(made(vintage(EARLY), vintage(LATE))))
    assert list(drawn) == list(WIDTHS)
    assert "Straddle: 83" in drawn["wid"].alt
