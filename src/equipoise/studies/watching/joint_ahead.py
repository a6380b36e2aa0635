"""Indicators together with the scenarios ahead, read off every particle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.analysis.observables import OnDay, joint_of_both, joint_with_scenarios
from equipoise.analysis.readings import read_scenarios
from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.belief import Belief
from equipoise.model.arrays import Floats
from equipoise.studies.watching.what_to_watch import Sought


@dataclass(frozen=True)
class JointAhead:
    """An indicator together with the scenarios on its day and on the horizon, `[s, s, n]` each.

    Attributes:
        seen: Together with seeing it.
        anyway: Whether it is seen or not; sums to one under each particle.
    """

    seen: Floats
    anyway: Floats

    @property
    def not_seen(self) -> Floats:
        """Together with not seeing it."""
        return self.anyway - self.seen


def read_ahead(run: VintageRun, sought: Sequence[Sought]) -> tuple[Floats, tuple[JointAhead, ...]]:
    """Scenarios on the horizon, `[s, n]`, and each indicator together with the scenarios."""
    last = run.day(run.case.definition.clock.horizon)
    days = sorted({one.observable.day for one in sought})
    events = {one.indicator: one for one in sought if one.likelihood is None}

    def of_block(belief: Belief) -> tuple[Floats, dict[int, Floats], dict[str, Floats]]:
        return (
            read_scenarios(belief, [last])[0][0],
            {day: joint_with_scenarios(belief, _anything(run, day), last=last) for day in days},
            {name: joint_with_scenarios(belief, one.observable, last=last) for name, one in events.items()},
        )

    parts = run.posterior.read(of_block)
    anyway = {day: np.concatenate([part[1][day] for part in parts], axis=-1) for day in days}
    observed = {name: np.concatenate([part[2][name] for part in parts], axis=-1) for name in events}
    now = np.concatenate([part[0] for part in parts], axis=-1)
    return now, tuple(_joint(one, anyway[one.observable.day], observed) for one in sought)


def read_both_ahead(run: VintageRun, one: Sought, other: Sought) -> Mapping[tuple[bool, bool], Floats]:
    """Two indicators together with the scenario on the horizon, by which of the two is seen.

    Returns:
        Mean over particles, `[s]` each; all of them sum to one.
    """
    last = run.day(run.case.definition.clock.horizon)
    first, second = one.observable, other.observable
    # Both, each alone and neither asked about: the four ways two findings can fall out are differences of these.
    pairs = (
        (first, second),
        (first, _anything(run, second.day)),
        (_anything(run, first.day), second),
        (_anything(run, first.day), _anything(run, second.day)),
    )

    def of_block(belief: Belief) -> Floats:
        return np.stack([joint_of_both(belief, *pair, last=last) for pair in pairs])

    read = np.concatenate(run.posterior.read(of_block), axis=-1)
    both, left, right, anyway = (read / read[-1].sum(axis=0)).mean(axis=-1)
    ways = {
        (True, True): both,
        (True, False): left - both,
        (False, True): right - both,
        (False, False): anyway - left - right + both,
    }
    # Where paths are followed in single precision a difference of nothing may come out below zero.
    return {
        (observed != one.is_negated, other_observed != other.is_negated): np.maximum(joint, 0.0)
        for (observed, other_observed), joint in ways.items()
    }


def _joint(one: Sought, anyway: Floats, observed: Mapping[str, Floats]) -> JointAhead:
    # Single precision loses a little of the whole; it is made good under each particle.
    total = anyway.sum(axis=(0, 1))
    if one.likelihood is not None:
        # A likelihood given the scenario of the day divides what is there anyway: it needs no pass of its own.
        seen = one.likelihood[:, None, None] * anyway
    else:
        met = np.minimum(observed[one.indicator], anyway)
        seen = anyway - met if one.is_negated else met
    return JointAhead(np.asarray(seen / total), np.asarray(anyway / total))


def _anything(run: VintageRun, day: int) -> OnDay:
    return OnDay(day, np.ones(run.model.start.shape))
