"""Every label of every chart lies inside it and touches no other, by a width model that errs on the wide side."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.report.charts.canvas import Canvas, Label, chart_of
from equipoise.report.charts.course_panel import CROP, FULL, PIXELS_PER_POINT, ceiling, course_panel
from equipoise.report.charts.explanations_over_time import explanations_over_time
from equipoise.report.charts.gauge import gauge
from equipoise.report.charts.text_width import text_width
from equipoise.report.charts.weight_bar import weight_bar
from equipoise.report.charts.widths import WIDTHS
from equipoise.report.document.blocks import Figure
from equipoise.report.document.outline import document
from equipoise.report.names import tidy
from equipoise.report.numbers import signed, table_date
from equipoise.report.view import view
from equipoise.report.view.chances import chance
from equipoise.report.view.explanations import ExplanationView
from report.geometry import NUMBER, clashes, shapes_outside
from report.hand_made import case, fake

SHARES = st.lists(st.floats(0.001, 1), min_size=2, max_size=6)


def test_no_label_of_a_brief_touches_another_and_nothing_leaves_its_chart(assessment, sampled, by_engine):
    for one in (assessment, sampled, by_engine, replace(by_engine, discriminating_items=9)):
        for chart in document(view(one)).charts():
            assert clashes(chart) == []
            assert shapes_outside(chart) == []


@settings(max_examples=60)
@given(
    SHARES,
    SHARES,
    st.integers(0, 5000),
    st.integers(1, 4000),
    st.sampled_from(["week", "month", "quarter"]),
    st.booleans(),
    st.sampled_from([*WIDTHS.values(), 213.0]),
)
def test_a_panel_has_room_for_its_labels_whatever_the_span(now, at, past, future, step, sampled, width):
    count = min(len(now), len(at))
    now, at = ([share / sum(shares[:count]) for share in shares[:count]] for shares in (now, at))
    as_of = date(2022, 2, 24) + timedelta(days=past if step != "week" else past % 400)
    horizon = as_of + timedelta(days=future if step != "week" else future % 400 + 1)
    made = case({f"s{n}": f"Course {n}" for n in range(count)}, step=step, horizon=horizon.isoformat())
    shown = view(fake(made, as_of=as_of, now=now, at=at, without=at, sampled=sampled))
    for panel in shown.course.panels:
        for course, drawn in ((shown.course, panel), _as_last_time(shown.course, panel, len(panel.points) // 3)):
            chart = course_panel(course, drawn, width=width, name="chart", labelled=True)
            assert clashes(chart) == []
            assert shapes_outside(chart) == []


def _as_last_time(course, panel, first):
    """The same with a dotted line from a point on, at the chances of the points in the opposite order."""
    later = panel.points[first:]
    turned = [point.chance for point in reversed(later)]
    earlier = tuple(replace(point, chance=chance) for point, chance in zip(later, turned, strict=True))
    return replace(course, earlier_as_of=later[0].day), replace(panel, earlier=earlier)


SCORES = st.floats(-3000, 3000)


@settings(max_examples=60)
@given(st.data(), st.integers(2, 6), st.integers(1, 12), st.sampled_from([*WIDTHS.values()]))
def test_explanations_have_room_whatever_their_titles_and_scores(data, explanations, days, width):
    shown = _on_trial(
        titles=data.draw(st.lists(st.text(max_size=80), min_size=explanations, max_size=explanations)),
        scores=[data.draw(st.lists(SCORES, min_size=days, max_size=days)) for _ in range(explanations)],
        wedge=data.draw(st.lists(st.floats(0, 50), min_size=days, max_size=days)),
    )
    chart = explanations_over_time(shown, width=width, name="chart")
    assert clashes(chart) == []
    assert shapes_outside(chart) == []
    named = [box.text for box in chart.boxes]
    assert all(any(text.endswith(f" {signed(row.ahead_db[-1])}") for text in named) for row in shown.rows)


def test_a_score_steps_on_the_days_on_which_it_changes_and_nowhere_else():
    shown = _on_trial(titles=["One", "Other"], scores=[[0.0, 2.0, 2.0], [0.0, -2.0, -2.0]], wedge=[0.1, 0.1, 0.1])
    chart = explanations_over_time(shown, width=680, name="chart")
    paths = [
        element.attrib["d"] for element in ElementTree.fromstring(str(chart.svg)).iter() if element.tag.endswith("path")
    ]
    for drawn in paths[1:]:
        numbers = [float(n) for n in NUMBER.findall(drawn)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        assert all(before[0] == after[0] or before[1] == after[1] for before, after in pairwise(points))
        assert len({y for _, y in points}) == 2
        assert len({x for before, (x, y) in pairwise(points) if before[1] != y}) == 1


def test_the_last_step_is_the_score_that_the_trial_tells(by_engine):
    shown = view(replace(by_engine, discriminating_items=5)).explanations
    scored = [row for row in shown.rows if row.behind_db is not None]
    mean = sum(row.behind_db for row in scored) / len(scored)
    assert [row.ahead_db[-1] for row in scored] == pytest.approx([row.behind_db - mean for row in scored], abs=1e-9)


def _on_trial(*, titles, scores, wedge):
    rows = tuple(
        ExplanationView(tidy(title), n + 1, "", "", "", 0.0, 0.0, "", ahead_db=tuple(course))
        for n, (title, course) in enumerate(zip(titles, scores, strict=True))
    )
    days = tuple(date(2022, 3, 1) + timedelta(days=17 * n) for n in range(len(wedge)))
    return replace(view(fake(case())).explanations, rows=rows, ranked=True, days=days, wedge_db=tuple(wedge))


def test_explanations_that_are_not_ranked_have_no_chart(by_engine):
    shown = view(replace(by_engine, discriminating_items=4))
    section = next(section for section in document(shown).sections if section.id == "explanations")
    assert not any(isinstance(block, Figure) for block in section.blocks)
    with pytest.raises(ValueError, match="not ranked"):
        explanations_over_time(shown.explanations, width=680, name="chart")


def test_panels_share_one_scale_and_rare_scenarios_are_cropped(assessment):
    section = next(section for section in document(view(assessment)).sections if section.id == "course")
    tall_row, cropped_row = section.blocks[0].rows
    assert [drawing.title for drawing in tall_row.drawings] == ["Straddle"]
    assert [drawing.title for drawing in cropped_row.drawings] == ["Arm’s length", "Overt support", "Arming Urania"]
    tall, cropped = tall_row.drawings[0].charts["nar"], cropped_row.drawings[0].charts["nar"]
    labelled = 10
    assert tall.height - cropped.height == pytest.approx((FULL - CROP) * PIXELS_PER_POINT + labelled)


def test_a_scenario_that_once_reached_more_than_the_crop_has_the_full_scale(assessment):
    shown = view(fake(case(), without=(0.41, 0.5, 0.05, 0.04)))
    first = shown.course.panels[0]
    assert max(point.chance.probability for point in first.points) < 0.4 or ceiling(first) == FULL
    assert ceiling(view(fake(case(), now=(0.41, 0.5, 0.05, 0.04))).course.panels[0]) == FULL


def test_the_line_passes_through_the_numbers(assessment):
    shown = view(assessment)
    panel = shown.course.panels[1]
    chart = course_panel(shown.course, panel, width=680, name="chart", labelled=False)
    root = ElementTree.fromstring(str(chart.svg))
    path = next(e for e in root.iter("path") if e.get("class") == "past")
    heights = [float(y) for y in NUMBER.findall(path.attrib["d"])[1::2]]
    past = [point.chance.probability for point in panel.points if point.day <= assessment.as_of]
    zero = 8 + FULL * PIXELS_PER_POINT
    assert heights == pytest.approx([zero - 100 * p * PIXELS_PER_POINT for p in past], abs=0.06)


def test_the_prediction_of_last_time_is_dotted_in_the_same_hue_and_labelled(assessment):
    shown = view(assessment)
    course, panel = _as_last_time(shown.course, shown.course.panels[1], 3)
    for width in WIDTHS.values():
        chart = course_panel(course, panel, width=width, name="chart", labelled=True)
        root = ElementTree.fromstring(str(chart.svg))
        (dotted,) = (e for e in root.iter("path") if e.get("class") == "earlier")
        assert len(NUMBER.findall(dotted.attrib["d"])) == 2 * len(panel.earlier)
        assert [box.text for box in chart.boxes].count(f"as seen {table_date(panel.earlier[0].day)}") == 1
    without = course_panel(shown.course, shown.course.panels[1], width=680, name="chart", labelled=True)
    assert "earlier" not in str(without.svg)


def test_what_was_predicted_last_time_is_not_cut_by_a_cropped_scale(assessment):
    panel = view(assessment).course.panels[0]
    high = replace(panel.points[-1].chance, probability=0.55)
    assert ceiling(panel) == CROP
    assert ceiling(replace(panel, earlier=(replace(panel.points[-1], chance=high),))) == FULL


def test_hatch_covers_exactly_the_silent_spans(assessment):
    shown = view(assessment)
    chart = course_panel(shown.course, shown.course.panels[1], width=680, name="chart", labelled=False)
    assert str(chart.svg).count('fill="url(#chart-h)"') == len(shown.course.silent) == 3
    loud = replace(shown.course, silent=())
    assert "pattern" not in str(course_panel(loud, loud.panels[1], width=680, name="chart", labelled=False).svg)


def test_no_band_is_drawn_where_there_is_no_range(assessment, sampled):
    for one, bands in ((assessment, 0), (sampled, 2)):
        shown = view(one)
        chart = course_panel(shown.course, shown.course.panels[1], width=680, name="chart", labelled=False)
        assert str(chart.svg).count('class="band') == bands


def test_evidence_bars_point_toward_and_away(assessment):
    toward = weight_bar(2.0, largest=2.0, name="chart")
    away = weight_bar(-2.0, largest=2.0, name="chart")
    assert 'class="solid"' in str(toward.svg)
    assert 'class="open"' in str(away.svg)
    assert "<rect" not in str(weight_bar(0.0, largest=0.0, name="chart").svg)


def test_a_gauge_has_its_dot_at_the_number():
    for probability, x in ((0, 4), (0.5, 32), (1, 60)):
        assert f'cx="{x}"' in str(gauge(chance(probability), slot=1, name="chart").svg)
    assert "<circle" not in str(gauge(chance(0.5), slot=5, name="chart").svg)


def test_a_chart_tells_its_title_and_content_to_who_cannot_see_it(by_engine):
    for chart in document(view(by_engine)).charts():
        root = ElementTree.fromstring(str(chart.svg))
        assert root.get("role") == "img"
        ids = {child.get("id") for child in root if child.tag in ("title", "desc")}
        assert set(root.attrib["aria-labelledby"].split()) == ids
        assert all(child.text for child in root if child.tag == "title")


def test_authored_text_in_a_chart_is_escaped():
    canvas = Canvas("chart", 100, 20, title="<b>&</b>", desc='"x"')
    canvas.label(Label(0, 12, "<script>alert(1)</script>"))
    svg = str(chart_of(canvas).svg)
    assert "<script" not in svg
    assert ElementTree.fromstring(svg)[2].text == "<script>alert(1)</script>"


def test_a_label_without_a_free_place_is_left_out():
    canvas = Canvas("chart", 100, 20, title="x")
    assert canvas.label_where_free([Label(50, 12, "first", "middle")])
    assert not canvas.label_where_free([Label(52, 12, "second", "middle"), Label(90, 12, "outside")])
    assert canvas.label_where_free([Label(50, 12, "b", "middle"), Label(2, 12, "b")])
    assert [box.text for box in canvas.boxes] == ["first", "b"]


@pytest.mark.parametrize("text", ["31 March 2023", "no reports", "Straddle 83\u202f%", "(74–90)", "−2.3\u202fdB"])
def test_the_width_model_is_no_narrower_than_helvetica(text):
    # Advance widths of Helvetica in thousandths of the type size, from its published metrics.
    helvetica = {"3": 556, "1": 556, " ": 278, "M": 833, "a": 556, "r": 333, "c": 500, "h": 556, "n": 556, "o": 556}
    known = sum(helvetica.get(character, 191) for character in text) * 12 / 1000
    assert text_width(text) > known
    assert text_width(text, bold=True) > text_width(text)
    assert text_width("中国") >= 24


def test_bars_of_one_day_stand_beside_each_other_and_none_beyond_the_as_of_date(assessment):
    shown = view(assessment)
    course = replace(shown.course, panels=())
    bars = tuple(replace(shown.course.panels[1].bars[0], day=assessment.as_of, db=2.0) for _ in range(3))
    panel = replace(shown.course.panels[1], bars=bars)
    root = ElementTree.fromstring(str(course_panel(course, panel, width=213, name="chart", labelled=False).svg))
    lefts = [float(e.attrib["x"]) for e in root.iter("rect") if e.get("class") == "fill"]
    as_of = max(float(e.attrib["x1"]) for e in root.iter("line") if float(e.attrib["y2"]) - float(e.attrib["y1"]) > 60)
    assert len(set(lefts)) == 3
    assert max(lefts) + 2.5 <= as_of + 0.1
