"""Two levers: who leads where. Hue: the leader; tint: how firmly; white borders; ring: the case as authored.

In each cell stands the probability of its leader, per cent, but where a name or the ring has the place.
"""

from __future__ import annotations

from dataclasses import replace

from equipoise.report.charts.canvas import XY, Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import NARROW_SPACE
from equipoise.report.palette import hue_number
from equipoise.report.view.tip_map import Axis, Leader, TipMapView

_LEFT, _RIGHT, _TOP = 44.0, 12.0, 24.0
_TALLEST, _SHARE = 340.0, 0.8
"""Height of the map: a share of its width, to a limit."""
_FOOT, _KEY = 44.0, 22.0
_RING = 6.0
_SWATCH = 14.0


def tip_map_drawings(view: TipMapView, *, name: str = "tip-map") -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it."""
    return at_every_width(name, lambda width, one: tip_map_chart(view, width=width, name=one))


def tip_map_chart(view: TipMapView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: The map.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """The scales of the map, and its parts from back to front."""

    def __init__(self, view: TipMapView, width: float, name: str) -> None:
        self.view = view
        self.rows, self.columns = len(view.cells), len(view.cells[0])
        self.plot_width = width - _LEFT - _RIGHT
        self.plot_height = min(self.plot_width * _SHARE, _TALLEST)
        self.cell = self.plot_width / self.columns, self.plot_height / self.rows
        self.bottom = _TOP + self.plot_height
        self.canvas = Canvas(name, width, self.bottom + _FOOT, view.heading, view.sentence)

    def drawn(self) -> Chart:
        for row, cells in enumerate(self.view.cells):
            for column, one in enumerate(cells):
                left, top = _LEFT + column * self.cell[0], _TOP + row * self.cell[1]
                self.canvas.rectangle(left, top, *self.cell, f"tint{one.tint} {_fill(one.slot)}")
        self.canvas.dot(self._authored(), _RING, "open")
        self._scales()
        unnamed = [leader for leader in self.view.leaders if not self._name(leader)]
        self._numbers()
        self._key(unnamed)
        return chart_of(self.canvas)

    def _authored(self) -> XY:
        """Where the case stands: values lie in the middle of their cells."""
        x = _share(self.view.across) * (self.columns - 1) + 0.5
        y = self.rows - 0.5 - _share(self.view.up) * (self.rows - 1)
        return _LEFT + x * self.cell[0], _TOP + y * self.cell[1]

    def _scales(self) -> None:
        for column in range(0, self.columns, 2):
            x = _LEFT + (column + 0.5) * self.cell[0]
            self.canvas.label_where_free([Label(x, self.bottom + 16, self.view.across_values[column], "middle")])
        for row in range(0, self.rows, 2):
            y = _TOP + (row + 0.5) * self.cell[1] + 4
            self.canvas.label(fitted_label(Label(_LEFT - 6, y, self.view.up_values[row], "end"), room=_LEFT - 6))
        self.canvas.label(fitted_label(Label(0, 14, self.view.up.title), room=self.canvas.width))
        across = Label(_LEFT, self.bottom + 36, self.view.across.title)
        self.canvas.label(fitted_label(across, room=self.canvas.width - _LEFT))

    def _name(self, leader: Leader) -> bool:
        """Write a name inside its region, as deep inside it as there is room; whether there was any."""
        ring = self._authored()
        labels = []
        for row in range(self.rows):
            for column in range(self.columns):
                depth = self._depth(leader, row, column)
                if depth:
                    x, y = _LEFT + (column + 0.5) * self.cell[0], _TOP + (row + 0.5) * self.cell[1] + 4
                    labels.append((depth, Label(x, y, leader.title, "middle", True)))
        clear = [(depth, label) for depth, label in labels if not _covers(label, ring)]
        ordered = [label for _, label in sorted(clear, key=lambda one: -one[0])]
        return self.canvas.label_where_free([one for one in ordered if self._is_inside(one)], "ti halo")

    def _numbers(self) -> None:
        ring = self._authored()
        for row, cells in enumerate(self.view.cells):
            for column, one in enumerate(cells):
                x, y = _LEFT + (column + 0.5) * self.cell[0], _TOP + (row + 0.5) * self.cell[1] + 4
                label = Label(x, y, one.percent.removesuffix(f"{NARROW_SPACE}%"), "middle")
                if not _covers(label, ring):
                    self.canvas.label_where_free([label], "ti on" if one.tint == len(self.view.tints) else "ti")

    def _is_inside(self, label: Label) -> bool:
        return label.box.left >= _LEFT and label.box.right <= self.canvas.width - _RIGHT

    def _depth(self, leader: Leader, row: int, column: int) -> int:
        """Cells of the leader in a run about this one, across and up, none where it is another's."""
        if self.view.cells[row][column].slot != leader.slot:
            return 0
        reach = 0
        while all(
            self._slot(row + down * (reach + 1) // 2, column + side * (reach + 1)) == leader.slot
            for down, side in ((0, -1), (0, 1), (-1, 0), (1, 0))
        ):
            reach += 1
        return 1 + reach

    def _slot(self, row: int, column: int) -> int | None:
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return self.view.cells[row][column].slot if inside else None

    def _key(self, unnamed: list[Leader]) -> None:
        """What tints and ring mean, and who could not be named inside; as many lines as that takes."""
        marks = [(text, f"tint{tint} ink") for tint, text in enumerate(self.view.tints, start=1)]
        marks += [(leader.title, f"tint3 {_fill(leader.slot)}") for leader in unnamed]
        x, y = _LEFT, self.bottom + _FOOT + 10
        for text, css in [*marks, ("as the case stands", "")]:
            label = Label(x + _SWATCH + 5, y + 4, text)
            if label.box.right > self.canvas.width and x > _LEFT:
                x, y = _LEFT, y + _KEY
                label = replace(label, x=x + _SWATCH + 5, y=y + 4)
            label = fitted_label(label, room=self.canvas.width - label.x)
            if css:
                self.canvas.rectangle(x, y - _SWATCH / 2, _SWATCH, _SWATCH, css)
            else:
                self.canvas.dot((x + _SWATCH / 2, y), _RING - 1, "open")
            self.canvas.label(label)
            x = label.box.right + 12
        self.canvas.height = y + _KEY / 2 + 2


def _share(axis: Axis) -> float:
    return (axis.authored - axis.least) / (axis.most - axis.least)


def _covers(label: Label, point: XY) -> bool:
    box, reach = label.box, _RING + 2
    return box.left - reach < point[0] < box.right + reach and box.top - reach < point[1] < box.bottom + reach


def _fill(slot: int) -> str:
    return f"f{hue_number(slot)}"
