from __future__ import annotations

import json
import re


def test_json_tells_of_every_number_with_its_line(run, case_folder):
    ran = run("sensitivity", case_folder, "--json", "--quiet")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/sensitivity/1"
    trade = next(one for one in found["numbers"] if one["path"] == "explanations.interests.weights.trade")
    assert trade["line"] > 1
    assert trade["up"]["edits"] == {"explanations.interests.weights.trade": 1.5}
    assert sum(trade["up"]["difference"].values()) < 1e-9
    assert {one["path"] for one in found["left_out"]} >= {"equipoise", "scale.0"}


def test_the_page_fits_79_columns_and_sums_up_what_is_small(run, case_folder):
    ran = run("sensitivity", case_folder, "--rows", "3")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "more move it by" in ran.out
    assert "Not moved:" in ran.out
    assert "numbers" in ran.err  # progress


def test_numbers_that_vary_together_have_their_table(run, case_folder):
    ran = run("sensitivity", case_folder, "--sobol", "--numbers", "2", "--samples", "8", "--scenario", "allied")
    assert ran.code == 0, ran.err
    assert "in all" in ran.out
    assert "32 runs" in ran.err
    assert max(map(len, ran.out.splitlines())) <= 79


def test_what_is_asked_for_in_vain_is_refused_before_the_work(run, case_folder):
    alone = run("sensitivity", case_folder, "--samples", "8")
    assert (alone.code, alone.out) == (2, "")
    assert "--sobol" in alone.err
    nowhere = run("sensitivity", case_folder, "--scenario", "nowhere")
    assert nowhere.code == 2
    assert "apart" in nowhere.err
    odd = run("sensitivity", case_folder, "--sobol", "--samples", "60")
    assert odd.code == 2
    assert "power of two" in odd.err
    assert "numbers, up to" not in odd.err


def test_the_json_is_what_the_page_of_the_documentation_tells(run, case_folder, root):
    options = ("--sobol", "--numbers", "1", "--samples", "8", "--json", "--quiet")
    document = json.loads(run("sensitivity", case_folder, *options).out)
    page = (root / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    told = {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[a-z_]+", span)}
    number = next(one for one in document["numbers"] if one["up"] is not None)
    together = document["sobol"]["numbers"][0]
    parts = (document, number, number["up"], document["left_out"][0], document["sobol"], together, together["first"])
    assert {name for part in parts for name in part} <= told
