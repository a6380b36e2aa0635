"""Evidence along time: a mark for each item on the day it tells of, empty months hatched, the as-of date a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.report.numbers import month_text, table_date
from equipoise.web.parts.evidence_list import LEFT_OUT

HEIGHT = 96
WIDE, NARROW = 1000, 360
"""Widths of the two drawings of a strip, in pixels, so that its words are read on a desk and on a telephone."""

_TOP, _FOOT, _SIDE, _GAP = 8, 22, 12, 5
_MOST_STACKED = 11


@dataclass(frozen=True)
class Mark:
    """An item: the day it tells of, whether it counts, and whether it was known by the as-of date."""

    item: str
    what: str
    day: date
    is_rated: bool
    is_known: bool


def marks(case: Case, as_of: date) -> tuple[Mark, ...]:
    """A mark for each item that may count, in order of time."""
    rated = {rating.item for rating in case.ratings if rating.subject != "explanations"}
    found = [
        Mark(item.id, item.what, item.date.end, item.id in rated, case.known(item) <= as_of)
        for item in case.evidence
        if item.kind not in LEFT_OUT
    ]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.item)))


def silent_months(case: Case, as_of: date) -> tuple[tuple[date, date], ...]:
    """First and last day of each run of months, from the opening to the as-of date, that no known item tells of."""
    return _silent(marks(case, as_of), case.definition.clock.opens, as_of)


def _silent(shown: Sequence[Mark], opens: date, as_of: date) -> tuple[tuple[date, date], ...]:
    told = {(mark.day.year, mark.day.month) for mark in shown if mark.is_known}
    spans: list[tuple[date, date]] = []
    month = opens.replace(day=1)
    while month <= as_of:
        following = (month + timedelta(days=32)).replace(day=1)
        if (month.year, month.month) not in told:
            last = min(following - timedelta(days=1), as_of)
            if spans and spans[-1][1] + timedelta(days=1) == month:
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((max(month, opens), last))
        month = following
    return tuple(spans)


def strip_markup(case: Case, as_of: date) -> Markup:
    """The strip, drawn for wide and for narrow screens; marks of one place stand above each other."""
    return _drawn(case, as_of, WIDE, "wide") + _drawn(case, as_of, NARROW, "narrow")


def _drawn(case: Case, as_of: date, width: int, screen: str) -> Markup:
    clock = case.definition.clock
    days = max((clock.horizon - clock.opens).days, 1)

    def x(day: date) -> float:
        share = min(max((day - clock.opens).days / days, 0.0), 1.0)
        return _SIDE + share * (width - 2 * _SIDE)

    bottom, shown = HEIGHT - _FOOT, marks(case, as_of)
    silent = Markup("").join(
        Markup('<rect fill="url(#silent-{})" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
            screen, x(first), _TOP, x(last) - x(first), bottom - _TOP
        )
        for first, last in _silent(shown, clock.opens, as_of)
    )
    return Markup(
        '<svg class="strip {screen}" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
        '<defs><pattern id="silent-{screen}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>{silent}'
        '<line class="ax" x1="{s}" x2="{e}" y1="{b}" y2="{b}"/>{dots}'
        '<line class="as-of" x1="{a:.1f}" x2="{a:.1f}" y1="{t}" y2="{b}"/>{ticks}</svg>'
    ).format(
        screen=screen,
        w=width,
        h=HEIGHT,
        label=f"Evidence by date, as of {table_date(as_of)}",
        silent=silent,
        s=_SIDE,
        e=width - _SIDE,
        b=bottom,
        t=_TOP,
        a=x(as_of),
        dots=_dots(shown, [x(mark.day) for mark in shown], bottom),
        ticks=_ticks(clock.opens, clock.horizon, [x(day) for day in _tick_days(clock.opens, clock.horizon)]),
    )


def _dots(shown: Sequence[Mark], places: Sequence[float], bottom: float) -> Markup:
    stacked: dict[int, int] = {}
    drawn = []
    for mark, place in zip(shown, places, strict=True):
        column = round(place / 6)
        level = min(stacked.get(column, 0), _MOST_STACKED)
        stacked[column] = level + 1
        css = f"mark{' rated' if mark.is_rated else ''}{'' if mark.is_known else ' later'}"
        drawn.append(
            Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="2.6"><title>{}: {}</title></circle>').format(
                css, place, bottom - _GAP - level * 6, table_date(mark.day), mark.what
            )
        )
    return Markup("").join(drawn)


def _tick_days(opens: date, horizon: date) -> list[date]:
    months = [date(year, month, 1) for year in range(opens.year, horizon.year + 1) for month in (1, 7)]
    return [day for day in months if opens <= day <= horizon] or [opens]


def _ticks(opens: date, horizon: date, places: Sequence[float]) -> Markup:
    days = _tick_days(opens, horizon)
    return Markup("").join(
        Markup('<text class="t m" x="{:.1f}" y="{}">{}</text>').format(place, HEIGHT - 6, month_text(day))
        for day, place in zip(days, places, strict=True)
    )
