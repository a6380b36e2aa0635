"""The tables as published, every term both ways: a golden copy beside the data files, so that neither drifts alone."""

import tomllib
from importlib.resources import files

import pytest

from equipoise.probability.standards import EDITIONS, STANDARDS, standard_from
from equipoise.probability.words import band_of, word_for

GOLDEN = {
    "ICD 203": [
        ("almost no chance", 1, 5, ["remote"]),
        ("very unlikely", 5, 20, ["highly improbable"]),
        ("unlikely", 20, 45, ["improbable", "improbably"]),
        ("roughly even chance", 45, 55, ["roughly even odds"]),
        ("likely", 55, 80, ["probable", "probably"]),
        ("very likely", 80, 95, ["highly probable"]),
        ("almost certain", 95, 99, ["almost certainly", "nearly certain"]),
    ],
    "PHIA": [
        ("remote chance", 0, 5, []),
        ("highly unlikely", 10, 20, []),
        ("unlikely", 25, 35, []),
        ("realistic possibility", 40, 50, []),
        ("likely", 55, 75, ["probable", "probably"]),
        ("highly likely", 80, 90, []),
        ("almost certain", 95, 100, ["almost certainly"]),
    ],
    "NATO": [
        ("highly unlikely", 0, 10, []),
        ("unlikely", 10, 40, []),
        ("even chance", 40, 60, []),
        ("likely", 60, 90, []),
        ("highly likely", 90, 100, []),
    ],
    "Kent": [
        ("almost certainly not", 2, 12, []),
        ("probably not", 20, 40, []),
        ("chances about even", 40, 60, []),
        ("probable", 63, 87, ["probably"]),
        ("almost certain", 87, 99, ["almost certainly"]),
    ],
    "IPCC": [
        ("exceptionally unlikely", 0, 1, []),
        ("extremely unlikely", 0, 5, []),
        ("very unlikely", 0, 10, []),
        ("unlikely", 0, 33, []),
        ("about as likely as not", 33, 66, []),
        ("more likely than not", 50, 100, []),
        ("likely", 66, 100, []),
        ("very likely", 90, 100, []),
        ("extremely likely", 95, 100, []),
        ("virtually certain", 99, 100, []),
    ],
}

ROWS = [(name, *row) for name, rows in GOLDEN.items() for row in rows]

GIVEN = {
    "ICD 203": "1-4 almost no chance; 5-19 very unlikely; 20-44 unlikely; 45-55 roughly even chance; 56-80 likely; "
    "81-95 very likely; 96-99 almost certain",
    "PHIA": "1-5 remote chance; 10-20 highly unlikely; 25-35 unlikely; 40-49 realistic possibility; 55-75 likely; "
    "80-90 highly likely; 95-99 almost certain",
    "NATO": "0-9 highly unlikely; 10-39 unlikely; 40-60 even chance; 61-90 likely; 91-100 highly likely",
    "Kent": "2-12 almost certainly not; 20-39 probably not; 40-60 chances about even; 63-87 probable; "
    "88-99 almost certain",
    "IPCC": "0-1 exceptionally unlikely; 2-5 extremely unlikely; 6-10 very unlikely; 11-32 unlikely; "
    "33-66 about as likely as not; 67-89 likely; 90-94 very likely; 95-98 extremely likely; 99-100 virtually certain",
}
"""The word of every whole per cent; one that stands nowhere has none."""


@pytest.mark.parametrize("name", GOLDEN)
def test_the_data_are_the_published_table(name):
    table = [(band.term, band.low, band.high, list(band.others)) for band in STANDARDS[name].bands]
    assert table == GOLDEN[name]


@pytest.mark.parametrize(("name", "term", "low", "high", "others"), ROWS)
def test_every_term_and_other_form_gives_its_limits(name, term, low, high, others):
    for form in (term, term.upper(), *others):
        band = band_of(form, name)
        assert (band.term, band.low, band.high) == (term, low, high)


@pytest.mark.parametrize("name", GOLDEN)
def test_every_whole_per_cent_gives_its_word_or_none(name):
    expected = {}
    for part in GIVEN[name].split("; "):
        span, word = part.split(" ", 1)
        first, last = map(int, span.split("-"))
        expected |= dict.fromkeys(range(first, last + 1), word)
    assert {percent: word_for(percent / 100, name) for percent in range(101)} == {
        percent: expected.get(percent) for percent in range(101)
    }


def test_more_likely_than_not_is_the_only_term_that_a_narrower_one_always_hides():
    never = {(name, term) for name, term, *_ in ROWS if term not in {word_for(n / 1000, name) for n in range(1001)}}
    assert never == {("IPCC", "more likely than not")}


@pytest.mark.parametrize("name", ["NATO", "ICD 203", "Kent"])
def test_edges_mirror_about_even(name):
    # 20 % and 80 %, 45 % and 55 %: an edge goes to the same side seen from even.
    terms = [band.term for band in STANDARDS[name].bands]
    edges = {limit for band in STANDARDS[name].bands for limit in (band.low, band.high)}
    for edge in (edge for edge in edges if 100 - edge in edges):
        word, mirrored = word_for(edge / 100, name), word_for(1 - edge / 100, name)
        assert (word is None) == (mirrored is None)
        if word is not None:
            assert terms.index(word) + terms.index(mirrored) == len(terms) - 1


def test_what_nobody_has_checked_is_marked():
    unverified = {(name, band.term) for name, one in STANDARDS.items() for band in one.bands if band.is_unverified}
    assert unverified == {("NATO", term) for term, *_ in GOLDEN["NATO"]} | {
        ("IPCC", "extremely unlikely"),
        ("IPCC", "more likely than not"),
        ("IPCC", "extremely likely"),
    }


def test_each_standard_says_where_it_is_from_and_is_there_once():
    assert len(STANDARDS) == len(EDITIONS)
    for standard in STANDARDS.values():
        assert all((standard.edition, standard.issuer, standard.reference, standard.seen, standard.note))


def test_every_edition_in_the_data_is_in_use_or_a_survey():
    names = {path.name.removesuffix(".toml") for path in files("equipoise.data").joinpath("words").iterdir()}
    assert {name for name in names if not name.startswith("readers_")} == set(EDITIONS)


def test_a_file_without_a_source_is_refused():
    text = files("equipoise.data").joinpath("words", "phia_2025.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    del written["reference"]
    with pytest.raises(KeyError, match="reference"):
        standard_from(written)
