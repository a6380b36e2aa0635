"""What a person sees while editing: each scenario now and on the horizon, and how it was come by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from equipoise.assess.ranges import RANGE
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.shared_draws.weighing import effective_share

How = Literal["drawn", "days", "record", "drawn again"]
"""How numbers were come by: as the case was drawn; by going again through the days that changed, or through the whole
record, under the settings drawn for the case; or from fresh draws for the changed version."""

Basis = Literal["smoothed", "filtered", "predicted"]


@dataclass(frozen=True)
class Weighed:
    """Scenarios under each particle and what each particle counts for.

    Attributes:
        scenarios: On each of several days, `[day, scenario, n]`.
        weights: `[n]`, summing to one; None where all count alike.
        how: How they were come by.
        is_sampled: Whether parameters were drawn.
    """

    scenarios: Floats
    weights: Floats | None
    how: How
    is_sampled: bool

    @property
    def effective(self) -> float:
        """Effective share of the particles, 0 to 1; 1 where all count alike."""
        return 1.0 if self.weights is None else effective_share(self.weights)

    def spreads(self, day: int, names: Sequence[str]) -> dict[str, Spread]:
        """Each scenario on one of the days, mean and central 80 per cent, by name."""
        return {name: self._spread(values) for name, values in zip(names, self.scenarios[day], strict=True)}

    def _spread(self, values: Floats) -> Spread:
        mean = float(values.mean()) if self.weights is None else min(float(values @ self.weights), 1.0)
        if not self.is_sampled:
            return Spread(mean, None, None)
        if self.weights is None:
            low, high = np.quantile(values, RANGE)
        else:
            low, high = np.quantile(values, RANGE, weights=self.weights, method="inverted_cdf")
        return Spread(mean, float(low), float(high))


@dataclass(frozen=True)
class LiveNumbers:
    """Each scenario of a version of a case, at interactive size.

    Attributes:
        as_of: The vintage.
        horizon: Last day of the case.
        now: Each scenario on the as-of date, mean over the parameters with the central 80 per cent.
        on_horizon: Each scenario on the horizon.
        how: How the numbers were come by.
        effective: Effective share of the settings that carry them, 0 to 1 (Kish 1965). Low is bad: settings drawn for
            one version then say little of the other.
        particles: Number of settings; 1 where nothing is uncertain.
    """

    as_of: date
    horizon: date
    now: Mapping[str, Spread]
    on_horizon: Mapping[str, Spread]
    how: How
    effective: float
    particles: int

    @property
    def is_approximate(self) -> bool:
        """Whether settings drawn for another version stand in for this one's own.

        Under each setting the numbers are exact; it is what each setting counts for that a few hundred can only tell
        nearly.
        """
        return self.how in ("days", "record") and self.particles > 1

    def to_dict(self) -> dict[str, Any]:
        """Plain data: dates as text, probabilities 0 to 1."""
        return {
            "as_of": self.as_of.isoformat(),
            "horizon": self.horizon.isoformat(),
            "now": _plain(self.now),
            "on_horizon": _plain(self.on_horizon),
            "how": self.how,
            "is_approximate": self.is_approximate,
            "effective": self.effective,
            "particles": self.particles,
        }


@dataclass(frozen=True)
class CurvePoint:
    """Each scenario on one report date, and whether later evidence bears on it, or it lies ahead."""

    date: date
    basis: Basis
    scenarios: Mapping[str, Spread]


@dataclass(frozen=True)
class LiveCurve:
    """Each scenario on every report date of a version of a case. Attributes as in `LiveNumbers`."""

    points: tuple[CurvePoint, ...]
    how: How
    effective: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data: dates as text, probabilities 0 to 1."""
        points = [
            {"date": point.date.isoformat(), "basis": point.basis, "scenarios": _plain(point.scenarios)}
            for point in self.points
        ]
        return {"points": points, "how": self.how, "effective": self.effective}


def _plain(spreads: Mapping[str, Spread]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(spread) for name, spread in spreads.items()}
