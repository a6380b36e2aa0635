"""The probability of any event of the grammar (docs/model.md, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.analysis.paths import probability_ever, probability_throughout
from equipoise.assess.ranges import central_range
from equipoise.assess.sets import states_of_members
from equipoise.assess.stretches import read_stretches
from equipoise.assess.vintage_run import resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.case.schema import Event
from equipoise.errors import UsageError
from equipoise.inference.belief import Belief
from equipoise.inference.posterior import PARTICLES
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class EventProbability:
    """Probability of an event: mean over parameters, and the central 80 per cent; None where nothing is uncertain."""

    probability: float
    low: float | None
    high: float | None


def event_probability(
    case: Case,
    event: Event,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = PARTICLES,
) -> EventProbability:
    """Probability of an event as of a date.

    `at` is the state at the end of `until`. `ever` and `throughout` run over the path from `from` (the as-of date
    by default) to `until` (the horizon by default).

    Raises:
        UsageError: If a date lies outside the case or a path is asked for before the as-of date, or the event names
            what the case does not have.
        NotTrustworthyError: If the evidence or what is given is impossible.
    """
    day = resolve_as_of(case, as_of)
    clock = case.definition.clock
    until = event.until or clock.horizon
    from_ = event.from_ or day
    path = event.ever or event.throughout
    if path is not None and not day <= from_ <= until:
        raise UsageError(f"the path from {from_} to {until} does not run on from the as-of date {day}")
    if not clock.opens <= until <= clock.horizon:
        raise UsageError(f"the event's until {until} lies outside the case ({clock.opens} to {clock.horizon})")
    given = read_stretches(event.given, case, first=day, last=max(until, day))
    do = read_stretches(event.do, case, first=day, last=max(until, day))
    run = run_vintage(case, as_of=day, rater=rater, given=given, do=do, days=(until,), particles=particles, seed=seed)
    inside = states_of_members(run.case, run.model, event.at or event.ever or event.throughout or [])
    last, first = run.day(until), run.day(from_)

    def read(belief: Belief) -> Floats:
        if path is None:
            return np.asarray(belief.on(last)[inside].sum(axis=0, dtype=np.float64))
        follow = probability_ever if event.ever is not None else probability_throughout
        probability: Floats = follow(belief, inside[:, :, None], first=first, lasts=[last])[0, 0]
        return probability

    # The last bit of a sum may lie above one.
    found = np.minimum(np.concatenate(run.posterior.read(read)), 1)
    low, high = central_range(run, found)
    return EventProbability(float(found.mean()), low, high)
