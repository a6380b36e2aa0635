"""A weight of evidence as a bar: right and solid is toward, left and open is away."""

from __future__ import annotations

from equipoise.report.charts.canvas import Canvas, Chart, chart_of
from equipoise.report.numbers import decibans

_WIDTH, _HEIGHT, _BAR = 104.0, 16.0, 10.0


def weight_bar(weight: float, *, largest: float, name: str, told: str | None = None) -> Chart:
    """Draw a weight on the scale of the largest in its table.

    Args:
        weight: The weight, above 0 toward.
        largest: The largest of its table, in the same unit.
        name: Unique in the page.
        told: What it says for who cannot see it; the weight in decibans by default.
    """
    canvas = Canvas(name, _WIDTH, _HEIGHT, decibans(weight) if told is None else told)
    zero, top = _WIDTH / 2, (_HEIGHT - _BAR) / 2
    reach = (_WIDTH / 2 - 2) * min(abs(weight) / largest, 1.0) if largest > 0 else 0.0
    canvas.line((zero, 0), (zero, _HEIGHT), "ax")
    if weight > 0:
        canvas.rectangle(zero, top, reach, _BAR, "solid")
    elif weight < 0:
        canvas.rectangle(zero - reach + 0.75, top + 0.75, reach - 1.5, _BAR - 1.5, "open")
    return chart_of(canvas)
