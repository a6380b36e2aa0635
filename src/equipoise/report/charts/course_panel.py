"""One scenario over time: what was, what is predicted, which evidence pushed, and where there was none.

Heavy line: the past as it looks now. Thin line and paler band: prediction. Dotted line: the prediction of last time.
Bars below: decibans of each origin, up toward the scenario, down away from it. Hatch: time without a report. Full
upright line: the as-of date.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from equipoise.report.charts.canvas import XY, Anchor, Canvas, Chart, Label, chart_of
from equipoise.report.charts.date_ticks import date_ticks
from equipoise.report.numbers import NARROW_SPACE, table_date
from equipoise.report.palette import has_second_shape
from equipoise.report.view.course import CourseView, Panel, Point

PIXELS_PER_POINT = 1.5
"""The same in every panel, so that heights can be compared."""
CROP = 40
"""A scenario that never reaches this many per cent is drawn up to here only."""
FULL = 100
STEP = 20

_LEFT, _RIGHT = 44.0, 12.0
_TOP_LABELLED, _TOP = 18.0, 8.0
_BARS = 44.0
"""Height of the strip of evidence bars."""
_FOOT = 22.0
_TALLEST_BAR = 15.0
_MARK = 2.0
"""Half the height of the mark of an item, which shows that there is one however little it moves."""
_MOST_PIXELS_PER_DB = 8.0
_BAR = 2.5
_LEAST_HEIGHT = 0.5
_BETWEEN_BARS = 3.2
_FARTHEST_SHIFT = 9.0
"""How far a bar may stand from its date so that it does not hide another, pixels."""
_ABOVE_LINE, _BELOW_LINE, _CLEAR = 6.0, 15.0, 3.0
"""How far the line of a label stands above or below the line that it names, and clear of others at its sides."""


def ceiling(panel: Panel) -> int:
    """Top of the scale of a panel in per cent."""
    earlier = (point.chance.probability for point in panel.earlier)
    highest = max((*map(_high, panel.points), *earlier))
    return CROP if highest <= CROP / 100 else FULL


def course_panel(course: CourseView, panel: Panel, *, width: float, name: str, labelled: bool) -> Chart:
    """Draw a scenario over time.

    Args:
        course: Dates and silent spans, the same for all panels.
        panel: The scenario's points and bars.
        width: Width in pixels.
        name: Unique in the page.
        labelled: Whether to write what lines and hatch mean into this panel.
    """
    return _Drawing(course, panel, width, name, labelled).drawn()


class _Drawing:
    """The scales of one panel, and its parts from back to front."""

    def __init__(self, course: CourseView, panel: Panel, width: float, name: str, labelled: bool) -> None:
        self.course, self.panel, self.labelled = course, panel, labelled
        self.top = _TOP_LABELLED if labelled else _TOP
        self.top_percent = ceiling(panel)
        self.bottom = self.top + self.top_percent * PIXELS_PER_POINT
        self.axis = self.bottom + 5 + _BARS / 2
        self.foot = self.bottom + 5 + _BARS
        self.dashed = " dash" if has_second_shape(panel.scenario.slot) else ""
        self.canvas = Canvas(name, width, self.foot + _FOOT, _title(course, panel), _desc(course, panel))
        self.right = width - _RIGHT

    def drawn(self) -> Chart:
        self._grid()
        for span in self.course.silent:
            left, right = self.x(span.first - timedelta(days=1)), self.x(span.last)
            self.canvas.hatched(left, self.top, right - left, self.foot - self.top)
        past = [point for point in self.panel.points if point.day <= self.course.as_of]
        future = [point for point in self.panel.points if point.day >= self.course.as_of]
        self._series(past, line="past", band="band")
        self._series(future, line="future", band="band pale")
        self.canvas.path([self._xy(point) for point in self.panel.earlier], "earlier")
        self._bars()
        self.canvas.line((self.x(self.course.as_of), self.top - 4), (self.x(self.course.as_of), self.foot), "ax")
        if past:
            self.canvas.dot(self._xy(past[-1]), 3.5, "fill")
        self._dates()
        if self.labelled:
            self._labels(past, future)
        return chart_of(self.canvas)

    def x(self, day: date) -> float:
        """The end of a day."""
        opens = self.course.opens - timedelta(days=1)
        return _LEFT + (self.right - _LEFT) * (day - opens).days / max((self.course.horizon - opens).days, 1)

    def y(self, probability: float) -> float:
        """A probability."""
        return self.bottom - 100 * probability * PIXELS_PER_POINT

    def _xy(self, point: Point) -> XY:
        return self.x(point.day), self.y(point.chance.probability)

    def _grid(self) -> None:
        for percent in range(0, self.top_percent + 1, STEP):
            y = self.y(percent / 100)
            self.canvas.line((_LEFT, y), (self.right, y), "gr")
            unit = f"{NARROW_SPACE}%" if percent == self.top_percent else ""
            self.canvas.label(Label(_LEFT - 6, y + 4, f"{percent}{unit}", "end"))

    def _series(self, points: list[Point], *, line: str, band: str) -> None:
        if all(point.chance.low is not None for point in points):
            upper = [(self.x(point.day), self.y(_high(point))) for point in points]
            lower = [(self.x(point.day), self.y(_low(point))) for point in reversed(points)]
            self.canvas.path([*upper, *lower], band, closed=True)
        self.canvas.path([self._xy(point) for point in points], line + self.dashed)

    def _bars(self) -> None:
        self.canvas.line((_LEFT, self.axis), (self.right, self.axis), "gr")
        for day in self.course.marks:
            self.canvas.line((self.x(day), self.axis - _MARK), (self.x(day), self.axis + _MARK), "ax")
        scale = _TALLEST_BAR / self.course.largest_db if self.course.largest_db else 0.0
        scale = min(scale, _MOST_PIXELS_PER_DB)
        tall = sorted((b for b in self.panel.bars if abs(b.db) * scale >= _LEAST_HEIGHT), key=lambda bar: bar.day)
        places = _beside_each_other([self.x(bar.day) for bar in tall], self.x(self.course.as_of) - _BAR)
        for bar, x in zip(tall, places, strict=True):
            height = min(abs(bar.db) * scale, _TALLEST_BAR)
            self.canvas.rectangle(x - _BAR / 2, self.axis - (height if bar.db > 0 else 0), _BAR, height, "fill")

    def _dates(self) -> None:
        ticks = date_ticks(
            self.course.opens,
            self.course.horizon,
            place=lambda day: self.x(day - timedelta(days=1)),
            y=self.foot + 15,
            left=_LEFT - 14,
            right=self.canvas.width,
        )
        for tick in ticks:
            self.canvas.line((tick.label.x, self.foot - 1), (tick.label.x, self.foot + 3), "ax")
            self.canvas.label(tick.label)

    def _labels(self, past: list[Point], future: list[Point]) -> None:
        as_of = self.x(self.course.as_of)
        told = f"as of {table_date(self.course.as_of)}"
        sides = (
            Label(as_of + 6, self.top - 6, told, bold=True),
            Label(as_of - 6, self.top - 6, told, "end", bold=True),
        )
        self.canvas.label_where_free(sides, "ti")
        self.canvas.label_where_free([Label(as_of + 6, self.axis - 6, "toward")])
        self.canvas.label_where_free([Label(as_of + 6, self.axis + 15, "away")])
        if future:
            self._label_clear_of(future, self.right - 2, "predicted", "end", left=as_of + 8)
        widest = max(self.course.silent, key=lambda span: span.last - span.first, default=None)
        if widest:
            left, right = self.x(widest.first - timedelta(days=1)), self.x(widest.last)
            self._label_clear_of(past, (left + right) / 2, "no reports", "middle", left=left, right=right)
        self._label_earlier()

    def _label_earlier(self) -> None:
        """Say when the dotted line was seen, beside it and where the label hides least of any line."""
        if self.course.earlier_as_of is None or not self.panel.earlier:
            return
        told = f"as seen {table_date(self.course.earlier_as_of)}"
        beside = [
            Label(self.x(point.day), self._xy(point)[1] + apart, told, "middle")
            for point in self.panel.earlier
            for apart in (-_ABOVE_LINE, _BELOW_LINE)
        ]
        inside = [
            label
            for label in beside
            if label.box.left > _LEFT
            and label.box.right < self.right
            and label.box.top > self.top
            and label.box.bottom < self.bottom
        ]
        drawn = [*_along([self._xy(point) for point in self.panel.points])]
        drawn += _along([self._xy(point) for point in self.panel.earlier])
        drawn += [(self.x(self.course.as_of), y) for y in range(int(self.top), int(self.bottom))]
        self.canvas.label_where_free(sorted(inside, key=lambda label: _hidden(label, drawn)), "t halo")

    def _label_clear_of(
        self, points: list[Point], x: float, text: str, anchor: Anchor, *, left: float, right: float | None = None
    ) -> None:
        """Write a label beside a series and its band, the nearest place below them first, then above."""
        box = Label(x, 0, text, anchor).box
        if box.left < left or (right is not None and box.right > right):
            return
        near = [point for point in points if box.left - 30 <= self.x(point.day) <= box.right + 30] or points
        highest = min(self.y(_high(point)) for point in near)
        lowest = max(self.y(_low(point)) for point in near)
        places = (Label(x, y, text, anchor) for y in (lowest + 24, highest - 16))
        inside = [label for label in places if label.box.top > self.top and label.box.bottom < self.bottom]
        self.canvas.label_where_free(inside, "t halo")


def _beside_each_other(places: list[float], last: float) -> list[float]:
    """Places in order, moved apart where they would hide each other, none beyond the last."""
    apart: list[float] = []
    for place in places:
        least = apart[-1] + _BETWEEN_BARS if apart else place
        apart.append(min(max(place, least), place + _FARTHEST_SHIFT))
    for n in range(len(apart) - 1, -1, -1):
        most = apart[n + 1] - _BETWEEN_BARS if n + 1 < len(apart) else last
        apart[n] = max(min(apart[n], most), places[n] - _FARTHEST_SHIFT)
    return apart


def _along(corners: Sequence[XY]) -> Iterator[XY]:
    """Places on a line, every pixel or so."""
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = max(math.ceil(max(abs(to_x - x), abs(to_y - y))), 1)
        for n in range(steps + 1):
            yield x + (to_x - x) * n / steps, y + (to_y - y) * n / steps


def _hidden(label: Label, drawn: Iterable[XY]) -> int:
    """How much of what is drawn a label hides."""
    box = label.box
    return sum(box.left - _CLEAR < x < box.right + _CLEAR and box.top < y < box.bottom for x, y in drawn)


def _low(point: Point) -> float:
    return point.chance.probability if point.chance.low is None else point.chance.low


def _high(point: Point) -> float:
    return point.chance.probability if point.chance.high is None else point.chance.high


def _title(course: CourseView, panel: Panel) -> str:
    span = f"from {table_date(course.opens)} to {table_date(course.horizon)}"
    return f"{panel.scenario.title}: probability over time, {span}"


def _desc(course: CourseView, panel: Panel) -> str:
    now, at = panel.scenario.now.with_word, panel.scenario.at.with_word
    silent = f" No reports in {course.silence}." if course.silence else ""
    seen = ""
    if course.earlier_as_of and panel.earlier:
        last = panel.earlier[-1]
        seen = f" As seen {table_date(course.earlier_as_of)}: {last.chance.number} on {table_date(last.day)}."
    return f"{now} on {table_date(course.as_of)}; {at} on {table_date(course.horizon)}.{seen}{silent}"
