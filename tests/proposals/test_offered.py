"""The form has no place for numbers: what is offered all the same is dropped, or refused where it stands in words."""

from __future__ import annotations

import json

import pytest

from equipoise.proposals.offered import OfferedCandidate, OfferedReading, gives_number
from equipoise.proposals.prompts import form_of

NUMBERS = {"probability": 0.9, "rating": "++", "weight": 12, "likelihood_ratio": 8, "start": 0, "end": 7}


@pytest.mark.parametrize(
    ("offer", "fields"),
    [(OfferedCandidate, {"quote", "kind"}), (OfferedReading, {"quote", "reading", "would_show"})],
)
def test_the_form_asks_for_words_alone(offer, fields):
    assert set(offer.model_fields) == fields
    form = json.dumps(form_of(offer).model_json_schema())
    assert '"number"' not in form
    assert '"integer"' not in form


def test_numbers_that_are_offered_are_dropped_when_read():
    offered = {"quote": "It rained all day.", "kind": "act"}
    read = form_of(OfferedCandidate).model_validate({"proposals": [{**offered, **NUMBERS}], **NUMBERS})
    assert read.model_dump() == {"proposals": [offered]}


@pytest.mark.parametrize(
    "text",
    [
        "It is 80 % certain",
        "There is an 80 per cent chance of a bluff",
        "A chance of 0.7",
        "A weight of 6 dB",
        "This holds in 4 out of 5 cases",
        "Four in five such convoys are exercises",
        "The odds are 3 to 1",
        "Rate this ++",
        "Rate it “--”",
    ],
)
def test_shares_odds_and_marks_in_words_are_seen(text):
    assert gives_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lorries carried relief goods for the 3 villages",
        "Signed on 1 July 2025, between 10:30 and noon",
        "An exercise announced in 2024 -- as every year",
        "A signal to the second-largest party",
        "COVID-19 kept the posts closed until 1 to 3 July",
    ],
)
def test_dates_counts_and_dashes_are_no_shares(text):
    assert not gives_number(text)
