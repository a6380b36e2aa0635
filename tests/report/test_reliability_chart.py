"""Reliability diagrams: what is drawn, in a picture and in lines, and that every label has its room."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.probability.scores import FEWEST_FOR_CURVE, reliability
from equipoise.report.charts.reliability_chart import reliability_chart
from equipoise.report.charts.standalone import standalone
from equipoise.report.columns import ascii_only, width
from equipoise.report.reliability_lines import reliability_lines
from equipoise.report.view.reliability import reliability_view
from report.geometry import clashes, shapes_outside

RECORDS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def view(record, title="maria, yes or no"):
    return reliability_view(title, reliability(*zip(*record, strict=True)))


FEW = view([(0.1, False), (0.1, False), (0.3, True), (0.9, True)])
MANY = view([(0.1, n == 0) for n in range(12)] + [(0.8, n < 9) for n in range(12)])


@settings(max_examples=30)
@given(RECORDS, RECORDS, st.text(max_size=60))
def test_every_label_has_room_and_nothing_leaves_the_picture(one, other, title):
    drawn = reliability_chart([view(one, title), view(other)])
    assert clashes(drawn) == []
    assert shapes_outside(drawn) == []


def test_under_twenty_there_are_dots_and_one_interval_and_no_curve():
    svg = str(reliability_chart([FEW]).svg)
    assert svg.count('class="open"') == 4
    assert svg.count('class="ink"') == 1
    assert 'class="future"' not in svg
    assert "there is no curve" in svg


def test_from_twenty_on_there_is_a_curve_with_an_interval_at_each_point():
    svg = str(reliability_chart([MANY]).svg)
    assert svg.count('class="open"') == 0
    assert svg.count('class="ink"') == 2
    assert 'class="future"' in svg


def test_the_picture_stands_alone_and_says_what_it_shows_to_who_cannot_see_it():
    svg = standalone(reliability_chart([MANY]))
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "var(--" not in svg
    assert "<title" in svg
    assert "10 of 24 occurred" in svg


@given(RECORDS)
def test_lines_fit_a_terminal_and_can_be_written_in_ascii(record):
    lines = reliability_lines(view(record))
    # Two columns are left for the margin.
    assert max(map(width, lines)) <= 77
    plain = ascii_only("\n".join(lines))
    assert "?" not in plain
    assert len(record) >= FEWEST_FOR_CURVE or sum(map(_dots, plain.splitlines()[1:3])) in (len(record), -1)


def _dots(line):
    """How many questions a line of outcomes shows; more than nine in a column are not counted."""
    cells = line[12:45]
    return -1 if "+" in cells else sum(1 if cell == "o" else int(cell) for cell in cells if cell in "o23456789")


def test_lines_of_few_questions_are_a_dot_each_and_the_rate_of_all():
    scale, came, did_not, overall, legend = map(ascii_only, reliability_lines(FEW))
    assert scale.split() == ["0", "25", "50", "75", "100", "%"]
    assert re.sub(r"[ .]", "", came) == "occurredoo"
    assert re.sub(r"[ .]", "", did_not) == "didnot2"
    assert overall.rstrip().endswith("2 of 4 occurred (15-85 %)")
    assert "its interval" in legend


def test_lines_of_a_curve_have_the_rate_between_its_brackets_and_what_was_said():
    _, low, high, _ = map(ascii_only, reliability_lines(MANY))
    assert low.split()[:3] == ["said", "10", "%"]
    assert low.rstrip().endswith("1 of 12 occurred (1-35 %)")
    assert re.search(r"\[-+o-+x?-*\]", high)


@pytest.mark.parametrize(("came", "text"), [(0, "0 of 12 occurred (0–24"), (12, "12 of 12 occurred (76–100")])
def test_a_rate_that_was_counted_is_not_shown_as_below_one(came, text):
    shown = view([(0.5, n < came) for n in range(12)])
    assert shown.overall.text.startswith(text)


def test_nothing_resolved_has_no_diagram():
    assert reliability_view("maria", reliability([], [])) is None
