from __future__ import annotations

import json

import pytest


@pytest.fixture
def speeches(tmp_path):
    folder = tmp_path / "speeches"
    folder.mkdir()
    words = {
        "2022-01-05-a.txt": "Our alliance has no limits.",
        "2022-02-05-b.txt": "Our alliance serves a political settlement.",
        "2022-03-05-c.txt": "We want a ceasefire.",
        "undated.txt": "Nothing tells when this was said.",
    }
    for name, text in words.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_json_has_first_use_and_silence(run, speeches):
    ran = run("formulae", speeches, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    formulae = {one["formula"]: one for one in found["formulae"]}
    assert formulae["alliance"]["first"]["day"] == "2022-01-05"
    assert formulae["alliance"]["silence"]["silent"] == 1
    assert formulae["ceasefire"]["silence"] is None
    assert found["undated"] == ["undated.txt"]


def test_text_fits_79_columns_and_names_what_was_left_out(run, speeches):
    ran = run("formulae", speeches, "--since", "2022-03-01")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "undated.txt" in ran.out
    assert "2022-03-01" in ran.out


def test_a_list_of_ones_own_takes_the_place_of_the_default(run, speeches, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("- {id: wanting, theme: will, phrases: [we want]}\n", encoding="utf-8")
    found = json.loads(run("formulae", speeches, "--list", own, "--json").out)
    assert [one["formula"] for one in found["formulae"]] == ["wanting"]


def test_what_cannot_be_followed_is_told(run, speeches, tmp_path):
    assert run("formulae", tmp_path / "nowhere").code == 2
    assert run("formulae", speeches, "--since", "spring").code == 2
    (tmp_path / "empty").mkdir()
    assert run("formulae", tmp_path / "empty").code == 2
