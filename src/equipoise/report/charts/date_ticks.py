"""Dates along an axis: as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from equipoise.report.charts.canvas import Label
from equipoise.report.numbers import month_name, month_text, table_date

_MONTHS_APART = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240)
_WEEKS_APART = (1, 2, 4)
_ROOM = 14.0
"""Least distance between two labels, pixels."""
_MOST = 8
_DAYS_OF_A_SHORT_AXIS = 100


Name = Callable[[date, bool], str]
"""How a date is written, and whether it is the first on its axis."""


@dataclass(frozen=True)
class Tick:
    """A date on the axis and its label."""

    day: date
    label: Label


def date_ticks(
    first: date, last: date, *, place: Callable[[date], float], y: float, left: float, right: float
) -> list[Tick]:
    """The finest regular dates whose labels keep apart and lie between `left` and `right`.

    Args:
        first: First day of the axis.
        last: Last day of the axis.
        place: Where a day lies, in pixels.
        y: Base line of the labels.
        left: No label reaches further left.
        right: No label reaches further right.
    """
    for days, name in _candidates(first, last):
        # Twice, because the first label that lies inside is the one that needs the year.
        kept = _inside(days, name, place=place, y=y, left=left, right=right)
        kept = _inside([tick.day for tick in kept], name, place=place, y=y, left=left, right=right)
        if 0 < len(kept) <= _MOST and _apart(kept):
            return kept
    return []


def _inside(
    days: list[date], name: Name, *, place: Callable[[date], float], y: float, left: float, right: float
) -> list[Tick]:
    ticks = [Tick(day, Label(place(day), y, name(day, n == 0), "middle")) for n, day in enumerate(days)]
    return [tick for tick in ticks if tick.label.box.left >= left and tick.label.box.right <= right]


def _candidates(first: date, last: date) -> list[tuple[list[date], Name]]:
    found: list[tuple[list[date], Name]] = []
    if (last - first).days <= _DAYS_OF_A_SHORT_AXIS:
        found += [(_every_weeks(first, last, weeks), lambda day, _: table_date(day)) for weeks in _WEEKS_APART]
    for months in _MONTHS_APART:
        days = _every_months(first, last, months)
        found.append((days, _years if months >= 12 else _months))
        found.append((days, _years if months >= 12 else _months_with_year))
    return found


def _every_weeks(first: date, last: date, weeks: int) -> list[date]:
    return [first + timedelta(weeks=n) for n in range(0, (last - first).days // 7 + 1, weeks)]


def _every_months(first: date, last: date, months: int) -> list[date]:
    """First days of months, counted from January so that years fall on a tick."""
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    start += -start % months
    end = last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1, months)]


def _months(day: date, first: bool) -> str:
    """`Jul`, and the year with January and with the first."""
    return month_text(day) if first or day.month == 1 else month_name(day)


def _months_with_year(day: date, first: bool) -> str:
    return f"{month_name(day)} {day.year % 100:02d}"


def _years(day: date, first: bool) -> str:
    return str(day.year)


def _apart(ticks: list[Tick]) -> bool:
    boxes = [tick.label.box for tick in ticks]
    return all(before.right + _ROOM <= after.left for before, after in pairwise(boxes))
