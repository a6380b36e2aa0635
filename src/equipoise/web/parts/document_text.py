"""The frozen text of a document as markup: one window of it, with the places that something rests on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from equipoise.documents.frozen_text import PAGE_BREAK, FrozenText
from equipoise.report.numbers import count
from equipoise.web.labels import Say
from equipoise.web.parts.document_marks import Mark
from equipoise.web.parts.figures import figure

WINDOW = 20_000
"""Characters drawn at once: some ten pages of print, drawn and laid out in a blink."""

MOST_LISTED = 400
"""Lines of the list of places."""

_PARAGRAPH = re.compile(r"[^\n\f](?:[^\n\f]|\n(?![^\S\n]*\n))*")
_BREAK = re.compile(r"\n[^\S\n\f]*\n")
_TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True)
class Window:
    """The part of a text that is drawn, in code points; the end is one past the last character."""

    start: int
    end: int


def window_around(text: str, place: int, *, size: int = WINDOW) -> Window:
    """A window with a place about one third from its top, cut where paragraphs end.

    Args:
        text: The text.
        place: A character of it; one beyond either end counts as that end.
        size: How many characters to show; more by at most one paragraph at either end.
    """
    at = min(max(place, 0), len(text))
    first = max(0, min(at - size // 3, len(text) - size))
    last = min(len(text), first + size)
    return Window(_paragraph_before(text, first, size), _paragraph_after(text, last, size))


def earlier(text: str, shown: Window, *, size: int = WINDOW) -> Window:
    """The window that ends where this one begins."""
    return Window(_paragraph_before(text, max(0, shown.start - size), size), shown.start)


def later(text: str, shown: Window, *, size: int = WINDOW) -> Window:
    """The window that begins where this one ends."""
    return Window(shown.end, _paragraph_after(text, min(len(text), shown.end + size), size))


def text_markup(
    frozen: FrozenText,
    shown: Window,
    marks: Sequence[Mark],
    *,
    asked: tuple[int, int] | None = None,
    evidence_address: Callable[[str], str],
    say: Say,
) -> Markup:
    """A window of the text; every character of it is escaped, and only here.

    Each run of characters knows where it begins (`data-at`), so that a selection can be told in code points.

    Args:
        frozen: The text.
        shown: The part to draw.
        marks: Places in it, in order.
        asked: A span to point out, such as that of an address.
        evidence_address: Address of an item of evidence.
        say: Words in the reader's language.
    """
    inside = [mark for mark in marks if mark.start < shown.end and mark.end > shown.start]
    closes = _last_pieces(frozen.text, shown, inside, asked)
    parts: list[Markup] = []
    for block in _blocks(frozen.text, shown):
        if isinstance(block, int):
            parts.append(_PAGE.format(say("Page"), frozen.page(block)))
            continue
        pieces = Markup("").join(
            _piece_markup(frozen.text, piece, inside, asked, closes, evidence_address)
            for piece in _pieces(block, inside, asked)
        )
        is_heading = frozen.text.startswith("#", block.start)
        parts.append((_HEADING if is_heading else _TEXT).format(pieces))
    return Markup("").join(parts)


def places_markup(marks: Sequence[Mark], *, label: str) -> Markup:
    """The marked places as a list of buttons, in order; each leads to its place in the text."""
    lines = Markup("").join(
        Markup(
            '<li><button type="button" data-go="{},{}" data-kind="{}" data-name="{}"><span>{}</span>'
            '<span class="m">{}</span></button></li>'
        ).format(mark.start, mark.end, mark.kind, mark.name, _cut(mark.words), mark.status)
        for mark in marks[:MOST_LISTED]
    )
    left = len(marks) - MOST_LISTED
    more = Markup('<p class="dim">{} more, marked in the text</p>').format(count(left)) if left > 0 else Markup("")
    return Markup('<ul class="places" aria-label="{}">{}</ul>{}').format(label, lines, more)


def all_places_markup(marks: Sequence[Mark], say: Say) -> Markup:
    """Two lists of the marked places: of evidence, and of candidates."""
    on_items = [mark for mark in marks if mark.kind == "item"]
    others = [mark for mark in marks if mark.kind != "item"]
    none_yet = Markup('<p class="dim">{}</p>').format(say("Nothing rests on this document yet."))
    return Markup("<h2>{}<span>{}</span></h2>{}<h2>{}<span>{}</span></h2>{}").format(
        say("Evidence"),
        len(on_items),
        places_markup(on_items, label=say("Evidence")) if on_items else none_yet,
        say("Candidates"),
        len(others),
        places_markup(others, label=say("Candidates")),
    )


def key_markup(say: Say) -> Markup:
    """What the marks in the text mean."""
    marks = (("item", "evidence"), ("open", "a candidate that waits"), ("closed", "a candidate decided on"))
    return Markup('<p class="key text-key">{}</p>').format(
        Markup("").join(
            Markup('<span><mark class="{}">{}</mark></span>').format(kind, say(words)) for kind, words in marks
        )
    )


def position_words(frozen: FrozenText, shown: Window, say: Say) -> str:
    """Which part of the text is drawn; nothing where it is all of it."""
    if (shown.start, shown.end) == (0, len(frozen.text)):
        return ""
    pages = ""
    if frozen.page(shown.start) is not None:
        pages = f" · {say('pages')} {frozen.page(shown.start)}–{frozen.page(max(shown.start, shown.end - 1))}"
    told = say("characters {first} to {last} of {all}")
    return told.format(first=figure(shown.start), last=figure(shown.end), all=figure(len(frozen.text))) + pages


# --- cutting -----------------------------------------------------------------------------------------------------


def _blocks(text: str, shown: Window) -> Iterator[Window | int]:
    """Paragraphs of a window in order; a number is the first character behind a page break."""
    at = shown.start
    for found in _PARAGRAPH.finditer(text, shown.start, shown.end):
        for place in range(at, found.start()):
            if text[place] == PAGE_BREAK:
                yield place + 1
        yield Window(found.start(), found.end())
        at = found.end()


def _pieces(block: Window, marks: Sequence[Mark], asked: tuple[int, int] | None) -> Iterator[Window]:
    """A paragraph cut wherever a mark begins or ends."""
    ends = [place for mark in marks for place in (mark.start, mark.end)] + list(asked or ())
    cuts = sorted({block.start, block.end, *(place for place in ends if block.start < place < block.end)})
    for first, last in pairwise(cuts):
        yield Window(first, last)


def _last_pieces(
    text: str, shown: Window, marks: Sequence[Mark], asked: tuple[int, int] | None
) -> dict[int, list[Mark]]:
    """Items by the first character of the last piece they cover: the name of an item stands behind that piece."""
    closes: dict[int, list[Mark]] = {}
    pieces = [
        piece for block in _blocks(text, shown) if isinstance(block, Window) for piece in _pieces(block, marks, asked)
    ]
    starts = [piece.start for piece in pieces]
    for mark in marks:
        last = bisect_left(starts, mark.end) - 1
        if mark.kind == "item" and last >= 0 and pieces[last].end > mark.start:
            closes.setdefault(pieces[last].start, []).append(mark)
    return closes


def _paragraph_before(text: str, place: int, size: int) -> int:
    """Where the paragraph of a place begins; within one that is longer than a window, the place itself."""
    if place == 0:
        return 0
    ends = [found.end() for found in _BREAK.finditer(text, max(0, place - size), place)]
    return ends[-1] if ends else 0 if place <= size else place


def _paragraph_after(text: str, place: int, size: int) -> int:
    found = _BREAK.search(text, place, place + size)
    if found is not None:
        return found.start()
    return len(text) if len(text) - place <= size else place


# --- marking up --------------------------------------------------------------------------------------------------

_PAGE = Markup('<p class="page-break">{} {}</p>')
_TEXT = Markup('<p dir="auto">{}</p>')
_HEADING = Markup('<p dir="auto" class="head">{}</p>')


def _piece_markup(
    text: str,
    piece: Window,
    marks: Sequence[Mark],
    asked: tuple[int, int] | None,
    closes: dict[int, list[Mark]],
    evidence_address: Callable[[str], str],
) -> Markup:
    over = [mark for mark in marks if mark.start <= piece.start and piece.end <= mark.end]
    is_asked = asked is not None and asked[0] <= piece.start and piece.end <= asked[1]
    words = _visible(text[piece.start : piece.end])
    if not over and not is_asked:
        return Markup('<span data-at="{}">{}</span>').format(piece.start, words)
    kinds = [kind for kind in ("item", "open", "closed") if any(mark.kind == kind for mark in over)]
    classes = " ".join(kinds[:1] + (["asked"] if is_asked else []))
    tags = Markup("").join(
        Markup('<a class="tag" href="{}">{}</a>').format(evidence_address(mark.name), mark.name)
        for mark in closes.get(piece.start, ())
    )
    # The innermost candidate is the one that a click on the words means.
    names = [mark.name for mark in sorted(over, key=lambda mark: mark.end - mark.start) if mark.kind != "item"]
    return Markup('<mark class="{}" data-at="{}" data-candidate="{}">{}</mark>{}').format(
        classes, piece.start, next(iter(names), ""), words, tags
    )


def _visible(text: str) -> str:
    """One sign for each character, so that places stay: what shows nothing or turns the text behind it is replaced."""
    # A browser would make one line end of the two characters of Windows, and every place behind it would be off.
    return "".join("\ufffd" if _is_hidden(character) else character for character in text.replace("\r", " "))


def _is_hidden(character: str) -> bool:
    return character in _TURNING or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t\f")


def _cut(words: str, most: int = 110) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
