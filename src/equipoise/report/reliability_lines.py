"""A reliability diagram for a terminal: one scale from 0 to 100 per cent, a line for each group or for each outcome."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.probability.scores.reliability import Dot
from equipoise.report.columns import padded
from equipoise.report.view.reliability import RateView, ReliabilityView

SCALE = 33
"""Columns of the scale: eight for each quarter, and one."""

_NAME = 12
_TICKS = (0, 25, 50, 75, 100)
_CURVE = "●: rate, [ ]: its interval, x: said. No fault is shown where x lies inside."
_DOTS = "●: a question (a figure: so many) or the rate, [ ]: its interval, x: said."


def reliability_lines(view: ReliabilityView) -> list[str]:
    """The diagram in lines of at most 79 columns.

    Args:
        view: What it shows.
    """
    return [_scale(), *(_curve(view.curve) if view.curve else _one_by_one(view)), _CURVE if view.curve else _DOTS]


def _curve(curve: Sequence[RateView]) -> list[str]:
    return [_line(f"said {point.said_text}", _interval(point), point.text) for point in curve]


def _one_by_one(view: ReliabilityView) -> list[str]:
    came, did_not = (_dots([dot for dot in view.dots if dot.occurred is occurred]) for occurred in (True, False))
    return [
        _line("occurred", came, ""),
        _line("did not", did_not, ""),
        _line("all of them", _interval(view.overall), view.overall.text),
    ]


def _dots(dots: Sequence[Dot]) -> list[str]:
    """A dot a question; where several share a column, their number."""
    cells = _empty()
    for column in range(SCALE):
        number = sum(_column(dot.probability) == column for dot in dots)
        if number:
            cells[column] = "●" if number == 1 else str(number) if number < 10 else "+"
    return cells


def _interval(point: RateView) -> list[str]:
    cells = _empty()
    low, high = _column(point.low), _column(point.high)
    for column in range(low, high + 1):
        cells[column] = "─"
    cells[low], cells[high] = "[", "]"
    cells[_column(point.said)] = "x"
    # What was said gives way to the rate: where they meet, it was right.
    cells[_column(point.rate)] = "●"
    return cells


def _scale() -> str:
    line = [" "] * (_NAME + SCALE + 4)
    for tick in _TICKS:
        text = str(tick)
        start = _NAME + _column(tick / 100) - (len(text) - 1) // 2
        line[start : start + len(text)] = text
    return "".join(line).rstrip() + " %"


def _line(name: str, cells: Sequence[str], text: str) -> str:
    return f"{padded(name, _NAME)}{''.join(cells)}  {text}".rstrip()


def _empty() -> list[str]:
    """A scale with nothing on it but a point at each quarter."""
    return ["." if column in {_column(tick / 100) for tick in _TICKS} else " " for column in range(SCALE)]


def _column(probability: float) -> int:
    return min(int(probability * (SCALE - 1) + 0.5), SCALE - 1)
