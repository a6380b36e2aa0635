"""Levers for outsiders: what a unit of each does to the scenarios on the horizon, and what else it raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

import numpy as np

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import ask_vintage, resolve_as_of
from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.arrays import Floats
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.common_particles import CommonParticles, Outlook
from equipoise.studies.shared_draws.islands import standard_error
from equipoise.studies.shared_draws.spreads import by_scenario
from equipoise.studies.tipping import Reach, reaches_of
from equipoise.studies.tipping.along_lever import AlongLever

SCHEMA = "equipoise/levers/1"
STEP_SHARE = 0.125
"""Step to either side of the authored value, as a share of the lever's range: an eighth, as wide as a cell of `tip`."""
BITES = 0.01
"""Probability by which something must rise for it to be told as a backfire: one point."""

Order = Literal["unit", "range"]


@dataclass(frozen=True)
class Effect:
    """What a lever does to one scenario on the horizon.

    Attributes:
        per_unit: Change of its probability per unit of the lever, about the authored value.
        per_unit_error: Monte Carlo standard error of it.
        over_range: Its probability at the most less that at the least value.
        over_range_error: Monte Carlo standard error of it.
    """

    per_unit: float
    per_unit_error: float
    over_range: float
    over_range_error: float


@dataclass(frozen=True)
class Rise:
    """Something that a lever raises by more than a point on its way to an end of its range.

    Attributes:
        kind: `scenario`, or `condition`: then it is the probability of the condition's top level.
        name: Id of the scenario or condition.
        level: The top level; empty for a scenario.
        rise: In probability, on the horizon, from the authored value to the end.
        is_unwanted: Whether it is among the scenarios that outsiders were said to want less of.
    """

    kind: Literal["scenario", "condition"]
    name: str
    level: str
    rise: float
    is_unwanted: bool


@dataclass(frozen=True)
class LeverEnd:
    """An end of a lever's range.

    Attributes:
        value: The end.
        change: Of the scenarios that the lever is to lower, together, from the authored value; in probability.
        is_intended: Whether this is the end that lowers them more; neither is where neither does.
        rises: What rises by more than a point, the most first. What the lever itself pushes is no surprise and left
            out: of a condition whose own number is moved, the level.
    """

    value: float
    change: float
    is_intended: bool
    rises: tuple[Rise, ...]


@dataclass(frozen=True)
class LeverEffect:
    """One lever.

    Attributes:
        lever, title, unit, path: As the case calls it.
        authored, least, most: Its value in the case, and its range.
        step: How far to either side of the authored value it was moved, cut at the ends of the range.
        scenarios: What it does to each.
        moved: The scenario it moves most, by what levers are ranked by.
        lowers: The scenarios it is taken to be meant to lower: those asked for, else the one it moves most of all but
            the leader.
        ends: The ends of its range that it is not at.
        error: Largest Monte Carlo standard error of a probability, 0 to 1.
    """

    lever: str
    title: str
    unit: str
    path: str
    authored: float
    least: float
    most: float
    step: float
    scenarios: Mapping[str, Effect]
    moved: str
    lowers: tuple[str, ...]
    ends: tuple[LeverEnd, ...]
    error: float

    @property
    def intended(self) -> LeverEnd | None:
        """The end that lowers what it is to lower; None where neither does."""
        return next((end for end in self.ends if end.is_intended), None)


@dataclass(frozen=True)
class Levers:
    """All levers of a case.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        rater, seed, particles: Whose ratings count, and the draws.
        by: `unit` or `range`: what they are ranked by. Units of different levers differ.
        against: The scenarios wanted less of, as asked; empty where nobody said.
        base: Each scenario as authored.
        levers: The one with the greatest effect first.
        error: Largest Monte Carlo standard error of a probability, 0 to 1.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    by: Order
    against: tuple[str, ...]
    base: Mapping[str, float]
    levers: tuple[LeverEffect, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def levers(
    case: Case,
    *,
    against: Sequence[str] = (),
    by: Order = "unit",
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Levers:
    """Rank what outsiders can move by what a unit of it does, and look for what it stirs up besides.

    Every value is tried on the engine itself, under the same particles as the case as authored.

    Args:
        case: The case.
        against: Scenarios that outsiders want less of. By default each lever is held against the scenario that it moves
            most of all but the leader.
        by: Rank by the effect of a `unit` about the authored value, or over the whole `range`.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the case has no levers, or no such scenario, date or rater.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    unwanted = tuple(dict.fromkeys(against))
    _refuse_unknown(case, unwanted)
    reaches = reaches_of(case)
    day = resolve_as_of(case, as_of)
    say("believing the record")
    ask = partial(ask_vintage, as_of=day, rater=rater)
    authored = ask(case)
    common = CommonParticles(authored, particles=particles, seed=seed)
    found = []
    for number, reach in enumerate(reaches, start=1):
        say(f"{reach.lever}: {number} of {len(reaches)}")
        found.append(_effect(AlongLever(case, reach, common, ask), authored.case, unwanted, by))
    return Levers(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=common.count,
        by=by,
        against=unwanted,
        base=by_scenario(case, common.authored.mean),
        levers=tuple(sorted(found, key=lambda one: -_size(one.scenarios[one.moved], by))),
        error=max(one.error for one in found),
    )


def _effect(along: AlongLever, known: Case, against: tuple[str, ...], by: Order) -> LeverEffect:
    reach, at, start = along.reach, along.outlook, along.common.authored
    step = STEP_SHARE * (reach.most - reach.least)
    low, high = max(reach.authored - step, reach.least), min(reach.authored + step, reach.most)
    names = list(known.definition.scenarios)
    slope, span = _change(at(low), at(high)), _change(at(reach.least), at(reach.most))
    scenarios = {
        name: Effect(*(float(one / (high - low)) for one in slope[s]), *(float(one) for one in span[s]))
        for s, name in enumerate(names)
    }
    leader = names[int(start.mean.argmax())]
    by_size = sorted(names, key=lambda name: -_size(scenarios[name], by))
    lowers = against or tuple(name for name in by_size if name != leader)[:1] or (leader,)
    ends = [end for end in (reach.least, reach.most) if end != reach.authored]
    return LeverEffect(
        lever=reach.lever or reach.path,
        title=reach.title,
        unit=reach.unit,
        path=reach.path,
        authored=reach.authored,
        least=reach.least,
        most=reach.most,
        step=step,
        scenarios=scenarios,
        moved=by_size[0],
        lowers=lowers,
        ends=_ends(known, reach, {end: at(end) for end in ends}, start, lowers, against),
        error=max(outlook.error for outlook in along.seen.values()),
    )


def _change(start: Outlook, end: Outlook) -> Floats:
    """Change of each scenario from one outlook to another, and its Monte Carlo error, `[scenario, 2]`."""
    return np.stack([end.mean - start.mean, standard_error(end.by_island - start.by_island)], axis=-1)


def _ends(
    known: Case,
    reach: Reach,
    ends: Mapping[float, Outlook],
    start: Outlook,
    lowers: Sequence[str],
    against: Sequence[str],
) -> tuple[LeverEnd, ...]:
    places = [list(known.definition.scenarios).index(name) for name in lowers]
    changes = {value: float((end.mean - start.mean)[places].sum()) for value, end in ends.items()}
    best = min(changes, key=lambda value: changes[value])
    return tuple(
        LeverEnd(value, change, value == best and change < 0, _rises(known, reach, start, ends[value], against))
        for value, change in changes.items()
    )


def _rises(known: Case, reach: Reach, start: Outlook, end: Outlook, against: Sequence[str]) -> tuple[Rise, ...]:
    scenarios = end.mean - start.mean
    tops = end.tops - start.tops
    found = [
        Rise("scenario", name, "", float(rise), is_unwanted=name in against)
        for name, rise in zip(known.definition.scenarios, scenarios, strict=True)
    ]
    found += [
        Rise("condition", name, condition.levels[-1], float(rise), is_unwanted=False)
        for (name, condition), rise in zip(known.definition.conditions.items(), tops, strict=True)
        if not reach.path.startswith(f"conditions.{name}.")
    ]
    return tuple(sorted((one for one in found if one.rise > BITES), key=lambda one: -one.rise))


def _size(effect: Effect, by: Order) -> float:
    return abs(effect.per_unit if by == "unit" else effect.over_range)


def _refuse_unknown(case: Case, scenarios: Sequence[str]) -> None:
    known = list(case.definition.scenarios)
    for name in scenarios:
        if name not in known:
            raise UsageError(f"there is no scenario {name!r}", hint=suggest(name, known, called="the case has"))
