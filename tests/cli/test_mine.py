from __future__ import annotations

import json

import pytest

ALL = ["apart=0.2", "hedged=60%", "allied=0.2"]


def test_json_puts_every_number_beside_the_models(run, case_folder):
    ran = run("mine", case_folder, *ALL, "--json", "-q")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/mine/1"
    assert found["is_coherent"]
    assert {one["scenario"]: one["mine"] for one in found["numbers"]} == pytest.approx(
        {"apart": 0.2, "hedged": 0.6, "allied": 0.2}
    )
    assert sum(one["model"] for one in found["numbers"]) == pytest.approx(1)
    assert [one["pooled"] for one in found["numbers"]] == [None] * 3
    assert found["wants_a_sentence"] == any(abs(one["gap"]) > 0.1 for one in found["numbers"])


def test_the_models_numbers_are_those_of_an_assessment(run, case_folder):
    options = ["--json", "-q", "--as-of", "2021-06-30", "--until", "2021-08-31"]
    assessed = json.loads(run("assess", case_folder, *options).out)["scenarios"]
    last = {one["scenario"]: one["probability"] for one in assessed if one["date"] == "2021-08-31"}
    found = json.loads(run("mine", case_folder, *ALL, *options).out)
    assert {one["scenario"]: one["model"] for one in found["numbers"]} == last


@pytest.mark.parametrize("options", [[], ["--pool"], ["--weight", "0.25"], ["--because", "A summit is near"]])
def test_text_fits_79_columns(run, case_folder, options):
    ran = run("mine", case_folder, "allied=0.9", *options)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    text = " ".join(ran.out.split())
    assert "Furthest apart" in text
    assert ("Say it in a sentence" in text) == ("--because" not in options)
    assert ("between scenario" in text) == (options[:1] in (["--pool"], ["--weight"]))


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        ["allied"],
        ["allied=much"],
        ["allied=70"],
        ["allied=0.5", "allied=0.6"],
        ["ally=0.5"],
        ["allied=0.5", "--weight", "2"],
    ],
    ids=" ".join,
)
def test_what_is_no_number_ends_with_2_and_a_message(run, case_folder, numbers):
    ran = run("mine", case_folder, "-q", *numbers)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
