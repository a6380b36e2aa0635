"""Considerations, explanations, the decision-maker and the moves of conditions as tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from equipoise.case.base_rate import months_between_reviews
from equipoise.case.schema import Between, CaseDefinition, Quantity
from equipoise.model.arrays import Floats
from equipoise.model.compile.magnitudes import refuse_beyond
from equipoise.model.compile.states import States
from equipoise.model.compile.unknowns import Entry, Unknowns
from equipoise.model.tables import Table


def effect(definition: CaseDefinition, states: States, unknowns: Unknowns) -> Table:
    """Points by level of instrument, `[j, i]`."""
    entries = [
        (
            (j, states.instrument_levels[instrument, level]),
            f"considerations.{name}.effect.{instrument}.{level}",
            written,
        )
        for j, (name, consideration) in enumerate(definition.considerations.items())
        for instrument, levels in consideration.effect.items()
        for level, written in levels.items()
    ]
    return unknowns.table((len(definition.considerations), len(states.instrument_levels)), entries)


def effect_half_range(definition: CaseDefinition, states: States) -> Table:
    """Half the range of points authored as low and high, `[j, i]`."""
    half = np.zeros((len(definition.considerations), len(states.instrument_levels)))
    for j, consideration in enumerate(definition.considerations.values()):
        for instrument, levels in consideration.effect.items():
            for level, written in levels.items():
                if isinstance(written, Between):
                    half[j, states.instrument_levels[instrument, level]] = (written.high - written.low) / 2
    return Table(half)


def weighs(definition: CaseDefinition, states: States, unknowns: Unknowns) -> Table:
    """Factors on whole considerations by level of condition, `[j, l]`."""
    entries = [
        ((j, states.condition_levels[condition, level]), f"considerations.{name}.weighs.{condition}.{level}", written)
        for j, (name, consideration) in enumerate(definition.considerations.items())
        for condition, levels in consideration.weighs.items()
        for level, written in levels.items()
    ]
    return unknowns.table((len(definition.considerations), len(states.condition_levels)), entries, absent=1.0)


def when(definition: CaseDefinition, states: States, unknowns: Unknowns) -> Table:
    """Points added by level of condition and of instrument, `[j, l, i]`."""
    entries: list[Entry] = [
        (
            (j, states.condition_levels[condition, at], states.instrument_levels[instrument, level]),
            f"considerations.{name}.when.{condition}.{at}.{instrument}.{level}",
            written,
        )
        for j, (name, consideration) in enumerate(definition.considerations.items())
        for condition, by_level in consideration.when.items()
        for at, effects in by_level.items()
        for instrument, levels in effects.items()
        for level, written in levels.items()
    ]
    shape = (len(definition.considerations), len(states.condition_levels), len(states.instrument_levels))
    return unknowns.table(shape, entries)


def weights(definition: CaseDefinition, unknowns: Unknowns) -> Table:
    """Nats per point, `[e, j]`."""
    column = {name: j for j, name in enumerate(definition.considerations)}
    entries = [
        ((e, column[consideration]), f"explanations.{name}.weights.{consideration}", written)
        for e, (name, explanation) in enumerate(definition.explanations.items())
        for consideration, written in explanation.weights.items()
    ]
    return unknowns.table((len(definition.explanations), len(column)), entries)


def bias(definition: CaseDefinition, unknowns: Unknowns) -> Table:
    """Levels by which each explanation misjudges each condition, `[e, k]`: its own, else the case's."""

    def entries() -> Iterator[Entry]:
        case_wide = definition.decision_maker.bias
        for e, (name, explanation) in enumerate(definition.explanations.items()):
            own = explanation.decision_maker.bias
            for k, condition in enumerate(definition.conditions):
                if condition in own:
                    yield (e, k), f"explanations.{name}.decision_maker.bias.{condition}", own[condition]
                elif condition in case_wide:
                    yield (e, k), f"decision_maker.bias.{condition}", case_wide[condition]

    return unknowns.table((len(definition.explanations), len(definition.conditions)), entries())


def per_explanation(definition: CaseDefinition, field: str, unknowns: Unknowns) -> Table:
    """A field of the decision-maker, `[e]`; each explanation's own where it has one, else the case's."""

    def entries() -> Iterator[Entry]:
        for e, (name, explanation) in enumerate(definition.explanations.items()):
            own = getattr(explanation.decision_maker, field)
            if own is not None:
                yield (e,), f"explanations.{name}.decision_maker.{field}", own
            else:
                yield (e,), f"decision_maker.{field}", getattr(definition.decision_maker, field)

    return unknowns.table((len(definition.explanations),), entries())


def inertia(definition: CaseDefinition, unknowns: Unknowns) -> Table:
    """Nats per level moved, `[instrument]`."""
    entries: list[Entry] = [
        ((index,), f"instruments.{name}.inertia", instrument.inertia)
        for index, (name, instrument) in enumerate(definition.instruments.items())
    ]
    return unknowns.table((len(definition.instruments),), entries)


def per_condition(definition: CaseDefinition, field: str, unknowns: Unknowns) -> Table:
    """A number of each condition, `[k]`."""
    entries: list[Entry] = [
        ((k,), f"conditions.{name}.{field}", getattr(condition, field))
        for k, (name, condition) in enumerate(definition.conditions.items())
    ]
    return unknowns.table((len(definition.conditions),), entries)


def pushes(definition: CaseDefinition, states: States, unknowns: Unknowns) -> Table:
    """Log-odds added to the drift of each condition by level of instrument, then of condition, `[k, i + l]`."""
    beyond = len(states.instrument_levels)
    entries = [
        (
            (
                k,
                beyond + states.condition_levels[other, level]
                if other in definition.conditions
                else states.instrument_levels[other, level],
            ),
            f"conditions.{name}.pushed_by.{other}.{level}",
            written,
        )
        for k, (name, condition) in enumerate(definition.conditions.items())
        for other, levels in condition.pushed_by.items()
        for level, written in levels.items()
    ]
    return unknowns.table((len(definition.conditions), beyond + len(states.condition_levels)), entries)


def prior_shares(definition: CaseDefinition) -> Floats:
    """Shares of the explanations before the record, `[e]`: the fixed mix, or the priors scaled to one."""
    for name, explanation in definition.explanations.items():
        refuse_beyond(f"explanations.{name}.prior", explanation.prior)
    fixed = definition.decision_maker.mix
    shares = np.array(
        [e.prior if fixed is None else fixed.get(name, 0.0) for name, e in definition.explanations.items()]
    )
    total = shares.sum()
    scaled: Floats = shares / total if total > 0 else shares
    return scaled


def review_months(definition: CaseDefinition) -> Quantity:
    """Mean time between reviews: authored, or from the base rate at which actors like this change scenario."""
    every = definition.decision_maker.review.every
    if every is not None:
        return every
    if definition.base_rate is None:
        raise ValueError("a case needs decision_maker.review.every or base_rate")
    return months_between_reviews(definition.base_rate, len(definition.scenarios))
