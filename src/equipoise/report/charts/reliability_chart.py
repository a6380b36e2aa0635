"""A reliability diagram: what was said across, what came of it upward; on the diagonal they agree.

Under twenty resolved questions there is no curve. Each question is then a dot at the upper edge if its event occurred
and at the lower if not, and one mark has the rate of all with its interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from equipoise.probability.scores.reliability import Dot
from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.wrapped_label import wrapped_lines
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.view.reliability import RateView, ReliabilityView

WIDTH = 680.0
"""Width in pixels: the square, and beside it its text."""

_SIDE, _LEFT, _GAP = 240.0, 52.0, 36.0
"""Side of the square, room for its numbers, and what lies between it and its text."""
_TITLE, _STRIP, _FOOT, _BETWEEN = 30.0, 34.0, 42.0, 28.0
"""Room for the title, for the dots above and below the square, for what is across, and between two diagrams."""
_RADIUS, _CAP = 4.0, 4.0
_LINE, _MOST_LINES = 17.0, 8
_TICKS = (0, 25, 50, 75, 100)
_STACK = 3.0
"""How far dots of equal probability lie apart."""

_AXES = (
    f"Across is what was said, upward the rate at which it occurred, with its 95{NARROW_SPACE}% interval (Wilson). On "
    "the diagonal the two agree."
)


def reliability_chart(views: Sequence[ReliabilityView], *, name: str = "reliability") -> Chart:
    """Draw diagrams, one under the other.

    Args:
        views: One for each judge; at least one.
        name: Unique in the page.
    """
    height = sum(map(_height, views)) + _BETWEEN * (len(views) - 1)
    told = "; ".join(f"{view.title}: {view.summary}" for view in views)
    canvas = Canvas(name, WIDTH, height, "Reliability: what was said, and how often it occurred", told)
    top = 0.0
    for view in views:
        _Diagram(canvas, view, top).draw()
        top += _height(view) + _BETWEEN
    return chart_of(canvas)


def _height(view: ReliabilityView) -> float:
    return _TITLE + _SIDE + _FOOT + (0.0 if view.curve else 2 * _STRIP)


class _Diagram:
    """One square with its text."""

    def __init__(self, canvas: Canvas, view: ReliabilityView, top: float) -> None:
        self.canvas, self.view, self.top = canvas, view, top
        self.above = top + _TITLE + (0.0 if view.curve else _STRIP)
        self.below = self.above + _SIDE

    def draw(self) -> None:
        self._axes()
        if self.view.curve:
            self.canvas.path([self._at(point.said, point.rate) for point in self.view.curve], "future")
            for point in self.view.curve:
                self._rate(point)
        else:
            self._rate(self.view.overall)
            self._strip([dot for dot in self.view.dots if dot.occurred], self.above - _STRIP / 2, "occurred", -1)
            self._strip([dot for dot in self.view.dots if not dot.occurred], self.below + _STRIP / 2, "did not", 1)
        self._text()

    def _at(self, said: float, rate: float) -> tuple[float, float]:
        return _LEFT + _SIDE * said, self.below - _SIDE * rate

    def _axes(self) -> None:
        for tick in _TICKS:
            x, y = self._at(tick / 100, tick / 100)
            css = "gr" if tick else "ax"
            self.canvas.line((x, self.above), (x, self.below), css)
            self.canvas.line((_LEFT, y), (_LEFT + _SIDE, y), css)
            unit = f"{NARROW_SPACE}%" if tick == _TICKS[-1] else ""
            self.canvas.label(Label(_LEFT - 8, y + 4, f"{tick}{unit}", "end"))
            self.canvas.label(Label(x, self._under + 14, f"{tick}{unit}", "middle"))
        self.canvas.line(self._at(0, 0), self._at(1, 1), "ax")
        self.canvas.label(Label(_LEFT + _SIDE / 2, self._under + 33, "said", "middle"), "ti")

    @property
    def _under(self) -> float:
        return self.below + (0.0 if self.view.curve else _STRIP)

    def _rate(self, point: RateView) -> None:
        """A rate, with its interval upright through it."""
        x, low = self._at(point.said, point.low)
        _, high = self._at(point.said, point.high)
        self.canvas.line((x, low), (x, high), "ax")
        for end in (low, high):
            self.canvas.line((x - _CAP, end), (x + _CAP, end), "ax")
        self.canvas.dot(self._at(point.said, point.rate), _RADIUS, "ink")

    def _strip(self, dots: Sequence[Dot], middle: float, name: str, outward: int) -> None:
        """Questions as dots on a line; those of equal probability side by side, away from the square."""
        stacked: Counter[float] = Counter()
        for dot in dots:
            x = _LEFT + _SIDE * dot.probability
            column = round(dot.probability, 2)
            steps = min(stacked[column], 3)
            stacked[column] += 1
            self.canvas.dot((x, middle + outward * _STACK * steps), _RADIUS, "open")
        self.canvas.label(Label(_LEFT + _SIDE + 10, middle + 4, f"{name} ({len(dots)})"))

    def _text(self) -> None:
        width = self.canvas.width
        self.canvas.label(fitted_label(Label(0, self.top + 14, self.view.title, bold=True), room=width))
        left = _LEFT + _SIDE + _GAP
        y = self.above + 22
        told = [self.view.summary, *filter(None, [self.view.note])]
        told.append(_AXES)
        for sentence in told:
            for line in wrapped_lines(sentence, room=width - left, most=_MOST_LINES):
                self.canvas.label(Label(left, y, line), "ti")
                y += _LINE
            y += _LINE / 2
