from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.frozen_text import FrozenText

TEXT = FrozenText("Déjà vu.\r\nA minister came\fand went\nhome.")


def test_places_are_counted_in_characters_with_line_ends_as_they_are():
    assert TEXT.quotation(10, 20) == "A minister"
    assert TEXT.line(10) == 2


def test_form_feeds_part_the_pages():
    assert [TEXT.page(index) for index in (0, 25, 26)] == [1, 1, 2]
    assert FrozenText("one page").page(3) is None


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 2), (30, 99)])
def test_a_span_that_is_not_there_has_no_words(start, end):
    assert TEXT.quotation(start, end) is None
    with pytest.raises(ValueError, match="no span"):
        TEXT.in_context(start, end, characters=5)


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 20), st.integers(0, 30))
def test_context_stands_in_the_text_around_the_words(text, start, length, characters):
    frozen, end = FrozenText(text), start + length
    if frozen.quotation(start, end) is None:
        return
    found = frozen.in_context(start, end, characters=characters)
    assert found.quoted == text[start:end]
    assert text[:start].endswith(found.before)
    assert text[end:].startswith(found.after)
    assert max(len(found.before), len(found.after)) <= characters


def test_context_begins_and_ends_with_whole_words():
    found = FrozenText("one two three four five six").in_context(8, 13, characters=6)
    assert (found.before, found.quoted, found.after) == (" two ", "three", " four ")
