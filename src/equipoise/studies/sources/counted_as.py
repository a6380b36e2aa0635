"""As how many independent reports the record counts: on the whole, on each subject, for and against each scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.factors import accuracy, log_grid, rating_strength
from equipoise.model.arrays import Floats, ItemArrays
from equipoise.probability.decibans import NATS_PER_DECIBAN

LEAST_DB = 0.5
"""An item whose factor on a scenario is nearer to 1 than this, in dB, speaks neither for it nor against it."""


@dataclass(frozen=True)
class CountedAs:
    """Some rated items.

    Attributes:
        items: Their ids.
        origins: From how many roots.
        effective: As how many independent reports they count: the sum of their exponents, which are those of the whole
            record. A copy that ranks behind a report on something else counts as little here as there.
    """

    items: tuple[str, ...]
    origins: int
    effective: float


@dataclass(frozen=True)
class OriginRow:
    """A root of rated items.

    Attributes:
        origin: Its name; the id of the item where it names none.
        items: Ids of its rated items, the strongest first.
        exponents: How much of each counts.
        sources: Ids of the sources that report any of them.
    """

    origin: str
    items: tuple[str, ...]
    exponents: tuple[float, ...]
    sources: tuple[str, ...]

    @property
    def effective(self) -> float:
        """As how many independent reports they count."""
        return sum(self.exponents)


def counted_as(items: Sequence[ItemArrays]) -> CountedAs:
    """As how many independent reports some items count."""
    return CountedAs(
        items=tuple(item.id for item in items),
        origins=len({item.origin for item in items}),
        effective=float(sum(item.exponent for item in items)),
    )


def rated_items(run: VintageRun) -> list[ItemArrays]:
    """The items that enter the likelihood."""
    return [item for item in run.model.items if item.is_rated]


def by_subject(run: VintageRun) -> dict[str, CountedAs]:
    """By subject that any item tells levels apart on: the scenarios, an instrument, a condition."""
    found = {}
    for index, variable in enumerate(run.model.variables):
        items = [item for item in rated_items(run) if index in item.variables and _tells(item, index)]
        if items:
            found[variable.name] = counted_as(items)
    return found


def for_and_against(run: VintageRun) -> dict[str, tuple[CountedAs, CountedAs]]:
    """By scenario: the items that speak for it, and those that speak against it."""
    speaking = [(item, _factor_db(run, item)) for item in rated_items(run) if 0 in item.variables]
    return {
        name: (
            counted_as([item for item, db in speaking if db[index] >= LEAST_DB]),
            counted_as([item for item, db in speaking if db[index] <= -LEAST_DB]),
        )
        for index, name in enumerate(run.case.definition.scenarios)
    }


def origin_rows(run: VintageRun) -> tuple[OriginRow, ...]:
    """Every origin with a rated item, the most reports first."""
    rows = []
    for index, name in enumerate(run.model.origins):
        items = sorted(
            (item for item in rated_items(run) if item.origin == index), key=lambda item: (-item.exponent, item.day)
        )
        if items:
            sources = dict.fromkeys(source for item in items for source in run.case.items[item.id].sources)
            rows.append(
                OriginRow(
                    origin=name,
                    items=tuple(item.id for item in items),
                    exponents=tuple(item.exponent for item in items),
                    sources=tuple(sources),
                )
            )
    return tuple(sorted(rows, key=lambda row: -len(row.items)))


def _tells(item: ItemArrays, variable: int) -> bool:
    axis = item.variables.index(variable)
    is_silence = variable == 0 and item.silence_nats is not None
    return is_silence or bool(np.ptp(item.decibans[axis]) > 0 or np.ptp(item.planted_decibans[axis]) > 0)


def _factor_db(run: VintageRun, item: ItemArrays) -> Floats:
    """What a whole report multiplies each scenario by, its exponent aside, dB; mean over parameters."""
    parameters = run.posterior.parameters()
    strength = rating_strength(run.model, parameters)
    grid = np.exp(log_grid(replace(item, exponent=1.0), strength, accuracy(item, parameters)))
    axis = item.variables.index(0)
    others = tuple(other for other in range(grid.ndim) if other != axis)
    by_level = grid.mean(axis=others)
    decibans: Floats = np.log(by_level / by_level.mean()) / NATS_PER_DECIBAN
    return decibans
