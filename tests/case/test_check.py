"""Checking a case as a whole: in memory, in a folder, by name."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from case.small_case import GONE, content, small_case
from equipoise.case.builtin import list_builtin
from equipoise.case.case import Case
from equipoise.case.check import check, check_read, errors_apart_from_edits
from equipoise.case.load import load_case, read_case
from equipoise.errors import InvalidCaseError, Severity, UsageError
from oracle.build import case_of

MINIMAL: dict[str, Any] = {
    "equipoise": 1,
    "title": "The least there can be",
    "actor": "Ruritania",
    "question": "Does it rain?",
    "clock": {"opens": "2021-01-01", "horizon": "2021-12-31"},
    "instruments": {"sky": {"levels": ["dry", "wet"]}},
    "starts": {"sky": {"dry": 0.6, "wet": 0.4}},
    "scenarios": {
        "dry": {"sky": ["dry"], "resolves": "The gauge is empty"},
        "wet": {"sky": ["wet"], "resolves": "The gauge is not"},
    },
    "base_rate": {"changes": 30, "years": 10, "source": "The weather office"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small case in a folder, written with one entry a line; JSON is YAML too."""
    write(tmp_path / "small", content())
    return tmp_path / "small"


def write(folder: Path, data: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    for file in ("case", "sources", "evidence", "judgements"):
        (folder / f"{file}.yaml").write_text(json.dumps(data[file], indent=2))
    rows = io.StringIO(newline="")
    table = csv.DictWriter(
        rows, ["item", "subject", "level", "rating", "rater", "why"], restval="", lineterminator="\n"
    )
    table.writeheader()
    table.writerows(data["ratings"])
    (folder / "ratings.csv").write_text(rows.getvalue())


def line_of(file: Path, text: str, nth: int = 1) -> int:
    """The line of the nth place at which a text stands in a file."""
    lines = [number for number, line in enumerate(file.read_text().splitlines(), start=1) if text in line]
    return lines[nth - 1]


def test_in_a_good_case_nothing_is_found(folder):
    assert check(small_case()) == []
    assert check(folder) == []


def test_in_the_least_case_there_can_be_nothing_is_found():
    case = case_of(
        MINIMAL,
        [{"id": "puddle", "date": "2021-02-01", "what": "A puddle", "kind": "conduct", "sources": ["me"]}],
        [{"item": "puddle", "subject": "scenarios", "level": "wet", "rating": "+", "why": "Rain makes them"}],
        {"me": {"title": "I"}},
    )
    assert check(case) == []
    assert check(case_of(MINIMAL)) == []


@pytest.mark.parametrize("name", list_builtin())
def test_a_built_in_case_has_no_errors(name):
    assert [str(one) for one in check(name) if one.severity is Severity.ERROR] == []


def test_there_must_be_a_case():
    with pytest.raises(UsageError, match="there is no case 'nowhere'"):
        check("nowhere")


# --- places ----------------------------------------------------------------------------------------------------------


def test_a_finding_in_memory_has_a_path_and_no_place():
    (finding,) = check(small_case({"evidence.0.sources.0": "wier"}))
    assert (finding.file, finding.line, finding.column) == ("", 0, 0)
    assert str(finding) == "evidence.visit.sources.0: unknown source 'wier'; did you mean 'wire'?"


@pytest.mark.parametrize(
    ("changes", "file", "text", "nth", "column"),
    [
        ({"case.clock.horizon": "2020-01-01"}, "case.yaml", "2020-01-01", 1, 16),
        ({"case.conditions.pressure.means.hi": "x"}, "case.yaml", '"hi"', 1, 9),
        ({"case.scenarios.embrace.stance.0": "alied"}, "case.yaml", "alied", 1, 9),
        ({"case.starts.arms": GONE}, "case.yaml", '"starts"', 1, 3),
        ({"sources.the wire": {"title": "A wire"}}, "sources.yaml", "the wire", 1, 3),
        ({"evidence.2.supersedes": "visit-agin"}, "evidence.yaml", "visit-agin", 1, 19),
        ({"evidence.4.id": "visit"}, "evidence.yaml", '"visit"', 2, 11),
        ({"judgements.0.event.at": "embarce"}, "judgements.yaml", "embarce", 1, 13),
        ({"case.questions.soon.event.ever.1": "embarce"}, "case.yaml", "embarce", 1, 11),
        ({"ratings.3.level": "kim"}, "ratings.csv", "kim", 1, 20),
        ({"case.assumptions.deaf.if_false": {"decision_maker.adviser": 1}}, "case.yaml", ".adviser", 1, 35),
    ],
)
def test_a_finding_in_a_file_says_where(folder, changes, file, text, nth, column):
    write(folder, content(changes))
    finding = check(folder)[0]
    place = (finding.file, finding.line, finding.column)
    assert place == (str(folder / file), line_of(folder / file, text, nth), column)


def test_evidence_in_several_files_is_found_in_the_right_one(folder):
    items = content({"evidence.3.sources.0": "wier"})["evidence"]
    (folder / "evidence.yaml").unlink()
    (folder / "evidence").mkdir()
    (folder / "evidence" / "1.yaml").write_text(json.dumps(items[:2], indent=2))
    (folder / "evidence" / "2.yaml").write_text(json.dumps(items[2:], indent=2))
    (finding,) = check(folder)
    second = folder / "evidence" / "2.yaml"
    assert (finding.file, finding.line) == (str(second), line_of(second, "wier"))


def test_a_thing_given_twice_says_where_the_first_is(folder):
    write(folder, content({"evidence.4.id": "visit"}))
    first = f"{folder / 'evidence.yaml'}:{line_of(folder / 'evidence.yaml', 'visit')}"
    assert check(folder)[0].problem == f"'visit' is the id of an earlier evidence item at {first} too"


# --- all at once -----------------------------------------------------------------------------------------------------

SLIPS = {
    "case.clock.horizon": "2020-01-01",
    "case.scenarios.embrace.stance.0": "alied",
    "case.conditions.pressure.starts.high": 0.3,
    "case.scenarios.straddle.resolves": GONE,
    "evidence.0.sources.0": "wier",
    "evidence.3.silence": GONE,
    "judgements.0.source": "yearbok",
    "ratings.0.level": "embarce",
}


def test_everything_is_found_at_once_in_the_order_of_files_and_lines(folder):
    write(folder, content(SLIPS))
    findings = check(folder)
    assert [(Path(one.file).name, one.path) for one in findings if one.severity is not Severity.NOTE] == [
        ("case.yaml", "clock.horizon"),
        ("case.yaml", "scenarios.straddle"),
        ("case.yaml", "scenarios.embrace.stance.0"),
        ("case.yaml", "conditions.pressure.starts"),
        ("case.yaml", "indicators.base.until"),
        ("case.yaml", "indicators.crisis.event.until"),
        ("case.yaml", "questions.soon.event.from"),
        ("case.yaml", "questions.soon.event.until"),
        ("case.yaml", "questions.soon.event.do.pressure"),
        ("evidence.yaml", "evidence.visit.sources.0"),
        ("evidence.yaml", "evidence.quiet"),
        ("judgements.yaml", "judgements.j1.event.until"),
        ("judgements.yaml", "judgements.j1.source"),
        ("ratings.csv", "ratings.visit.scenarios.embarce"),
    ]
    assert findings == sorted(findings, key=lambda one: (one.file, one.line, one.column))
    assert all(one.problem and one.mend for one in findings)


def test_loading_refuses_a_case_with_errors_and_carries_all_findings(folder):
    write(folder, content(SLIPS))
    with pytest.raises(InvalidCaseError) as refusal:
        load_case(folder)
    assert set(refusal.value.findings) == set(check(folder))


def test_loading_accepts_a_case_with_warnings_and_notes(folder):
    write(folder, content({"case.scenarios.straddle.resolves": GONE}))
    assert isinstance(load_case(folder), Case)


def test_where_a_file_cannot_be_read_its_findings_are_given(folder):
    (folder / "sources.yaml").write_text("wire: {titel: A wire service}\n")
    assert any("titel" in str(finding) for finding in check(folder))
    assert check_read(read_case(folder)) == check(folder)


def test_an_edited_case_is_checked_without_making_its_own_edits():
    case = small_case({"case.levers.tariff.path": "nowhere", "evidence.0.sources.0": "wier"})
    assert [finding.path for finding in errors_apart_from_edits(case)] == ["evidence.visit.sources.0"]
    assert errors_apart_from_edits(small_case({"case.levers.tariff.path": "nowhere"})) == []
