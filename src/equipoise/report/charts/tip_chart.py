"""One lever: two scenarios along its range, the authored value as dots, and where it tips.

Line: probability on the horizon. Band: central 80 per cent over the uncertain settings. Grey: the range of the tipping
point. Upright line: the tipping point. A lever that does not tip within its range says so in the chart's place for it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from equipoise.report.charts.canvas import XY, Box, Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.palette import has_second_shape, hue_number
from equipoise.report.view.tip import Series, SeriesPoint, TipView, lever_value

_LEFT, _RIGHT = 44.0, 12.0
_TOP, _PLOT, _FOOT = 40.0, 180.0, 46.0
_STEP = 25
_GAP, _ASCENT, _FAR = 6.0, 9.0, 40.0
_LEAST_BAND = 2.0
_TICKS = 5


def tip_drawings(view: TipView, *, name: str) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it.

    Args:
        view: The lever.
        name: Unique in the page.
    """
    return at_every_width(name, lambda width, one: tip_chart(view, width=width, name=one))


def tip_chart(view: TipView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: The lever.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scales of the chart, and its parts from back to front."""

    def __init__(self, view: TipView, width: float, name: str) -> None:
        self.view, self.tip = view, view.lever
        self.right, self.bottom = width - _RIGHT, _TOP + _PLOT
        title = f"Probability on the horizon along the lever: {view.title}"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, view.sentence)

    def drawn(self) -> Chart:
        self._range_of_the_tip()
        for percent in range(0, 101, _STEP):
            self.canvas.line((_LEFT, self.y(percent / 100)), (self.right, self.y(percent / 100)), "gr")
        if self.tip.bound is not None:
            self.canvas.line((_LEFT, self.y(self.tip.bound)), (self.right, self.y(self.tip.bound)), "ax p2")
        for series in self.view.series:
            self._band(series)
        for series in reversed(self.view.series):
            self.canvas.path([self._xy(point) for point in series.points], f"past {_line(series)}")
        if self.view.is_tip and self.tip.value is not None:
            self.canvas.line((self.x(self.tip.value), _TOP - 4), (self.x(self.tip.value), self.bottom), "ax")
        for series in self.view.series:
            authored = next(point for point in series.points if point.value == self.tip.authored)
            self.canvas.dot(self._xy(authored), 4.5, _fill(series))
        self._scales()
        self._told()
        self._names()
        return chart_of(self.canvas)

    def x(self, value: float) -> float:
        """A value of the lever."""
        return _LEFT + (self.right - _LEFT) * (value - self.tip.least) / (self.tip.most - self.tip.least)

    def y(self, probability: float) -> float:
        """A probability."""
        return self.bottom - _PLOT * probability

    def _xy(self, point: SeriesPoint) -> XY:
        return self.x(point.value), self.y(point.probability)

    def _range_of_the_tip(self) -> None:
        if not self.view.is_tip or self.tip.share is None:
            return
        low = self.tip.least if self.tip.low is None else self.tip.low
        high = self.tip.most if self.tip.high is None else self.tip.high
        left, right = self.x(low), self.x(high)
        self.canvas.rectangle(left, _TOP, max(right - left, _LEAST_BAND), _PLOT, "grey")

    def _band(self, series: Series) -> None:
        ends = [(point.low, point.high, self.x(point.value)) for point in series.points]
        upper = [(x, self.y(high)) for _, high, x in ends if high is not None]
        lower = [(x, self.y(low)) for low, _, x in reversed(ends) if low is not None]
        self.canvas.path([*upper, *lower], f"band pale {_fill(series)}", closed=True)

    def _scales(self) -> None:
        for percent in range(0, 101, _STEP):
            unit = f"{NARROW_SPACE}%" if percent == 100 else ""
            self.canvas.label(Label(_LEFT - 6, self.y(percent / 100) + 4, f"{percent}{unit}", "end"))
        for n in range(_TICKS):
            value = self.tip.least + (self.tip.most - self.tip.least) * n / (_TICKS - 1)
            self.canvas.line((self.x(value), self.bottom), (self.x(value), self.bottom + 4), "ax")
            label = Label(self.x(value), self.bottom + 19, lever_value(value), "middle")
            at_the_end = Label(self.canvas.width, label.y, label.text, "end")
            self.canvas.label_where_free([label, at_the_end] if n == _TICKS - 1 else [label])
        unit = f", {self.view.unit}" if self.view.unit else ""
        axis = Label(_LEFT, self.bottom + 39, f"{self.view.title}{unit}")
        self.canvas.label(fitted_label(axis, room=self.canvas.width - _LEFT))

    def _told(self) -> None:
        """Where it tips, above the plot; and which value is the case's own."""
        if self.view.is_tip and self.tip.value is not None:
            self._over(self.x(self.tip.value), 14, f"tips at {self.view.tips_at}", "ti", bold=True)
        elif not self.tip.is_so_already:
            self._over((_LEFT + self.right) / 2, 14, "does not tip in its range", "ti", bold=True)
        self._over(self.x(self.tip.authored), 30, f"now {self.view.now}", "t", bold=False)

    def _over(self, x: float, y: float, text: str, css: str, *, bold: bool) -> None:
        """A label moved only as far as it must be to stay inside."""
        label = fitted_label(Label(x, y, text, "middle", bold), room=self.canvas.width)
        half = (label.box.right - label.box.left) / 2
        inside = min(max(x, half), self.canvas.width - half)
        self.canvas.label(Label(inside, y, label.text, "middle", bold), f"{css} halo")

    def _names(self) -> None:
        """Each scenario beside its line, where other lines are furthest away."""
        for series in self.view.series:
            others = [other for other in self.view.series if other is not series]
            ordered = sorted(self._beside(series), key=lambda label: -self._clearance(label, others))
            self.canvas.label_where_free(ordered, f"t halo {_fill(series)}")

    def _beside(self, series: Series) -> list[Label]:
        """Places above and below the line that lie inside the plot."""
        labels = []
        for point in series.points[1:-1]:
            label = fitted_label(Label(self.x(point.value), 0, series.title, "middle"), room=self.right - _LEFT)
            heights = self._heights(series, label.box)
            for y in (min(heights) - _GAP, max(heights) + _GAP + _ASCENT):
                placed = replace(label, y=y)
                inside = placed.box.left >= _LEFT and placed.box.right <= self.right
                if inside and placed.box.top >= _TOP and placed.box.bottom <= self.bottom:
                    labels.append(placed)
        return labels

    def _clearance(self, label: Label, others: list[Series]) -> float:
        """Least distance in height to other lines, more than enough being alike; less where an upright line crosses."""
        box = label.box
        middle = (box.top + box.bottom) / 2
        near = [abs(height - middle) for other in others for height in self._heights(other, box)]
        upright = [self.tip.authored, *([self.tip.value] if self.tip.value is not None else [])]
        is_crossed = any(box.left <= self.x(value) <= box.right for value in upright)
        return min([*near, _FAR]) - (_FAR / 2 if is_crossed else 0)

    def _heights(self, series: Series, box: Box) -> list[float]:
        """Where a line runs over the width of a label."""
        ends = [self._height_at(series, x) for x in (box.left, box.right)]
        between = [self._xy(point) for point in series.points]
        return [*ends, *(y for x, y in between if box.left < x < box.right)]

    def _height_at(self, series: Series, x: float) -> float:
        for (left, before), (right, after) in pairwise(self._xy(point) for point in series.points):
            if left <= x <= right and right > left:
                return before + (after - before) * (x - left) / (right - left)
        nearest = series.points[0] if x < self.x(series.points[0].value) else series.points[-1]
        return self._xy(nearest)[1]


def _fill(series: Series) -> str:
    return f"f{hue_number(series.slot)}"


def _line(series: Series) -> str:
    """The hue of a line; a scenario beyond the hues there are has a second shape."""
    return f"l{hue_number(series.slot)}{' dash' if has_second_shape(series.slot) else ''}"
