"""A walk through finished markup that may change its text and knows where each text stands.

Only for markup of our own: everything authored in it is escaped, so that `<` and `>` are tags and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup

_PIECE = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
_SLOT = re.compile(r"s(\d)")
_VOID = frozenset({"br", "wbr", "img", "input", "hr", "line", "rect", "circle", "path"})
_BLOCKS = frozenset({"p", "li", "td", "th", "h2", "h3", "text", "figcaption", "caption"})


@dataclass(frozen=True)
class Element:
    """An element that is open around a text."""

    tag: str
    attributes: dict[str, str]

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())


@dataclass
class Place:
    """Where a text stands.

    Attributes:
        around: Elements open around it, the outermost first.
        row: Head of the row of the table it stands in; empty outside of one, and in the head itself.
        column: Head of its column.
        before: What the same paragraph or cell says before it.
    """

    around: list[Element] = field(default_factory=list)
    row: str = ""
    column: str = ""
    before: str = ""

    def is_inside(self, tags: frozenset[str]) -> bool:
        """Whether any element around it is one of these."""
        return any(element.tag in tags for element in self.around)

    @property
    def section(self) -> str:
        """Id of the innermost section around it that has one; empty where none has."""
        return next(
            (e.attributes["id"] for e in reversed(self.around) if e.tag == "section" and "id" in e.attributes), ""
        )

    @property
    def slot(self) -> int:
        """Number of the hue it stands in, from 1; 0 outside of any."""
        found = (_SLOT.fullmatch(name) for element in reversed(self.around) for name in sorted(element.classes))
        return next((int(match[1]) for match in found if match), 0)


def rewritten(markup: str, rewrite: Callable[[str, Place], str]) -> Markup:
    """The markup with every text put through a function.

    Args:
        markup: Well-formed markup of our own.
        rewrite: Takes a text as it is written, escaped, and its place; returns escaped markup to stand there.
    """
    walk = _Walk()
    parts = []
    for piece in _PIECE.findall(str(markup)):
        if piece.startswith("<"):
            walk.pass_tag(piece)
            parts.append(piece)
        else:
            parts.append(rewrite(piece, walk.place) if piece.strip() else piece)
            walk.pass_text(unescape(piece))
    return Markup("".join(parts))


class _Walk:
    def __init__(self) -> None:
        self.place = Place()
        self._heads: list[str] = []
        self._cell = 0

    def pass_tag(self, piece: str) -> None:
        tag = _TAG.match(piece)
        if tag is None or piece.endswith("/>") or tag[2] in _VOID:
            return
        self._leave(tag[2]) if tag[1] else self._enter(tag[2], piece)

    def pass_text(self, text: str) -> None:
        around = self.place.around
        heads = [element for element in around if element.tag == "th"]
        if heads and heads[-1].attributes.get("scope") == "row":
            self.place.row = f"{self.place.row}{text}"
        elif heads and self._heads:
            self._heads[-1] += text
        self.place.before += text

    def _enter(self, tag: str, piece: str) -> None:
        place = self.place
        attributes = {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(piece)}
        place.around.append(Element(tag, attributes))
        if tag in _BLOCKS:
            place.before = ""
        if tag == "table":
            self._heads = []
        elif tag == "tr":
            place.row, self._cell = "", 0
        elif tag in ("th", "td"):
            self._enter_cell(tag, attributes)

    def _enter_cell(self, tag: str, attributes: dict[str, str]) -> None:
        span = int(attributes.get("colspan", "1"))
        if any(element.tag == "thead" for element in self.place.around):
            self._heads += [""] * span
            return
        self.place.column = self._heads[self._cell] if self._cell < len(self._heads) else ""
        self._cell += span

    def _leave(self, tag: str) -> None:
        place = self.place
        while place.around:
            if place.around.pop().tag == tag:
                break
        if tag in ("table", "tr"):
            place.row = place.column = ""
        if tag in _BLOCKS:
            place.before = ""
