from __future__ import annotations

import json
from pathlib import Path

import pytest

DAYS = ["--as-of", "2021-06-30", "--as-of", "2021-03-31"]


@pytest.fixture
def judged(case_folder: Path) -> Path:
    """The small case with two published judgements."""
    (case_folder / "judgements.yaml").write_text(
        """
- {id: j1, who: A scholar, when: 2021-03, says: It may go over, event: {ever: [allied], until: 2021-09-30},
   word: may, range: {low: 0.2, high: 0.4, coder: first}, imputed: {until: half a year}}
- {id: j2, who: A paper, when: 2021-02, says: It was far, event: {at: [apart], until: 2021-02-28},
   range: {low: 0.1, high: 0.2}}
""",
        encoding="utf-8",
    )
    return case_folder


def test_json_holds_the_vintages_in_order_and_what_was_judged_then(run, judged):
    ran = run("vintages", judged, *DAYS, "--json", "--quiet")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/vintages/1"
    assert [vintage["as_of"] for vintage in found["vintages"]] == ["2021-03-31", "2021-06-30"]
    for vintage in found["vintages"]:
        assert sum(scenario["at_horizon"]["probability"] for scenario in vintage["scenarios"]) == pytest.approx(1)
    assert [one["judgement"] for one in found["compared"]] == ["j1"]
    assert [(one["judgement"], one["reason"]) for one in found["listed"]] == [("j2", "term_over")]


def test_json_has_the_numbers_of_an_assessment_as_of_that_day(run, judged):
    found = json.loads(run("vintages", judged, *DAYS, "--json", "--quiet").out)
    assessed = json.loads(run("assess", judged, "--as-of", "2021-03-31", "--json", "--quiet").out)
    early = {row["scenario"]: row["at_horizon"]["probability"] for row in found["vintages"][0]["scenarios"]}
    last = {row["scenario"]: row["probability"] for row in assessed["scenarios"] if row["date"] == "2021-10-31"}
    assert early == last


def test_text_fits_80_columns_and_tells_both_sides_and_the_reason_for_the_other(run, judged):
    ran = run("vintages", judged, *DAYS)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) < 80
    told = " ".join(ran.out.split())
    assert "As of 31 March 2021: 3 items of evidence; 2 became known later." in told
    assert "Allied at some time until 30 September 2021: author 20–40 %, model" in told
    assert "Event partly imputed (until: half a year)" in told
    assert "j2 A paper, Feb 2021: Its term, to 28 February 2021, was over" in told
    assert "assessing as of 2021-03-31" in ran.err


def test_without_dates_the_last_known_day_is_taken(run, case_folder):
    found = json.loads(run("vintages", case_folder, "--json", "--quiet").out)
    assert [vintage["as_of"] for vintage in found["vintages"]] == ["2021-06-20"]


def test_an_edit_another_rater_and_another_seed_are_passed_on(run, case_folder):
    edited = ["--set", "decision_maker.decisiveness={median: 1, spread: 2}", "--particles", "16"]
    first, again, other = (
        run("vintages", case_folder, *edited, "--json", "--quiet", "--seed", seed).out for seed in ("1", "1", "2")
    )
    assert first == again
    assert json.loads(first)["vintages"] != json.loads(other)["vintages"]
    assert run("vintages", case_folder, "--rater", "nobody", "--quiet").code == 2


@pytest.mark.parametrize("day", ["2031-01-01", "soon"])
def test_a_day_that_cannot_be_assessed_ends_with_2_and_a_message(run, case_folder, day):
    ran = run("vintages", case_folder, "--as-of", day, "--quiet")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
