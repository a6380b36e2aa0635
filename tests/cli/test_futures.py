from __future__ import annotations

import json

import pytest


@pytest.fixture
def simulated(run, case_folder):
    """The JSON of simulated futures with some options."""

    def simulate(*options: str):
        ran = run("futures", case_folder, "--json", "--quiet", "--paths", "2000", *options)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    return simulate


def test_json_tells_of_every_scenario(simulated):
    found = simulated()
    assert found["schema"] == "equipoise/futures/1"
    assert found["paths"] == 2000
    assert {entry["scenario"] for entry in found["scenarios"]} == {"apart", "hedged", "allied"}
    assert sum(entry["now"] for entry in found["scenarios"]) == pytest.approx(1)
    assert sum(sequence["share"] for sequence in found["sequences"]) <= 1 + 1e-12


@pytest.mark.parametrize("options", [[], ["--do", "pressure=high"], ["--until", "2021-10-15"], ["--paths", "3"]])
def test_text_fits_80_columns_and_tells_the_sequences(run, case_folder, options):
    ran = run("futures", case_folder, "--paths", "2000", *options)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "The most frequent sequences of scenarios" in ran.out
    assert f"reading {case_folder}" in ran.err


def test_the_same_command_gives_the_same_output_and_another_seed_another(run, case_folder):
    def once(seed: str) -> str:
        return run("futures", case_folder, "--paths", "500", "--seed", seed, "--quiet").out

    assert once("1") == once("1")
    assert once("1") != once("2")


def test_a_what_if_a_given_and_a_do_move_the_futures(simulated):
    plain = simulated()["scenarios"]
    span = "pressure=high@2021-09-15..2021-10-15"
    for options in (["--set", "decision_maker.review.every=1"], ["--given", span], ["--do", span]):
        assert simulated(*options)["scenarios"] != plain


@pytest.mark.parametrize(
    "options",
    [["--as-of", "2021-10-31"], ["--until", "2031-01-01"], ["--do", "pressure=higher"], ["--paths", "0"]],
    ids=" ".join,
)
def test_what_cannot_be_simulated_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("futures", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
