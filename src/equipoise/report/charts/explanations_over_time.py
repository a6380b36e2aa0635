"""How each explanation, alone, has predicted the record so far: a step for each day with evidence, in decibans.

No hue: an explanation is told by its line pattern and by its name at the end of its line. The grey wedge around the
mean of all is two Monte Carlo errors wide to either side: inside it nothing is told apart.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

from equipoise.report.charts.canvas import XY, Canvas, Chart, Label, chart_of
from equipoise.report.charts.date_ticks import date_ticks
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.numbers import NARROW_SPACE, signed
from equipoise.report.view.explanations import ExplanationsView, ExplanationView

_WIDE = 500.0
_TOP, _HEIGHT, _FOOT = 22.0, 190.0, 26.0
_SCALE = 46.0
"""Room for the numbers of the scale."""
_NAMES_WIDE, _NAMES_NARROW = 170.0, 104.0
"""Room for the names at the ends of the lines."""
_APART = 16.0
"""From one name to the next, pixels."""
_PATTERNS = 4
_STEPS_DB = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_GRIDLINES = 5


def explanations_over_time(explanations: ExplanationsView, *, width: float, name: str) -> Chart:
    """Draw the course of the scores.

    Raises:
        ValueError: If scores may not be compared, or their course is not known; the brief then has no such chart.
    """
    rows = [row for row in explanations.rows if row.ahead_db]
    if not explanations.ranked or not rows:
        raise ValueError("explanations that are not ranked have no chart")
    return _Drawing(rows, explanations.days, explanations.wedge_db, width, name).drawn()


class _Drawing:
    """The scales of the chart, and its parts from back to front."""

    def __init__(
        self, rows: list[ExplanationView], days: tuple[date, ...], wedge: tuple[float, ...], width: float, name: str
    ) -> None:
        self.rows, self.days, self.wedge = rows, days, wedge
        self.names = _NAMES_WIDE if width > _WIDE else _NAMES_NARROW
        self.left, self.right = _SCALE, width - self.names
        height = max(_HEIGHT, _APART * len(rows))
        self.bottom = _TOP + height
        numbers = [*wedge, *(-error for error in wedge), *(db for row in rows for db in row.ahead_db)]
        low, high = min(numbers), max(numbers)
        self.step = next((step for step in _STEPS_DB if high - low <= step * (_MOST_GRIDLINES - 2)), high - low)
        self.low, self.high = math.floor(low / self.step), math.ceil(high / self.step)
        told = "; ".join(f"{row.title} {signed(row.ahead_db[-1])} dB" for row in rows)
        self.canvas = Canvas(name, width, self.bottom + _FOOT, "How each explanation alone predicted the record", told)

    def drawn(self) -> Chart:
        self._wedge()
        for n in range(self.low, self.high + 1):
            self._gridline(n)
        self._dates()
        for row in self.rows:
            pattern = (row.slot - 1) % _PATTERNS
            self.canvas.path(self._steps(row.ahead_db), f"motive p{pattern}")
        self._names()
        return chart_of(self.canvas)

    def x(self, day: date) -> float:
        """A day; a single day fills the chart from its left end."""
        whole = max((self.days[-1] - self.days[0]).days, 1)
        return self.left + (self.right - self.left) * (day - self.days[0]).days / whole

    def y(self, db: float) -> float:
        """So many decibans ahead of the mean."""
        reach = max(self.high - self.low, 1) * self.step
        return self.bottom - (self.bottom - _TOP) * (db - self.low * self.step) / reach

    def _steps(self, values: tuple[float, ...]) -> list[XY]:
        """A level line from each day to the next, and an upright one where the score changes."""
        points: list[XY] = [(self.x(self.days[0]), self.y(0)), (self.x(self.days[0]), self.y(values[0]))]
        for (_, value), (day, following) in pairwise(zip(self.days, values, strict=True)):
            points += [(self.x(day), self.y(value)), (self.x(day), self.y(following))]
        points.append((self.right, self.y(values[-1])))
        return [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]

    def _wedge(self) -> None:
        above = self._steps(self.wedge)
        below = self._steps(tuple(-error for error in self.wedge))
        self.canvas.path([*above, *reversed(below)], "grey", closed=True)

    def _gridline(self, n: int) -> None:
        y = self.y(n * self.step)
        self.canvas.line((self.left, y), (self.right, y), "gr" if n else "ax")
        unit = f"{NARROW_SPACE}dB" if n == self.high else ""
        text = f"{n * self.step:g}".replace("-", "\u2212")
        self.canvas.label_where_free([Label(self.left - 6, y + 4, f"{text}{unit}", "end")])

    def _dates(self) -> None:
        for tick in date_ticks(
            self.days[0], self.days[-1], place=self.x, y=self.bottom + 18, left=0, right=self.right + 12
        ):
            self.canvas.line((self.x(tick.day), self.bottom), (self.x(tick.day), self.bottom + 4), "ax")
            self.canvas.label_where_free([tick.label])

    def _names(self) -> None:
        """Each name beside the end of its line, moved as little as keeps names apart."""
        ranked = sorted(self.rows, key=lambda row: -row.ahead_db[-1])
        places = _spread([self.y(row.ahead_db[-1]) for row in ranked], top=_TOP, bottom=self.bottom)
        for row, place in zip(ranked, places, strict=True):
            end = self.y(row.ahead_db[-1])
            self.canvas.line((self.right, end), (self.right + 8, place), "rule")
            score = f" {signed(row.ahead_db[-1])}"
            room = self.names - 12 - (Label(0, 0, score).box.right)
            title = fitted_label(Label(self.right + 12, place + 4, row.title), room=room).text
            self.canvas.label(Label(self.right + 12, place + 4, f"{title}{score}"), "ti")


def _spread(places: list[float], *, top: float, bottom: float) -> list[float]:
    """Places from above to below, each at least so far under the one before, none below the bottom."""
    spread: list[float] = []
    for place in places:
        spread.append(max(place, spread[-1] + _APART if spread else top))
    limit = bottom
    for n in reversed(range(len(spread))):
        spread[n] = min(spread[n], limit)
        limit = spread[n] - _APART
    return spread
