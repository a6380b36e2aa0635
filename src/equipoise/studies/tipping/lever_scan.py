"""The scenarios on the horizon along one lever, under the same particles everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.assess.vintage_run import Asked
from equipoise.case.case import Case
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.common_particles import CommonParticles
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.tipping.aims import Aim
from equipoise.studies.tipping.along_lever import AlongLever
from equipoise.studies.tipping.crossing import Crossing, crossing_distances, first_crossing
from equipoise.studies.tipping.reaches import Reach

CELLS = 8
"""Cells of equal width that a lever's range is cut into; the authored value is one more point of the grid."""
HALVINGS, EXACT_HALVINGS = 7, 20
"""How often the cell with a tipping point is halved, with parameters drawn and with none: far finer than either is."""


@dataclass(frozen=True)
class GridPoint:
    """One setting of a lever.

    Attributes:
        value: The value set.
        leader: The likeliest scenario on the horizon.
        scenarios: Each scenario on the horizon.
        effective: Effective share of the common particles.
        is_redrawn: Whether they were too few, so that the means come from draws of its own.
    """

    value: float
    leader: str
    scenarios: Mapping[str, Spread]
    effective: float
    is_redrawn: bool


class LeverScan(AlongLever):
    """Outlooks along a lever, and where along it something first is so."""

    def __init__(self, case: Case, reach: Reach, common: CommonParticles, ask: Callable[[Case], Asked]) -> None:
        super().__init__(case, reach, common, ask)
        ends = np.linspace(reach.least, reach.most, CELLS + 1).tolist()
        self.grid: tuple[float, ...] = tuple(sorted({*ends, reach.authored}))
        halvings = HALVINGS if common.is_sampled else EXACT_HALVINGS
        self.resolution = (reach.most - reach.least) / CELLS / 2**halvings

    def point(self, value: float) -> GridPoint:
        """The same, by the names of the case."""
        names, outlook = list(self.case.definition.scenarios), self.outlook(value)
        return GridPoint(
            value=value,
            leader=names[int(outlook.mean.argmax())],
            scenarios=dict(zip(names, outlook.spreads(), strict=True)),
            effective=outlook.effective,
            is_redrawn=outlook.is_redrawn,
        )

    def crossing(self, aim: Aim, *, upward: bool) -> Crossing | None:
        """The nearest value on one side of the authored one at which the aim is reached."""
        outward = self._outward(self.grid, upward=upward)

        def margin(value: float) -> float:
            return float(aim.margin(self.outlook(value).mean))

        return first_crossing(margin, outward, resolution=self.resolution)

    def crossings_of_particles(self, aim: Aim, *, upward: bool) -> Floats:
        """The same under each particle's parameters, as distances from the authored value, `[n]`."""
        outward = self._outward(tuple(self.seen), upward=upward)
        margins = np.stack([aim.margin(self.outlook(value).by_particle) for value in outward])
        return crossing_distances(outward, margins)

    def crossings_of_islands(self, aim: Aim, *, upward: bool) -> Floats:
        """The same by each quarter of the particles, `[island]`."""
        outward = self._outward(tuple(self.seen), upward=upward)
        margins = np.stack([aim.margin(self.outlook(value).by_island) for value in outward])
        return crossing_distances(outward, margins)

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario anywhere on the grid, 0 to 1."""
        return max(self.outlook(value).error for value in self.grid)

    def _outward(self, values: tuple[float, ...], *, upward: bool) -> list[float]:
        start = self.reach.authored
        ahead = {value for value in values if (value >= start if upward else value <= start)}
        return sorted(ahead, reverse=not upward)
