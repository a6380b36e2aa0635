"""What happens when: items weighed, spans that restrict the path, conditions set and held.

Days count from the start of the case; a thing on day `d` stands at its end, `d` whole days after the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from equipoise.calendar import DAYS_PER_MONTH
from equipoise.inference.dynamics import Regime
from equipoise.model.arrays import Bools, Floats


@dataclass(frozen=True)
class Span:
    """The path stays inside a set of states from the end of one day to the end of another (`given`, `throughout`).

    `inside` has the axes `[a, c, t, n]`; axes of size 1 broadcast.
    """

    first: int
    last: int
    inside: Bools


@dataclass(frozen=True)
class Hold:
    """A condition is set to a level at the end of one day and does not move until the end of another (`do`)."""

    first: int
    last: int
    condition: int
    level: int


@dataclass(frozen=True)
class Schedule:
    """Everything that bears on the path between the start and the last day.

    Attributes:
        last: Last day of interest.
        log_factors: Per day, log of what the evidence multiplies each state by, `[a, c, t, n]`.
        spans: Stretches in which the path is restricted.
        holds: Stretches in which a condition is held.
        days: Further days on which the belief is wanted.
    """

    last: int
    log_factors: Mapping[int, Floats] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    holds: tuple[Hold, ...] = ()
    days: tuple[int, ...] = ()

    @property
    def stretches(self) -> tuple[Span | Hold, ...]:
        """Spans and holds together."""
        return (*self.spans, *self.holds)

    def stops(self, after: int = 0) -> list[int]:
        """Every day later than `after` on which something happens or the belief is wanted, in order."""
        wanted: set[int] = {*self.days, *self.log_factors, self.last}
        wanted |= {day for stretch in self.stretches for day in (stretch.first, stretch.last)}
        return sorted(day for day in wanted if after < day <= self.last)

    def regime(self, before: int) -> Regime:
        """What is special about the time that ends with the stop `before`."""
        inside = intersection(span.inside for span in self.spans if span.first < before <= span.last)
        held = frozenset(hold.condition for hold in self.holds if hold.first < before <= hold.last)
        return Regime(inside=inside, held=held)

    def inside_on(self, day: int) -> Bools | None:
        """States the path must be in at the end of a day."""
        return intersection(span.inside for span in self.spans if span.first <= day <= span.last)

    def set_on(self, day: int) -> list[Hold]:
        """Conditions that are set at the end of a day."""
        return [hold for hold in self.holds if hold.first == day]


def months_between(first: int, last: int) -> float:
    """Months from the end of one day to the end of another."""
    return (last - first) / DAYS_PER_MONTH


def intersection(sets: Iterable[Bools]) -> Bools | None:
    """States in every one of several sets; None where there are none to hold to."""
    inside: Bools | None = None
    for states in sets:
        inside = states if inside is None else np.logical_and(inside, states)
    return inside
