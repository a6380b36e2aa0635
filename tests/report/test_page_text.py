"""Pages as text: nothing wider than a terminal, and nothing lost that is short."""

from __future__ import annotations

from equipoise.report.columns import width
from equipoise.report.page_text import COLUMNS, page_text
from equipoise.report.view.pages import Page, Section, Table

PAGE = Page(
    title="A page " * 20,
    lead=("First.",),
    sections=(
        Section("A finding", ("", "Said of it."), Table(("dB", "what"), (("−0.3", "word " * 60), ("+12.0", "中文")))),
        Section("An empty table", table=Table(("dB", "what"), ())),
    ),
)


def test_no_line_is_wider_than_79_columns():
    assert max(map(width, page_text(PAGE).splitlines())) <= COLUMNS


def test_numbers_stand_under_each_other_and_long_prose_is_cut_after_two_lines():
    lines = page_text(PAGE).splitlines()
    start = lines.index("A finding")
    assert lines[start + 1] == "Said of it."
    assert lines[start + 2] == "   dB  what"
    assert lines[start + 3].startswith(" −0.3  word word")
    assert lines[start + 4].endswith("…")
    assert lines[start + 5] == "+12.0  中文"


def test_a_section_without_rows_shows_no_heads():
    assert page_text(PAGE).endswith("An empty table")


def test_ascii_has_no_other_characters():
    text = page_text(Page("×2 → Λ", ("…",), PAGE.sections), ascii=True)
    assert text.isascii()
    assert text.startswith("x2 -> L\n")
