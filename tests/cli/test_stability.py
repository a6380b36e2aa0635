"""`equipoise stability`: a page in 80 columns, JSON as documented, and plain words where it cannot be done."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest


def test_the_page_fits_80_columns_and_tells_all_parts(run, case_folder):
    ran = run("stability", case_folder, "--recodings", "20", "--quiet")
    assert ran.code == 0
    assert ran.err == ""
    assert max(map(len, ran.out.splitlines())) < 80
    assert ran.out.startswith("A ladder of three: how far the headline moves, as of 20 June 2021.")
    assert "One arbitrary choice alone, the review time, moves the headline by 16 points," in ran.out
    assert "With review time at 2.5 months, Apart comes first instead." in ran.out
    titles = [line.split("  ")[0] for line in ran.out.splitlines()]
    order = [titles.index(title) for title in ("Review time", "Left out: An abstention", "Rating strength")]
    assert order == sorted(order)
    assert "No evidence" in titles
    assert re.search(r"^  Allied +12 % \(9–17\)", ran.out, re.MULTILINE)


def test_progress_goes_to_stderr(run, case_folder):
    ran = run("stability", case_folder, "--recodings", "50")
    assert {"dropping origins one by one", "recoding 40 of 50"} <= set(ran.err.splitlines())


def test_the_json_is_what_the_page_of_the_documentation_tells(run, case_folder, root):
    ran = run("stability", case_folder, "--recodings", "2", "--json", "--quiet")
    document = json.loads(ran.out)
    assert document["schema"] == "equipoise/stability/1"
    page = (root / "docs" / "stability.md").read_text(encoding="utf-8")
    told = {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[a-z_]+", span)}
    fields = {name: value for name, value in document.items() if name not in ("base", "choices", "extremes")}
    choices = [{**one, "settings": [one["settings"][0] | {"probability": 0}]} for one in document["choices"]]
    extremes = next(iter(document["extremes"].values()))
    assert keys_of(fields) | keys_of(choices) | keys_of(extremes) | {"base", "choices", "extremes"} <= told
    assert {one["kind"] for one in document["choices"]} <= told


def test_the_same_seed_gives_the_same_output(run, case_folder):
    words = ("stability", case_folder, "--recodings", "3", "--quiet")
    assert run(*words, "--seed", "3").out == run(*words, "--seed", "3").out
    assert run(*words, "--seed", "3").out != run(*words, "--seed", "4").out


def test_recodings_can_be_left_out(run, case_folder):
    ran = run("stability", case_folder, "--recodings", "0", "--quiet")
    assert ran.code == 0
    assert "notch" not in ran.out


def test_an_edit_and_an_earlier_date_move_the_numbers(run, case_folder):
    def base(*options: str) -> dict[str, float]:
        ran = run("stability", case_folder, "--recodings", "0", "--json", "--quiet", *options)
        return json.loads(ran.out)["base"]

    assert base() != base("--set", "decision_maker.review.every=3")
    assert base() != base("--as-of", "2021-03-31")


@pytest.mark.parametrize("options", [["--rater", "nobody"], ["--as-of", "2031-01-01"], ["--recodings", "-1"]])
def test_what_cannot_be_done_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("stability", case_folder, "--quiet", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


def keys_of(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()
