from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def two_raters(case_folder: Path) -> Path:
    """The small case with a second rater: milder everywhere, of the other mind on the abstention."""
    with (case_folder / "ratings.csv").open("a", encoding="utf-8") as file:
        for item in ("visit", "visit-again"):
            file.write(f"{item},scenarios,hedged,0,second,\n{item},scenarios,allied,+,second,\n")
            file.write(f"{item},scenarios,apart,-,second,\n")
        file.write("tariff,pressure,high,+,second,\ntariff,pressure,low,-,second,\n")
        file.write("abstain,scenarios,hedged,--,second,\nabstain,scenarios,allied,++,second,\n")
    return case_folder


def test_json_holds_every_difference_and_both_coefficients(run, two_raters):
    ran = run("agreement", two_raters, "--json", "--quiet")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/agreement/1"
    assert found["raters"] == ["default", "second"]
    assert found["overall"]["cells"] == 10
    assert found["differences"][0]["item"] == "abstain"
    assert {one["item"] for one in found["differences"]} == {"visit", "visit-again", "tariff", "abstain", "late-news"}


@pytest.mark.parametrize("options", [[], ["--most", "1"], ["--raters", "second, default"]], ids=" ".join)
def test_text_fits_80_columns_and_starts_with_the_coefficient(run, two_raters, options):
    ran = run("agreement", two_raters, *options)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) < 80
    assert ran.out.startswith("Two raters agree ")
    assert "opposite signs" in ran.out
    assert f"reading {two_raters}" in ran.err


def test_the_same_command_gives_the_same_output(run, two_raters):
    assert run("agreement", two_raters).out == run("agreement", two_raters).out


def test_one_rater_alone_has_no_agreement_and_is_told_so(run, case_folder):
    ran = run("agreement", case_folder)
    assert ran.code == 0
    assert ran.out.startswith("No measure of agreement: only one rater has rated: default.")


@pytest.mark.parametrize("raters", ["default", "default,third"])
def test_raters_who_cannot_be_compared_end_with_2_and_a_message(run, two_raters, raters):
    ran = run("agreement", two_raters, "--raters", raters, "--quiet")
    assert ran.code == 2
    assert ran.out == ""
    assert "the case has ratings by: default, second" in ran.err
