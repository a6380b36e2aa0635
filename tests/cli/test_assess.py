from __future__ import annotations

import json

import pytest

from equipoise.inference.posterior import PARTICLES

CASE_KEYS = {
    "schema", "case", "fingerprint", "version", "engine", "as_of", "seed", "particles", "log_evidence", "trustworthy",
    "findings", "scenarios", "ever", "baselines", "conditions", "explanations", "parameters", "evidence",
}  # fmt: skip


@pytest.fixture
def assessed(run, case_folder):
    """The JSON of an assessment with some options."""

    def assess(*options: str):
        ran = run("assess", case_folder, "--json", "--quiet", *options)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    return assess


@pytest.fixture
def uncertain_case(case_folder):
    """The same case with an uncertain decisiveness and an open mix."""
    path = case_folder / "case.yaml"
    text = path.read_text().replace("decisiveness: 1.3", "decisiveness: {median: 1.3, spread: 3}")
    path.write_text(text.replace(", mix: {interests: 0.65, kin: 0.35}", ""))
    return case_folder


def test_json_has_the_documented_keys(assessed):
    assert set(assessed()) == CASE_KEYS


def test_json_gives_the_published_numbers_of_the_case(assessed, root):
    expected = json.loads((root / "tests" / "proofs" / "example" / "expected.json").read_text())["as_of"]["2021-05-31"]
    result = assessed("--as-of", "2021-05-31")
    assert result["log_evidence"] == pytest.approx(expected["log_evidence"], abs=1e-9)
    assert [point["probability"] for point in result["scenarios"]] == pytest.approx(
        [point["probability"] for point in expected["scenarios"]], abs=1e-9
    )


def test_the_same_command_gives_the_same_output(run, case_folder):
    assert run("assess", case_folder) == run("assess", case_folder)


def test_text_fits_80_columns_and_progress_goes_to_stderr(run, case_folder):
    ran = run("assess", case_folder)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert f"reading {case_folder}" in ran.err


def test_quiet_says_nothing_on_stderr(run, case_folder):
    assert run("assess", case_folder, "--quiet").err == ""


def test_ascii_is_ascii(run, case_folder):
    ran = run("assess", case_folder, "--ascii")
    assert ran.out.isascii()


def test_a_what_if_changes_the_numbers_for_this_run_only(assessed, case_folder):
    before = assessed()
    what_if = assessed("--set", "decision_maker.advisers=50", "--set", "decision_maker.patience=0")
    assert what_if["scenarios"] != before["scenarios"]
    assert assessed() == before


def test_until_shortens_the_horizon(assessed):
    assert assessed("--until", "2021-08-15")["scenarios"][-1]["date"] == "2021-08-15"


def test_given_and_do_answer_different_questions(assessed):
    span = "pressure=high@2021-07-01..2021-08-31"
    given, do = assessed("--given", span), assessed("--do", span)
    assert given["given"] == do["do"] == [span]
    assert given["scenarios"] != do["scenarios"]
    assert given["log_span"] < 0
    assert do["log_span"] is None


def test_seed_and_particles_decide_the_draws(run, uncertain_case):
    def assess(*options: str):
        ran = run("assess", uncertain_case, "--json", "--quiet", *options)
        assert ran.code in (0, 4)
        return json.loads(ran.out)

    few, again, other = (
        assess("--particles", "64"),
        assess("--particles", "64"),
        assess("--particles", "64", "--seed", "1"),
    )
    assert few["particles"] == 64
    assert few == again
    assert few["scenarios"] != other["scenarios"]
    assert all(point["low"] <= point["high"] for point in few["scenarios"])


def test_a_result_too_noisy_is_shown_and_ends_with_4(run, uncertain_case):
    ran = run("assess", uncertain_case, "--json", "--quiet", "--particles", "4")
    assert ran.code == 4
    assert json.loads(ran.out)["trustworthy"] is False
    assert "--particles" in ran.err
    assert ran.err.endswith("not trustworthy: do not use these numbers\n")


def test_the_help_tells_how_many_particles_are_drawn(run):
    assert f"Default: {PARTICLES}." in " ".join(run("assess", "--help").out.split())


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "2022-13-01"],
        ["--as-of", "1999-01-01"],
        ["--until", "2031-01-01"],
        ["--set", "decision_maker.advisors=5"],
        ["--set", "decision_maker.advisers"],
        ["--set", "decision_maker.advisers=0.5"],
        ["--rater", "nobody"],
        ["--given", "presure=high"],
        ["--do", "pressure=higher"],
    ],
    ids=" ".join,
)
def test_an_option_that_cannot_be_carried_out_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("assess", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: ")


def test_an_unknown_case_ends_with_2_and_names_the_nearest(run):
    ran = run("assess", "sino-rusian", "--quiet")
    assert ran.code == 2
    assert "sino-russian" in ran.err


def test_evidence_impossible_under_every_state_ends_with_4_and_names_it(run, case_folder):
    path = case_folder / "case.yaml"
    text = path.read_text().replace("excluded: []", "")
    path.write_text(text.replace("{hedged: 0.8, apart: 0.15, allied: 0.05}", "{hedged: 1}"))
    ran = run("assess", case_folder, "--quiet", "--given", "pressure=low@2021-01-01..2021-02-28", "--given",
              "pressure=high@2021-01-15..2021-02-28")  # fmt: skip
    assert ran.code == 4
    assert ran.err.startswith("not trustworthy: ")
