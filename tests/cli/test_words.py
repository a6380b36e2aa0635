from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("written", ["0.58", "58%", "58 %"])
def test_a_probability_is_put_in_the_words_of_each_standard(run, written):
    ran = run("words", written)
    assert ran.code == 0
    assert [line.split("  ")[0] for line in ran.out.splitlines()[1:]] == ["ICD 203", "PHIA", "Kent"]
    assert "likely" in ran.out.splitlines()[1]


def test_where_a_standard_has_no_word_it_says_so(run):
    assert "no word" in run("words", "0.5", "--standard", "PHIA").out


def test_the_record_keeps_word_and_limits_as_probabilities(run):
    (record,) = json.loads(run("words", "0.58", "--standard", "ICD 203", "--json").out)
    assert (record["word"], record["low"], record["high"]) == ("likely", 0.55, 0.80)


@pytest.mark.parametrize("written", ["58", "x", "nan", "1.1"])
def test_what_is_no_probability_is_refused(run, written):
    ran = run("words", written)
    assert ran.code == 2
    assert "is not a probability" in ran.err
