"""What holds for any text, however odd."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.documents.extraction.extract import extract
from equipoise.documents.extraction.markup import prose_only
from equipoise.documents.extraction.prose import read_prose
from equipoise.documents.extraction.sentences import LONGEST

PIECES = st.sampled_from(
    [
        *(
            "The minister said",
            "“",
            "”",
            "'",
            "‘",
            "’",
            '"',
            "that",
            "may",
            "if",
            ",",
            ".",
            "!",
            "?",
            "\n",
            "\n\n",
            " ",
            "# ",
        ),
        *(
            "[x](#)",
            "**",
            "4 February",
            "on Friday",
            "31 February",
            "9999-12-31",
            "US$5 billion",
            "14%",
            "According to",
        ),
        *(
            "a third of",
            "as",
            "(",
            ")",
            "—",
            "likely",
            "unless",
            "Should",
            "the longer",
            "in 2014",
            "https://a.b/c",
            "to",
        ),
        *(
            "possible",
            "two hundred",
            "999999 years ago",
            "İ",
            "\ufeff",
            "\f",
            "\u2028",
            "\x00",
            "é",
            "e\u0301",
            "🙂",
            "of",
        ),
        *(
            "said",
            "Wang Yi",
            "will",
            "it",
            "None",
            "- ",
            "1.",
            "9" * 400,
            "one hundred " * 30,
            "next Friday",
            "0001-01-01",
            "two weeks ago",
        ),
    ]
)
ODD_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


@given(ODD_TEXTS)
@settings(max_examples=300)
def test_mentions_lie_in_their_sentences_and_slice_back_to_their_words(text):
    for mention in extract(text).mentions:
        start, end = mention.span
        assert mention.sentence.start <= start < end <= mention.sentence.end <= len(text)
        assert mention.to_dict(text)["text"] == text[start:end]


@given(ODD_TEXTS)
def test_the_same_text_gives_the_same_mentions(text):
    assert extract(text) == extract(text)


@given(ODD_TEXTS)
@settings(max_examples=200)
def test_sentences_are_in_order_apart_and_leave_out_only_blanks(text):
    prose = read_prose(text)
    at = 0
    for sentence in prose.sentences:
        assert at <= sentence.span.start < sentence.span.end
        assert not prose.plain[at : sentence.span.start].strip()
        at = sentence.span.end
    assert not prose.plain[at:].strip()


@given(ODD_TEXTS)
@settings(max_examples=200)
def test_prose_has_the_length_of_its_text(text):
    assert len(prose_only(text)) == len(text)


def test_endless_sentences_are_cut_and_lose_no_word():
    text = "if the very long table says " * 2000
    prose = read_prose(text)
    assert max(one.span.end - one.span.start for one in prose.sentences) <= LONGEST
    assert " ".join(text[slice(*one.span)] for one in prose.sentences).split() == text.split()
