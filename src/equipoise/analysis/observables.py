"""What may be observed later, together with the scenarios: on the day it is looked for and on the last day.

An observation ahead of the as-of day is a filter that the belief passes through on its way: what comes out is the
belief together with the observation. So an observation moves the scenario on the last day by the whole hidden state,
not by the scenario of its own day alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.inference.belief import Belief, scenario_sets
from equipoise.inference.passes import forward_pass
from equipoise.inference.schedule import Span
from equipoise.model.arrays import Bools, Floats


@dataclass(frozen=True)
class OnDay:
    """Something observed with a chance that hangs on the state at the end of a day.

    Attributes:
        day: The day, later than the as-of day.
        chance: Chance of observing it in each state, `[a, c]`.
    """

    day: int
    chance: Floats


@dataclass(frozen=True)
class OnPath:
    """Something observed if the path stays in a set of states.

    Attributes:
        first: From the end of this day, no earlier than the as-of day.
        day: To the end of this day, later than the as-of day.
        inside: The set, `[a, c]`.
    """

    first: int
    day: int
    inside: Bools


Observable = OnDay | OnPath


def joint_with_scenarios(belief: Belief, observable: Observable, *, last: int) -> Floats:
    """Probability of an observation, the scenario on its day and the scenario on the last day, all together.

    Args:
        belief: The belief, without spans.
        observable: What is observed.
        last: The last day, no earlier than the observation's.

    Returns:
        `[scenario on its day, scenario on the last day, n]`; all of it sums to the chance of the observation.
    """
    state = _through(belief, [observable], last=observable.day)
    by_scenario = state * np.stack(scenario_sets(belief.model), axis=2)[..., None]
    return _scenarios(belief, _onward(belief, by_scenario, observable.day, last))


def joint_of_both(belief: Belief, one: Observable, other: Observable, *, last: int) -> Floats:
    """Probability of two observations and the scenario on the last day, all together, `[scenario, n]`.

    Given the path of the state, they are taken as independent of each other.
    """
    joint: Floats = _scenarios(belief, _through(belief, [one, other], last=last))[0]
    return joint


def _through(belief: Belief, observables: Sequence[Observable], *, last: int) -> Floats:
    """The state on the last day together with all observations, `[a, c, 1, n]`."""
    spans = tuple(
        Span(first=one.first, last=one.day, inside=one.inside[:, :, None, None])
        for one in observables
        if isinstance(one, OnPath)
    )
    state, day = belief.on(belief.as_of)[:, :, None], belief.as_of
    for one in sorted((one for one in observables if isinstance(one, OnDay)), key=lambda one: one.day):
        chance = one.chance[:, :, None, None].astype(state.dtype)
        state, day = _onward(belief, state, day, one.day, spans) * chance, one.day
    return _onward(belief, state, day, last, spans)


def _onward(belief: Belief, state: Floats, day: int, last: int, spans: tuple[Span, ...] = ()) -> Floats:
    """Carry an unnormalised belief from one day to another, dropping paths that leave a span."""
    if day == last:
        return state
    # The stops of the belief itself are kept, so that the same steps are taken and errors of splitting are shared.
    schedule = replace(belief.schedule, log_factors={}, last=last, spans=spans)
    passed = forward_pass(belief.chain, schedule, belief=state, day=day, keep=(last,))
    carried: Floats = passed.after[last] * np.exp(passed.log_kept[last]).astype(state.dtype)
    return carried


def _scenarios(belief: Belief, state: Floats) -> Floats:
    """Sum over the states of each scenario, `[t, scenario, n]` from `[a, c, t, n]`."""
    member = np.arange(belief.model.num_scenarios)[:, None] == belief.model.scenario_of_course[None, :]
    of_course = state.sum(axis=1, dtype=np.float64)
    return np.asarray(np.einsum("sa,atn->tsn", member.astype(np.float64), of_course))
