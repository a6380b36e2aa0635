"""Belief over the hidden state under given parameters: everything a report reads off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from equipoise.inference.analogues import log_likelihood_of_analogues
from equipoise.inference.chain import make_chain
from equipoise.inference.dynamics import Dynamics
from equipoise.inference.factors import log_factor, log_factors_by_day
from equipoise.inference.parameters import Parameters
from equipoise.inference.passes import ForwardPass, backward_pass, forward_pass
from equipoise.inference.schedule import Hold, Schedule, Span
from equipoise.model.arrays import Bools, Floats, Model


@dataclass(frozen=True)
class Inquiry:
    """What is asked of a model: over which time, under which spans and holds.

    Attributes:
        as_of: Day of the vintage, counted from the start of the case.
        last: Last day of the report.
        days: Further days on which the belief is wanted.
        spans: Stretches in which the path is restricted (`given`).
        holds: Stretches in which a condition is held (`do`).
        with_items: False for the belief with no evidence.
    """

    as_of: int
    last: int
    days: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    holds: tuple[Hold, ...] = ()
    with_items: bool = True


@dataclass(frozen=True)
class Belief:
    """Exact belief under each particle's parameters.

    Attributes:
        model: The model.
        parameters: The particles.
        chain: What moves the belief.
        inquiry: What was asked.
        schedule: What happens when.
        passed: Forward pass.
        log_evidence: Log evidence of items and analogues, nats, `[n]`.
        log_span: Log probability of the `given` spans, nats, `[n]`.
    """

    model: Model
    parameters: Parameters
    chain: Dynamics
    inquiry: Inquiry
    schedule: Schedule
    passed: ForwardPass
    log_evidence: Floats
    log_span: Floats

    @property
    def as_of(self) -> int:
        """Day of the vintage."""
        return self.inquiry.as_of

    @cached_property
    def values(self) -> Mapping[int, Floats]:
        """Backward pass in one lane."""
        return self._backward([np.ones(self.model.start.shape, dtype=bool)])

    @cached_property
    def scenario_values(self) -> Mapping[int, Floats]:
        """Backward pass split at the as-of day over scenarios, one lane each."""
        return self._backward(scenario_sets(self.model))

    @cached_property
    def rated_items(self) -> Mapping[int, Sequence[int]]:
        """Per day with evidence, indices of its rated items."""
        by_day: dict[int, list[int]] = {}
        for index, item in enumerate(self.model.items):
            if item.is_rated and self.inquiry.with_items:
                by_day.setdefault(item.day, []).append(index)
        return by_day

    def item_log_factor(self, index: int) -> Floats:
        """Log of what one item multiplies each state by, `[a, c, 1, n]`; made anew at each call, since all are many."""
        return log_factor(self.model, self.model.items[index], self.parameters)

    def on(self, day: int) -> Floats:
        """Distribution of the state on a stop of the schedule, all evidence and spans taken in, `[a, c, n]`."""
        weighed = (self.passed.after[day] * self.values[day])[:, :, 0]
        total = weighed.sum(axis=(0, 1), dtype=np.float64)
        # A particle under which the record is impossible counts for nothing; it must not spoil the mean.
        distribution: Floats = weighed / np.where(total > 0, total, 1).astype(weighed.dtype)
        return distribution

    def _backward(self, split: Sequence[Bools]) -> Mapping[int, Floats]:
        before = self.passed.before
        return backward_pass(self.chain, self.schedule, before=before, split_on=self.as_of, split=split)


def believe(model: Model, parameters: Parameters, inquiry: Inquiry, *, chain: Dynamics | None = None) -> Belief:
    """Filter, and be ready to smooth and predict, under each particle's parameters.

    Args:
        model: The model at its vintage.
        parameters: Particles.
        inquiry: What is asked.
        chain: What moves the belief; the exact chain of the model by default.
    """
    chain = make_chain(model, parameters) if chain is None else chain
    schedule = Schedule(
        last=inquiry.last,
        log_factors=log_factors_by_day(model, parameters) if inquiry.with_items else {},
        spans=inquiry.spans,
        holds=inquiry.holds,
        days=(inquiry.as_of, *inquiry.days),
    )
    passed = forward_pass(chain, schedule)
    return Belief(
        model=model,
        parameters=parameters,
        chain=chain,
        inquiry=inquiry,
        schedule=schedule,
        passed=passed,
        log_evidence=passed.log_evidence[0] + log_likelihood_of_analogues(model, chain),
        log_span=np.broadcast_to(passed.log_span[0], (chain.num_particles,)),
    )


def scenario_sets(model: Model) -> list[Bools]:
    """The states of each scenario, each `[a, c]`."""
    level = model.variables[0].level_of_state
    return [level == scenario for scenario in range(model.num_scenarios)]
