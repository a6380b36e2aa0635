"""The span of a document that an address asks for."""

from __future__ import annotations

import pytest

from equipoise.web.parts.asked_span import asked_span


def test_a_span_is_two_numbers_in_order() -> None:
    assert asked_span({"start": "3", "end": "10", "document": "wire"}) == (3, 10)


@pytest.mark.parametrize(
    ("start", "end"),
    [("", ""), ("3", ""), ("10", "3"), ("3", "3"), ("-1", "3"), ("x", "3"), ("1.5", "3"), ("٣", "٩"), ("1 ", "3")],
)
def test_anything_else_is_no_span(start: str, end: str) -> None:
    assert asked_span({"start": start, "end": end}) is None


def test_a_number_of_any_length_is_read_at_once() -> None:
    assert asked_span({"start": "0", "end": "9" * 10_000}) == (0, 999_999_999)
