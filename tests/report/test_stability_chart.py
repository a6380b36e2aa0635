"""The chart of stability: every choice drawn, ends named, no two labels in each other's way."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.canvas import Label
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.stability_chart import stability_chart, stability_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.names import Names, tidy
from equipoise.report.view.stability import stability_view
from report.geometry import clashes, shapes_outside
from report.hand_made import case
from report.made_stability import CHOICES, choice, made_stability, origin
from report.made_stability import given as with_hedged

NAMES = Names(case())
BASELINES = (("Nothing changes", with_hedged(0.895)), ("Half rating strength", with_hedged(0.79)))
CHANCES = st.floats(0.0, 1.0)
WORDS = st.text(max_size=60).map(tidy)


def shown(*choices, **asked):
    return stability_view(made_stability(choices or CHOICES), NAMES, **asked)


def elements(chart, tag):
    return [e for e in ElementTree.fromstring(str(chart.svg)).iter() if e.tag == tag]


def texts(chart):
    return [(e.text or "").replace("\u202f", " ") for e in elements(chart, "text")]


@pytest.mark.parametrize("width", WIDTHS.values())
def test_no_label_touches_another_and_nothing_leaves_the_chart(width):
    chart = stability_chart(shown(baselines=BASELINES), width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


@settings(max_examples=80)
@given(
    st.lists(st.tuples(WORDS, st.lists(st.tuples(WORDS, CHANCES), min_size=1, max_size=6)), min_size=1, max_size=7),
    st.lists(st.tuples(WORDS, CHANCES), max_size=3),
    CHANCES,
    st.sampled_from([*WIDTHS.values()]),
)
def test_labels_have_room_whatever_the_titles_and_numbers(rows, baselines, base, width):
    choices = [choice("review", title, **dict(ways)) for title, ways in rows]
    study = made_stability(choices, base=with_hedged(base))
    further = [(title, with_hedged(hedged)) for title, hedged in baselines]
    view = stability_view(study, NAMES, leader="hedged", baselines=further)
    chart = stability_chart(view, width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


def test_a_page_gets_the_chart_at_every_width_and_none_without_choices():
    drawings = stability_drawings(shown())
    assert {css: chart.width for css, chart in drawings.items()} == WIDTHS
    ids = [e.get("id") for chart in drawings.values() for e in elements(chart, "title")]
    assert len(set(ids)) == len(ids) == len(WIDTHS)
    assert stability_drawings(shown(choice("evidence", "No evidence", none=0.66))) == {}


def test_every_choice_has_its_title_and_its_range_in_the_order_of_the_table():
    view = shown()
    chart = stability_chart(view, width=680, name="chart")
    drawn = [text.rstrip("…") for text in texts(chart)]
    for one in view.rows:
        assert any(text and one.title.startswith(text) for text in drawn)
    heights = [float(e.attrib["y1"]) for e in elements(chart, "line") if e.get("class") == "motive"]
    assert len(heights) == len(view.rows)
    assert heights == sorted(heights)


def test_ends_are_named_with_choice_and_value_in_the_wide_chart():
    found = texts(stability_chart(shown(), width=680, name="chart"))
    assert {"6 months: 74 %", "24 months: 89 %", "0.625: 79 %", "half: 79 %"} <= set(found)


def test_an_end_without_room_for_what_is_chosen_keeps_its_number():
    long = "an uncommonly long description of a rater"
    view = shown(choice("rater", "Whose ratings count", **{long: 0.7}))
    found = texts(stability_chart(view, width=288, name="chart"))
    assert "70 %" in found
    assert not any("uncommonly" in text for text in found)


def test_a_way_has_an_open_dot_and_a_row_of_many_has_them_at_its_ends():
    one = stability_chart(shown(choice("review", "Review time", a=0.7, b=0.9)), width=680, name="chart")
    assert [e.get("class") for e in elements(one, "circle")] == ["open", "open"]
    many = stability_chart(shown(*(origin(f"o-{n}", 0.8 - n / 1000) for n in range(12))), width=680, name="chart")
    assert len(elements(many, "circle")) == 3 + 2


def test_dots_stand_where_their_numbers_are_on_the_scale():
    view = shown(choice("review", "Review time", a=0.70, b=0.90))
    chart = stability_chart(view, width=680, name="chart")
    low, high = sorted(float(e.attrib["cx"]) for e in elements(chart, "circle"))
    places = dict(zip(texts(chart), (float(e.attrib["x"]) for e in elements(chart, "text")), strict=True))
    assert low == pytest.approx(places["70"], abs=0.1)
    assert high == pytest.approx(places["90 %"], abs=0.1)


def test_the_assessment_is_in_the_hue_of_its_scenario_and_baselines_are_dashed_and_named_on_top():
    chart = stability_chart(shown(baselines=BASELINES), width=680, name="chart")
    assert [e.get("class") for e in elements(chart, "path")] == ["past"]
    dashes = [e for e in elements(chart, "line") if e.get("class") == "ax"]
    assert len({e.attrib["x1"] for e in dashes}) == 3
    top = texts(chart)
    for text in ("No evidence 66 %", "Nothing changes 90 %", "Half rating strength 79 %", "Straddle 83 %"):
        assert text in top


@given(CHANCES, CHANCES)
def test_the_scale_has_at_most_five_lines_and_holds_all_that_is_drawn(low, high):
    view = shown(choice("review", "Review time", a=low, b=high))
    chart = stability_chart(view, width=680, name="chart")
    lines = {float(e.attrib["x1"]) for e in elements(chart, "line") if e.get("class") == "gr"}
    assert 2 <= len(lines) <= 5
    dots = [float(e.attrib["cx"]) for e in elements(chart, "circle")]
    assert min(lines) - 0.1 <= min(dots)
    assert max(dots) <= max(lines) + 0.1


def test_who_cannot_see_it_is_told_every_range():
    chart = stability_chart(shown(), width=680, name="chart")
    (title,), (desc,) = elements(chart, "title"), elements(chart, "desc")
    assert title.text.replace("\u202f", " ") == "How far each choice moves Straddle from 83 %"
    for one in shown().rows:
        assert one.title in desc.text
    same = replace(shown(), rows=tuple(replace(one, low=None, high=None) for one in shown().rows))
    assert "Review time: no change" in elements(stability_chart(same, width=680, name="chart"), "desc")[0].text


def test_a_label_is_cut_to_its_room():
    assert fitted_label(Label(0, 0, "short"), room=200).text == "short"
    cut = fitted_label(Label(0, 0, "a label that is much too long"), room=60)
    assert cut.text.endswith("…")
    assert cut.box.right <= 60
