"""A long text in parts: nothing is lost between two of them, and none is too long."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.extraction.span import Span
from equipoise.proposals.passages import around, passages_of

SENTENCES = [f"Sentence number {number} tells of a convoy that left the harbour." for number in range(40)]
TEXT = " ".join(SENTENCES)


def test_a_short_text_is_one_part():
    assert passages_of("It rained. Nobody came.") == (Span(0, 23),)


def test_every_sentence_stands_whole_in_a_part_and_its_neighbour_too():
    parts = [TEXT[slice(*part)] for part in passages_of(TEXT, characters=400, overlap=150)]
    assert all(len(part) <= 400 for part in parts)
    assert all(any(f"{one} {other}" in part for part in parts) for one, other in pairwise(SENTENCES))


@given(st.text(st.sampled_from("ab. \nC"), max_size=400), st.integers(1, 60), st.integers(0, 80))
def test_parts_hold_every_word_move_on_and_keep_to_their_length(text, characters, overlap):
    parts = passages_of(text, characters=characters, overlap=overlap)
    assert all(0 < part.end - part.start <= characters for part in parts)
    assert all(one.start < other.start and one.end < other.end for one, other in pairwise(parts))
    held = {at for part in parts for at in range(*part)}
    assert all(at in held for at, character in enumerate(text) if not character.isspace())


def test_around_a_place_stand_whole_sentences_up_to_a_length():
    start = TEXT.index(SENTENCES[20])
    place = Span(start, start + len(SENTENCES[20]))
    found = around(TEXT, place, characters=300)
    assert found.holds(place)
    assert found.end - found.start <= 300
    assert TEXT[slice(*found)].startswith("Sentence")
    assert TEXT[slice(*found)].endswith("harbour.")
    assert around(TEXT, place, characters=10) == place
