"""What is read off a belief, particle by particle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.analysis.paths import probability_ever
from equipoise.inference.belief import Belief, scenario_sets
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class Readings:
    """Probabilities under each particle.

    Attributes:
        scenario: On each day, `[day, scenario, n]`.
        levels: Levels of all conditions counted through, on each day, `[day, l, n]`.
        ever: From the as-of day to each of several, `[last, scenario, n]`.
        log_likelihood: Log evidence of items, analogues and spans, nats, `[n]`.
        log_evidence: Without the spans, nats, `[n]`.
    """

    scenario: Floats
    levels: Floats
    ever: Floats
    log_likelihood: Floats
    log_evidence: Floats


def read_scenarios(belief: Belief, days: Sequence[int]) -> tuple[Floats, Floats]:
    """Probability of each scenario on each day, `[day, scenario, n]`, and the log likelihood, `[n]`."""
    of_course = np.stack([belief.on(day).sum(axis=1) for day in days])
    return _by_scenario(belief, of_course), belief.log_evidence + belief.log_span


def read_everything(belief: Belief, days: Sequence[int], lasts: Sequence[int]) -> Readings:
    """Scenarios and conditions on days, and paths from the as-of day to several last days."""
    sizes = belief.model.condition_sizes
    states = [belief.on(day) for day in days]
    inside = np.stack(scenario_sets(belief.model), axis=2)
    ever = probability_ever(belief, inside, first=belief.as_of, lasts=lasts)
    levels = np.stack([np.tensordot(belief.model.level_of_condition, s.sum(axis=0), axes=(0, 0)) for s in states])
    of_condition = np.split(levels, np.cumsum(sizes)[:-1], axis=1) if sizes else [levels]
    return Readings(
        scenario=_by_scenario(belief, np.stack([state.sum(axis=1) for state in states])),
        levels=np.concatenate([_sums_to_one(of_one) for of_one in of_condition], axis=1),
        ever=np.asarray(ever, dtype=np.float64),
        log_likelihood=np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64),
        log_evidence=np.asarray(belief.log_evidence, dtype=np.float64),
    )


def joined(readings: Sequence[Readings]) -> Readings:
    """The readings of several blocks of particles as one."""
    names = ("scenario", "levels", "ever", "log_likelihood", "log_evidence")
    return Readings(**{name: np.concatenate([getattr(part, name) for part in readings], axis=-1) for name in names})


def weighed_by_likelihood(parts: Sequence[tuple[Floats, Floats]], log_weights: Floats) -> tuple[Floats, Floats]:
    """Readings `[..., n]` of weighted particles of the prior, and what each counts for given its likelihood, `[n]`."""
    values = np.concatenate([value for value, _ in parts], axis=-1)
    log_posterior = np.concatenate([log for _, log in parts]) + log_weights
    weights = np.exp(log_posterior - log_posterior.max())
    return values, weights / weights.sum()


def unweighed(parts: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Readings `[..., n]` of particles that all count alike, and what each counts for."""
    values = np.concatenate(parts, axis=-1)
    return values, np.full(values.shape[-1], 1 / values.shape[-1])


def _by_scenario(belief: Belief, of_course: Floats) -> Floats:
    """Sum over the courses of each scenario, `[day, scenario, n]` from `[day, a, n]`."""
    member = np.arange(belief.model.num_scenarios)[:, None] == belief.model.scenario_of_course[None, :]
    return _sums_to_one(np.einsum("sa,dan->dsn", member.astype(np.float64), of_course))


def _sums_to_one(probabilities: Floats) -> Floats:
    """Probabilities `[day, outcome, n]` of a set, freed of the last digits that single precision lost."""
    exact = probabilities.astype(np.float64)
    total = exact.sum(axis=1, keepdims=True)
    return np.asarray(exact / np.where(total > 0, total, 1.0))
