"""Which indicators of a case can be watched for, and what the engine is to look for in their place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from equipoise.analysis.observables import Observable, OnDay, OnPath
from equipoise.assess.sets import states_of_members
from equipoise.assess.vintage_run import VintageRun
from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.case.events import members
from equipoise.case.schema import Event, Indicator
from equipoise.errors import UsageError
from equipoise.model.arrays import Floats
from equipoise.probability.decibans import db_of_ratio

LEAST_DB = 1.0
"""Indicators whose two findings both tell scenarios apart by less than this are refused; a ratio of 1.26. Good, I. J.
(1950), "Probability and the Weighing of Evidence", calls one deciban the smallest weight that intuition can feel."""

Because = Literal["unknown", "no_days", "conditional", "alike", "little"]


@dataclass(frozen=True)
class Refused:
    """An indicator that has no place on the watch list.

    Attributes:
        indicator: Its id.
        title: As the author wrote it; empty without a title.
        until: By when it would be seen.
        because: `unknown`: what it names is not known at the vintage; `no_days`: its days do not all lie ahead of the
            as-of date; `conditional`: its event is given, or done, something; `alike`: it is about as likely under
            every scenario; `little`: it is expected to tell too little about the horizon.
        db: How far its more telling finding tells two scenarios apart, dB; None but for `alike`.
        gain_bits: Expected information about the scenario on the horizon; None where it cannot be computed.
        largest_move: Largest change of a scenario on the horizon by either finding, 0 to 1; None likewise.
    """

    indicator: str
    title: str
    until: date
    because: Because
    db: float | None = None
    gain_bits: float | None = None
    largest_move: float | None = None


@dataclass(frozen=True)
class Sought:
    """An indicator and what the engine looks for.

    Attributes:
        indicator: Its id.
        title: As the author wrote it; empty without a title.
        until: By when it is seen.
        observable: What is observed when it is seen; when it is *not* seen, where `is_negated`.
        is_negated: Whether the observable is its contrary: a path that is never in a set.
        likelihood: Authored chance of seeing it under each scenario on `until`, `[s]`; None where an event says it.
    """

    indicator: str
    title: str
    until: date
    observable: Observable
    is_negated: bool
    likelihood: Floats | None

    @property
    def most_telling_db(self) -> float | None:
        """How far seeing it, or not, tells two scenarios apart at most, dB; infinite where that rules one out."""
        if self.likelihood is None:
            return None
        return max(_range_db(self.likelihood), _range_db(1 - self.likelihood))


def what_to_watch(case: Case, run: VintageRun, only: Sequence[str] = ()) -> tuple[list[Sought], list[Refused]]:
    """The indicators that may still be seen, and those refused beforehand.

    Args:
        case: The whole case.
        run: The case at its vintage.
        only: Ids of the indicators wanted; all by default.

    Raises:
        UsageError: If there is no such indicator.
    """
    indicators = case.definition.indicators
    for name in only:
        if name not in indicators:
            raise UsageError(f"there is no indicator {name!r}", hint=suggest(name, list(indicators)))
    sought: list[Sought] = []
    refused: list[Refused] = []
    for name, indicator in indicators.items():
        if only and name not in only:
            continue
        because = _refusal(name, indicator, run)
        if because is None:
            sought.append(_sought(name, indicator, run))
        else:
            refused.append(Refused(name, indicator.title or "", _until(indicator, run), because))
    return sought, refused


def _refusal(name: str, indicator: Indicator, run: VintageRun) -> Because | None:
    event = None if indicator.likelihood else indicator.event
    if name not in run.case.definition.indicators:
        return "unknown"
    if not _lies_ahead(event, _until(indicator, run), run.as_of):
        return "no_days"
    return "conditional" if event and (event.given or event.do) else None


def _lies_ahead(event: Event | None, until: date, as_of: date) -> bool:
    first = event.from_ if event and event.at is None else None
    return as_of < until if first is None else as_of <= first <= until and as_of < until


def _until(indicator: Indicator, run: VintageRun) -> date:
    event = None if indicator.likelihood else indicator.event
    return (event.until if event else None) or indicator.until or run.case.definition.clock.horizon


def _sought(name: str, indicator: Indicator, run: VintageRun) -> Sought:
    until = _until(indicator, run)
    if indicator.likelihood or indicator.event is None:
        likelihood = np.array([indicator.likelihood[scenario] for scenario in run.case.definition.scenarios])
        chance = likelihood[run.model.variables[0].level_of_state]
        return Sought(name, indicator.title or "", until, OnDay(run.day(until), chance), False, likelihood)
    observable, is_negated = _of_event(indicator.event, until, run)
    return Sought(name, indicator.title or "", until, observable, is_negated, None)


def _of_event(event: Event, until: date, run: VintageRun) -> tuple[Observable, bool]:
    inside = states_of_members(run.case, run.model, members(event))
    day = run.day(until)
    if event.at is not None:
        return OnDay(day, inside.astype(np.float64)), False
    first = run.day(event.from_ or run.as_of)
    is_ever = event.ever is not None
    return OnPath(first, day, ~inside if is_ever else inside), is_ever


def _range_db(chances: Floats) -> float:
    low, high = float(chances.min()), float(chances.max())
    if high <= 0:
        return 0.0
    return db_of_ratio(high / low) if low > 0 else math.inf
