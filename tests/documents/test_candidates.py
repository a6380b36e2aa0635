from __future__ import annotations

from datetime import date

import pytest
import yaml

from equipoise.documents.candidates import CANDIDATES, add_candidates, candidates_from, read_candidates
from equipoise.documents.extraction.extract import extract
from equipoise.errors import InvalidCaseError

TEXT = "The junta lifted the ban on Friday. “We kept our word to the people,” said Ann Lee. It rained this week."


def candidates():
    return tuple(candidates_from("a-report", extract(TEXT, published=date(2022, 2, 26))))


def test_acts_and_statements_become_candidates_that_slice_back_to_the_text():
    found = candidates()
    assert [one.label for one in found] == ["dated_act", "attributed_statement", "dated_act"]
    assert all(TEXT[one.start : one.end].split() == one.text.split() for one in found)
    assert str(found[0].date) == "2022-02-25"
    assert {one.status for one in found} == {"open"}


def test_a_week_becomes_a_date_that_a_case_can_hold():
    assert str(candidates()[-1].date) == "2022-02"


def test_adding_twice_changes_nothing_and_reading_gives_them_back(tmp_path):
    first = add_candidates(tmp_path, candidates())
    written = first.path.read_bytes()
    second = add_candidates(tmp_path, candidates())
    assert (len(first.added), len(second.added), second.known) == (3, 0, 3)
    assert first.path.read_bytes() == written
    assert read_candidates(tmp_path) == candidates()


def test_what_a_person_decided_stays_byte_for_byte(tmp_path):
    add_candidates(tmp_path, candidates()[:1])
    path = tmp_path / CANDIDATES
    decided = path.read_text(encoding="utf-8").rstrip("\n") + "\n  status: rejected  # a rumour\n"
    path.write_text(decided, encoding="utf-8")
    add_candidates(tmp_path, candidates())
    assert path.read_text(encoding="utf-8").startswith(decided)
    assert len(yaml.safe_load(path.read_text(encoding="utf-8"))) == 3


def test_a_broken_file_is_refused_and_left_alone(tmp_path):
    (tmp_path / CANDIDATES).write_text("- id: [\n", encoding="utf-8")
    with pytest.raises(InvalidCaseError):
        add_candidates(tmp_path, candidates())
    assert (tmp_path / CANDIDATES).read_text(encoding="utf-8") == "- id: [\n"


def test_an_id_that_stands_twice_is_refused_with_its_line(tmp_path):
    add_candidates(tmp_path, candidates()[:1])
    path = tmp_path / CANDIDATES
    head, _, entry = path.read_text(encoding="utf-8").partition("- id")
    path.write_text(f"{head}- id{entry}- id{entry}", encoding="utf-8")
    with pytest.raises(InvalidCaseError) as told:
        read_candidates(tmp_path)
    (finding,) = told.value.findings
    assert "twice" in finding.problem
    assert finding.line == len(f"{head}- id{entry}".splitlines()) + 1


def test_nothing_is_said_of_the_status_until_a_person_closes_one_by_hand(tmp_path):
    path = add_candidates(tmp_path, candidates()).path
    assert "status" not in path.read_text(encoding="utf-8")


def test_a_case_without_the_file_has_no_candidates(tmp_path):
    assert read_candidates(tmp_path) == ()
