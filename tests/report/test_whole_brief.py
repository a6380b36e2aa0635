"""The built-in case with every study by the engine: nothing overlaps, leaves the page or comes from nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.assess.assessment import Assessment
from equipoise.case.load import load_case
from equipoise.report.brief_html import render
from equipoise.report.document.blocks import Table
from equipoise.report.document.outline import document
from equipoise.report.document.text import plain
from equipoise.report.lint import lint
from equipoise.report.report import studied_view
from equipoise.report.view import View
from equipoise.studies.brief_studies import STUDIES, Studies, brief_studies
from equipoise.studies.tipping import tips_to_dict
from report.geometry import clashes, shapes_outside
from report.regenerated import not_regenerated

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = (1440, 1024, 390, 340)


@pytest.fixture(scope="module")
def studied(built_in) -> tuple[Assessment, Studies]:
    return built_in, brief_studies(load_case("sino-russian"), built_in)


@pytest.fixture(scope="module")
def shown(studied) -> View:
    return studied_view(*studied)


def test_every_study_is_made_and_has_its_section(studied, shown):
    assert studied[1].left_out == {}
    sections = [section.id for section in document(shown).sections]
    assert all(getattr(studied[1], name) for name in STUDIES)
    assert sections == [
        "bottom-line",
        "judgements",
        "dissent",
        "course",
        "explanations",
        "drivers",
        "changed",
        "circumstances",
        "tipping",
        "stability",
        "sensitivity",
        "baselines",
        "vintages",
        "watch",
        "evidence",
        "unknown",
        "assumptions",
        "method",
    ]


def test_no_label_touches_another_and_nothing_leaves_its_chart(shown):
    for chart in document(shown).charts():
        assert clashes(chart) == [], chart.alt
        assert shapes_outside(chart) == [], chart.alt


def test_no_sentence_breaks_a_rule(shown):
    assert lint(shown) == ()


def test_every_number_in_a_sentence_is_one_of_the_output(studied, shown):
    assessment, found = studied
    studies = (
        found.stability,
        found.vintages,
        found.agreement,
        found.explained,
        found.tip_map,
        found.conditionals,
        found.sensitivity,
        found.linchpins,
        found.switchboard,
    )
    then = [vintage.assessment for vintage in found.vintages.vintages]
    outputs = [one.to_dict() for one in (*studies, found.revisit, found.watch, *then)]
    assert not_regenerated(shown, assessment, [*outputs, tips_to_dict(found.tips)]) == []


def test_sets_of_shown_numbers_add_up(shown):
    scenarios = [scenario.id for scenario in shown.scenarios]
    sets = [
        [scenario.now for scenario in shown.scenarios],
        [scenario.at for scenario in shown.scenarios],
        *(list(row.chances.values()) for row in shown.baselines.rows),
        *(
            [getattr(row, when) for row in vintage.rows]
            for vintage in shown.vintages.vintages
            for when in ("now", "at")
        ),
        *([getattr(one, when) for one in shown.revisit.scenarios] for when in ("before", "after")),
    ]
    for one in sets:
        assert len(one) == len(scenarios)
        assert sum(chance.percent for chance in one) == 100


def test_the_headline_reads_the_same_in_every_section(shown):
    number = shown.leader.at.number
    assert shown.stability.base.number == number
    assert shown.revisit.leading.after.number == number
    assert next(row for row in shown.vintages.vintages[-1].rows if row.id == shown.leader.id).at.number == number
    assert number in shown.tips.now
    assert number == shown.sensitivity.base.number


def test_every_table_has_a_cell_for_each_column_and_no_more_than_nine(shown):
    made = document(shown)
    blocks = [block for section in made.sections for block in section.blocks]
    blocks += [block for folded in made.annex for block in folded.blocks]
    for table in (block for block in blocks if isinstance(block, Table)):
        assert len(table.columns) <= 9
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_long_tables_wait_for_a_click(shown):
    for section in document(shown).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert len(block.rows) <= 15, plain(section.heading)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_lies_outside_the_page(shown, tmp_path, width):
    with_browser = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("chromium is not installed")
    page = tmp_path / "brief.html"
    page.write_text(render(document(shown)), encoding="utf-8")
    with with_browser.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        try:
            tab = browser.new_page(viewport={"width": width, "height": 900})
            tab.goto(page.as_uri())
            tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            outside = tab.evaluate(OUTSIDE)
        finally:
            browser.close()
    assert outside == []


OUTSIDE = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((one) => !one.closest('.skip'))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && box.right > 0)
  .filter(([one, box]) => box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5)
  .map(([one, box]) => `${one.tagName} ${one.className.baseVal ?? one.className}: ${one.textContent.slice(0, 40)}`)
"""
"""Whatever reaches past an edge of the page; what lies wholly to its left, as heads of tables do on a phone, is only
for who cannot see it."""
