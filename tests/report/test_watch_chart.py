"""The watch board has room for every label and shows the numbers where they are."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.watch_chart import watch_chart, watch_drawings
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.charts.wrapped_label import wrapped_lines
from equipoise.report.view.watch import WatchView, watch_view
from report.geometry import clashes, shapes_outside
from report.made_watch import DELIVERY, indicator, made

TITLE = "Two governments state that arms or ammunition were delivered to the neighbour, with pictures and papers"


def board() -> WatchView:
    return watch_view(made(indicator(), indicator(DELIVERY, title=TITLE)))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.floats(0.001, 1), st.floats(0.01, 0.99)), min_size=2, max_size=6),
    st.integers(1, 4),
    st.text(max_size=150),
    st.sampled_from([*WIDTHS.values()]),
)
def test_no_label_touches_another_and_nothing_leaves_the_chart(cells, rows, title, width):
    total = sum(weight for weight, _ in cells)
    now = [weight / total for weight, _ in cells]
    names = list(made(now=now).now)
    one = indicator(dict(zip(names, [p for _, p in cells], strict=True)), now=now)
    view = watch_view(made(*(replace(one, title=title) for _ in range(rows)), now=now))
    chart = watch_chart(view, width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []


def test_dots_and_lines_stand_at_their_chances_on_one_scale():
    view = board()
    root = ElementTree.fromstring(str(watch_chart(view, width=680, name="chart").svg))
    ticks = {e.text: float(e.attrib["x"]) for e in root.iter("text") if e.get("class") == "t m"}
    zero, full = ticks["0"], ticks["100\u202f%"]
    dots = [(e.attrib["class"].split()[0], float(e.attrib["cx"])) for e in root.iter("circle")]
    expected = [dot for row in view.rows for dot in (("open", row.not_seen), ("fill", row.seen))]
    assert [kind for kind, _ in dots] == [kind for kind, _ in expected]
    assert [x for _, x in dots] == pytest.approx(
        [zero + (full - zero) * chance.probability for _, chance in expected], abs=0.11
    )
    uprights = [float(e.attrib["x1"]) for e in root.iter("line") if e.get("class") == "motive"]
    assert uprights == pytest.approx([zero + (full - zero) * row.now.probability for row in view.rows], abs=0.11)


@pytest.mark.parametrize("width", WIDTHS.values())
def test_every_number_that_is_drawn_is_printed(width):
    view = board()
    texts = " ".join(box.text for box in watch_chart(view, width=width, name="chart").boxes)
    for row in view.rows:
        for number in (row.now.number, row.seen.number, row.not_seen.number, row.chance.number, row.by):
            assert number in texts


def test_a_scale_reaches_only_as_far_as_it_must():
    now = (0.02, 0.03, 0.04, 0.91)
    one = indicator(dict.fromkeys(DELIVERY, 0.5) | {"apart": 0.9}, now=now)
    row = watch_view(made(one, now=now)).rows[0]
    view = replace(board(), rows=(replace(row, now=row.seen, seen=row.seen, not_seen=row.seen),))
    ticks = [box.text for box in watch_chart(view, width=680, name="chart").boxes if box.text.endswith("%")]
    assert ticks[0] == "4\u202f%"


def test_a_fifth_scenario_has_a_second_shape():
    now = (0.1, 0.1, 0.1, 0.1, 0.6)
    one = indicator({f"s{n}": 0.9 if n == 4 else 0.1 for n in range(5)}, now=now)
    root = ElementTree.fromstring(str(watch_chart(watch_view(made(one, now=now)), width=350, name="chart").svg))
    assert not list(root.iter("circle"))
    assert len(list(root.iter("rect"))) == 2


def test_a_board_is_drawn_at_every_width_and_none_where_there_is_nothing_to_watch_for():
    drawn = watch_drawings(board())
    assert list(drawn) == list(WIDTHS)
    assert "if seen" in drawn["wid"].alt
    assert watch_drawings(watch_view(made())) == {}


def test_a_title_is_broken_at_spaces_and_cut_to_its_lines():
    assert wrapped_lines("short", room=200, most=2) == ["short"]
    lines = wrapped_lines(TITLE, room=200, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert " ".join(wrapped_lines(TITLE, room=200, most=9)) == TITLE
    assert wrapped_lines("w" * 90, room=60, most=1)[0].endswith("…")
