"""Tables that are written, and what is said of what they cannot hold."""

from __future__ import annotations

import csv as standard
import io

import pytest

from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.exchange.csv_table import write_csv_table
from equipoise.exchange.export_evidence import export_evidence
from exchange.exchanged import EXAMPLE


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "--x"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert write_csv_table([[text]]).decode("utf-8-sig") == f"'{text}\r\n"


@pytest.mark.parametrize("text", ["++", "--", "+", "-", "-2.5", "+3", "A pact", "'Tis"])
def test_marks_numbers_and_words_stay(text):
    assert write_csv_table([[text]]).decode("utf-8-sig") == f"{text}\r\n"


def test_a_row_holds_an_item_with_its_ratings():
    rows = list(standard.DictReader(io.StringIO(export_evidence(EXAMPLE, form="csv").content.decode("utf-8-sig"))))
    row = next(row for row in rows if row["id"] == "abstain")
    assert (row["date"], row["kind"], row["sources"], row["accuracy"]) == ("2021-04-02", "conduct", "wire", "0.95")
    assert (row["scenarios=hedged"], row["scenarios=apart"], row["pressure=medium"]) == ("++", "2.5", "+")


def test_the_loss_report_names_fields_and_those_concerned():
    losses = {loss.field: loss for loss in export_evidence("sino-russian", form="csv").losses}
    assert losses["sources.grade"].fate == "lost"
    assert "iai-2022" in losses["sources.grade"].of
    assert losses["evidence.chain"].fate == "joined"
    stix = {loss.field: loss for loss in export_evidence("sino-russian", form="stix").losses}
    assert stix["evidence.planted"].fate == stix["ratings"].fate == stix["evidence.silence"].fate == "ours alone"
    matrix = {loss.field: loss for loss in export_evidence("sweden-nato", form="ach").losses}
    assert matrix["evidence"].of == ("no-bill-2022", "no-bill-2023")
    assert matrix["ratings.rating"].fate == "changed"
    assert export_evidence("sino-russian", form="json").losses == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("x.csv", "csv"),
        ("x.XLSX", "xlsx"),
        ("x.json", "json"),
        ("x.stix.json", "stix"),
        ("x.ach.csv", "ach"),
        ("x.ach.xlsx", "ach"),
    ],
)
def test_the_name_of_the_file_says_the_form(tmp_path, name, form):
    done = export_evidence(EXAMPLE, tmp_path / name)
    assert done.form == form
    assert (tmp_path / name).read_bytes() == done.content


def test_a_name_that_says_no_form_and_a_rater_who_is_not_there_are_refused(tmp_path):
    with pytest.raises(UsageError, match="does not say what to write"):
        export_evidence(EXAMPLE, tmp_path / "x.pdf")
    with pytest.raises(UsageError, match="is no form"):
        export_evidence(EXAMPLE, form="cvs")
    with pytest.raises(UsageError, match="no ratings by 'ann'"):
        export_evidence(EXAMPLE, form="ach", rater="ann")


def test_a_matrix_names_the_ratings_it_leaves_out():
    losses = export_evidence(load_case(EXAMPLE), form="ach").losses
    (left_out,) = [loss for loss in losses if loss.text == "ratings of anything but scenarios"]
    assert set(left_out.of) == {"tariff", "abstain", "late-news"}
