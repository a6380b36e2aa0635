"""A condition over time: the probability of each of its levels, and the days on which it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.report.charts.canvas import Canvas, Chart, Label, chart_of
from equipoise.report.charts.date_ticks import date_ticks
from equipoise.report.names import Names

_LEFT, _RIGHT, _TOP, _PLOT, _READINGS, _FOOT = 44.0, 150.0, 14.0, 132.0, 16.0, 24.0
_STYLES = ("solid", "long", "dots", "dash-dot")
_LEAST_APART = 14.0


@dataclass(frozen=True)
class Line:
    """A level: its probability on each report date, oldest first."""

    title: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class ConditionView:
    """What is drawn of a condition.

    Attributes:
        id: Its id.
        title: Its title.
        lines: Its levels in order.
        readings: Items rated on it, by date, with whether each is a reading of a measure.
        as_of: The vintage.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    readings: tuple[EvidenceItem, ...]
    as_of: date


def condition_views(case: Case, assessment: Assessment) -> tuple[ConditionView, ...]:
    """Each condition of a case as an assessment has it."""
    names = Names(case)
    found = []
    for name, condition in case.definition.conditions.items():
        rated = {rating.item for rating in case.ratings if rating.subject == name}
        readings = [item for item in case.evidence if item.id in rated and case.known(item) <= assessment.as_of]
        lines = tuple(
            Line(
                names.level(name, level),
                tuple(
                    (point.date, point.probability)
                    for point in assessment.condition_points
                    if (point.condition, point.level) == (name, level)
                ),
            )
            for level in condition.levels
        )
        ordered = tuple(sorted(readings, key=lambda item: (item.date.end, item.id)))
        found.append(ConditionView(name, names.condition(name), lines, ordered, assessment.as_of))
    return tuple(found)


def condition_chart(view: ConditionView, *, width: float) -> Chart:
    """Draw a condition at one width."""
    return _Drawing(view, width).drawn()


class _Drawing:
    """The scales of the chart, and its parts from back to front."""

    def __init__(self, view: ConditionView, width: float) -> None:
        self.view = view
        self.right, self.bottom = width - _RIGHT, _TOP + _PLOT
        days = [day for line in view.lines for day, _ in line.points]
        self.first, self.last = min(days), max(days)
        height = self.bottom + _READINGS + _FOOT
        ends = ", ".join(f"{line.title} {round(100 * line.points[-1][1])} per cent" for line in view.lines)
        self.canvas = Canvas(
            f"c-{view.id}-{width:.0f}", width, height, f"{view.title}: probability of each level", ends
        )

    def drawn(self) -> Chart:
        for percent in range(0, 101, 25):
            self.canvas.line((_LEFT, self.y(percent / 100)), (self.right, self.y(percent / 100)), "gr")
            self.canvas.label(
                Label(_LEFT - 8, self.y(percent / 100) + 4, f"{percent}{' %' if percent == 100 else ''}", "end")
            )
        as_of = self.x(self.view.as_of)
        self.canvas.line((as_of, _TOP), (as_of, self.bottom), "ax")
        for style, line in zip(_styles(self.view.lines), self.view.lines, strict=True):
            self.canvas.path([(self.x(day), self.y(share)) for day, share in line.points], f"level {style}")
        self._ends()
        for item in self.view.readings:
            day = min(max(item.date.end, self.first), self.last)
            self.canvas.dot((self.x(day), self.bottom + 8), 2.6, "reading" if item.kind == "reading" else "told")
        self.canvas.line((_LEFT, self.bottom + _READINGS), (self.right, self.bottom + _READINGS), "ax")
        y = self.bottom + _READINGS + 16
        for tick in date_ticks(self.first, self.last, place=self.x, y=y, left=0, right=self.right + 30):
            self.canvas.label(tick.label)
        return chart_of(self.canvas)

    def _ends(self) -> None:
        """Titles of the levels at the ends of their lines, pushed apart where they would touch."""
        placed = sorted((self.y(line.points[-1][1]), line.title) for line in self.view.lines)
        lowest = -_LEAST_APART
        for y, title in placed:
            lowest = max(y, lowest + _LEAST_APART)
            self.canvas.label(Label(self.right + 8, lowest + 4, title), "ti")

    def x(self, day: date) -> float:
        days = max((self.last - self.first).days, 1)
        return _LEFT + (self.right - _LEFT) * (day - self.first).days / days

    def y(self, share: float) -> float:
        return self.bottom - _PLOT * share


def _styles(lines: Sequence[Line]) -> list[str]:
    return [_STYLES[index % len(_STYLES)] for index in range(len(lines))]
