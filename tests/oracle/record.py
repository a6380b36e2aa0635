"""Belief over the dense chain along the days of a case (sections 6 and 7).

Everything that happens, happens at the end of a day, in this order: a `do` sets its condition, a `given` starts
to hold, the items of the day are weighed, the day is reported.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy.linalg import expm

from oracle.chain import Chain

MONTH = 30.4375


@dataclass(frozen=True)
class Span:
    """A condition at a level, from the end of the day `start` to the end of the day `end`."""

    condition: str
    level: str
    start: date
    end: date


@dataclass
class Record:
    """One chain, its items and its spans.

    Attributes:
        factors: Item id, its day, its factor in every state; any order.
        given, do: Spans.
    """

    chain: Chain
    factors: Sequence[tuple[str, date, np.ndarray]] = ()
    given: Sequence[Span] = ()
    do: Sequence[Span] = ()
    _steps: dict = field(default_factory=dict)
    _forward: dict = field(default_factory=dict)
    _backward: dict = field(default_factory=dict)

    def belief(self, day: date) -> np.ndarray:
        """Probability of every state at the end of a day, given every item and every span."""
        joint = self.forward(day) * self.backward(day)
        return joint / joint.sum()

    def forward(self, day: date) -> np.ndarray:
        """Belief at the end of a day from what lies up to it."""
        return self._run(day)[0]

    def without(self, names: Collection[str]) -> Record:
        """The same record with some items left out, the others as they are."""
        kept = [one for one in self.factors if one[0] not in names]
        return Record(self.chain, kept, self.given, self.do, self._steps)

    @property
    def log_evidence(self) -> float:
        """Σ of the log normalisers of days with items."""
        return sum(math.log(norm) for _, norm in self._run(self._last)[1])

    @property
    def log_span(self) -> float:
        """Log probability that the `given` spans hold, in the same pass."""
        return sum(math.log(mass) for mass in self._run(self._last)[2])

    def predictive(self) -> dict[str, float]:
        """Log of the predictive weight of each item, given all earlier days."""
        scores = {}
        for name, day, weight in self.factors:
            before = self._before_items(day)
            scores[name] = math.log(before @ weight / before.sum())
        return scores

    def backward(self, day: date) -> np.ndarray:
        """Likelihood of all that lies after a day, for every state at its end, up to a constant."""
        if day not in self._backward:
            later = [other for other in self._days if other > day]
            after = np.ones_like(self.chain.starts)
            if later:
                after = self._weights(later[0]) * self.backward(later[0])
                after = self._set(later[0]) @ (self._holds(later[0]) * after)
                after = self._step(day, later[0]) @ after
                after = after / after.max()
            self._backward[day] = after
        return self._backward[day]

    def ever(self, inside: np.ndarray, start: date, until: date) -> float:
        """Probability that the state is inside at some moment from the end of `start` to the end of `until`.

        The states are doubled by a mark that says whether the path has been inside; the mark stays. After
        `until` the mark moves no more, but the paths go on, so that later spans count.
        """
        size = len(inside)
        mark = np.block([[np.diag(~inside), np.diag(inside)], [np.zeros((size, size)), np.eye(size)]]).astype(float)
        both = np.concatenate([self.forward(start), np.zeros(size)]) @ mark
        now = start
        for day in [*sorted({d for d in self._days if d > start} | {until})]:
            if day <= start:
                continue
            both = both @ self._marking_step(now, day, inside, frozen=now >= until)
            both = both @ np.kron(np.eye(2), self._set(day))
            both = both * np.tile(self._holds(day) * self._weights(day), 2)
            if day <= until:
                both = both @ mark
            both = both / both.sum()
            now = day
        return float(both[size:].sum())

    # --- the days ----------------------------------------------------------------------------------------------

    @property
    def _days(self) -> list[date]:
        days = {day for _, day, _ in self.factors}
        return sorted(days | {day for span in (*self.given, *self.do) for day in (span.start, span.end)})

    @property
    def _last(self) -> date:
        return max(self._days, default=self.chain.world.definition.clock.opens)

    def _run(self, day: date) -> tuple[np.ndarray, list[tuple[date, float]], list[float]]:
        """Belief at the end of a day, normalisers of days with items, masses that stayed in the spans."""
        if day not in self._forward:
            earlier = [other for other in self._days if other < day]
            norms, masses = self._run(earlier[-1])[1:] if earlier else ([], [])
            belief = self._before_items(day)
            masses = [*masses, belief.sum()]
            belief = belief / belief.sum()
            if any(day == other for _, other, _ in self.factors):
                weighed = belief * self._weights(day)
                norms = [*norms, (day, weighed.sum())]
                belief = weighed / weighed.sum()
            self._forward[day] = belief, norms, masses
        return self._forward[day]

    def _before_items(self, day: date) -> np.ndarray:
        """Belief before the items of a day are weighed; its sum is what stayed in the spans since the last day."""
        earlier = [other for other in self._days if other < day]
        if earlier:
            belief = self.forward(earlier[-1]) @ self._step(earlier[-1], day)
        else:
            belief = self.chain.starts @ self._step(None, day)
        return (belief @ self._set(day)) * self._holds(day)

    # --- what a day does ---------------------------------------------------------------------------------------

    def _weights(self, day: date) -> np.ndarray:
        together = np.ones_like(self.chain.starts)
        for _, other, weight in self.factors:
            if other == day:
                together = together * weight
        return together

    def _holds(self, day: date) -> np.ndarray:
        """1 where every `given` that starts today holds."""
        today = [span for span in self.given if span.start == day]
        return np.array(
            [float(all(state[span.condition] == span.level for span in today)) for state in self.chain.states]
        )

    def _set(self, day: date) -> np.ndarray:
        """The map, rows from, that a `do` starting today makes of every state."""
        states = self.chain.states
        moved = np.zeros((len(states),) * 2)
        today = {span.condition: span.level for span in self.do if span.start == day}
        for s, state in enumerate(states):
            moved[s, states.index(state | today)] = 1
        return moved

    # --- between days ------------------------------------------------------------------------------------------

    def _rates(self, day: date | None) -> np.ndarray:
        """Generator just after a day, kept to the paths that the spans allow."""
        active = [] if day is None else [span for span in self.do if span.start <= day < span.end]
        kept = [] if day is None else [span for span in self.given if span.start <= day < span.end]
        key = tuple(active), tuple(kept)
        if key not in self._steps:
            allowed = np.array(
                [all(state[span.condition] == span.level for span in kept) for state in self.chain.states]
            )
            rates = self.chain.generator(frozenset(span.condition for span in active))
            self._steps[key] = np.where(np.outer(allowed, allowed), rates, 0.0)
        return self._steps[key]

    def _months(self, day: date | None, later: date) -> float:
        first = self.chain.world.definition.clock.opens.toordinal() - 1
        return (later.toordinal() - (first if day is None else day.toordinal())) / MONTH

    def _step(self, day: date | None, later: date) -> np.ndarray:
        rates, months = self._rates(day), self._months(day, later)
        return _remember(self._steps, (id(rates), months), lambda: expm(months * rates))

    def _marking_step(self, day: date, later: date, inside: np.ndarray, *, frozen: bool) -> np.ndarray:
        rates, months = self._rates(day), self._months(day, later)
        entering = np.zeros_like(rates) if frozen else np.where(inside[None, :], rates, 0.0)
        outside = rates - entering
        doubled = np.block([[outside, entering], [np.zeros_like(rates), rates]])
        return expm(months * doubled)


def _remember(store: dict, key, make):
    if key not in store:
        store[key] = make()
    return store[key]
