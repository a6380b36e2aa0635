"""A quotation stands in the text, word for word, or it is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.extraction.span import Span
from equipoise.proposals.verbatim import NotVerbatimError, verbatim_span

TEXT = "The junta lifted the ban\non Friday.  “We kept our word,” said Ann Lee. The junta lifted the siege on Friday."


def span(quote: str, text: str = TEXT, within: Span | None = None) -> Span:
    return verbatim_span(text, quote, within or Span(0, len(text)))


def test_blanks_and_line_breaks_may_differ_and_the_place_is_that_of_the_text():
    found = span("  lifted the ban on Friday. “We")
    assert TEXT[slice(*found)] == "lifted the ban\non Friday.  “We"


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("The junta raised the ban on Friday", "does not stand in the text"),
        ("the junta lifted the ban", "does not stand in the text"),  # another capital
        ("The junta lifted … the siege on Friday", "leave nothing out"),
        ('"We kept our word," said Ann Lee', "does not stand in the text"),  # other quotation marks
        ("unta lifted the ban on", "does not stand in the text"),  # a word cut in two
        ("lifted the ban", "fewer than 4 words"),
        ("The junta lifted the", "2 times"),
        (" \n ", "quotes nothing"),
        ("word " * 300, "longer than"),
    ],
)
def test_what_cannot_be_a_quotation_is_refused_with_the_reason(quote, reason):
    with pytest.raises(NotVerbatimError, match=re.escape(reason)):
        span(quote)


def test_of_many_words_that_stand_in_the_text_twice_the_first_place_is_taken():
    sentence = "They met again on the bridge at noon on Monday."
    text = f"{sentence} It rained. {sentence}"
    assert span(sentence, text) == (0, len(sentence))


def test_only_what_was_shown_can_be_quoted():
    shown = Span(TEXT.index("“"), len(TEXT))
    with pytest.raises(NotVerbatimError):
        span("The junta lifted the ban", within=shown)
    assert span("The junta lifted the", within=shown).start == TEXT.rindex("The junta")


def test_scripts_without_blanks_between_words_can_be_quoted():
    text = "双方重申，合作没有止境，没有禁区。双方愿继续努力。"
    found = span("合作没有止境，没有禁区", text)
    assert text[slice(*found)] == "合作没有止境，没有禁区"


@given(st.text(st.sampled_from("ab .(*\n"), min_size=1, max_size=60), st.integers(0, 40), st.integers(1, 30))
def test_whatever_is_taken_has_the_words_of_the_quotation(text, start, length):
    quote = text[start : start + length]
    try:
        found = span(quote, text)
    except NotVerbatimError:
        return
    assert text[slice(*found)].split() == quote.split()
