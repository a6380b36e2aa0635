"""A weight of evidence as a bar: right and solid is toward, left and open is away."""

from __future__ import annotations

from equipoise.report.charts.canvas import Canvas, Chart, chart_of
from equipoise.report.numbers import decibans

_WIDTH, _HEIGHT, _BAR = 104.0, 16.0, 10.0


def weight_bar(db: float, *, largest: float, name: str) -> Chart:
    """Draw a weight on the scale of the largest in its table."""
    canvas = Canvas(name, _WIDTH, _HEIGHT, decibans(db))
    zero, top = _WIDTH / 2, (_HEIGHT - _BAR) / 2
    reach = (_WIDTH / 2 - 2) * min(abs(db) / largest, 1.0) if largest > 0 else 0.0
    canvas.line((zero, 0), (zero, _HEIGHT), "ax")
    if db > 0:
        canvas.rectangle(zero, top, reach, _BAR, "solid")
    elif db < 0:
        canvas.rectangle(zero - reach + 0.75, top + 0.75, reach - 1.5, _BAR - 1.5, "open")
    return chart_of(canvas)
