"""Scores over the life of a question: a forecast stands until it is changed, withdrawn, or the question ends.

**Days.** A question is open on every day from the day it opens to the day it closes, and on no day on or after that on
which the event occurred: from then on there is nothing to forecast. On each day counts the last forecast made by the
end of that day; one made before the question opened stands on its first day.

Three numbers belong together: the *mean over days* on which a forecast stood, the *share of open days* that were so
covered, and the *spot* score on one day agreed beforehand. The mean is not multiplied by the coverage.

References:
    Merkle, E. C. & Hartman, R. (2018). Weighted Brier score decompositions for topically heterogenous forecasting
    tournaments. Judgment and Decision Making 13(2), 185-201.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """What a forecast costs from one day on.

    Attributes:
        since: The day on which it was made.
        penalty: Its score by any rule once the outcome is known; None where the forecast was withdrawn.
    """

    since: date
    penalty: float | None


@dataclass(frozen=True)
class Daily:
    """Score over the days of a question.

    Attributes:
        mean: Mean over the days on which a forecast stood; None where none ever did.
        days: How many days those are.
        open_days: How many days the question was open.
        coverage: Their share; None for a question that was never open.
    """

    mean: float | None
    days: int
    open_days: int
    coverage: float | None


def daily_mean(course: Sequence[Standing], *, opened: date, closed: date, occurred_on: date | None = None) -> Daily:
    """Time-weighted mean of a score, each forecast carried forward day by day.

    Args:
        course: Forecasts and withdrawals in the order in which they were made; of several on one day the last counts.
        opened: First day on which the question was open.
        closed: Last day on which it would have been open.
        occurred_on: The day of the event, if it ended the question early.

    Raises:
        ValueError: If the course is out of order.
    """
    stood = days_stood(course, opened=opened, closed=closed, occurred_on=occurred_on)
    open_days = max((_after(closed, occurred_on) - opened).days, 0)
    scored = [
        (days, one.penalty) for days, one in zip(stood, course, strict=True) if one.penalty is not None and days > 0
    ]
    days = sum(of for of, _ in scored)
    total = math.fsum(of * penalty for of, penalty in scored)
    return Daily(total / days if days else None, days, open_days, days / open_days if open_days else None)


def days_stood(
    course: Sequence[Standing], *, opened: date, closed: date, occurred_on: date | None = None
) -> tuple[int, ...]:
    """On how many open days each forecast of a course stood, a withdrawal likewise until the next forecast.

    Args:
        course: As of `daily_mean`.
        opened: First day on which the question was open.
        closed: Last day on which it would have been open.
        occurred_on: The day of the event, if it ended the question early.

    Raises:
        ValueError: If the course is out of order.
    """
    _check_order(course)
    after = _after(closed, occurred_on)
    ends = [one.since for one in course[1:]] + [after] * (len(course) > 0)
    return tuple(
        max((min(until, after) - max(one.since, opened)).days, 0) for one, until in zip(course, ends, strict=True)
    )


def spot(course: Sequence[Standing], on: date) -> float | None:
    """The score of the forecast that stood at the end of one day; None where none did.

    Raises:
        ValueError: If the course is out of order.
    """
    _check_order(course)
    standing = [one for one in course if one.since <= on]
    return standing[-1].penalty if standing else None


def _after(closed: date, occurred_on: date | None) -> date:
    """The first day on which a question is no longer open."""
    return closed + _DAY if occurred_on is None else min(closed + _DAY, occurred_on)


def _check_order(course: Sequence[Standing]) -> None:
    for earlier, later in pairwise(course):
        if later.since < earlier.since:
            raise ValueError(
                f"forecasts are given in the order they were made, got {later.since} after {earlier.since}"
            )
