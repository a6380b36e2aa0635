"""The watch board: a row for each indicator, with the scenario that its findings move most, on one scale for all.

A filled dot stands where the scenario would be if it is seen, an open one where it would be if it is not seen by its
date, an upright line where it is now. Every number that is drawn is printed beside it.
"""

from __future__ import annotations

import math

from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.text_width import text_width
from equipoise.report.charts.widths import at_every_width
from equipoise.report.charts.wrapped_label import wrapped_lines
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.palette import has_second_shape, hue_number
from equipoise.report.view.watch import WatchRow, WatchView

_WIDE = 500.0
"""From this width on titles and numbers stand beside the scale, else above and below it."""
_NAMES, _NUMBERS = 282.0, 152.0
"""Room on a wide page for titles and for the three columns of numbers."""
_COLUMN = 51.0
_TOP, _FOOT, _BETWEEN = 26.0, 4.0, 14.0
_LINE, _BAR = 16.0, 20.0
_MOST_LINES = {True: 2, False: 3}
"""Lines of a title, on a wide page and on a narrow one."""
_RADIUS, _HALF_NOW = 4.5, 9.0
_HALF_TICK = 22.0
"""Room for the half of the last label of the scale that reaches beyond it."""
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
_MOST_GRIDLINES = 5
_EM_SPACE = "\u2003"
_HEADS = ("now", "if seen", "if not")


def watch_drawings(view: WatchView) -> dict[str, Chart]:
    """The board at every width of a page, by the class that shows it; none where there is nothing to watch for."""
    if not view.rows:
        return {}
    return at_every_width("watch", lambda width, name: watch_chart(view, width=width, name=name))


def watch_chart(view: WatchView, *, width: float, name: str) -> Chart:
    """Draw the board at one width.

    Args:
        view: A view with at least one row.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scale of the board, and its parts from back to front."""

    def __init__(self, view: WatchView, width: float, name: str) -> None:
        self.view, self.width = view, width
        self.wide = width > _WIDE
        self.left = (_NAMES if self.wide else 0.0) + _RADIUS + 2
        self.right = width - _HALF_TICK - (_NUMBERS if self.wide else 0)
        self.most, self.step = _scale(view)
        room = _NAMES - 12 if self.wide else width
        self.titles = [wrapped_lines(row.title, room=room, most=_MOST_LINES[self.wide]) for row in view.rows]
        below = 0.0 if self.wide else _BAR + _LINE
        self.heights = [_LINE * (len(lines) + 1) + below + _BETWEEN for lines in self.titles]
        self.bottom = _TOP + sum(self.heights) - _BETWEEN
        told = "; ".join(
            f"{row.title}, by {row.by}: {row.scenario} {row.now.number} now, {row.seen.number} if seen, "
            f"{row.not_seen.number} if not"
            for row in view.rows
        )
        title = f"What each finding would do to a scenario on {view.horizon}"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, told)

    def drawn(self) -> Chart:
        self._head()
        if self.wide:
            self._gridlines(_TOP - 7, self.bottom)
        top = _TOP
        for row, lines, height in zip(self.view.rows, self.titles, self.heights, strict=True):
            self._row(row, lines, top)
            top += height
        return chart_of(self.canvas)

    def x(self, probability: float) -> float:
        """A probability."""
        return self.left + (self.right - self.left) * probability / self.most

    def _ticks(self) -> list[float]:
        return [n * self.step for n in range(round(self.most / self.step) + 1)]

    def _head(self) -> None:
        for tick in self._ticks():
            unit = f"{NARROW_SPACE}%" if tick == self._ticks()[-1] else ""
            self.canvas.label_where_free([Label(self.x(tick), 12, f"{round(100 * tick)}{unit}", "middle")])
        if self.wide:
            for end, head in zip(self._columns(), _HEADS, strict=True):
                self.canvas.label(Label(end, 12, head, "end"))

    def _gridlines(self, top: float, bottom: float) -> None:
        for tick in self._ticks():
            self.canvas.line((self.x(tick), top), (self.x(tick), bottom), "gr" if tick else "ax")

    def _columns(self) -> tuple[float, ...]:
        """Right ends of the columns of numbers."""
        return tuple(self.width - _COLUMN * after for after in (2, 1, 0))

    def _row(self, row: WatchRow, lines: list[str], top: float) -> None:
        for n, line in enumerate(lines):
            self.canvas.label(Label(0, top + 11 + _LINE * n, line), "ti halo")
        told = top + 11 + _LINE * len(lines)
        self._about(row, told)
        middle = top + _LINE * (len(lines) + 1) / 2 if self.wide else told + 3 + _BAR / 2
        if not self.wide:
            # Text stands above and below, so that each row has its own piece of the grid.
            self._gridlines(middle - _HALF_NOW, middle + _HALF_NOW)
        self._dots(row, middle)
        if self.wide:
            for end, number in zip(self._columns(), _numbers(row), strict=True):
                self.canvas.label(Label(end, middle + 4, number, "end"), "ti")
        else:
            numbers = _EM_SPACE.join(f"{head} {number}" for head, number in zip(_HEADS, _numbers(row), strict=True))
            self.canvas.label(Label(0, told + _BAR + _LINE, numbers), "ti halo")

    def _about(self, row: WatchRow, y: float) -> None:
        """By when, how likely, and in its hue the scenario that is drawn."""
        about = Label(0, y, f"by {row.by}, {row.chance.number}")
        self.canvas.label(about, "t halo")
        start = text_width(about.text) + 6
        room = (_NAMES - 12 if self.wide else self.width) - start
        scenario = fitted_label(Label(start, y, row.scenario), room=room)
        self.canvas.label(scenario, f"t fill halo s{hue_number(row.slot)}")

    def _dots(self, row: WatchRow, y: float) -> None:
        ends = sorted(chance.probability for chance in (row.seen, row.not_seen))
        line = f"motive l{hue_number(row.slot)}"
        self.canvas.line((self.x(ends[0]), y), (self.x(ends[1]), y), line)
        now = self.x(row.now.probability)
        self.canvas.line((now, y - _HALF_NOW), (now, y + _HALF_NOW), "motive")
        is_square = has_second_shape(row.slot)
        not_seen, seen = ((self.x(chance.probability), y) for chance in (row.not_seen, row.seen))
        self.canvas.dot(not_seen, _RADIUS, f"open l{hue_number(row.slot)}", square=is_square)
        self.canvas.dot(seen, _RADIUS, f"fill s{hue_number(row.slot)}", square=is_square)


def _numbers(row: WatchRow) -> tuple[str, ...]:
    return row.now.number, row.seen.number, row.not_seen.number


def _scale(view: WatchView) -> tuple[float, float]:
    """Its end and the step between its lines: from nothing to a round number above all that is drawn."""
    most = max(chance.probability for row in view.rows for chance in (row.now, row.seen, row.not_seen))
    step = next((step for step in _STEPS if math.ceil(most / step - 1e-9) < _MOST_GRIDLINES), _STEPS[-1])
    return max(math.ceil(most / step - 1e-9), 1) * step, step
