"""`equipoise revisit` on the command line."""

from __future__ import annotations

import json
import shutil

import pytest

SINCE = ("--since", "2021-01-31")


def test_text_fits_79_columns_and_tells_every_line(run, case_folder):
    ran = run("revisit", case_folder, *SINCE, "--until", "2021-06-30")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 79
    for told in ("Edits to the case: none", "Named since: nothing", "Superseded: none", "Copies ranked anew: 1 item"):
        assert told in ran.out
    for told in ("150 days passed", "Sampling: nothing is drawn", "What items of one day do together", "Say on 30 Jun"):
        assert told in ran.out
    assert "assessing as of 2021-01-31" in ran.err


def test_json_sums_to_the_change(run, case_folder):
    ran = run("revisit", case_folder, *SINCE, "--json", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/revisit/1"
    for scenario in found["scenarios"]:
        moved = [row["moved"][scenario["scenario"]] for row in found["rows"]]
        assert sum(moved) == pytest.approx(scenario["change"], abs=1e-12)


def test_an_older_folder_shows_what_was_edited(run, case_folder, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(case_folder, older)
    file = case_folder / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("decisiveness: 1.3", "decisiveness: 2.0"), "utf-8")
    ran = run("revisit", case_folder, *SINCE, "--before", older, "--on", "2021-06-30", "--quiet")
    assert ran.code == 0
    assert "Edits to the case: decision_maker" in ran.out
    assert "decision_maker.decisiveness: 1.3" in ran.out


def test_what_a_ledger_has_resolved_is_told_with_its_score(run, case_folder):
    event = "ever allied until 2021-08-31"
    judged = ("--event", event, "--probability", "0.1", "--as-of", "2021-04-01", "--by-whom", "maria")
    assert run("ledger", "record", case_folder, *judged).code == 0
    settled = ("did_not", "--date", "2021-08-31", "--source", "the yearbook", "--by-whom", "ida")
    assert run("ledger", "resolve", case_folder, event, *settled).code == 0
    ran = run("revisit", case_folder, *SINCE, "--quiet")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "1 judgement on the record resolved." in told
    assert "did not occur on 31 Aug 2021" in told
    assert "Brier score 0.010" in told
    assert "a backcast, which does not count" in told
    assert max(map(len, ran.out.splitlines())) <= 79


def test_too_few_draws_end_with_4_and_say_why(run, case_folder):
    options = ["--set", "decision_maker.decisiveness={median: 1, spread: 6}", "--particles", "4"]
    ran = run("revisit", case_folder, *SINCE, *options, "--quiet")
    assert ran.code == 4
    assert "more --particles" in ran.err


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--since", "yesterday"],
        ["--since", "2021-06-30", "--until", "2021-01-31"],
        ["--since", "2021-01-31", "--on", "2031-01-01"],
        ["--since", "2021-01-31", "--before", "nowhere"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_revisited_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("revisit", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.err
