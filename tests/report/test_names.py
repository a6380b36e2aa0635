"""What things are called: the author's titles, and ids made readable where there are none."""

from __future__ import annotations

import pytest

from case.small_case import small_case
from equipoise.report.names import Names
from equipoise.report.numbers import prose_date
from equipoise.report.view.event_words import event_words
from equipoise.report.view.in_sentence import level_in_sentence


@pytest.mark.parametrize(
    ("subject", "level", "title"),
    [
        ("stance", "apart", "A distance"),
        ("stance", "hedged", "Hedged"),
        ("pressure", "low", "Hardly a word"),
        ("pressure", "very_high", "Very high"),
        ("nothing", "at-all", "At all"),
    ],
)
def test_a_level_is_called_by_its_title_or_else_by_its_id(subject, level, title):
    assert Names(small_case()).level(subject, level) == title


def test_a_title_is_one_line_of_signs_that_show():
    case = small_case({"case.instruments.stance.titles": {"apart": "Far\n  apart\u202e", "hedged": " "}})
    assert Names(case).level("stance", "apart") == "Far apart"
    assert Names(case).level("stance", "hedged") == "Hedged"


def test_an_origin_is_called_by_its_title_or_else_by_its_id():
    case = small_case({"evidence.0.origin": "old_friend"})
    names = Names(case)
    assert names.origin(case.items["visit-again"]) == "A herald of the palace"
    assert names.origin(case.items["visit"]) == "Old friend"
    assert names.origin(case.items["quiet"]) == ""
    assert names.origin_named("old_friend") == "Old friend"


def test_events_are_told_with_the_titles_of_levels():
    case = small_case({"case.questions.soon.event": {"at": ["stance=apart"], "given": {"pressure": "low"}}})
    event = case.definition.questions["soon"].event
    day = prose_date(case.definition.clock.horizon)
    assert event_words(event, case) == f"Stance: A distance on {day}, given Pressure: Hardly a word throughout"


@pytest.mark.parametrize(
    ("titles", "level", "words"),
    [
        ({}, "hedged", "hedged"),
        ({"hedged": "Ruritania alone"}, "hedged", "Ruritania alone"),
        ({"hedged": "Friends of both"}, "hedged", "friends of both"),
        ({"hedged": "Hedging"}, "hedged", "Hedging"),
    ],
)
def test_inside_a_sentence_a_title_keeps_the_capital_of_what_may_be_a_name(titles, level, words):
    """The case says of closed courses that it arms friends only; nothing in it shows that hedging is no name."""
    assert level_in_sentence("stance", level, small_case({"case.instruments.stance.titles": titles})) == words
