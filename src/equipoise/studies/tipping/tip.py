"""Tipping points: the smallest change of one number at which another scenario leads, or a bound is crossed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from equipoise._version import __version__
from equipoise.assess.progress import Progress, silence
from equipoise.assess.ranges import RANGE
from equipoise.assess.vintage_run import ask_vintage, resolve_as_of
from equipoise.case.case import Case
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.arrays import Floats
from equipoise.studies.plain_data import plain
from equipoise.studies.shared_draws.common_particles import CommonParticles
from equipoise.studies.shared_draws.islands import standard_error
from equipoise.studies.tipping.aims import Aim, AimKind, read_aim
from equipoise.studies.tipping.lever_scan import GridPoint, LeverScan
from equipoise.studies.tipping.reaches import Reach, reaches_of

SCHEMA = "equipoise/tip/1"

_NO_RATIO = frozenset({"drift", "pushed_by", "availability", "bias"})
"""Parts of paths to numbers that are added to others, so that twice as much of them means nothing."""


@dataclass(frozen=True)
class Tip:
    """Whether, and where, one number tips the scenarios on the horizon.

    Attributes:
        case, fingerprint: The case, as authored.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        seed, particles: Of the draws.
        lever: Id of the lever; None for a path that is none.
        path, title, unit: What is set, as the case calls it.
        authored: Its value in the case.
        least, most: Its range.
        aim: `leader`: `scenario` no longer leads; `to`: it leads; `above` and `below`: it is past `bound`.
        scenario: Id of the scenario it is about.
        bound: Probability, for `above` and `below`.
        is_so_already: Whether that is so as authored; `value` is then the authored one.
        value: The value nearest the authored one at which it is so; None where it is not within the range.
        resolution: Short of `value` by this much it is not so.
        low, high: Central 80 per cent of that value over the parameters, on the same side of the authored one; None
            for an end that lies beyond the range, and where nothing is uncertain.
        share: Share of the parameter settings under which the range holds such a value on either side; None where
            nothing is uncertain.
        other: The nearest such value on the other side of the authored one; None where there is none.
        returns_at: A value of the grid further out than `value` at which it is not so again; None where there is none.
        before: The leader as authored.
        after: The leader at `value`; None without one.
        points: The scenarios along the grid, the authored value among them.
        at_value: The same at `value`.
        error: Largest Monte Carlo standard error of a probability on the grid, 0 to 1.
        value_error: Monte Carlo standard error of `value`, in its unit; None where a quarter of the particles alone
            would not tip, and where nothing is drawn.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    seed: int
    particles: int
    lever: str | None
    path: str
    title: str
    unit: str
    authored: float
    least: float
    most: float
    aim: AimKind
    scenario: str
    bound: float | None
    is_so_already: bool
    value: float | None
    resolution: float
    low: float | None
    high: float | None
    share: float | None
    other: float | None
    returns_at: float | None
    before: str
    after: str | None
    points: tuple[GridPoint, ...]
    at_value: GridPoint | None
    error: float
    value_error: float | None

    @property
    def relative(self) -> float | None:
        """How many times the authored value it is; None where a ratio says nothing, as for log-odds."""
        if self.value is None or self.authored <= 0 or self.least < 0 or _NO_RATIO & set(self.path.split(".")):
            return None
        return self.value / self.authored

    @property
    def change(self) -> float | None:
        """How far `value` lies from the authored one, as a share of the range; None without one."""
        return None if self.value is None else abs(self.value - self.authored) / (self.most - self.least)

    @property
    def moved(self) -> float:
        """The farthest that any scenario moves from where it is as authored, anywhere on the grid, 0 to 1."""
        start = self.at_authored.scenarios
        return max(
            abs(one.probability - start[name].probability) for p in self.points for name, one in p.scenarios.items()
        )

    @property
    def at_authored(self) -> GridPoint:
        """The scenarios as authored."""
        return next(point for point in self.points if point.value == self.authored)

    @property
    def nearest(self) -> GridPoint:
        """The point of the grid that comes nearest to the aim."""
        names = list(self.at_authored.scenarios)
        aim = Aim(self.aim, self.scenario, names.index(self.scenario), self.bound)
        return min(self.points, key=lambda point: float(aim.margin(_means(point))))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return {**plain(self), "relative": self.relative, "change": self.change, "moved": self.moved}


def tip(
    case: Case,
    *,
    lever: str | Sequence[str] | None = None,
    path: str | None = None,
    range: tuple[float, float] | None = None,
    to: str | None = None,
    above: float | None = None,
    below: float | None = None,
    scenario: str | None = None,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> tuple[Tip, ...]:
    """Find the smallest change of a lever that tips the scenarios on the horizon.

    Every value is tried on the engine itself, under the same particles (see `shared_draws.common_particles`): on a grid
    of nine or ten points over the whole range, then by halving the first cell in which it tips, on either side of the
    authored value. Between two points of the grid it may tip and tip back unseen.

    Args:
        case: The case.
        lever: One lever or several; all of the case by default.
        path: Instead of a lever, the path of any number; needs a range.
        range: Lowest and highest value, for a path or for one lever.
        to: A scenario that is to lead. By default any other than the one that leads now.
        above: Instead, a probability that `scenario` is to exceed.
        below: Instead, a probability that it is to fall short of.
        scenario: The scenario of the bound; the leader by default.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Returns:
        One entry a lever: those that tip first, the smallest share of their range before others; then the others, the
        nearest to tipping before those further off.

    Raises:
        UsageError: If a lever, path, range, scenario, bound, date or rater is not one that can be used.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    levers = (lever,) if isinstance(lever, str) else tuple(lever or ())
    reaches = reaches_of(case, levers=levers, path=path, range=range)
    day = resolve_as_of(case, as_of)
    ask = partial(ask_vintage, as_of=day, rater=rater)
    say("believing the record")
    common = CommonParticles(ask(case), particles=particles, seed=seed)
    names = list(case.definition.scenarios)
    leader = int(common.authored.mean.argmax())
    aim = read_aim(names, leader, to=to, above=above, below=below, scenario=scenario)
    tips = []
    for number, reach in enumerate(reaches, start=1):
        say(f"{reach.lever or reach.path}: {number} of {len(reaches)}")
        scan = LeverScan(case, reach, common, ask)
        found = _Tipping.of(scan, aim, reach)
        tips.append(
            Tip(
                case=case.name,
                fingerprint=case.fingerprint,
                as_of=day,
                horizon=case.definition.clock.horizon,
                seed=seed,
                particles=common.count,
                lever=reach.lever,
                path=reach.path,
                title=reach.title,
                unit=reach.unit,
                authored=reach.authored,
                least=reach.least,
                most=reach.most,
                aim=aim.kind,
                scenario=aim.scenario,
                bound=aim.bound,
                resolution=scan.resolution,
                before=names[leader],
                after=None if found.value is None else scan.point(found.value).leader,
                points=tuple(scan.point(value) for value in scan.grid),
                at_value=None if found.value is None else scan.point(found.value),
                error=scan.error,
                **vars(found),
            )
        )
    return tuple(sorted(tips, key=partial(_rank, aim=aim)))


def tips_to_dict(tips: Sequence[Tip]) -> dict[str, Any]:
    """All tips as one document for JSON."""
    return {"schema": SCHEMA, "version": __version__, "tips": [one.to_dict() for one in tips]}


@dataclass(frozen=True)
class _Tipping:
    """The part of a tip that is searched for; the fields are those of `Tip`."""

    is_so_already: bool
    value: float | None
    low: float | None = None
    high: float | None = None
    share: float | None = None
    other: float | None = None
    returns_at: float | None = None
    value_error: float | None = None

    @classmethod
    def of(cls, scan: LeverScan, aim: Aim, reach: Reach) -> _Tipping:
        start = scan.outlook(reach.authored)
        if aim.margin(start.mean) < 0:
            return cls(is_so_already=True, value=reach.authored)
        sides = {upward: scan.crossing(aim, upward=upward) for upward in (True, False)}
        by_particle = {upward: scan.crossings_of_particles(aim, upward=upward) for upward in sides}
        is_uncertain = len(start.weights) > 1
        within = np.isfinite(by_particle[True]) | np.isfinite(by_particle[False])
        share = min(float(start.weights @ within), 1.0) if is_uncertain else None
        found = [(upward, one) for upward, one in sides.items() if one is not None]
        if not found:
            return cls(is_so_already=False, value=None, share=share)
        upward, nearest = min(found, key=lambda side: abs(side[1].value - reach.authored))
        other = sides[not upward]
        low, high = _between(by_particle[upward], start.weights, reach, upward=upward) if is_uncertain else (None, None)
        return cls(
            is_so_already=False,
            value=nearest.value,
            low=low,
            high=high,
            share=share,
            other=None if other is None else other.value,
            returns_at=nearest.returns_at,
            value_error=_error(scan.crossings_of_islands(aim, upward=upward)),
        )


def _between(distances: Floats, weights: Floats, reach: Reach, *, upward: bool) -> tuple[float | None, float | None]:
    """Central 80 per cent of the values at these distances from the authored one; None beyond the range."""
    near, far = np.quantile(distances, RANGE, weights=weights, method="inverted_cdf").tolist()
    ends = [reach.authored + (one if upward else -one) if math.isfinite(one) else None for one in (near, far)]
    return (ends[0], ends[1]) if upward else (ends[1], ends[0])


def _error(by_island: Floats) -> float | None:
    return float(standard_error(by_island)) if len(by_island) > 1 and np.all(np.isfinite(by_island)) else None


def _rank(one: Tip, *, aim: Aim) -> tuple[bool, float]:
    if one.change is not None:
        return False, one.change
    return True, float(aim.margin(_means(one.nearest)))


def _means(point: GridPoint) -> Floats:
    return np.array([spread.probability for spread in point.scenarios.values()])
