"""A chance on a line from 0 to 100: a dot, and its range as a bar."""

from __future__ import annotations

from equipoise.report.charts.canvas import Canvas, Chart, chart_of
from equipoise.report.palette import has_second_shape
from equipoise.report.view.chances import Chance

_WIDTH, _HEIGHT, _RADIUS = 64.0, 14.0, 4.0


def gauge(chance: Chance, *, slot: int, name: str) -> Chart:
    """Draw a chance; its number stands beside it in the page."""
    canvas = Canvas(name, _WIDTH, _HEIGHT, f"{chance.text} on a line from 0 to 100")
    middle = _HEIGHT / 2
    canvas.line((_x(0), middle), (_x(1), middle), "rule")
    for probability in (0, 0.5, 1):
        canvas.line((_x(probability), middle - 3), (_x(probability), middle + 3), "rule")
    if chance.low is not None and chance.high is not None:
        canvas.rectangle(_x(chance.low), middle - 3, _x(chance.high) - _x(chance.low), 6, "band")
    canvas.dot((_x(chance.probability), middle), _RADIUS, "fill", square=has_second_shape(slot))
    return chart_of(canvas)


def _x(probability: float) -> float:
    return _RADIUS + (_WIDTH - 2 * _RADIUS) * probability
