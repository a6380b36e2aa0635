"""Questions of forecasting platforms that resolved: what their words for an outcome mean here, and on which day."""

from __future__ import annotations

import re
from datetime import date

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Resolution, wrong_between

OUTCOMES = {
    "yes": "occurred",
    "no": "did_not",
    "annulled": "void",
    "ambiguous": "disputed",
}
"""Outcomes of yes-or-no questions by what Metaculus and Fatebook call them, in lower case.

`annulled` is a question that should not have been asked, `ambiguous` one on which the record does not decide.
"""


_DAY = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")


def day_of(text: str) -> date | None:
    """The day of a moment as an export writes it; None where there is none."""
    found = _DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def resolved(
    event: JudgedEvent, outcome: str, known: date, *, scenario: str | None = None, source: str, by_whom: str
) -> Resolution | str:
    """A resolution of an event here, or why there is none.

    Platforms tell when an outcome became known, not on which day it was settled. Where an event ends early, that day
    stands for the other one, but no day after the event's last.

    Args:
        event: The event.
        outcome: `occurred`, `did_not`, `void` or `disputed`.
        known: When it became known.
        scenario: The scenario that held, where the question was which.
        source: Where it was resolved.
        by_whom: Who resolved it.
    """
    early = (event.ever is not None and outcome == "occurred") or (
        event.throughout is not None and outcome == "did_not"
    )
    resolution = Resolution(
        event=event,
        outcome=outcome,
        scenario=scenario,
        date=min(known, event.until) if early else known,
        source=source,
        by_whom=by_whom,
    )
    return wrong_between(resolution) or resolution
