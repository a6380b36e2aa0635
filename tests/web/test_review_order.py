"""The order in which candidates are decided on."""

from __future__ import annotations

from datetime import UTC, datetime

from equipoise.documents.candidates import Candidate
from equipoise.review.decision import Decision
from equipoise.review.standing import Standing, standing
from equipoise.web.parts.review_order import ALL, ReviewOrder

# Two documents, a and b: candidates a0, a10 and a20 of the first, b0 of the second, in the order of the file.
NAMES = ("a0", "a10", "b0", "a20")


def candidate(name: str) -> Candidate:
    start = int(name[1:])
    return Candidate(id=name, document=name[0], start=start, end=start + 5, text="words", date=None, label="dated_act")


def there(*decided: str, by: str = "ann") -> Standing:
    log = [
        Decision(
            number=number,
            at=datetime(2025, 7, 5, tzinfo=UTC).isoformat(),
            by=by,
            act="reject",
            candidate=candidate(name),
            reason="no evidence",
        )
        for number, name in enumerate(decided, 1)
    ]
    return standing([candidate(name) for name in NAMES], log)


def test_a_queue_is_that_of_one_document_or_of_all() -> None:
    one, every = ReviewOrder(there("a10"), "a", ""), ReviewOrder(there("a10"), "a", ALL)
    assert [found.id for found in one.waiting()] == ["a0", "a20"]
    assert [found.id for found in every.waiting()] == ["a0", "b0", "a20"]
    assert (len(one.mine()), one.decided()) == (3, 1)
    assert (len(every.mine()), every.decided()) == (4, 1)
    assert (one.first(), every.first()) == ("a0", "a0")


def test_next_and_previous_go_round_the_end() -> None:
    order = ReviewOrder(there(), "a", "")
    assert [order.beside(name, 1) for name in ("a0", "a10", "a20")] == ["a10", "a20", "a0"]
    assert [order.beside(name, -1) for name in ("a0", "a10", "a20")] == ["a20", "a0", "a10"]


def test_from_what_waits_no_more_next_is_the_first_behind_the_place_that_was_read() -> None:
    order = ReviewOrder(there("a10"), "a", ALL)
    assert order.beside("a10", 1, place=15) == "a20"
    assert order.beside("", 1, place=90) == "a0"
    assert order.beside("", -1) == "a20"


def test_behind_a_decision_comes_what_waits_behind_it_else_the_first() -> None:
    before = ["a0", "a10", "a20"]
    assert ReviewOrder(there("a10"), "a", "").behind("a10", before) == "a20"
    assert ReviewOrder(there("a20"), "a", "").behind("a20", before) == "a0"
    assert ReviewOrder(there("a10", "a20"), "a", "").behind("a10", before) == "a0"
    assert ReviewOrder(there(*before), "a", "").behind("a20", before) is None


def test_where_nothing_waits_there_is_nothing_to_go_to() -> None:
    order = ReviewOrder(there("b0"), "b", "")
    assert order.first() is None
    assert order.beside("b0", 1) is None
    assert order.in_span((0, 100)) is None


def test_a_span_finds_the_candidate_on_its_words_in_the_document_shown() -> None:
    order = ReviewOrder(there("a0"), "a", ALL)
    assert order.in_span((12, 13)) == "a10"
    assert order.in_span((15, 20)) is None  # an end is one past the last character
    assert order.in_span((0, 5)) is None  # decided on already, and b0 is of another document


def test_only_the_last_decision_of_oneself_can_be_taken_back() -> None:
    order = ReviewOrder(there("a0", "a10"), "a", "")
    last = order.last_of("ann")
    assert last is not None
    assert last.candidate.id == "a10"
    assert order.last_of("ben") is None
    assert ReviewOrder(there(), "a", "").last_of("ann") is None
