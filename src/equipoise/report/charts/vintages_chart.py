"""Each scenario at each vintage: its chance on the horizon as a dot, its range as a bar, one vintage under the other.

The scale is the same for all and runs from 0 to 100 per cent; the number stands at the end of each line.
"""

from __future__ import annotations

from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.palette import has_second_shape, hue_number
from equipoise.report.view.chances import Chance
from equipoise.report.view.vintages import ScenarioThen, VintagesView

_WIDE = 500.0
"""From this width on a scenario's title stands beside its lines, else above them."""
_NAMES, _DAYS, _NUMBERS = 150.0, 80.0, 102.0
"""Room for titles on a wide page, for the days of the vintages, and for numbers at the end."""
_TOP, _FOOT = 24.0, 4.0
_LINE, _BETWEEN = 18.0, 12.0
_TITLE = 18.0
_RADIUS, _HALF_BAR = 4.0, 3.0
_TICKS = (0, 25, 50, 75, 100)


def vintages_drawings(view: VintagesView) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it; none with fewer than two vintages."""
    if len(view.vintages) < 2:
        return {}
    return at_every_width("vintages", lambda width, name: vintages_chart(view, width=width, name=name))


def vintages_chart(view: VintagesView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: A view with at least one vintage.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scale of the chart, and its parts from back to front."""

    def __init__(self, view: VintagesView, width: float, name: str) -> None:
        self.view = view
        self.wide = width > _WIDE
        self.days = _NAMES if self.wide else 0.0
        self.left, self.right = self.days + _DAYS + _RADIUS, width - _NUMBERS
        self.block = (0 if self.wide else _TITLE) + _LINE * len(view.vintages) + _BETWEEN
        scenarios = view.vintages[-1].rows
        self.bottom = _TOP + self.block * len(scenarios) - _BETWEEN
        told = "; ".join(
            f"{row.title}: "
            + ", ".join(f"{vintage.rows[n].at.text} as of {vintage.as_of_short}" for vintage in view.vintages)
            for n, row in enumerate(scenarios)
        )
        title = f"Chance of each scenario on {view.horizon}, by vintage"
        self.canvas = Canvas(name, width, self.bottom + _FOOT, title, told)

    def drawn(self) -> Chart:
        for tick in _TICKS:
            self._gridline(tick)
        for n, row in enumerate(self.view.vintages[-1].rows):
            self._scenario(n, row, _TOP + n * self.block)
        return chart_of(self.canvas)

    def x(self, probability: float) -> float:
        """A probability."""
        return self.left + (self.right - self.left) * probability

    def _gridline(self, tick: int) -> None:
        x = self.x(tick / 100)
        self.canvas.line((x, _TOP - 5), (x, self.bottom), "gr" if tick else "ax")
        unit = f"{NARROW_SPACE}%" if tick == _TICKS[-1] else ""
        self.canvas.label_where_free([Label(x, 12, f"{tick}{unit}", "middle")])

    def _scenario(self, n: int, row: ScenarioThen, top: float) -> None:
        room = _NAMES - 8 if self.wide else self.canvas.width
        self.canvas.label(
            fitted_label(Label(0, top + 13, row.title, bold=True), room=room), f"t fill halo s{hue_number(row.slot)}"
        )
        lines = top if self.wide else top + _TITLE
        for index, vintage in enumerate(self.view.vintages):
            middle = lines + _LINE * index + _LINE / 2
            self.canvas.label(fitted_label(Label(self.days, middle + 4, vintage.as_of_short), room=_DAYS - 4))
            self._line(vintage.rows[n].at, row.slot, middle)

    def _line(self, chance: Chance, slot: int, y: float) -> None:
        hue = f"s{hue_number(slot)}"
        if chance.low is not None and chance.high is not None:
            left, right = self.x(chance.low), self.x(chance.high)
            self.canvas.rectangle(left, y - _HALF_BAR, right - left, 2 * _HALF_BAR, f"band {hue}")
        self.canvas.dot((self.x(chance.probability), y), _RADIUS, f"fill {hue}", square=has_second_shape(slot))
        self.canvas.label(Label(self.right + _RADIUS + 6, y + 4, chance.text), "ti")
