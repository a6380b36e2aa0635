from __future__ import annotations

import hashlib
import json

import pytest
import yaml

TEXT = """A title

Ann Lee, 26 February 2022

“We may yet sign,” the minister said on Friday. If talks fail, 2,000 people will leave.
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_has_places_in_the_text_of_the_file(run, report):
    ran = run("extract", report, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert set(found) == {"file", "sha256", "mentions"}
    assert found["sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in found["mentions"])
    assert {one["label"] for one in found["mentions"]} == {
        "estimative",
        "attributed_statement",
        "dated_act",
        "figure",
        "conditional",
    }


def test_text_fits_79_columns_and_says_as_of_when_dates_are_read(run, report):
    ran = run("extract", report)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "Dates are read as of 2022-02-26." in " ".join(ran.out.split())
    assert "2022-02-25" in ran.out


def test_a_day_of_publication_can_be_given(run, report):
    ran = run("extract", report, "--published", "2022-03-05", "--json")
    (act,) = [one for one in json.loads(ran.out)["mentions"] if one["label"] == "dated_act"]
    assert act["iso"] == "2022-03-04"
    assert run("extract", report, "--published", "soon").code == 2


def test_mentions_of_a_case_become_candidates_and_never_evidence(run, report, case_folder):
    assert run("ingest", case_folder, report, "--quiet").code == 0
    evidence = (case_folder / "evidence.yaml").read_bytes()
    ran = run("extract", case_folder, "--all")
    assert ran.code == 0, ran.err
    assert "Nothing is evidence until" in " ".join(ran.out.split())
    (candidate, *_) = yaml.safe_load((case_folder / "candidates.yaml").read_text(encoding="utf-8"))
    assert candidate["document"] == "report"
    assert "status" not in candidate
    assert (case_folder / "evidence.yaml").read_bytes() == evidence
    again = json.loads(run("extract", case_folder, "report", "--json").out)
    assert again["added"] == []


@pytest.mark.parametrize("words", [["nobody"], ["report", "--all"]], ids=" ".join)
def test_what_cannot_be_extracted_is_told(run, report, case_folder, words):
    assert run("ingest", case_folder, report, "--quiet").code == 0
    assert run("extract", case_folder, *words).code == 2


def test_a_folder_without_documents_is_told(run, tmp_path):
    assert run("extract", tmp_path, "--all").code == 2
    assert run("extract", tmp_path).code == 2
