"""How far each explanation lies behind the one that predicted best, in decibans.

No hue: an explanation is told by its line pattern. The scale ends at the best, at 0.
"""

from __future__ import annotations

import math
from dataclasses import replace

from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.numbers import MINUS, NARROW_SPACE
from equipoise.report.view.explanations import ExplanationsView, ExplanationView

_WIDE = 500.0
"""From this width on a title stands beside its row, else above it."""
_TOP, _FOOT = 24.0, 6.0
_ROW_WIDE, _ROW_NARROW = 26.0, 42.0
_NAMES = 190.0
_VALUES = 86.0
_MARK = 4.5
_PATTERNS = 4
_STEPS_DB = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_GRIDLINES = 5


def explanations_alone(explanations: ExplanationsView, *, width: float, name: str) -> Chart:
    """Draw scores that may be compared.

    Raises:
        ValueError: If they may not; the brief then says why in place of the chart.
    """
    rows = [row for row in explanations.rows if row.behind_db is not None]
    if not explanations.ranked or not rows:
        raise ValueError("explanations that are not ranked have no chart")
    return _Drawing(rows, width, name).drawn()


class _Drawing:
    """The scale of the chart, and its parts."""

    def __init__(self, rows: list[ExplanationView], width: float, name: str) -> None:
        self.rows = rows
        self.wide = width > _WIDE
        self.row_height = _ROW_WIDE if self.wide else _ROW_NARROW
        self.left, self.right = (_NAMES if self.wide else _MARK + 2), width - _VALUES
        self.bottom = _TOP + self.row_height * len(rows)
        furthest = max(-_behind(row) for row in rows)
        self.step = next((step for step in _STEPS_DB if furthest <= step * _MOST_GRIDLINES), furthest)
        self.steps = max(math.ceil(furthest / self.step), 1)
        told = "; ".join(f"{row.title} {row.score}" for row in rows)
        self.canvas = Canvas(name, width, self.bottom + _FOOT, "How well each explanation alone predicted", told)

    def drawn(self) -> Chart:
        for n in range(self.steps + 1):
            self._gridline(-n * self.step)
        for n, row in enumerate(self.rows):
            self._row(row, _TOP + n * self.row_height)
        return chart_of(self.canvas)

    def x(self, behind_db: float) -> float:
        """So many decibans behind the best."""
        return self.right + (self.right - self.left) * behind_db / (self.steps * self.step)

    def _gridline(self, db: float) -> None:
        self.canvas.line((self.x(db), _TOP - 4), (self.x(db), self.bottom), "gr" if db else "ax")
        text = f"{MINUS}{-db:g}" if db else f"0{NARROW_SPACE}dB"
        self.canvas.label_where_free([Label(self.x(db), 12, text, "middle")])

    def _row(self, row: ExplanationView, top: float) -> None:
        if self.wide:
            y = top + 13
            title = _fitted(Label(self.left - 14, y + 4, row.title, "end"), room=_NAMES - 14)
        else:
            y = top + 28
            title = _fitted(Label(0, top + 14, row.title), room=self.canvas.width)
        self.canvas.label(title, "ti")
        self.canvas.line((self.x(_behind(row)), y), (self.x(0), y), f"motive p{(row.slot - 1) % _PATTERNS}")
        self.canvas.dot((self.x(_behind(row)), y), _MARK, "ink")
        self.canvas.label(Label(self.right + 10, y + 4, row.score, bold=row.behind_db == 0), "ti")


def _behind(row: ExplanationView) -> float:
    return row.behind_db or 0.0


def _fitted(label: Label, *, room: float) -> Label:
    """A label cut where it is wider than its room."""
    text = label.text
    while label.box.right - label.box.left > room and len(text) > 1:
        text = text[:-1].rstrip()
        label = replace(label, text=f"{text}…")
    return label
