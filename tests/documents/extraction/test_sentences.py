from __future__ import annotations

import pytest

from equipoise.documents.extraction.prose import read_prose


def cut(text):
    prose = read_prose(text)
    return [" ".join(prose.plain[slice(*sentence.span)].split()) for sentence in prose.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. J. Lee met Gen. Park. They spoke.", ["Dr. J. Lee met Gen. Park.", "They spoke."]),
        ("The U.S. Navy left. So did the U.K. It rained.", ["The U.S. Navy left.", "So did the U.K.", "It rained."]),
        ("It rose 3.5 per cent. Prices fell.", ["It rose 3.5 per cent.", "Prices fell."]),
        ("“Why now?” Lee asked. Nobody knew.", ["“Why now?” Lee asked.", "Nobody knew."]),
        ("“It is over.” The crowd left.", ["“It is over.”", "The crowd left."]),
        ("See No. 5 and fig. 2 below. Then stop.", ["See No. 5 and fig. 2 below.", "Then stop."]),
        ("It broke off in mid\n\n\n\nsentence here. Next.", ["It broke off in mid sentence here.", "Next."]),
        ("# A head\n\nProse follows.", ["A head", "Prose follows."]),
        ("A title\nBy someone\n\nProse follows.", ["A title", "By someone", "Prose follows."]),
        ("- one thing\n- another thing", ["one thing", "another thing"]),
        ("He paused... and went on.", ["He paused... and went on."]),
        ("", []),
    ],
)
def test_text_is_cut_where_a_reader_would(text, sentences):
    assert cut(text) == sentences


def test_headings_and_questions_are_told_apart():
    found = read_prose("Potential paths\n\nWill it hold? It may.").sentences
    assert [(one.is_heading, one.is_question) for one in found] == [(True, False), (False, True), (False, False)]


def test_lists_of_references_are_not_read():
    prose = read_prose(
        "It may rain.\n\nFurther reading\n\nA. Author, “It may snow”, Press, 3 May 2020, <https://a.b/c>\n"
    )
    assert len(prose.read) == 1
