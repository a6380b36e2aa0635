"""How far a scenario moves with each of the widest numbers: bars from where it stands, the widest on top.

Solid is the number moved up, open moved down. The upright line, in the scenario's hue, is the assessment. What a number
is set to, and the points that follow, stand beside the end of its bar; a label without room there gives up first what
the number is set to and then its place, and the table under the chart has all of them.
"""

from __future__ import annotations

import math

from equipoise.report.charts.canvas import Anchor, Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.view.sensitivity import DRAWN, MoveView, NumberRow, SensitivityView

_WIDE = 500.0
"""From this width on a title stands beside its row, else above it."""
_NAMES = 284.0
_ENDS_WIDE, _ENDS_NARROW = 76.0, 0.2
"""Room kept for the labels at the ends of bars, on either side of the scale: pixels, and a share of the width."""
_ROW_WIDE, _ROW_NARROW = 26.0, 40.0
_HEAD, _TICKS, _FOOT = 16.0, 20.0, 6.0
_BAR, _GAP = 10.0, 6.0
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_MOST_GRIDLINES = 5


def tornado_drawings(view: SensitivityView) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it; none where no number has a row.

    A page gives the element around them the hue of the scenario.
    """
    if not view.rows:
        return {}
    return at_every_width("tornado", lambda width, name: tornado(view, width=width, name=name))


def tornado(view: SensitivityView, *, width: float, name: str) -> Chart:
    """Draw the chart of the widest ten at one width.

    Args:
        view: A view with at least one row.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scale of the chart, and its parts from back to front."""

    def __init__(self, view: SensitivityView, width: float, name: str) -> None:
        self.view, self.rows = view, view.rows[:DRAWN]
        self.wide = width > _WIDE
        ends = _ENDS_WIDE if self.wide else _ENDS_NARROW * width
        self.left, self.right = (_NAMES if self.wide else 0.0) + ends, width - ends
        self.row_height = _ROW_WIDE if self.wide else _ROW_NARROW
        self.top = _HEAD + _TICKS
        self.bottom = self.top + self.row_height * len(self.rows)
        self.reach, self.step = _scale([move.difference for row in self.rows for move in _moves(row)])
        told = "; ".join(f"{row.title}: {', '.join(move.text for move in _moves(row))}" for row in self.rows)
        title = f"How many points each number moves {view.title} from {view.base.number}"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, told)

    def drawn(self) -> Chart:
        for tick in self._at_steps():
            self.canvas.line((self.x(tick), self.top - 3), (self.x(tick), self.bottom), "gr")
        for n, row in enumerate(self.rows):
            self._bars(row, self._middle(n))
        self.canvas.path([(self.x(0), _HEAD - 1), (self.x(0), self.bottom)], "past")
        # Labels come last, so that their halo interrupts the lines they cross.
        self._ticks()
        self._head()
        for n, row in enumerate(self.rows):
            self._title(row, self.top + n * self.row_height)
            for move in sorted(_moves(row), key=lambda move: -abs(move.difference)):
                self._end(move, self._middle(n))
        return chart_of(self.canvas)

    def x(self, difference: float) -> float:
        """A difference of the probability."""
        middle = (self.left + self.right) / 2
        return middle + (self.right - middle) * difference / self.reach

    def _middle(self, n: int) -> float:
        """Height of the bars of a row."""
        return self.top + n * self.row_height + (13 if self.wide else 27)

    def _at_steps(self) -> list[float]:
        reach = round(self.reach / self.step)
        return [n * self.step for n in range(-reach, reach + 1)]

    def _bars(self, row: NumberRow, y: float) -> None:
        """One bar to each side; two to the same side lie one above the other."""
        both_ways = row.down is not None and row.up is not None and row.down.difference * row.up.difference > 0
        height = _BAR / 2 if both_ways else _BAR
        top = y - _BAR / 2
        if row.up is not None:
            left, width = self._span(row.up)
            self.canvas.rectangle(left, top, width, height, "solid")
        if row.down is not None:
            left, width = self._span(row.down)
            below = top + _BAR - height
            self.canvas.rectangle(left + 0.75, below + 0.75, width - 1.5, height - 1.5, "open")

    def _span(self, move: MoveView) -> tuple[float, float]:
        ends = sorted((self.x(0), self.x(move.difference)))
        return ends[0], ends[1] - ends[0]

    def _ticks(self) -> None:
        ticks = self._at_steps()
        for tick in ticks:
            unit = f"{NARROW_SPACE}points" if tick == ticks[-1] else ""
            label = Label(self.x(tick), self.top - 7, f"{_tick(tick)}{unit}", "middle")
            self.canvas.label_where_free([label], "t halo")

    def _head(self) -> None:
        label = fitted_label(
            Label(self.x(0), _HEAD - 5, f"{self.view.title} {self.view.base.number}", "middle"), room=self.canvas.width
        )
        half = (label.box.right - label.box.left) / 2
        inside = min(max(label.x, half), self.canvas.width - half)
        self.canvas.label(Label(inside, label.y, label.text, "middle"), "t fill halo")

    def _title(self, row: NumberRow, top: float) -> None:
        room = _NAMES - 6 if self.wide else self.canvas.width
        self.canvas.label(fitted_label(Label(0, top + (17 if self.wide else 14), row.title), room=room), "ti halo")

    def _end(self, move: MoveView, y: float) -> None:
        anchor: Anchor = "start" if move.difference > 0 else "end"
        x = self.x(move.difference) + (_GAP if anchor == "start" else -_GAP)
        labels = [Label(x, y + 4, text, anchor) for text in (move.text, move.points)]
        beyond_title = [label for label in labels if label.box.left >= (_NAMES if self.wide else 0)]
        self.canvas.label_where_free(beyond_title, "t halo")


def _moves(row: NumberRow) -> list[MoveView]:
    return [move for move in (row.down, row.up) if move is not None]


def _scale(differences: list[float]) -> tuple[float, float]:
    """How far the scale reaches either way, and the step between its lines: round numbers, five lines at most."""
    most = max(abs(one) for one in differences)
    for step in _STEPS:
        reach = max(1, math.ceil(most / step - 1e-9))
        if 2 * reach + 1 <= _MOST_GRIDLINES:
            break
    return reach * step, step


def _tick(difference: float) -> str:
    points = round(100 * difference, 2)
    return "0" if points == 0 else f"{'+' if points > 0 else '−'}{abs(points):g}"
