from __future__ import annotations

import json

import pytest

QUESTIONS = [[], ["--item", "abstain"], ["--origin", "visit"], ["--scenario", "allied"]]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_text_fits_79_columns_and_says_who_leads(run, case_folder, question):
    ran = run("explain", case_folder, *question)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "what drives the judgement" in " ".join(ran.out.split())
    assert "believing the record" in ran.err


def test_the_summary_tells_survival_evidence_reasons_and_regret(run, case_folder):
    out = run("explain", case_folder, "--quiet").out
    for part in ("surviv", "Evidence for", "Evidence against", "tell", "Reasons:", "Regret of each"):
        assert part in out


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json_holds_everything_whatever_was_asked(run, case_folder, question):
    found = json.loads(run("explain", case_folder, "--json", "--quiet", *question).out)
    assert found["schema"] == "equipoise/explain/1"
    assert sum(found["ahead"].values()) == pytest.approx(1)
    assert {one["scenario"] for one in found["reasons"]} == set(found["ahead"])
    assert {"survives", "leader", "dropped", "effective"} == set(found["robustness"])
    assert (found["path"] is not None) == ("--item" in question)


def test_the_path_of_an_item_shows_its_quotation_where_the_folder_holds_the_document(run, case_folder):
    evidence = case_folder / "evidence.yaml"
    written = evidence.read_text(encoding="utf-8")
    placed = written.replace("id: abstain,", "id: abstain, where: {document: gazette, start: 6, end: 18},")
    assert placed != written
    evidence.write_text(placed, encoding="utf-8")
    gazette = case_folder.parent / "gazette.txt"
    gazette.write_text("Then, it abstained.", encoding="utf-8")
    assert run("ingest", case_folder, gazette, "--id", "gazette", "-q").code == 0
    assert "“it abstained” (Gazette, characters 6 to 18)" in run("explain", case_folder, "-q", "--item", "abstain").out
    (case_folder / "documents" / "gazette.txt").unlink()
    assert "In Gazette, characters 6 to 18." in run("explain", case_folder, "-q", "--item", "abstain").out


def test_an_exact_item_is_said_to_be_exact_and_one_of_authored_accuracy_to_be_so(run, case_folder):
    evidence = case_folder / "evidence.yaml"
    written = evidence.read_text(encoding="utf-8")
    evidence.write_text(written.replace("accuracy: 0.95", "exact: true"), encoding="utf-8")
    told = " ".join(run("explain", case_folder, "-q", "--item", "abstain").out.split())
    assert "Exact: a public fact that defines a level, so accurate, and its ratings count in full." in told
    assert "Accuracy as authored" not in told
    assert "Accuracy as authored" in run("explain", case_folder, "-q", "--item", "tariff").out
    path = json.loads(run("explain", case_folder, "-q", "--json", "--item", "abstain").out)["path"]
    assert (path["is_exact"], path["accuracy_now"], path["strength"]) == (True, 1.0, 1.0)


def test_a_what_if_and_an_earlier_date_change_what_is_explained(run, case_folder):
    def ahead(*options):
        return json.loads(run("explain", case_folder, "--json", "--quiet", *options).out)["ahead"]

    assert ahead("--set", "decision_maker.review.every=1") != ahead()
    assert ahead("--as-of", "2021-03-31") != ahead()


@pytest.mark.parametrize(
    "options",
    [["--item", "nothing"], ["--item", "abstain", "--origin", "visit"], ["--as-of", "2031-01-01"], ["--rater", "x"]],
    ids=" ".join,
)
def test_what_cannot_be_explained_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("explain", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


def test_too_few_particles_end_with_4_and_say_why(run, case_folder):
    options = ("--set", "decision_maker.decisiveness={median: 1, spread: 3}", "--particles", "8", "--quiet")
    ran = run("explain", case_folder, *options)
    assert ran.code == 4
    assert "Not trustworthy" in ran.out
    assert "--particles" in ran.err
