"""Belief over the hidden state under given parameters: everything a report reads off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.analogues import log_likelihood_of_analogues
from equipoise.inference.chain import Chain, make_chain
from equipoise.inference.factors import log_factor
from equipoise.inference.parameters import Parameters
from equipoise.inference.passes import ForwardPass, backward_pass, forward_pass
from equipoise.inference.schedule import Hold, Schedule, Span
from equipoise.model.arrays import Bools, Floats, Model


@dataclass(frozen=True)
class Belief:
    """Exact belief under each particle's parameters.

    Attributes:
        chain: The chain it was computed on.
        schedule: What happened when.
        as_of: Day of the vintage.
        passed: Forward pass.
        values: Backward pass, split at the as-of day over scenarios.
        item_log_factors: Per day, item index and log factor of each item of that day.
        log_evidence: Log evidence of items and analogues, nats, `[n]`.
        log_span: Log probability of the `given` spans, nats, `[n]`.
    """

    chain: Chain
    schedule: Schedule
    as_of: int
    passed: ForwardPass
    values: Mapping[int, Floats]
    item_log_factors: Mapping[int, Sequence[tuple[int, Floats]]]
    log_evidence: Floats
    log_span: Floats

    def on(self, day: int) -> Floats:
        """Distribution of the state on a stop of the schedule, all evidence and spans taken in, `[a, c, n]`."""
        weighed = (self.passed.after[day] * self.values[day].sum(axis=2, keepdims=True))[:, :, 0]
        distribution: Floats = weighed / weighed.sum(axis=(0, 1))
        return distribution


def believe(
    model: Model,
    parameters: Parameters,
    *,
    as_of: int,
    last: int,
    days: Sequence[int] = (),
    spans: Sequence[Span] = (),
    holds: Sequence[Hold] = (),
    with_items: bool = True,
    chain: Chain | None = None,
) -> Belief:
    """Filter, smooth and predict under each particle's parameters.

    Args:
        model: The model at its vintage.
        parameters: Particles.
        as_of: Day of the vintage, counted from the start of the case.
        last: Last day of the report.
        days: Further days on which the belief is wanted.
        spans: Stretches in which the path is restricted (`given`).
        holds: Stretches in which a condition is held (`do`).
        with_items: False for the belief with no evidence.
        chain: The chain of the same model and parameters, if it is at hand.
    """
    chain = make_chain(model, parameters) if chain is None else chain
    item_log_factors = _log_factors_by_day(model, parameters) if with_items else {}
    schedule = Schedule(
        last=last,
        log_factors={day: _together(factors) for day, factors in item_log_factors.items()},
        spans=tuple(spans),
        holds=tuple(holds),
        days=(as_of, *days),
    )
    passed = forward_pass(chain, schedule)
    values = backward_pass(chain, schedule, split_on=as_of, split=scenario_sets(model))
    return Belief(
        chain=chain,
        schedule=schedule,
        as_of=as_of,
        passed=passed,
        values=values,
        item_log_factors=item_log_factors,
        log_evidence=passed.log_evidence[0] + log_likelihood_of_analogues(model, chain),
        log_span=np.broadcast_to(passed.log_span[0], (chain.num_particles,)),
    )


def scenario_sets(model: Model) -> list[Bools]:
    """The states of each scenario, each `[a, c]`."""
    level = model.variables[0].level_of_state
    return [level == scenario for scenario in range(model.num_scenarios)]


def _log_factors_by_day(model: Model, parameters: Parameters) -> dict[int, list[tuple[int, Floats]]]:
    by_day: dict[int, list[tuple[int, Floats]]] = {}
    for index, item in enumerate(model.items):
        if item.is_rated:
            by_day.setdefault(item.day, []).append((index, log_factor(model, item, parameters)))
    return by_day


def _together(factors: Sequence[tuple[int, Floats]]) -> Floats:
    total = factors[0][1]
    for _, factor in factors[1:]:
        total = total + factor
    return total
