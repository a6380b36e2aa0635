"""Numbers as links to where they come from: found in the markup of any page, so that no page makes its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from markupsafe import Markup, escape

from equipoise.web.parts.markup_walk import Place, rewritten

Address = Callable[..., str]

_GAP = "[\u202f\u00a0 ]"
_FIGURE = rf"(?:&[lg]t;{_GAP}?)?[+\u2212]?\d+(?:\.\d+)?"
_UNIT = rf"{_GAP}?(?:%|(?:dB|nats?|points?|bits?)\b)"
_RANGE = rf"(?:{_GAP}\([^()<>]{{1,16}}\u2013[^()<>]{{1,16}}\))?"
_START, _END = r"(?<![\w.,\u2013/#-])", r"(?![\w/-]|\.\d)"
_BEFORE_CONVENTION = ("central ", "cropped at ")
"""Words before a number that says how something is drawn or how wide a range is: it is not a number of the case."""

_NUMBER = re.compile(
    rf"{_START}(?:{_FIGURE}{_UNIT}{_RANGE}|[+\u2212]\d+(?:\.\d+)?{_RANGE}{_END}|\d+\.\d+{_RANGE}{_END})"
)
_IN_CELL = re.compile(rf"{_NUMBER.pattern}|{_START}{_FIGURE}{_RANGE}{_END}")
_DRAWING = re.compile(r"(<svg[^>]*?)role=\"img\"([^>]*>(?:(?!</svg>).)*?class=\"traced\")", re.DOTALL)

_NO_LINKS_IN = frozenset(
    {
        "a",
        "button",
        "summary",
        "label",
        "code",
        "kbd",
        "title",
        "desc",
        "style",
        "script",
        "option",
        "select",
        "h1",
        "thead",
    }
)
_NUMBER_CELLS = frozenset({"num", "value"})
_TICKS = frozenset({"t", "m", "e"})
"""All classes of a label at an axis; one with a value to tell has another."""

MOST_SAID = 160
"""Characters of the row or sentence of a number that its address keeps."""


def traced(markup: str, address: Address, *, of: str = "") -> Markup:
    """The markup with each of its numbers a link to the page that says where it comes from.

    What a link says of its number is what a reader sees of it: the section, the colour, the row, the column and the
    words before it. The page behind the link makes out from that which part of the case it is about.

    Args:
        markup: Well-formed markup of our own.
        address: Makes the address of a page of the case from its name and parameters.
        of: What the numbers are of where no section around them says so: the id of a section of the brief.
    """

    def rewrite(text: str, place: Place) -> str:
        if place.is_inside(_NO_LINKS_IN) or not any(character.isdigit() for character in text):
            return text
        pattern = _pattern(place)
        return text if pattern is None else _linked(text, place, pattern, address, of)

    found = str(rewritten(markup, rewrite))
    return Markup(_DRAWING.sub(r'\1role="group"\2', found))  # what has links inside is no longer one picture


def _pattern(place: Place) -> re.Pattern[str] | None:
    if place.around and "k" in place.around[-1].classes:
        return None  # the head of a column, repeated for narrow screens
    if place.around and place.around[-1].tag == "text":
        return None if place.around[-1].classes <= _TICKS else _NUMBER
    is_cell = any(_NUMBER_CELLS & element.classes or "data-number" in element.attributes for element in place.around)
    return _IN_CELL if is_cell else _NUMBER


def _linked(text: str, place: Place, pattern: re.Pattern[str], address: Address, of: str) -> str:
    parts, end = [], 0
    for match in pattern.finditer(text):
        said = place.before + unescape(text[: match.start()])
        if said.endswith(_BEFORE_CONVENTION):
            continue
        asked = _asked(place, said, unescape(match[0]), of)
        parts += [
            text[end : match.start()],
            f'<a class="traced" href="{escape(address("origin", **asked))}">{match[0]}</a>',
        ]
        end = match.end()
    return "".join([*parts, text[end:]])


def _asked(place: Place, said: str, number: str, of: str) -> dict[str, str]:
    row = place.row or said
    marks = (e.attributes.get("data-number") or e.attributes.get("data-about") for e in reversed(place.around))
    marked = next((mark for mark in marks if mark), "")
    asked = {
        "number": " ".join(number.split()) if "\u202f" not in number else number,
        "of": place.section or of,
        "slot": str(place.slot or ""),
        "row": " ".join(row.split())[-MOST_SAID:] if not place.row else " ".join(row.split())[:MOST_SAID],
        "column": " ".join(place.column.split()),
        "about": marked,
    }
    return {name: value for name, value in asked.items() if value}
