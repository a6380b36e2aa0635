"""Dates with the precision their author gave them, and the dates of a report.

Time runs in months of 30.4375 days. A dated thing stands at the end of its day (docs/model.md, section 1).
"""

from __future__ import annotations

import calendar as _gregorian
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

DAYS_PER_MONTH = 30.4375
Step = Literal["week", "month", "quarter"]

_FORMS = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})$"), "day"),
    (re.compile(r"(\d{4})-(\d{2})$"), "month"),
    (re.compile(r"(\d{4})-Q([1-4])$"), "quarter"),
    (re.compile(r"(\d{4})$"), "year"),
)


@dataclass(frozen=True)
class CoarseDate:
    """A date as precisely as it is known: a day, a month, a quarter or a year.

    Attributes:
        start: First day it may be.
        end: Last day it may be; the same as `start` for a day.
        text: What the author wrote: `2022-02-25`, `2022-02`, `2022-Q1` or `2022`.
    """

    start: date
    end: date
    text: str

    def __str__(self) -> str:
        return self.text

    def day(self, known: date) -> date:
        """The one day an item of this date is weighed on: the middle of what it may be, no later than known."""
        return date.fromordinal((self.start.toordinal() + min(self.end, known).toordinal()) // 2)


def parse_date(written: object) -> CoarseDate:
    """Read `2022-02-25`, `2022-02`, `2022-Q1` or `2022`.

    Raises:
        ValueError: If it is none of these or no such day exists.
    """
    if isinstance(written, CoarseDate):
        return written
    text = written.isoformat() if isinstance(written, date) else str(written).strip()
    for pattern, precision in _FORMS:
        found = pattern.match(text)
        if not found:
            continue
        numbers = [int(n) for n in found.groups()]
        try:
            return _span(numbers, precision, text)
        except ValueError:
            break
    raise ValueError(
        f"{text!r} is not a date; write 2022-02-25, or 2022-02, 2022-Q1 or 2022 where the day is not known"
    )


def parse_day(written: object) -> date:
    """Read one day, `2022-02-25`.

    Raises:
        ValueError: If it is coarser than a day or no such day exists.
    """
    coarse = parse_date(written)
    if coarse.start != coarse.end:
        raise ValueError(f"{coarse.text!r} is not one day; write a day such as {coarse.end.isoformat()}")
    return coarse.start


def months_at_end_of(day: date, opens: date) -> float:
    """Time from the start of the day `opens` to the end of `day`, in months."""
    return ((day - opens).days + 1) / DAYS_PER_MONTH


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, cut to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, last_day_of_month(year, month + 1)))


def last_day_of_month(year: int, month: int) -> int:
    """Number of the last day of a month."""
    return _gregorian.monthrange(year, month)[1]


def end_of_step(day: date, step: Step) -> date:
    """Last day of the week (Sunday), month or quarter that `day` lies in."""
    if step == "week":
        return day + timedelta(days=6 - day.weekday())
    month = day.month if step == "month" else 3 * ((day.month - 1) // 3) + 3
    return date(day.year, month, last_day_of_month(day.year, month))


def report_dates(opens: date, horizon: date, as_of: date, step: Step) -> tuple[date, ...]:
    """Dates of the report: ends of steps, the as-of date in place of its step's end, the horizon last.

    The horizon is kept as a further date where the as-of date lies in the last step.
    """
    dates: list[date] = []
    day = opens
    while day <= horizon:
        end = end_of_step(day, step)
        dates.append(as_of if day <= as_of <= end else min(end, horizon))
        day = end + timedelta(days=1)
    if dates[-1] != horizon:
        dates.append(horizon)
    return tuple(dates)


def headline_dates(as_of: date, horizon: date, months: Sequence[int] = (3, 12)) -> tuple[date, ...]:
    """Three and twelve calendar months after the as-of date, where the horizon allows, and the horizon."""
    ahead = [add_months(as_of, n) for n in months]
    return tuple(sorted({day for day in ahead if day < horizon} | {horizon}))


def _span(numbers: list[int], precision: str, text: str) -> CoarseDate:
    year = numbers[0]
    if precision == "day":
        day = date(*numbers)
        return CoarseDate(day, day, text)
    first, last = {"month": (numbers[-1], numbers[-1]), "quarter": (3 * numbers[-1] - 2, 3 * numbers[-1])}.get(
        precision, (1, 12)
    )
    return CoarseDate(date(year, first, 1), date(year, last, last_day_of_month(year, last)), text)
