"""Matrices of competing hypotheses."""

from __future__ import annotations

import pytest

from equipoise.case.load import load_case
from equipoise.errors import InvalidCaseError
from equipoise.exchange.ach_matrix import said_aside, with_aside
from equipoise.exchange.export_evidence import export_evidence
from equipoise.exchange.import_evidence import import_evidence
from equipoise.exchange.weights import ach_letters
from exchange.exchanged import bare_case, csv

MATRIX = """\
,Evidence,Type,Date/Time,Credibility,Relevance,H1: They stand apart,H2: hedged,H3: They join
,Weighted Inconsistency Score,,,,,-2.1,0,-1.4
E1,A pact is signed,Intel Reporting,2021-02-25,HIGH,MEDIUM,II,N,CC
E2,A speech,Assumption,2021-03-01,LOW,,I,NA,C
E3,A mood,,2021-03-02,,,very inconsistent,,n/a
"""
NAMED = {"They stand apart": "apart", "H3: They join": "allied"}


@pytest.fixture
def folder(tmp_path):
    return bare_case(tmp_path / "case")


def test_letters_become_marks_and_judgements_of_quality_stay_words(folder):
    found = import_evidence(folder, csv(MATRIX), named=NAMED, default_kind="report")
    assert found.form == "ach"
    case = load_case(folder)
    rated = {(row.item, row.level): row.rating for row in case.ratings}
    pact, speech, mood = (item.id for item in case.evidence)
    assert rated == {
        (pact, "apart"): "--",
        (pact, "hedged"): "0",
        (pact, "allied"): "++",
        (speech, "apart"): "-",
        (speech, "allied"): "+",
        (mood, "apart"): "--",
    }
    first = case.evidence[0]
    assert first.note == "[ACH: type Intel Reporting; credibility HIGH; relevance MEDIUM]"
    assert (first.grade, first.accuracy) == (None, None)
    assert any("Weighted Inconsistency Score" in note for note in found.notes)
    assert any("not assessed (2 of NA)" in note for note in found.notes)


def test_hypotheses_in_rows_give_the_same(folder, tmp_path):
    rows = [line.split(",") for line in MATRIX.splitlines() if "Weighted" not in line]
    turned = "\n".join(",".join(column) for column in zip(*rows, strict=True) if any(column))
    turned = turned.replace("Evidence,", "Hypothesis,", 1) if turned.startswith("Evidence") else turned
    lines = turned.splitlines()
    lines[0] = ",E1,E2,E3"
    lines[1] = lines[1].replace("Hypothesis,", "Evidence,")
    other = bare_case(tmp_path / "other")
    for place, text in ((folder, MATRIX), (other, "\n".join(lines) + "\n")):
        import_evidence(place, csv(text), named=NAMED, default_kind="report", form="ach")
    assert load_case(other).fingerprint == load_case(folder).fingerprint


def test_a_corner_that_says_hypothesis_turns_the_table(folder):
    text = "Hypothesis,A pact,A speech\nDate,2021-02-25,2021-03\nhedged,CC,N\nallied,II,?\n"
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(text), form="ach", default_kind="report")
    (finding,) = caught.value.findings
    assert (finding.line, finding.column, finding.path) == (4, 3, "allied")
    import_evidence(folder, csv(text.replace("?", "I")), default_kind="report")
    assert {(row.item, row.level): row.rating for row in load_case(folder).ratings} == {
        ("a-pact", "hedged"): "++",
        ("a-pact", "allied"): "--",
        ("a-speech", "hedged"): "0",
        ("a-speech", "allied"): "-",
    }


def test_hypotheses_that_are_no_scenario_are_told_together(folder):
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(MATRIX), default_kind="report")
    told = [one for one in caught.value.findings if "is no scenario" in one.problem]
    assert [(one.line, one.column) for one in told] == [(1, 7), (1, 9)]
    assert all("--map" in one.mend for one in told)


def test_two_hypotheses_for_one_scenario_are_refused(folder):
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(MATRIX), named={**NAMED, "They stand apart": "allied"}, default_kind="report")
    assert any("second hypothesis for the scenario allied" in one.problem for one in caught.value.findings)


def test_a_matrix_comes_back_from_the_case(folder, tmp_path):
    import_evidence(folder, csv(MATRIX), named=NAMED, default_kind="report")
    out = export_evidence(folder, tmp_path / "out.ach.csv")
    lines = (tmp_path / "out.ach.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Id,Date,Evidence,Kind,Source,Note,Type,Credibility,Relevance,apart,hedged,allied"
    assert lines[1].endswith(",Intel Reporting,HIGH,MEDIUM,II,N,CC")
    assert lines[2].endswith(",Assumption,LOW,,I,,C")
    assert out.losses == ()
    again = bare_case(tmp_path / "again")
    import_evidence(again, tmp_path / "out.ach.csv")
    assert load_case(again).fingerprint == load_case(folder).fingerprint


def test_decibans_become_the_letters_of_the_nearest_mark():
    scale = {"++": 6.0, "+": 3.0, "0": 0.0, "-": -3.0, "--": -6.0}
    assert [ach_letters(db, scale) for db in (9, 4.6, 4.5, 1.5, 1.4, -1.6, -7)] == [
        "CC",
        "CC",
        "C",
        "N",
        "N",
        "I",
        "II",
    ]


@pytest.mark.parametrize("note", [None, "As told", "As told [ACH: high]", "[x]"])
def test_what_a_matrix_says_aside_is_taken_out_of_a_note_again(note):
    aside = {"credibility": "HIGH", "relevance": "[low]; rather"}
    written = with_aside(note, aside)
    assert written is not None
    assert said_aside(written) == (note or "", {"credibility": "HIGH", "relevance": ",low,, rather"})
    assert said_aside(note) == (note or "", {})
