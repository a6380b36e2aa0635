from __future__ import annotations

import json

import pytest


def test_json_tells_of_every_condition_at_its_end_levels_both_ways(run, case_folder):
    ran = run("conditionals", case_folder, "--json", "--quiet")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/conditionals/1"
    assert [(one["kind"], one["level"]) for one in found["conditionals"]] == [
        ("given", "low"), ("do", "low"), ("given", "high"), ("do", "high"),
    ]  # fmt: skip
    for one in found["conditionals"]:
        assert sum(change["mean"] for change in one["difference"].values()) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--given", "pressure=high", "--do", "pressure=low@2021-07-31..2021-08-31"],
        ["--set", "rating_strength={median: 1, spread: 1.6}", "--particles", "32"],
    ],
    ids=" ".join,
)
def test_text_fits_79_columns_and_says_which_way_it_is_meant(run, case_folder, options):
    ran = run("conditionals", case_folder, *options)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    text = " ".join(ran.out.split())
    assert "is seen at" in text or "had been seen at" in text
    assert "is held from outside at" in text
    assert "Changes are in points" in text


@pytest.mark.parametrize(
    "options",
    [["--given", "pressure"], ["--do", "pressure=higher"], ["--as-of", "2021-10-31"], ["--particles", "0"]],
    ids=" ".join,
)
def test_what_cannot_be_asked_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("conditionals", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


@pytest.mark.parametrize("edits", [[], ["--set", "rating_strength={median: 1, spread: 1.6}", "--particles", "32"]])
def test_longer_tells_of_each_length_in_79_columns(run, case_folder, edits):
    ran = run("conditionals", case_folder, "--longer", "--set", "clock.horizon=2023-06-30", *edits)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    text = " ".join(ran.out.split())
    assert "to 20 Sep 2021 to 20 Dec 2021 to 20 Jun 2022 scenario" in text
    assert "brought about from outside" in text


def test_longer_as_json_has_a_schema_of_its_own(run, case_folder):
    ran = run("conditionals", case_folder, "--longer", "--json", "--quiet")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["schema"] == "equipoise/held-longer/1"


def test_longer_goes_with_no_span_of_its_own(run, case_folder):
    ran = run("conditionals", case_folder, "--longer", "--do", "pressure=low")
    assert ran.code == 2
    assert "--longer together with" in ran.err
