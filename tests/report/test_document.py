"""The document between view and form: outline, blocks, text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.report.charts.standalone import standalone
from equipoise.report.document.blocks import Chart, Column, Span, Table
from equipoise.report.document.outline import document
from equipoise.report.document.text import BREAK, joined, lines, link, plain, prose
from equipoise.report.table_shares import SANS, table_shares
from equipoise.report.view import view


@given(st.text())
def test_prose_loses_nothing(text):
    assert plain(prose(text)) == text


def test_numbers_in_prose_are_runs_of_their_own():
    spans = prose("at <1\u202f% or 83\u202f%\u00a0(74–90), very likely")
    assert [span.text for span in spans if span.style == "number"] == ["<1\u202f%", "83\u202f%\u00a0(74–90)"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", ""])
def test_only_web_addresses_make_a_link(url):
    assert link("a", url) == (Span("a"),)
    assert link("a", "https://x.example") == (Span("a", url="https://x.example"),)


def test_texts_are_put_together_without_a_separator_too_many():
    assert plain(joined([prose("a"), prose("b")], "; ")) == "a; b"
    assert lines([prose("a"), prose("b")]) == (*prose("a"), *BREAK, *prose("b"))
    assert joined([], "; ") == ()


def test_sections_are_counted_and_named_once(sampled):
    made = document(view(sampled))
    numbers = [number for number, _ in made.numbered() if number]
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    ids = [section.id for section in made.sections]
    assert len(ids) == len(set(ids))
    assert made.first in ids


def test_every_row_of_every_table_has_a_cell_for_each_column(sampled):
    made = document(view(sampled))
    blocks = [block for section in made.sections for block in section.blocks]
    tables = [
        block for block in (*blocks, *(b for folded in made.annex for b in folded.blocks)) if isinstance(block, Table)
    ]
    assert len(tables) > 6
    for table in tables:
        assert sum(column.kind == "head" for column in table.columns) == 1
        for row in table.rows:
            assert len(row) == len(table.columns)
            for column, cell in zip(table.columns, row, strict=True):
                assert isinstance(cell, Chart) == (column.kind == "drawing")


def test_no_finding_stands_where_the_engine_does_not_vouch_for_it(assessment):
    made = document(view(replace(assessment, trustworthy=False)))
    assert [section.id for section in made.sections][:2] == ["bottom-line", "unusable"]
    assert "judgements" not in [section.id for section in made.sections]


def test_every_chart_has_words_for_who_cannot_see_it(sampled):
    assert all(chart.alt for chart in document(view(sampled)).charts())


def test_a_chart_outside_a_page_needs_nothing_of_it(sampled):
    for chart in document(view(sampled)).charts():
        svg = standalone(chart, slot=2)
        assert "var(" not in svg
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=1, max_size=5), st.floats(10, 80))
def test_columns_share_the_whole_width_and_each_has_some(texts, room):
    columns = (Column("What", "head"), Column("Number", "number"), Column("Note"))
    shares = table_shares(Table(columns, tuple(tuple(map(prose, row)) for row in texts)), room=room, face=SANS)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0


def test_a_number_is_given_its_whole_width_before_prose_is():
    columns = (Column("What", "head"), Column("Now", "number"))
    table = Table(columns, ((prose("word " * 80), prose("83\u202f%\u00a0(74–90)")),))
    _, number = table_shares(table, room=40, face=SANS)
    assert number * 40 == pytest.approx(table_shares(table, room=60, face=SANS)[1] * 60, rel=1e-9)
    assert number * 40 > 6
