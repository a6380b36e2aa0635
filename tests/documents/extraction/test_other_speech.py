"""Statements that no verb of saying in the active attributes, and what only looks like one."""

from __future__ import annotations

import pytest

from equipoise.documents.extraction.extract import extract


def statements(text):
    return [one for one in extract(text).mentions if one.label == "attributed_statement"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The plan was described by a senior general as a folly.", "a senior general"),
        ("To Cairo, the dam is a threat.", "Cairo"),
        ("The well, as conceded by Omar Said, ran dry.", "Omar Said"),
        ("A pledge by Ana Ruiz that fares stay put was kept.", "Ana Ruiz"),
        ("Their coach was blunter: “We slept.”", "Their coach"),
        ("Ana Ruiz shrugged: “We slept.”", "Ruiz"),
        ("From the bank's perspective, the loan was sound.", "the bank's"),
        ("Wardens expect the herd to return.", "Wardens"),
        ("The mayor stressed the need for calm.", "The mayor"),
    ],
)
def test_the_speaker_is_found_where_no_verb_of_saying_governs_a_clause(text, speaker):
    (one,) = statements(text)
    assert one.details["speaker"]["text"] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The house was built by a lawyer as a retreat.",
        "To Lisbon, the train takes a night.",
        "Books were shelved according to size.",
        "The union has called for a halt to drilling.",
        "We consider this path to be open.",
        "They signed the pact, suggesting that the quarrel is over.",
        "A plan proposed by Norway was put to the vote.",
        "Last year's forecast that hung on the wall was torn.",
    ],
)
def test_acts_measures_and_places_say_nothing(text):
    assert statements(text) == []


def test_for_somebody_tells_a_view_once_that_person_has_spoken():
    alone, after = "For Lee, the pact is dead.", "“It is over,” said Lee. For Lee, the pact is dead."
    assert (len(statements(alone)), len(statements(after))) == (0, 2)
