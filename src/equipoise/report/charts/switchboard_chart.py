"""The scenarios under other decision-makers: bars, one column per scenario, every value printed.

Each scenario has its own baseline at zero and its hue; all share one scale, so that bars compare across as well as
down. The likeliest of a row is printed bold. The case as authored is set apart by a rule, on top.
"""

from __future__ import annotations

from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.text_width import text_width
from equipoise.report.charts.widths import at_every_width
from equipoise.report.numbers import EN_DASH
from equipoise.report.palette import hue_number
from equipoise.report.view.switchboard import SettingView, SwitchboardView

_WIDE = 500.0
"""From this width on a title stands beside its row, else above it."""
_NAMES = 212.0
_GAP_WIDE, _GAP_NARROW = 12.0, 6.0
_HEAD_LINE, _APART, _FOOT = 15.0, 10.0, 4.0
_ROW_WIDE, _ROW_NARROW = 26.0, 42.0
_BAR, _BEFORE_VALUE = 12.0, 5.0
_LINE = 1.0
"""Width of a baseline."""


def switchboard_drawings(view: SwitchboardView) -> dict[str, Chart]:
    """The chart at every width of a page, by the class that shows it; none where no setting makes a difference."""
    if len(view.rows) < 2:
        return {}
    return at_every_width("switchboard", lambda width, name: switchboard_chart(view, width=width, name=name))


def switchboard_chart(view: SwitchboardView, *, width: float, name: str) -> Chart:
    """Draw the chart at one width.

    Args:
        view: The switchboard.
        width: Width in pixels.
        name: Unique in the page.
    """
    return _Drawing(view, width, name).drawn()


class _Drawing:
    """Columns, rows and the scale, and the parts from back to front."""

    def __init__(self, view: SwitchboardView, width: float, name: str) -> None:
        self.view = view
        self.wide = width > _WIDE
        self.first = _NAMES if self.wide else 0.0
        self.gap = _GAP_WIDE if self.wide else _GAP_NARROW
        self.column = (width - self.first + self.gap - _LINE) / len(view.scenarios)
        self.heads = [_two_lines(title, self.column - self.gap) for title in view.scenarios]
        self.head = _HEAD_LINE * max(map(len, self.heads)) + 8
        self.row_height = _ROW_WIDE if self.wide else _ROW_NARROW
        chances = [chance for row in view.rows for chance in row.chances]
        value = max(text_width(chance.number, bold=True) for chance in chances)
        room = max(self.column - self.gap - _BEFORE_VALUE - value, 0.0)
        self.scale = room / max(chance.probability for chance in chances)
        height = self.head + _APART + self.row_height * len(view.rows) + _FOOT
        title = f"Each scenario on {view.horizon} under other decision-makers"
        told = "; ".join(f"{row.title}: {_told(row, view)}" for row in view.rows)
        self.canvas = Canvas(name, width, height, title, told)

    def drawn(self) -> Chart:
        for n, lines in enumerate(self.heads):
            for line, text in enumerate(lines):
                y = self.head - 9 - _HEAD_LINE * (len(lines) - 1 - line)
                self.canvas.label(fitted_label(Label(self._x(n), y, text), room=self.column - self.gap), "t")
        for number, row in enumerate(self.view.rows):
            self._row(row, number)
        apart = self._top(1) - _APART / 2
        self.canvas.line((0, apart), (self.canvas.width, apart), "rule")
        self._baselines()
        return chart_of(self.canvas)

    def _x(self, scenario: int) -> float:
        """The baseline of a scenario; half a pixel in, so that its line is not cut."""
        return self.first + scenario * self.column + _LINE / 2

    def _top(self, row: int) -> float:
        return self.head + row * self.row_height + (_APART if row else 0.0)

    def _bar(self, row: int) -> float:
        """Upper edge of the bars of a row."""
        return self._top(row) + (7 if self.wide else self.row_height - _BAR - 6)

    def _baselines(self) -> None:
        """One line down each column; where titles stand above their bars, one beside the bars of each row."""
        spans = [(self._bar(row) - 3, self._bar(row) + _BAR + 3) for row in range(len(self.view.rows))]
        for n in range(len(self.view.scenarios)):
            for top, bottom in [(spans[0][0], spans[-1][1])] if self.wide else spans:
                self.canvas.line((self._x(n), top), (self._x(n), bottom), "ax")

    def _row(self, row: SettingView, number: int) -> None:
        room = _NAMES - self.gap if self.wide else self.canvas.width
        title = Label(0, self._top(number) + (17 if self.wide else 14), row.title, bold=row.is_authored)
        self.canvas.label(fitted_label(title, room=room), "ti")
        bar = self._bar(number)
        for n, chance in enumerate(row.chances):
            length = self.scale * chance.probability
            self.canvas.rectangle(self._x(n), bar, length, _BAR, f"f{hue_number(n + 1)}")
            at = Label(self._x(n) + length + _BEFORE_VALUE, bar + 10, chance.number, bold=n == row.leader)
            self.canvas.label_where_free([at], "ti")


def _two_lines(title: str, room: float) -> list[str]:
    """A title in one line where it fits, else broken at the space that makes its two lines most alike."""
    words = title.split(" ")
    if text_width(title) <= room or len(words) == 1:
        return [title]
    breaks = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(breaks, key=lambda lines: max(map(text_width, lines))))


def _told(row: SettingView, view: SwitchboardView) -> str:
    """Every number of a row with its range, for who cannot see the bars."""
    return ", ".join(
        f"{title} {chance.text.replace(EN_DASH, ' to ')}"
        for title, chance in zip(view.scenarios, row.chances, strict=True)
    )
