"""How far the leading scenario moves under each choice: a range with open dots, the widest on top.

The scenario's own line, in its hue, is the assessment; dashed lines are plainer forecasts, named at the top. What is
chosen at an end of a range, and the chance it gives, stand beside that end. A label that finds no room there, or would
touch another, gives up first what is chosen and then its place; the table under the chart has all of them.
"""

from __future__ import annotations

import math

from equipoise.report.charts.canvas import Anchor, Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.view.stability import SettingView, StabilityRow, StabilityView

_WIDE = 500.0
"""From this width on a title stands beside its row, else above it."""
_NAMES = 236.0
_ENDS_WIDE, _ENDS_NARROW = 106.0, 0.27
"""Room kept for the labels at the ends of a range, on either side of the scale: pixels, and a share of the width."""
_ROW_WIDE, _ROW_NARROW = 26.0, 40.0
_HEAD_LINE, _TICKS = 16.0, 20.0
_FOOT = 6.0
_DOT, _GAP = 4.0, 8.0
_DASH, _BETWEEN_DASHES = 4.0, 3.0
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
_MOST_GRIDLINES = 5
_MOST_DOTS = 4
"""A row with more ways than this has dots at its ends only."""


def stability_drawings(view: StabilityView) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it; none where no choice could be made otherwise.

    A page gives the element around them the hue of the scenario.
    """
    if not view.rows:
        return {}
    return at_every_width("stability", lambda width, name: stability_chart(view, width=width, name=name))


def stability_chart(view: StabilityView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: A view with at least one row.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scale of the chart, and its parts from back to front."""

    def __init__(self, view: StabilityView, width: float, name: str) -> None:
        self.view = view
        self.wide = width > _WIDE
        ends = _ENDS_WIDE if self.wide else _ENDS_NARROW * width
        self.left, self.right = (_NAMES if self.wide else 0.0) + ends, width - ends
        self.row_height = _ROW_WIDE if self.wide else _ROW_NARROW
        self.head = _HEAD_LINE * (1 + len(view.baselines))
        self.top = self.head + _TICKS
        self.bottom = self.top + self.row_height * len(view.rows)
        self.low, self.high, self.step = _scale(view)
        told = "; ".join(f"{row.title}: {_range_told(row)}" for row in view.rows)
        title = f"How far each choice moves {view.title} from {view.base.number}"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, told)

    def drawn(self) -> Chart:
        self._lines()
        for n, row in enumerate(self.view.rows):
            self._range(row, self._middle(n))
        # Labels come last, so that their halo interrupts the lines they cross.
        self._ticks()
        self._head()
        for n, row in enumerate(self.view.rows):
            self._title(row, self.top + n * self.row_height)
            self._end(row.low, self._middle(n), "end")
            self._end(row.high, self._middle(n), "start")
        return chart_of(self.canvas)

    def x(self, probability: float) -> float:
        """A probability."""
        return self.left + (self.right - self.left) * (probability - self.low) / (self.high - self.low)

    def _middle(self, n: int) -> float:
        """Height of the range of a row."""
        return self.top + n * self.row_height + (13 if self.wide else 27)

    def _lines(self) -> None:
        for tick in self._at_steps():
            self.canvas.line((self.x(tick), self.top - 3), (self.x(tick), self.bottom), "gr")
        for n, baseline in enumerate(self.view.baselines):
            self._dashed(self.x(baseline.chance.probability), _HEAD_LINE * (n + 1) - 1)
        base = self.x(self.view.base.probability)
        self.canvas.path([(base, self.head - 1), (base, self.bottom)], "past")

    def _at_steps(self) -> list[float]:
        return [self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1)]

    def _dashed(self, x: float, top: float) -> None:
        while top < self.bottom:
            self.canvas.line((x, top), (x, min(top + _DASH, self.bottom)), "ax")
            top += _DASH + _BETWEEN_DASHES

    def _range(self, row: StabilityRow, y: float) -> None:
        ends = [self.view.base.probability, *(setting.chance.probability for setting in row.settings)]
        self.canvas.line((self.x(min(ends)), y), (self.x(max(ends)), y), "motive")
        shown = row.settings if len(row.settings) <= _MOST_DOTS else (row.settings[0], row.settings[-1])
        for setting in shown:
            self.canvas.dot((self.x(setting.chance.probability), y), _DOT, "open")

    def _ticks(self) -> None:
        ticks = self._at_steps()
        for tick in ticks:
            unit = f"{NARROW_SPACE}%" if tick == ticks[-1] else ""
            label = Label(self.x(tick), self.top - 7, f"{round(100 * tick)}{unit}", "middle")
            self.canvas.label_where_free([label], "t halo")

    def _head(self) -> None:
        lines = [("halo", baseline.text, baseline.chance.probability) for baseline in self.view.baselines]
        lines.append(("fill halo", f"{self.view.title} {self.view.base.number}", self.view.base.probability))
        for n, (css, text, probability) in enumerate(lines):
            self._over(self.x(probability), _HEAD_LINE * (n + 1) - 5, text, f"t {css}")

    def _over(self, x: float, y: float, text: str, css: str) -> None:
        """A label over a line, moved only as far as it must be to stay inside."""
        label = fitted_label(Label(x, y, text, "middle"), room=self.canvas.width)
        half = (label.box.right - label.box.left) / 2
        inside = min(max(x, half), self.canvas.width - half)
        self.canvas.label(Label(inside, y, label.text, "middle"), css)

    def _title(self, row: StabilityRow, top: float) -> None:
        room = _NAMES - 6 if self.wide else self.canvas.width
        self.canvas.label(fitted_label(Label(0, top + (17 if self.wide else 14), row.title), room=room), "ti halo")

    def _end(self, end: SettingView | None, y: float, anchor: Anchor) -> None:
        if end is None:
            return
        x = self.x(end.chance.probability) + (_GAP if anchor == "start" else -_GAP)
        labels = [Label(x, y + 4, text, anchor) for text in (end.text, end.chance.number)]
        beyond_title = [label for label in labels if label.box.left >= (_NAMES if self.wide else 0)]
        self.canvas.label_where_free(beyond_title, "t halo")


def _scale(view: StabilityView) -> tuple[float, float, float]:
    """Ends of the scale and the step between its lines: round numbers about all that is drawn, five lines at most."""
    shown = [
        view.base.probability,
        *(baseline.chance.probability for baseline in view.baselines),
        *(setting.chance.probability for row in view.rows for setting in row.settings),
    ]
    for step in _STEPS:
        first, last = math.floor(min(shown) / step + 1e-9), math.ceil(max(shown) / step - 1e-9)
        last = max(last, first + 1)
        if last - first < _MOST_GRIDLINES:
            break
    return first * step, last * step, step


def _range_told(row: StabilityRow) -> str:
    return " to ".join(end.text for end in (row.low, row.high) if end is not None) or "no change"
