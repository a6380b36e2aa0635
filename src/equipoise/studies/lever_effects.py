"""Levers for outsiders: what a unit of each does to the scenarios on the horizon, and what else it raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from equipoise._version import __version__
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.arrays import Floats
from equipoise.studies.levers import Reach, reaches_of
from equipoise.studies.nearby_versions import NearbyVersions, Sight
from equipoise.studies.versions import standard_error

SCHEMA = "equipoise/levers/1"
STEP_SHARE = 0.125
"""Step to either side of the authored value, as a share of the lever's range: an eighth, as wide as a cell of `tip`."""
BITES = 0.01
"""Probability by which something must rise for it to be told as a backfire: one point."""

Order = Literal["unit", "range"]
Progress = Callable[[str], None]


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
        content = asdict(self) | {"as_of": self.as_of.isoformat(), "horizon": self.horizon.isoformat()}
        return {"schema": SCHEMA, "version": __version__, **content}


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
    say = progress or (lambda words: None)
    unwanted = tuple(dict.fromkeys(against))
    _refuse_unknown(case, unwanted)
    reaches = reaches_of(case)
    day = resolve_as_of(case, as_of)
    say("believing the record")
    nearby = NearbyVersions(case, as_of=day, rater=rater, particles=particles, seed=seed)
    found = []
    for number, reach in enumerate(reaches, start=1):
        say(f"{reach.lever}: {number} of {len(reaches)}")
        found.append(_effect(case, reach, nearby, unwanted, by))
    return Levers(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=nearby.count,
        by=by,
        against=unwanted,
        base=_named(case, nearby.authored.scenarios.mean(axis=-1)),
        levers=tuple(sorted(found, key=lambda one: -_size(one.scenarios[one.moved], by))),
        error=max(one.error for one in found),
    )


def _effect(case: Case, reach: Reach, nearby: NearbyVersions, against: tuple[str, ...], by: Order) -> LeverEffect:
    at = _Along(case, reach, nearby)
    step = STEP_SHARE * (reach.most - reach.least)
    low, high = max(reach.authored - step, reach.least), min(reach.authored + step, reach.most)
    slope = (at(high).scenarios - at(low).scenarios) / (high - low)
    span = at(reach.most).scenarios - at(reach.least).scenarios
    names = list(case.definition.scenarios)
    scenarios = {
        name: Effect(float(slope[s].mean()), float(standard_error(slope)[s]),
                     float(span[s].mean()), float(standard_error(span)[s]))
        for s, name in enumerate(names)
    }  # fmt: skip
    leader = names[int(nearby.authored.scenarios.mean(axis=-1).argmax())]
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
        ends=_ends(case, reach, {end: at(end) for end in ends}, nearby.authored, lowers, against),
        error=max(sight.error for sight in at.seen.values()),
    )


class _Along:
    """What is seen at values of a lever, found when it is asked for and kept."""

    def __init__(self, case: Case, reach: Reach, nearby: NearbyVersions) -> None:
        self._case, self._reach, self._nearby = case, reach, nearby
        self.seen: dict[float, Sight] = {reach.authored: nearby.authored}

    def __call__(self, value: float) -> Sight:
        if value not in self.seen:
            self.seen[value] = self._nearby.see(self._case.edited(self._reach.edit(value)))
        return self.seen[value]


def _ends(
    case: Case,
    reach: Reach,
    ends: Mapping[float, Sight],
    start: Sight,
    lowers: Sequence[str],
    against: Sequence[str],
) -> tuple[LeverEnd, ...]:
    places = [list(case.definition.scenarios).index(name) for name in lowers]
    changes = {
        value: float((end.scenarios - start.scenarios)[places].sum(axis=0).mean()) for value, end in ends.items()
    }
    best = min(changes, key=lambda value: changes[value])
    return tuple(
        LeverEnd(value, change, value == best and change < 0, _rises(case, reach, start, ends[value], against))
        for value, change in changes.items()
    )


def _rises(case: Case, reach: Reach, start: Sight, end: Sight, against: Sequence[str]) -> tuple[Rise, ...]:
    scenarios = (end.scenarios - start.scenarios).mean(axis=-1)
    tops = (end.tops - start.tops).mean(axis=-1)
    found = [
        Rise("scenario", name, "", float(rise), is_unwanted=name in against)
        for name, rise in zip(case.definition.scenarios, scenarios, strict=True)
    ]
    found += [
        Rise("condition", name, level, float(rise), is_unwanted=False)
        for (name, level), rise in zip(start.top_levels, tops, strict=True)
        if not reach.path.startswith(f"conditions.{name}.")
    ]
    return tuple(sorted((one for one in found if one.rise > BITES), key=lambda one: -one.rise))


def _size(effect: Effect, by: Order) -> float:
    return abs(effect.per_unit if by == "unit" else effect.over_range)


def _named(case: Case, probabilities: Floats) -> dict[str, float]:
    return {name: float(p) for name, p in zip(case.definition.scenarios, probabilities, strict=True)}


def _refuse_unknown(case: Case, scenarios: Sequence[str]) -> None:
    known = list(case.definition.scenarios)
    for name in scenarios:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "the case has: " + ", ".join(known)
            raise UsageError(f"there is no scenario {name!r}", hint=hint)
