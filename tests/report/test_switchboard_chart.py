"""The chart of decision-makers: bars from baselines at zero, one scale, every value printed."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.switchboard_chart import switchboard_chart, switchboard_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.view.switchboard import switchboard_view
from report.geometry import clashes, shapes_outside
from report.hand_made import case
from report.made_switchboard import ALONE, BIASED, COLLECTIVE, PIPED, made_switchboard, row

FAR = (0.55, 0.30, 0.10, 0.05)
SWITCHES = (ALONE, BIASED, PIPED, COLLECTIVE)
CHANCES = st.lists(st.floats(0.001, 1), min_size=4, max_size=4).map(lambda weights: [w / sum(weights) for w in weights])


def shown(*rows, words=""):
    return switchboard_view(case(words=words), made_switchboard(rows or [row(ALONE, FAR), row(BIASED), row(PIPED)]))


def elements(chart, tag):
    return [e for e in ElementTree.fromstring(str(chart.svg)).iter() if e.tag == tag]


@pytest.mark.parametrize("width", WIDTHS.values())
def test_no_label_touches_another_and_nothing_leaves_the_chart(width):
    chart = switchboard_chart(shown(), width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


@settings(max_examples=60)
@given(st.lists(CHANCES, min_size=1, max_size=4), st.text(max_size=30), st.sampled_from([*WIDTHS.values()]))
def test_labels_have_room_and_every_value_is_printed_whatever_the_numbers_and_titles(rows, words, width):
    view = shown(*(row(switch, chances) for switch, chances in zip(SWITCHES, rows, strict=False)), words=words)
    chart = switchboard_chart(view, width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []
    printed = [e.text for e in elements(chart, "text")]
    for one in view.rows:
        assert all(chance.number in printed for chance in one.chances)


def test_bars_start_at_their_baseline_and_share_one_scale():
    view = shown(row(ALONE, FAR))
    chart = switchboard_chart(view, width=680, name="chart")
    baselines = sorted({float(e.attrib["x1"]) for e in elements(chart, "line") if e.get("class") == "ax"})
    assert len(baselines) == 4
    scales = []
    for n, baseline in enumerate(baselines):
        bars = [e for e in elements(chart, "rect") if float(e.attrib["x"]) == baseline]
        assert [e.get("class") for e in bars] == [f"f{n + 1}"] * 2
        lengths = [float(e.attrib["width"]) for e in bars]
        scales += [length / one.chances[n].probability for length, one in zip(lengths, view.rows, strict=True)]
    # A length is written to a tenth of a pixel.
    assert max(scales) - min(scales) < 0.1 / 0.031


def test_the_likeliest_of_each_row_is_bold():
    chart = switchboard_chart(shown(row(ALONE, FAR)), width=680, name="chart")
    bold = [e.text.replace("\u202f", " ") for e in elements(chart, "text") if " b" in f" {e.get('class')}"]
    assert bold == ["As authored", "83 %", "55 %"]


def test_a_page_gets_the_chart_at_every_width_and_none_without_settings():
    drawings = switchboard_drawings(shown())
    assert {css: chart.width for css, chart in drawings.items()} == WIDTHS
    assert switchboard_drawings(switchboard_view(case(), made_switchboard([]))) == {}


def test_who_cannot_see_it_is_told_every_number_with_its_range():
    chart = switchboard_chart(shown(row(ALONE, FAR)), width=350, name="chart")
    desc = elements(chart, "desc")[0].text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Interests alone: Arm’s length 55 % (53 to 57), Straddle 30 %" in desc
