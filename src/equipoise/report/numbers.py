"""How numbers and dates are written for readers: one place, so that no two outputs differ."""

from __future__ import annotations

import math
from datetime import date

from equipoise.calendar import CoarseDate, Step
from equipoise.report.rounding import ABOVE_NINETY_NINE, BELOW_ONE

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "–"
MINUS = "−"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def bare_percent(percent: int) -> str:
    """`83`, `<1` or `>99`: a whole per cent without its sign."""
    return {BELOW_ONE: "<1", ABOVE_NINETY_NINE: ">99"}.get(percent, str(percent))


def percent_text(percent: int) -> str:
    """`83 %`, `<1 %` or `>99 %`, with a narrow no-break space."""
    return f"{bare_percent(percent)}{NARROW_SPACE}%"


def range_text(low: int, high: int) -> str:
    """`(74–90)`: a range in whole per cent, without a second per cent sign."""
    return f"({bare_percent(low)}{EN_DASH}{bare_percent(high)})"


def signed(number: float) -> str:
    """`+2.1`, `−1.5` or `0.0`: one decimal and the sign of what is shown."""
    if math.isinf(number):
        return "+∞" if number > 0 else f"{MINUS}∞"
    rounded = round(number, 1)
    if rounded == 0:
        return "0.0"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.1f}"


def decibans(number: float) -> str:
    """`+2.1 dB`: a weight of evidence."""
    return f"{signed(number)}{NARROW_SPACE}dB"


def weight_of(number: float) -> str:
    """`2.1 dB`: the size of a weight of evidence, without a sign."""
    return f"{signed(abs(number)).removeprefix('+')}{NARROW_SPACE}dB"


def decimal(number: float, digits: int = 1) -> str:
    """A number with so many decimals and a true minus sign."""
    text = f"{round(number, digits):.{digits}f}"
    return text.replace("-", MINUS) if float(text) else text.replace("-", "")


def count(number: int) -> str:
    """A count in prose: in words up to twelve, in figures beyond."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else f"{number:,}".replace(",", NARROW_SPACE)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `4 reports`: a figure with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def prose_date(day: date) -> str:
    """`31 March 2023`."""
    return f"{day.day}{NO_BREAK_SPACE}{_MONTHS[day.month - 1]} {day.year}"


def table_date(day: date) -> str:
    """`31 Mar 2023`."""
    return f"{day.day} {month_name(day)} {day.year}"


def month_name(day: date) -> str:
    """`Mar`."""
    return _MONTHS[day.month - 1][:3]


def month_text(day: date) -> str:
    """`Mar 2023`."""
    return f"{month_name(day)} {day.year}"


def coarse_date(written: CoarseDate) -> str:
    """A date as precisely as its author gave it: `25 Feb 2022`, `Mar 2022`, `Q1 2022` or `2022`."""
    if written.start == written.end:
        return table_date(written.start)
    if "Q" in written.text:
        return step_text(written.start, "quarter")
    if written.start.month == written.end.month:
        return month_text(written.start)
    return str(written.start.year)


def step_text(day: date, step: Step) -> str:
    """The week, month or quarter that a report date closes."""
    if step == "week":
        return f"week ending {table_date(day)}"
    if step == "quarter":
        return f"Q{(day.month - 1) // 3 + 1} {day.year}"
    return month_text(day)


def span_text(first: date, last: date, step: Step) -> str:
    """`Apr 2022` or `Oct 2022 to Jan 2023`: a run of steps, named by the report dates that close them."""
    if step == "week":
        one_week = step_text(first, step)
        return one_week if first == last else f"weeks ending {table_date(first)} to {table_date(last)}"
    start, end = step_text(first, step), step_text(last, step)
    if start == end:
        return start
    if first.year == last.year:
        return f"{start.rsplit(' ', 1)[0]}{EN_DASH}{end}"
    return f"{start} to {end}"
