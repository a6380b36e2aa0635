"""A canvas for one chart: shapes in order, and where every label lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from equipoise.report.charts.text_width import text_width

Anchor = Literal["start", "middle", "end"]
XY = tuple[float, float]

_ABOVE, _BELOW = 10.0, 3.5
"""How far 12 px text reaches above and below its line."""


@dataclass(frozen=True)
class Box:
    """Where a label lies, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def overlaps(self, other: Box) -> bool:
        """Whether two labels touch."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """A label that might be drawn: its text, and where."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    bold: bool = False

    @property
    def box(self) -> Box:
        """Room it takes."""
        width = text_width(self.text, bold=self.bold)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return Box(left, self.y - _ABOVE, left + width, self.y + _BELOW, self.text)


@dataclass
class Canvas:
    """Shapes of one chart. One unit is one pixel.

    Attributes:
        name: Unique in a page: it names the parts that refer to each other.
        width: Width in pixels.
        height: Height in pixels.
        title: What the chart shows, for who cannot see it.
        desc: What it says, for who cannot see it.
        boxes: Where the labels lie.
    """

    name: str
    width: float
    height: float
    title: str
    desc: str = ""
    boxes: list[Box] = field(default_factory=list)
    _shapes: list[Markup] = field(default_factory=list)

    def svg(self) -> Markup:
        """The chart as an element of a page."""
        about = Markup('<title id="{0}-t">{1}</title>').format(self.name, self.title)
        names = f"{self.name}-t"
        if self.desc:
            about += Markup('<desc id="{0}-d">{1}</desc>').format(self.name, self.desc)
            names += f" {self.name}-d"
        return Markup(
            '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}">{3}{4}</svg>'
        ).format(_px(self.width), _px(self.height), names, about, Markup("").join(self._shapes))

    def label(self, label: Label, css: str = "t") -> None:
        """Draw a label; `css` is `t` for second ink, `ti` for ink."""
        self.boxes.append(label.box)
        classes = " ".join(
            filter(None, (css, "b" if label.bold else "", {"middle": "m", "end": "e"}.get(label.anchor)))
        )
        self._add('<text x="{}" y="{}" class="{}">{}</text>', _px(label.x), _px(label.y), classes, label.text)

    def label_where_free(self, candidates: Iterable[Label], css: str = "t") -> bool:
        """Draw the first candidate that lies inside and touches no label so far; none if there is no such place."""
        for label in candidates:
            box = label.box
            inside = box.left >= 0 and box.right <= self.width and box.top >= 0 and box.bottom <= self.height
            if inside and not any(box.overlaps(other) for other in self.boxes):
                self.label(label, css)
                return True
        return False

    def line(self, start: XY, end: XY, css: str) -> None:
        """A straight line."""
        ends = (_px(v) for v in (*start, *end))
        self._add('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', *ends, css)

    def rectangle(self, left: float, top: float, width: float, height: float, css: str) -> None:
        """A rectangle; one without area is not drawn."""
        if width > 0 and height > 0:
            sizes = (_px(v) for v in (left, top, width, height))
            self._add('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', *sizes, css)

    def hatched(self, left: float, top: float, width: float, height: float) -> None:
        """A rectangle in the hatch that means: no reports."""
        if width > 0 and height > 0:
            if not any("pattern" in shape for shape in self._shapes):
                self._define_hatch()
            sizes = (_px(v) for v in (left, top, width, height))
            self._add('<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-h)"/>', *sizes, self.name)

    def dot(self, centre: XY, radius: float, css: str, *, square: bool = False) -> None:
        """A round mark, or a square one where a second shape is needed."""
        x, y = centre
        if square:
            self.rectangle(x - radius, y - radius, 2 * radius, 2 * radius, css)
        else:
            self._add('<circle cx="{}" cy="{}" r="{}" class="{}"/>', _px(x), _px(y), _px(radius), css)

    def path(self, points: Sequence[XY], css: str, *, closed: bool = False) -> None:
        """A line through points, or the area they enclose."""
        if len(points) > 1:
            steps = "L".join(f"{_px(x)} {_px(y)}" for x, y in points)
            self._add('<path d="M{}{}" class="{}"/>', steps, "Z" if closed else "", css)

    def _define_hatch(self) -> None:
        self._add(
            '<defs><pattern id="{}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<line x1="0" y1="0" x2="0" y2="5" class="hatch"/></pattern></defs>',
            self.name,
        )

    def _add(self, shape: str, *parts: object) -> None:
        self._shapes.append(Markup(shape).format(*(escape(part) for part in parts)))


@dataclass(frozen=True)
class Chart:
    """A finished chart: its element, its size, where its labels lie, and what it tells who cannot see it."""

    svg: Markup
    width: float
    height: float
    boxes: tuple[Box, ...]
    alt: str = ""


def chart_of(canvas: Canvas) -> Chart:
    """What is on a canvas."""
    alt = ". ".join(told.rstrip(".") for told in (canvas.title, canvas.desc) if told)
    return Chart(canvas.svg(), canvas.width, canvas.height, tuple(canvas.boxes), alt)


def _px(value: float) -> str:
    """A length with one decimal at most, written the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
