"""`equipoise review` with an option for each decision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import equipoise as eq
from review.reviewed_case import ACT, BORDER_ACT, BORDER_SAID, WIRE_ACT, contents, make_case


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return make_case(Path("case"))


def test_a_list_tells_what_is_open_and_what_is_decided(run, folder):
    assert run("review", folder, "--reject", WIRE_ACT, "--reason", "a copy").code == 0
    ran = run("review", folder, "--list")
    assert ran.code == 0
    assert "2 open" in ran.out
    assert ACT[:30] in ran.out
    assert f"rejected {WIRE_ACT}: a copy" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 79


def test_the_list_as_json_brings_suggestions_and_decisions(run, folder):
    run("review", folder, "--reject", WIRE_ACT, "--reason", "a copy", "--by", "ann")
    found = json.loads(run("review", folder, "--list", "--json").out)
    assert found["schema"] == "equipoise/review/1"
    assert found["progress"] == {"decided": 1, "total": 3}
    assert [one["id"] for one in found["open"]] == [BORDER_ACT, BORDER_SAID]
    assert found["open"][0]["suggestion"]["item"]["kind"] == "conduct"
    assert [(one["by"], one["reason"]) for one in found["decided"]] == [("ann", "a copy")]


def test_what_is_given_takes_the_place_of_what_is_suggested(run, folder):
    ran = run(
        *("review", folder, "--accept", BORDER_ACT, "--item", "posts", "--what", "Posts open", "--kind", "report"),
        *("--date", "2025-07", "--source", "wire", "--origin", "", "--grade", "C3", "--note", "on a hunch"),
        *("--rate", "scenarios stay + because, it does", "--rate", "scenarios leave −3dB"),
    )
    assert ran.code == 0, ran.err
    case = eq.load_case(folder)
    item = case.items["posts"]
    assert (item.what, item.kind, str(item.date), item.sources) == ("Posts open", "report", "2025-07", ["wire"])
    assert (item.origin, item.grade, item.note) == (None, "C3", "on a hunch")
    rows = [(row.level, row.rating, row.why) for row in case.ratings if row.item == "posts"]
    assert rows == [("stay", "+", "because, it does"), ("leave", -3.0, None)]
    assert f"accepted {BORDER_ACT} as posts" in ran.out
    assert "evidence.yaml, line" in ran.out
    assert "equipoise trace" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 79


def test_what_an_item_would_break_is_told_with_exit_code_3(run, folder):
    before = contents(folder)
    ran = run("review", folder, "--accept", BORDER_ACT, "--kind", "rumour", "--source", "bordr")
    assert ran.code == 3
    assert "rumour" in ran.err
    assert "did you mean 'border'?" in ran.err or "unknown source 'bordr'" in ran.err
    assert contents(folder) == before


def test_merge_edit_undo_and_reopen(run, folder):
    before = contents(folder)
    assert run("review", folder, "--merge", WIRE_ACT, "--into", "speech").code == 0
    assert len(eq.load_case(folder).items["speech"].where) == 1
    assert "taken back" in run("review", folder, "--undo").out
    assert contents(folder) == before
    edited = json.loads(run("review", folder, "--edit", BORDER_ACT, "--text", "customs posts", "--json").out)
    assert edited["decision"]["candidate"]["text"] == "customs posts"
    assert run("review", folder, "--undo").code == 0
    assert "nothing is left" in run("review", folder, "--undo").out
    assert run("review", folder, "--reject", WIRE_ACT, "--reason", "a copy").code == 0
    ran = run("review", folder, "--reopen", WIRE_ACT)
    assert f"{WIRE_ACT} was rejected" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--undo", "--list"], "two decisions"),
        (["--reject", WIRE_ACT], "needs a reason"),
        (["--reject", WIRE_ACT, "--reason", "x", "--kind", "report"], "--kind goes with --accept"),
        (["--merge", WIRE_ACT], "needs --into"),
        (["--merge", WIRE_ACT, "--into", "spech"], "did you mean 'speech'?"),
        (["--edit", WIRE_ACT], "changes nothing"),
        (["--accept", "wire-d1"], "no candidate"),
        (["--accept", WIRE_ACT, "--rate", "scenarios stay"], "is no rating"),
        (["--accept", WIRE_ACT, "--rate", "scenarios stay much"], "'much' is no rating"),
        (["--reopen", WIRE_ACT], "no decision"),
        (["--json"], "--json goes with"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_as_asked_ends_with_2_and_writes_nothing(run, folder, words, said):
    before = contents(folder)
    ran = run("review", folder, *words)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""
    assert contents(folder) == before


def test_a_case_without_candidates_is_told_where_they_come_from(run, case_folder):
    ran = run("review", case_folder)
    assert ran.code == 2
    assert "equipoise extract" in ran.err
    assert run("review", case_folder, "--list").out == "nothing is open\n"


def test_from_a_text_to_a_number(run, folder):
    """The whole way: candidate, item, words, check, assessment."""
    rate = "scenarios stay ++ open posts are for those who stay"
    assert run("review", folder, "--accept", BORDER_ACT, "--item", "posts", "--rate", rate).code == 0
    assert ACT.split()[0] in run("trace", folder, "posts").out
    assert run("check", folder).code == 0
    found = json.loads(run("assess", folder, "--particles", "64", "--json", "-q").out)
    assert found["as_of"] == "2025-07-03"
    assert "posts" in [one["id"] for one in found["evidence"]]
