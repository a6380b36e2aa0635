"""From the words of a date to the day, week, month, quarter or year they mean, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from equipoise.calendar import add_months
from equipoise.documents.extraction.vocabulary import vocabulary

Precision = Literal["day", "week", "month", "quarter", "year", "relative"]


@dataclass(frozen=True)
class Resolved:
    """What a date means.

    Attributes:
        iso: `2022-02-25`, `2022-W08`, `2022-02`, `2022-Q1` or `2022`; None where it hangs on something not dated here.
        precision: How precise it is.
        basis: What it was worked out from: the words alone, or the date of publication.
    """

    iso: str | None
    precision: Precision
    basis: str


def resolve_date(form: str, found: re.Match[str], published: date | None, *, looks_ahead: bool) -> Resolved:
    """Work out a date.

    A year that is not written is the one that brings the date nearest before publication, or after it where the
    sentence looks ahead. A weekday is the last on or before publication. Without a date of publication such dates
    keep their precision and have no ISO form.

    Args:
        form: Name of the form, as in `date_phrases.PATTERNS`.
        found: The match.
        published: When the text was published, if known.
        looks_ahead: Whether the sentence speaks of what is to come.
    """
    groups = {key: value for key, value in found.groupdict().items() if value is not None}
    if form in {"iso", "day_month", "month_day"}:
        return _day(groups, published, looks_ahead=looks_ahead)
    if form == "month_year":
        return Resolved(f"{groups['year']}-{_month_number(groups['month']):02}", "month", "written")
    if form == "quarter":
        number = groups.get("quarter") or str(1 + ["first", "second", "third", "fourth"].index(groups["which"].lower()))
        return Resolved(f"{groups['year']}-Q{number}", "quarter", "written")
    if form in {"part_year", "year", "year_pair", "bracket_year"}:
        return Resolved(groups["year"], "year", "written")
    relative: dict[str, Callable[[], Resolved]] = {
        "month": lambda: _bare_month(groups, published, looks_ahead=looks_ahead),
        "weekday": lambda: _weekday(groups, published, looks_ahead=looks_ahead),
        "this_period": lambda: _period(groups, published),
        "today": lambda: Resolved(published.isoformat() if published else None, "day", _AGAINST),
        "near_day": lambda: _near_day(groups, published),
        "ago": lambda: _ago(groups, published),
    }
    return relative[form]() if form in relative else Resolved(None, "relative", "another happening")


_AGAINST = "publication"


def _month_number(written: str) -> int:
    start = written.lower()[:3]
    return next(n for n, name in enumerate(vocabulary("dates")["months"], start=1) if name.startswith(start))


def _day(groups: dict[str, str], published: date | None, *, looks_ahead: bool) -> Resolved:
    month = int(groups["month"]) if groups["month"].isdigit() else _month_number(groups["month"])
    day = int(re.sub(r"\D", "", groups["day"]))
    if "year" in groups:
        found = _real(int(groups["year"]), month, day)
        return Resolved(found.isoformat() if found else None, "day", "written")
    if published is None:
        return Resolved(None, "day", "year not written, publication unknown")
    days = [found for year in range(published.year - 4, published.year + 5) if (found := _real(year, month, day))]
    found = _nearest(days, published, looks_ahead=looks_ahead)
    return Resolved(found.isoformat() if found else None, "day", _AGAINST)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(days: list[date], published: date, *, looks_ahead: bool) -> date | None:
    if looks_ahead:
        return min((day for day in days if day >= published), default=None)
    # A publication dated only by its month stands on its first day; a date later in that month is still past.
    return max((day for day in days if day <= _end_of_month_if_first(published)), default=None)


def _end_of_month_if_first(published: date) -> date:
    return add_months(published, 1) - timedelta(days=1) if published.day == 1 else published


def _bare_month(groups: dict[str, str], published: date | None, *, looks_ahead: bool) -> Resolved:
    month = _month_number(groups["month"])
    if published is None:
        return Resolved(None, "month", "year not written, publication unknown")
    relation = groups.get("relation", "").lower()
    first = date(published.year, month, 1)
    year = published.year
    if relation == "next" or (looks_ahead and relation != "last"):
        year += first < published.replace(day=1)
    elif relation == "last":
        year -= first >= published.replace(day=1)
    elif first > published:
        year -= 1
    return Resolved(f"{year}-{month:02}", "month", _AGAINST)


def _weekday(groups: dict[str, str], published: date | None, *, looks_ahead: bool) -> Resolved:
    if published is None:
        return Resolved(None, "day", "publication unknown")
    number = vocabulary("dates")["weekdays"].index(groups["weekday"].lower())
    relation = groups.get("relation", "").lower()
    back = (published.weekday() - number) % 7
    if relation in {"next", "coming"} or (looks_ahead and relation != "last"):
        return Resolved(
            (published + timedelta(days=(number - published.weekday()) % 7 or 7)).isoformat(), "day", _AGAINST
        )
    if relation == "last" and back == 0:
        back = 7
    return Resolved((published - timedelta(days=back)).isoformat(), "day", _AGAINST)


_SHIFTS = {"last": -1, "next": 1, "this": 0, "the coming": 1}


def _period(groups: dict[str, str], published: date | None) -> Resolved:
    unit, relation = groups["unit"].lower(), " ".join(groups["relation"].lower().split())
    precision: Precision = {
        "week": "week",
        "weekend": "week",
        "month": "month",
        "year": "year",
        "night": "day",
        "quarter": "quarter",
    }.get(unit, "year")  # type: ignore[assignment]
    if relation not in _SHIFTS:
        return Resolved(None, "relative", "another date in the text")
    if published is None:
        return Resolved(None, precision, "publication unknown")
    shift = _SHIFTS[relation]
    if precision == "week":
        year, week, _ = (published + timedelta(weeks=shift)).isocalendar()
        return Resolved(f"{year}-W{week:02}", "week", _AGAINST)
    if precision == "month":
        return Resolved(add_months(published.replace(day=1), shift).isoformat()[:7], "month", _AGAINST)
    if precision == "quarter":
        moved = add_months(published.replace(day=1), 3 * shift)
        return Resolved(f"{moved.year}-Q{(moved.month + 2) // 3}", "quarter", _AGAINST)
    if precision == "day":
        return Resolved((published + timedelta(days=shift)).isoformat(), "day", _AGAINST)
    return Resolved(str(published.year + shift), "year", _AGAINST)


_NEAR = {
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "the day before yesterday": -2,
    "earlier today": 0,
    "later today": 0,
}


def _near_day(groups: dict[str, str], published: date | None) -> Resolved:
    shift = _NEAR[" ".join(groups["near"].lower().split())]
    return Resolved((published + timedelta(days=shift)).isoformat() if published else None, "day", _AGAINST)


_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_PRECISIONS: dict[str, Precision] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "year",
}


def _ago(groups: dict[str, str], published: date | None) -> Resolved:
    written, unit, direction = groups["number"].lower(), groups["unit"].lower(), groups["direction"].lower()
    number = int(written) if written.isdigit() else _NUMBERS.get(written)
    if direction not in {"ago", "from now"} or number is None or published is None:
        return Resolved(
            None,
            "relative",
            "another date in the text" if direction not in {"ago", "from now"} else "publication unknown",
        )
    sign = -1 if direction == "ago" else 1
    try:
        moved = (
            published + sign * timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
            if unit in {"day", "week", "fortnight"}
            else add_months(published, sign * number * {"month": 1, "year": 12, "decade": 120}[unit])
        )
    except (ValueError, OverflowError):
        return Resolved(None, "relative", "outside the calendar")
    precision = _PRECISIONS[unit]
    if precision == "week":
        year, week, _ = moved.isocalendar()
        return Resolved(f"{year}-W{week:02}", "week", _AGAINST)
    return Resolved(moved.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]], precision, _AGAINST)
