"""Two levers at once: who leads on the horizon, and how firmly, for every pair of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import Asked, ask_vintage, resolve_as_of
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.common_particles import CommonParticles
from equipoise.studies.tipping.reaches import Reach, reaches_of
from equipoise.studies.tipping.tip import Tip

SCHEMA = "equipoise/tip-map/1"
POINTS = 9
"""Values of each lever, evenly spaced over its range."""


@dataclass(frozen=True)
class MapPoint:
    """Attributes: `across`, `up`, values of the two levers; `leader` and its `probability`; all `scenarios`."""

    across: float
    up: float
    leader: str
    probability: float
    scenarios: dict[str, float]


@dataclass(frozen=True)
class TipMap:
    """The leader on the horizon over two levers.

    Attributes:
        case, fingerprint: The case, as authored.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        seed, particles: Of the draws.
        across, up: The two levers.
        authored: The case as authored.
        points: Row by row, `up` rising, and within a row `across` rising.
        error: Largest Monte Carlo standard error of a probability on the map, 0 to 1.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    seed: int
    particles: int
    across: Reach
    up: Reach
    authored: MapPoint
    points: tuple[MapPoint, ...]
    error: float

    @property
    def leaders(self) -> tuple[str, ...]:
        """Who leads anywhere on the map, in the case's order."""
        found = {point.leader for point in (*self.points, self.authored)}
        return tuple(name for name in self.authored.scenarios if name in found)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def tip_map(
    case: Case,
    *,
    levers: tuple[str, str],
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> TipMap:
    """Map who leads on the horizon over the ranges of two levers, under the same particles everywhere.

    Args:
        case: The case.
        levers: Ids of the lever that runs across and of the one that runs up.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a lever, date or rater is not one that can be used, or both levers set the same number.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    across, up = (reaches_of(case, levers=(name,))[0] for name in levers)
    if across.path == up.path:
        raise UsageError(f"both levers set {across.path}", hint="name two that set different numbers")
    day = resolve_as_of(case, as_of)
    ask: Callable[[Case], Asked] = partial(ask_vintage, as_of=day, rater=rater)
    say("believing the record")
    common = CommonParticles(ask(case), particles=particles, seed=seed)
    names = list(case.definition.scenarios)
    outlooks, points = [common.authored], []
    for row, high in enumerate(np.linspace(up.least, up.most, POINTS).tolist(), start=1):
        say(f"{across.lever} by {up.lever}: row {row} of {POINTS}")
        for wide in np.linspace(across.least, across.most, POINTS).tolist():
            edited = case.edited(across.edit(wide) | up.edit(high))
            outlooks.append(common.outlook(ask(edited)))
            points.append(_point(wide, high, names, outlooks[-1].mean.tolist()))
    return TipMap(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        seed=seed,
        particles=common.count,
        across=across,
        up=up,
        authored=_point(across.authored, up.authored, names, common.authored.mean.tolist()),
        points=tuple(points),
        error=max(outlook.error for outlook in outlooks),
    )


def levers_that_move_most(tips: Sequence[Tip]) -> tuple[str, str] | None:
    """The two levers that move the leader furthest from where it is as authored, the farther first.

    Args:
        tips: Levers of one case tried one by one.

    Returns:
        Ids of two levers that set different numbers; None where there are not two that move it at all.
    """
    chosen: dict[str, str] = {}
    for one in sorted(tips, key=lambda one: -_moves_leader(one)):
        if one.lever is not None and _moves_leader(one) > 0:
            chosen.setdefault(one.path, one.lever)
    first, second, *_ = (*chosen.values(), "", "")
    return (first, second) if second else None


def _moves_leader(one: Tip) -> float:
    start = one.at_authored.scenarios[one.before].probability
    return max(abs(point.scenarios[one.before].probability - start) for point in one.points)


def _point(across: float, up: float, names: list[str], means: list[float]) -> MapPoint:
    best = max(range(len(names)), key=means.__getitem__)
    return MapPoint(across, up, names[best], means[best], dict(zip(names, means, strict=True)))
