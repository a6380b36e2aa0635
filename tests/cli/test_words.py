from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("written", ["0.58", "58%", "58 %"])
def test_a_probability_is_put_in_the_words_of_each_standard_and_of_readers(run, written):
    ran = run("words", written)
    assert ran.code == 0
    standards, readers = (part.splitlines() for part in ran.out.split("\n\n"))
    assert [line.split("  ")[0] for line in standards[1:]] == ["ICD 203", "PHIA", "NATO", "Kent", "IPCC"]
    assert "likely" in standards[1]
    assert [line.split()[0] for line in readers[1:]] == ["CAPphrase", "zonination"]
    assert "better than even" in readers[1]


def test_where_a_standard_has_no_word_it_says_so(run):
    out = run("words", "0.5", "--standard", "PHIA").out
    assert "no word" in out
    assert "readers" not in out


def test_what_is_unverified_is_marked(run):
    rows = run("words", "58%").out.splitlines()
    assert [row.split()[0] for row in rows if row.endswith("unverified")] == ["NATO"]


@pytest.mark.parametrize("arguments", [[], ["0.58"], ["0.03"]])
def test_it_fits_a_terminal(run, arguments):
    assert max(map(len, run("words", *arguments).out.splitlines())) <= 79


def test_open_limits_are_shown_as_such(run):
    out = run("words", "--standard", "PHIA").out
    assert ">0–5 %" in out
    assert "40–<50 %" in out


def test_the_record_keeps_word_and_limits_as_probabilities(run):
    (record,) = json.loads(run("words", "0.58", "--standard", "ICD 203", "--json").out)
    assert (record["kind"], record["word"], record["low"], record["high"]) == ("standard", "likely", 0.55, 0.80)
    assert record["unverified"] is False


def test_the_record_of_readers_keeps_median_and_spread_as_probabilities(run):
    records = json.loads(run("words", "0.58", "--json").out)
    assert [record["kind"] for record in records] == ["standard"] * 5 + ["readers"] * 2
    assert {key: records[5][key] for key in ("standard", "word", "median", "low", "high", "people")} == {
        "standard": "CAPphrase",
        "word": "better than even",
        "median": 0.6,
        "low": 0.51,
        "high": 0.65,
        "people": 5174,
    }


@pytest.mark.parametrize("written", ["58", "x", "nan", "1.1"])
def test_what_is_no_probability_is_refused(run, written):
    ran = run("words", written)
    assert ran.code == 2
    assert "is not a probability" in ran.err
