"""A number for each scenario: a probability, or a change of one, with the range over the uncertain parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from equipoise.case.case import Case


@dataclass(frozen=True)
class Spread:
    """A probability, mean over the parameters, with the central 80 per cent; None where nothing is uncertain."""

    probability: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Difference:
    """Change of a probability, in probability (0.04 = four points); range None where nothing is uncertain."""

    mean: float
    low: float | None
    high: float | None


def by_scenario(case: Case, values: Iterable[float]) -> dict[str, float]:
    """Numbers in the case's order of scenarios, by their ids."""
    return dict(zip(case.definition.scenarios, (float(value) for value in values), strict=True))
