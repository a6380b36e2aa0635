"""What else would produce an item: readings with words of the text behind them, and no number in them."""

from __future__ import annotations

import pytest

from equipoise.errors import InvalidCaseError, UsageError
from equipoise.proposals.asking import TRIES
from equipoise.proposals.counter_reading_file import read_counter_readings
from equipoise.proposals.counter_readings import counter_readings
from proposals.made import TEXT, everything, saying

QUOTE = "Its freight was not declared."
READING = {
    "quote": QUOTE,
    "reading": "The lorries carried relief goods that need no declaration.",
    "would_show": "Relief agencies list a delivery of that week.",
}


@pytest.fixture
def rested(folder):
    """The case, with an item that rests on words of the document."""
    words = "A convoy of forty lorries left the capital that night."
    start = TEXT.index(words)
    with (folder / "evidence.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: convoy\n  date: 2025-07-02\n  what: A convoy leaves the capital\n  kind: conduct\n"
            f"  sources: [wire]\n  where: {{document: courier, start: {start}, end: {start + len(words)}}}\n"
        )
    return folder


def test_readings_of_items_that_rest_on_the_document_are_kept_beside_the_case(rested):
    before = everything(rested)
    model, heard = saying({"proposals": [{**READING, "probability": 0.4, "rating": "--"}]})
    found = counter_readings(rested, "courier", model=model)
    (one,) = found.added
    assert (one.id, one.item, one.reading, one.would_show) == (
        "convoy-counter-1",
        "convoy",
        READING["reading"],
        READING["would_show"],
    )
    assert TEXT[one.start : one.end] == QUOTE
    assert one.proposed_by == found.run.proposed_by
    assert read_counter_readings(rested) == found.added
    after = everything(rested)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"counter-readings.yaml", "proposals.jsonl"}
    assert "0.4" not in after["counter-readings.yaml"].decode()
    sent = str(heard[0][-1].parts[-1].content)
    assert "A convoy leaves the capital" in sent
    assert "It rests on these words: A convoy of forty lorries left the capital that night." in sent


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("reading", "There is an 80 % chance that it was an exercise.", "gives a number"),
        ("would_show", "Rate this ++ for stay", "gives a number"),
        ("reading", " ", "empty"),
        ("reading", "An exercise " * 60, "more than 400 characters"),
        ("quote", "Its freight was contraband from abroad.", "does not stand"),
    ],
)
def test_a_reading_with_a_number_or_without_words_of_the_text_is_refused(rested, field, text, reason):
    model, heard = saying({"proposals": [{**READING, field: text}]})
    found = counter_readings(rested, "courier", model=model)
    assert (found.added, len(heard)) == ((), TRIES)
    assert reason in found.run.refused[0].reason
    assert not (rested / "counter-readings.yaml").exists()


def test_two_readings_may_rest_on_the_same_words_and_none_is_kept_twice(rested):
    other = {**READING, "reading": "An exercise that was planned long before."}
    model, _ = saying({"proposals": [READING, other]})
    assert len(counter_readings(rested, "courier", model=model).added) == 2
    written = (rested / "counter-readings.yaml").read_bytes()
    again = counter_readings(rested, "courier", ["convoy"], model=model)
    assert (again.added, again.run.known) == ((), 2)
    assert (rested / "counter-readings.yaml").read_bytes() == written


def test_an_item_that_names_no_place_is_asked_about_with_the_whole_document(folder):
    with pytest.raises(UsageError, match="no item rests on courier"):
        counter_readings(folder, "courier", model="a")
    with pytest.raises(UsageError, match="no item 'dues-witheld'") as caught:
        counter_readings(folder, "courier", ["dues-witheld"], model="a")
    assert "dues-withheld" in caught.value.hint
    model, heard = saying({"proposals": [READING]})
    (one,) = counter_readings(folder, "courier", ["dues-withheld"], model=model).added
    assert one.item == "dues-withheld"
    assert "Customs posts reopen" in str(heard[0][-1].parts[-1].content)


def test_a_file_that_cannot_be_added_to_shows_before_anything_is_sent(rested):
    (rested / "counter-readings.yaml").write_text("- {id: a}\n", encoding="utf-8")
    model, heard = saying({"proposals": [READING]})
    with pytest.raises(InvalidCaseError):
        counter_readings(rested, "courier", model=model)
    assert heard == []
