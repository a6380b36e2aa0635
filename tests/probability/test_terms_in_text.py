import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.standards import STANDARDS
from equipoise.probability.terms_in_text import terms_in

TERMS = sorted({term for one in STANDARDS.values() for band in one.bands for term in band.terms})


def found(text, **options):
    return [one.term for one in terms_in(text, **options)]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_of_every_standard_is_found_whole_and_alone(term):
    (one,) = terms_in(f"It is {term.title()}, they say.")
    assert one.term == term
    assert one.standards == tuple(
        name for name, standard in STANDARDS.items() if any(term in band.terms for band in standard.bands)
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # A peer that looks for shorter terms first reads these as likely, almost no chance, nothing, unlikely.
        ("very likely", ["very likely"]),
        ("remote workers are likely to strike", ["remote", "likely"]),
        ("almost certain", ["almost certain"]),
        ("highly unlikely", ["highly unlikely"]),
        ("highly probable", ["highly probable"]),
        ("almost certainly not", ["almost certainly not"]),
        ("more likely than not", ["more likely than not"]),
        ("about as likely as not", ["about as likely as not"]),
        ("extremely\nlikely", ["extremely likely"]),
        ("a very-likely outcome", ["very likely"]),
        ("very\u00a0likely, then unlikely", ["very likely", "unlikely"]),
    ],
)
def test_the_longest_term_wins(text, terms):
    assert found(text) == terms


@pytest.mark.parametrize(
    "text", ["likelihood", "unlikeliest", "remotely", "remote-controlled", "un-likely", "improbability", "", "possible"]
)
def test_no_term_is_found_inside_another_word(text):
    assert found(text) == []


def test_only_the_terms_of_the_standards_asked_for_are_found():
    assert found("virtually certain, very likely", standards=["ICD 203"]) == ["very likely"]
    assert found("likely", standards=[]) == []


@given(st.lists(st.sampled_from(TERMS), max_size=5))
def test_terms_come_back_in_order_with_their_places(terms):
    text = "; ".join(terms)
    assert found(text) == terms
    assert [text[one.start : one.end] for one in terms_in(text)] == terms
