"""The days on which an assessment stops, for whoever runs a case otherwise and means to get its numbers."""

from __future__ import annotations

from datetime import date

from equipoise.calendar import headline_dates, report_dates
from equipoise.case.case import Case


def stops_of(case: Case, as_of: date) -> tuple[date, ...]:
    """The report dates and the headline dates of an assessment, in this order.

    The chain is moved from stop to stop, so that the last digits of a number depend on where it stops: a run with these
    stops gives the numbers of `assess` to the last digit.
    """
    clock = case.definition.clock
    dates = report_dates(clock.opens, clock.horizon, as_of, clock.step)
    return (*dates, *headline_dates(as_of, clock.horizon))
