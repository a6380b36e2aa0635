import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import UsageError
from equipoise.probability.standards import STANDARDS
from equipoise.probability.words import band_of, bands, standard_named, word_for, word_for_range

ICD_203 = [
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
]
"""Intelligence Community Directive 203 (2015)."""


def test_icd_203_is_the_published_table():
    assert [(band.term, band.low, band.high) for band in bands("ICD 203")] == ICD_203


@pytest.mark.parametrize(("term", "low", "high"), ICD_203)
def test_every_term_gives_its_band_and_every_inner_number_its_term(term, low, high):
    assert (band_of(term).low, band_of(term).high) == (low, high)
    for percent in range(low + 1, high):
        assert word_for(percent / 100) == term


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (5, "very unlikely"),
        (20, "unlikely"),
        (45, "roughly even chance"),
        (55, "roughly even chance"),
        (80, "likely"),
        (95, "very likely"),
    ],
)
def test_an_edge_belongs_to_the_band_nearer_even(percent, word):
    assert word_for(percent / 100) == word
    assert word_for(1 - (100 - percent) / 100) == word


def test_outermost_edges_have_the_outermost_words():
    assert word_for(0.01) == "almost no chance"
    assert word_for(0.99) == "almost certain"


@pytest.mark.parametrize("probability", [0, 0.001, 0.0099, 0.9901, 1])
def test_icd_203_has_no_word_below_one_and_above_ninety_nine_per_cent(probability):
    assert word_for(probability) is None


@pytest.mark.parametrize(
    ("percent", "icd_203", "phia", "nato", "kent", "ipcc"),
    [
        (58, "likely", "likely", "even chance", "chances about even", "about as likely as not"),
        (52, "roughly even chance", None, "even chance", "chances about even", "about as likely as not"),
        (22, "unlikely", None, "unlikely", "probably not", "unlikely"),
        (50, "roughly even chance", None, "even chance", "chances about even", "about as likely as not"),
        (61, "likely", "likely", "likely", None, "about as likely as not"),
        (87, "very likely", "highly likely", "likely", "probable", "likely"),
        (3, "almost no chance", "remote chance", "highly unlikely", "almost certainly not", "extremely unlikely"),
    ],
)
def test_standards_differ_about_the_same_number(percent, icd_203, phia, nato, kent, ipcc):
    words = [word_for(percent / 100, name) for name in ("ICD 203", "PHIA", "NATO", "Kent", "IPCC")]
    assert words == [icd_203, phia, nato, kent, ipcc]


@pytest.mark.parametrize("gap", [(5, 10), (20, 25), (35, 40), (50, 55), (75, 80), (90, 95)])
def test_gaps_of_the_yardstick_have_no_word(gap):
    for tenth in range(gap[0] * 10 + 1, gap[1] * 10):
        assert word_for(tenth / 1000, "PHIA") is None


def test_open_ends_of_the_yardstick_have_no_word():
    assert word_for(0, "PHIA") is None
    assert word_for(1, "PHIA") is None
    assert word_for(0.5, "PHIA") is None


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Very  Likely", "very likely"),
        ("highly probable", "very likely"),
        ("probably", "likely"),
        ("almost certainly", "almost certain"),
        ("remote", "almost no chance"),
    ],
)
def test_other_forms_of_a_term_are_known(word, term):
    assert band_of(word).term == term


@pytest.mark.parametrize("word", ["possible", "likely to strike", "unlikel", "", "remote workers"])
def test_a_word_is_never_found_inside_another_or_inside_prose(word):
    with pytest.raises(UsageError, match="is no term of ICD 203"):
        band_of(word)


def test_terms_of_a_standard_are_distinct_and_its_bands_ascend():
    for standard in STANDARDS.values():
        terms = [term for band in standard.bands for term in band.terms]
        assert len(terms) == len(set(terms))
        for lower, upper in pairwise(standard.bands):
            if standard.is_nested:
                assert lower.low + lower.high < upper.low + upper.high
            else:
                assert lower.low < lower.high <= upper.low < upper.high


def test_an_unknown_standard_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="ICD 203, PHIA, NATO, Kent, IPCC") as caught:
        standard_named("ICD 204")
    assert caught.value.hint == "did you mean ICD 203?"
    assert standard_named("icd 203").name == "ICD 203"


def test_a_range_over_more_than_two_bands_gets_no_word():
    assert word_for_range(0.83, 0.74, 0.90) == "very likely"
    assert word_for_range(0.83, 0.56, 0.94) == "very likely"
    assert word_for_range(0.83, 0.54, 0.90) is None
    assert word_for_range(0.5, 0.1, 0.9) is None
    assert word_for_range(0.03, 0.004, 0.07) == "almost no chance"


@given(st.floats(0, 1), st.sampled_from(sorted(STANDARDS)))
def test_a_word_given_for_a_number_holds_that_number(probability, name):
    word = word_for(probability, name)
    percent = round(100 * probability, 10)
    assert (word is None) == (not any(band.holds(percent) for band in bands(name)))
    if word is not None:
        assert band_of(word, name).holds(percent)


@given(st.floats(0.01, 0.99))
def test_icd_203_words_mirror_about_even(probability):
    order = [band.term for band in bands()]
    word, mirrored = word_for(probability), word_for(1 - probability)
    if word is not None and mirrored is not None:
        assert order.index(word) + order.index(mirrored) == len(order) - 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_range_never_changes_the_word_only_drops_it(a, b, c):
    low, probability, high = sorted((a, b, c))
    assert word_for_range(probability, low, high) in (word_for(probability), None)


@pytest.mark.parametrize("probability", [-0.01, 1.01, math.nan])
def test_what_is_no_probability_has_no_word(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        word_for(probability)
