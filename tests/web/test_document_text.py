"""A window of a frozen text as markup: every character once, in its place, and escaped."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.frozen_text import FrozenText
from equipoise.web.parts.document_marks import Kind, Mark
from equipoise.web.parts.document_text import (
    Window,
    earlier,
    later,
    places_markup,
    position_words,
    text_markup,
    window_around,
)

TEXT = "One & two.\n\nThree <b>four</b> five.\n\nSix."
ALL = Window(0, len(TEXT))

texts = st.text(st.sampled_from("ab é<&>\"'\n\f\r\u202e😀 #"), max_size=120)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark], tuple[int, int] | None]:
    text = draw(texts)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda span: span[0] < span[1])
    found = draw(st.lists(spans, max_size=5)) if text else []
    kinds = st.sampled_from(("item", "open", "closed"))
    marks = [_mark(start, end, draw(kinds), f"m{number}") for number, (start, end) in enumerate(sorted(found))]
    return text, marks, draw(st.none() | spans) if text else None


@given(marked_texts())
def test_each_run_of_characters_knows_where_it_stands(drawn: tuple[str, list[Mark], tuple[int, int] | None]) -> None:
    text, marks, asked = drawn
    pieces = _pieces(str(_markup(text, Window(0, len(text)), marks, asked)))
    covered = set()
    for at, words, _ in pieces:
        assert len(words) == len(text[at : at + len(words)])
        assert all(one in (other, "\ufffd", " ") for one, other in zip(words, text[at:], strict=False))
        places = set(range(at, at + len(words)))
        assert not covered & places
        covered |= places
    left_out = [text[place] for place in range(len(text)) if place not in covered]
    assert not "".join(left_out).strip()


@given(marked_texts())
def test_characters_are_marked_just_where_a_mark_covers_them(
    drawn: tuple[str, list[Mark], tuple[int, int] | None],
) -> None:
    text, marks, asked = drawn
    for at, words, classes in _pieces(str(_markup(text, Window(0, len(text)), marks, asked))):
        for place in range(at, at + len(words)):
            over = {mark.kind for mark in marks if mark.start <= place < mark.end}
            assert bool(classes - {"asked"}) == bool(over)
            assert ("asked" in classes) == (asked is not None and asked[0] <= place < asked[1])


@given(st.text(st.sampled_from("ab \n"), max_size=400), st.integers(0, 450), st.integers(1, 60))
def test_a_window_holds_its_place_and_turning_pages_reaches_every_character(text: str, place: int, size: int) -> None:
    shown = window_around(text, place, size=size)
    assert shown.start <= min(place, len(text)) <= shown.end
    assert shown.end - shown.start <= 4 * size
    seen = shown
    while seen.end < len(text):
        following = later(text, seen, size=size)
        assert following.start == seen.end < following.end
        seen = following
    while shown.start > 0:
        before = earlier(text, shown, size=size)
        assert before.start < before.end == shown.start
        shown = before


def test_markup_in_a_document_is_text() -> None:
    found = str(_markup("<script>alert(1)</script> & more", None, [_mark(0, 8, "open", "c")]))
    assert "<script" not in found
    assert html.unescape(re.sub(r"<[^>]*>", "", found)) == "<script>alert(1)</script> & more"


def test_an_item_is_named_once_behind_its_words_and_leads_to_its_page() -> None:
    start = TEXT.index("two")
    found = str(_markup(TEXT, ALL, [_mark(start, TEXT.index("five"), "item", "e<1>")]))
    assert found.count("/e/e&lt;1&gt;") == 1
    assert re.search(r"four&lt;/b&gt; </mark><a class=\"tag\"", found)


def test_of_candidates_in_one_another_a_click_means_the_inner_one() -> None:
    marks = [_mark(0, 10, "open", "outer"), _mark(4, 9, "open", "inner")]
    found = str(_markup(TEXT, ALL, marks))
    assert re.search(r'data-at="4" data-candidate="inner"', found)
    assert re.search(r'data-at="0" data-candidate="outer"', found)


def test_pages_are_told_where_they_begin() -> None:
    assert "Page 2" in str(_markup("one\ftwo", None, []))


def test_a_part_of_a_text_says_which_part_it_is() -> None:
    text = FrozenText("a" * 50_000)
    assert position_words(text, Window(0, 50_000), str) == ""
    assert position_words(text, Window(20_000, 40_000), str) == "characters 20\u202f000 to 40\u202f000 of 50\u202f000"


def test_the_list_of_places_is_cut_and_says_how_many_are_left() -> None:
    marks = [_mark(place, place + 1, "open", f"c{place}") for place in range(405)]
    found = str(places_markup(marks, label="Candidates"))
    assert found.count("<li>") == 400
    assert "five more" in found


def _mark(start: int, end: int, kind: Kind, name: str) -> Mark:
    return Mark(start, end, kind, name, "words", "waits")


def _markup(text: str, shown: Window | None, marks: list[Mark], asked: tuple[int, int] | None = None) -> object:
    window = shown or Window(0, len(text))
    return text_markup(
        FrozenText(text), window, marks, asked=asked, evidence_address=lambda item: f"/e/{item}", say=str
    )


def _pieces(markup: str) -> list[tuple[int, str, set[str]]]:
    """Runs of characters with where they begin and the classes of their mark."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[tuple[int, str, set[str]]] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._is_inside = "data-at" in said
        if self._is_inside:
            self.pieces.append((int(said["data-at"] or ""), "", set((said.get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            at, words, classes = self.pieces[-1]
            self.pieces[-1] = (at, words + data, classes)
