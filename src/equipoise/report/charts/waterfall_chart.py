"""What changed since last time: a waterfall in log-odds, per cent on top and decibans below.

Both ends are dots in the hue of the scenario, since the axis does not start at zero. Between them each line goes on
where the one before it ended: solid bars add, open bars take away, and a line that moves nothing is a stroke. Every
line is there, even at 0.0, and every number is printed, so the chart needs no table beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from equipoise.probability.decibans import odds_db
from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.text_width import text_width
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE, decibans, decimal
from equipoise.report.view.revisit import RevisitView
from equipoise.report.view.waterfall import LineView, ScenarioChange

_WIDE = 500.0
"""From this width on a title stands beside its bar, else above it."""
_NAMES = 316.0
_GAP = 14.0
_EDGE = 6.0
_BESIDE_BAR, _BESIDE_DOT = 6.0, 10.0
"""How far the number of a row stands from its bar, and that of an end from the middle of its dot."""
_ROW_WIDE, _ROW_NARROW = 27.0, 45.0
_HEAD, _FOOT = 22.0, 24.0
_BAR = 15.0
_DOT = 6.0
_STROKE = 1.0
"""A bar narrower than this, in pixels, is drawn as a stroke."""
_APART = 46.0
"""Least distance between two marks of an axis, in pixels."""
_MOST_MARKS = 5
_LEAST_SPAN = 0.5
"""Decibans that the axis covers at least, so that what moved next to nothing looks like it."""
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def waterfall_drawings(view: RevisitView) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it; none where a line is no finite number.

    A page gives the element around them the hue of the scenario.
    """
    if not view.leading.is_finite:
        return {}
    return at_every_width("waterfall", lambda width, name: waterfall_chart(view, width=width, name=name))


def waterfall_chart(view: RevisitView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: A view whose leading scenario moves by finite numbers.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scale of the chart, and its parts from back to front."""

    def __init__(self, view: RevisitView, width: float, name: str) -> None:
        self.view, self.change = view, view.leading
        self.wide = width > _WIDE
        self.left, self.right = (_NAMES + _GAP if self.wide else _EDGE), width - _room_for_numbers(self.change)
        self.row_height = _ROW_WIDE if self.wide else _ROW_NARROW
        self.reached = list(_reached(self.change.log_odds_before, self.change.lines))
        self.low, self.high = _span([*self.reached, self.change.log_odds_after])
        self.bottom = _HEAD + self.row_height * (len(self.change.lines) + 2)
        told = "; ".join(f"{line.title}: {line.text}" for line in self.change.lines)
        title = f"What changed {self.change.title}, step by step in log-odds"
        ends = f"{view.before_label}; {told}; {view.after_label}"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, ends)

    def drawn(self) -> Chart:
        self._axes()
        lines = self.change.lines
        for n, line in enumerate(lines):
            self._connector(n, self.reached[n])
            self._bar(n + 1, self.reached[n], self.reached[n + 1], line)
        self._connector(len(lines), self.reached[-1])
        # Labels come last, so that their halo interrupts the lines they cross.
        self._end(0, self.change.log_odds_before, self.view.before_label)
        for n, line in enumerate(lines):
            x = self.x(max(self.reached[n], self.reached[n + 1]))
            self._title(n + 1, line.title)
            self.canvas.label(Label(x + _BESIDE_BAR, self._middle(n + 1) + 4, line.text), "ti halo")
        self._end(len(lines) + 1, self.change.log_odds_after, self.view.after_label)
        return chart_of(self.canvas)

    def x(self, db: float) -> float:
        """A log-odds."""
        return self.left + (self.right - self.left) * (db - self.low) / (self.high - self.low)

    def _middle(self, n: int) -> float:
        """Height of the bar of a row."""
        return _HEAD + n * self.row_height + (13.5 if self.wide else 30.0)

    def _axes(self) -> None:
        marks = sorted(self._percents())
        for percent in marks:
            x = self.x(odds_db(percent / 100))
            self.canvas.line((x, _HEAD - 4), (x, self.bottom), "gr")
            unit = f"{NARROW_SPACE}%" if percent == marks[-1] else ""
            self.canvas.label_where_free([Label(x, _HEAD - 9, f"{percent:g}{unit}", "middle")], "t")
        self.canvas.line((self.left, self.bottom), (self.right, self.bottom), "ax")
        ticks = self._decibans()
        digits = 0 if all(tick == round(tick) for tick in ticks) else 1
        for tick in ticks:
            self.canvas.line((self.x(tick), self.bottom), (self.x(tick), self.bottom + 4), "ax")
            unit = f"{NARROW_SPACE}dB" if tick == ticks[-1] else ""
            label = Label(self.x(tick), self.bottom + 17, decimal(tick, digits) + unit, "middle")
            self.canvas.label_where_free([label], "t")

    def _percents(self) -> list[float]:
        """Round per cents within the scale, the roundest first, none too near another."""
        chosen: list[float] = []
        for percent in _ROUND_PERCENTS:
            db = odds_db(percent / 100)
            is_free = all(abs(self.x(db) - self.x(odds_db(other / 100))) >= _APART for other in chosen)
            if self.low <= db <= self.high and is_free and len(chosen) < _MOST_MARKS:
                chosen.append(percent)
        return chosen

    def _decibans(self) -> list[float]:
        for step in _STEPS:
            first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
            apart = (self.right - self.left) * step / (self.high - self.low)
            if last - first < _MOST_MARKS and apart >= _APART:
                break
        return [round(n * step, 1) for n in range(first, last + 1)]

    def _connector(self, n: int, db: float) -> None:
        """From the bar of a row down to that of the next."""
        x, half = self.x(db), _BAR / 2
        self.canvas.line((x, self._middle(n) + half), (x, self._middle(n + 1) - half), "rule")

    def _bar(self, n: int, start: float, end: float, line: LineView) -> None:
        left, right = sorted((self.x(start), self.x(end)))
        top = self._middle(n) - _BAR / 2
        if right - left < _STROKE:
            self.canvas.line((left, top), (left, top + _BAR), "motive")
        elif line.moved > 0:
            self.canvas.rectangle(left, top, right - left, _BAR, "solid")
        else:
            self.canvas.rectangle(left, top + 0.75, right - left, _BAR - 1.5, "open")

    def _end(self, n: int, db: float, title: str) -> None:
        self.canvas.dot((self.x(db), self._middle(n)), _DOT, "fill")
        self._title(n, title, bold=True)
        number = Label(self.x(db) + _BESIDE_DOT, self._middle(n) + 4, _log_odds(db), bold=True)
        self.canvas.label(number, "ti halo")

    def _title(self, n: int, title: str, *, bold: bool = False) -> None:
        if self.wide:
            label = Label(_NAMES, self._middle(n) + 4, title, "end", bold)
            self.canvas.label(fitted_label(label, room=_NAMES), "ti")
        else:
            label = Label(0, self._middle(n) - 15, title, "start", bold)
            self.canvas.label(fitted_label(label, room=self.canvas.width), "ti halo")


def _room_for_numbers(change: ScenarioChange) -> float:
    """Pixels that the widest number takes beside a bar or a dot."""
    ends = [
        _BESIDE_DOT + text_width(_log_odds(db), bold=True) for db in (change.log_odds_before, change.log_odds_after)
    ]
    return 1 + max([*ends, *(_BESIDE_BAR + text_width(line.text) for line in change.lines)])


def _log_odds(db: float) -> str:
    return decibans(db).removeprefix("+")


def _reached(start: float, lines: Sequence[LineView]) -> Iterator[float]:
    """Log-odds before the first line, and after each."""
    yield start
    for line in lines:
        start += line.moved
        yield start


def _span(shown: Sequence[float]) -> tuple[float, float]:
    """Ends of the scale: what is shown, with a little room on either side."""
    low, high = min(shown), max(shown)
    missing = max(_LEAST_SPAN - (high - low), 0) / 2
    room = 0.04 * (high - low) + missing
    return low - room, high + room


_TENS = [50.0, *(float(p) for tens in ((10, 90), (20, 80), (30, 70), (40, 60), (5, 95), (1, 99)) for p in tens)]
_FIVES = [float(percent) for percent in range(15, 90, 5) if percent % 10]
_ONES = [float(percent) for percent in range(1, 100) if percent % 5]
_FRACTIONS = [part for fraction in (0.5, 0.1, 0.01, 0.001) for part in (fraction, 100 - fraction)]
_ROUND_PERCENTS = list(dict.fromkeys([*_TENS, *_FIVES, *_ONES, *_FRACTIONS]))
