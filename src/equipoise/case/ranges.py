"""How much an explanation has to say: the range, in nats, between the best and the worst course by it.

docs/model.md, section 3. Weights mean the same in two explanations only where the ranges are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from equipoise.case.courses import allowed_courses
from equipoise.case.schema import (
    Between,
    CaseDefinition,
    Consideration,
    Explanation,
    LogNormal,
    Mark,
    Normal,
    Quantity,
    middle,
)

POINTS: Mapping[Mark, float] = {"--": -2.0, "-": -1.0, "0": 0.0, "+": 1.0, "++": 2.0}
"""What a mark in `effect` is worth: 2 decisive for this actor, 1 matters, 0 nothing."""

Effect = float | Mark | Between | Normal | LogNormal


def explanation_ranges(definition: CaseDefinition) -> dict[str, float]:
    """The range of every explanation, in nats, at decisiveness 1 and on average over the starts of the conditions.

    Distributions count at their median. A range of 3 makes the best course twenty times likelier than the worst at
    a review, were this the whole mix.

    Args:
        definition: A valid definition.
    """
    courses = allowed_courses(definition)
    ranges = {}
    for name, explanation in definition.explanations.items():
        worth = _worth_of_levels(definition, explanation)
        values = [
            sum(worth[instrument].get(level, 0.0) for instrument, level in zip(worth, course, strict=True))
            for course in courses
        ]
        ranges[name] = max(values) - min(values)
    return ranges


def _worth_of_levels(definition: CaseDefinition, explanation: Explanation) -> dict[str, dict[str, float]]:
    """Nats of each level of each instrument: a course is worth the sum, for effects add over instruments."""
    own, case_wide = explanation.decision_maker.risk_aversion, definition.decision_maker.risk_aversion
    risk_aversion = middle(case_wide if own is None else own)
    worth: dict[str, dict[str, float]] = {instrument: {} for instrument in definition.instruments}
    for name, weight in explanation.weights.items():
        for instrument, levels in _mean_points(definition, definition.considerations[name], risk_aversion).items():
            for level, points in levels.items():
                worth[instrument][level] = worth[instrument].get(level, 0.0) + middle(weight) * points
    return worth


def _mean_points(
    definition: CaseDefinition, consideration: Consideration, risk_aversion: float
) -> dict[str, dict[str, float]]:
    """Points of each level of each instrument, in the mean over where the conditions start.

    Conditions start independently, so the mean of a product of factors is the product of their means.
    """
    factor = prod(
        _mean_over_starts(definition, condition, weighs, default=1.0)
        for condition, weighs in consideration.weighs.items()
    )
    points = {
        instrument: {level: factor * _points(effect, risk_aversion) for level, effect in levels.items()}
        for instrument, levels in consideration.effect.items()
    }
    for condition, exceptions in consideration.when.items():
        for at_level, effects in exceptions.items():
            start = definition.conditions[condition].starts.get(at_level, 0.0)
            for instrument, levels in effects.items():
                of_instrument = points.setdefault(instrument, {})
                for level, extra in levels.items():
                    of_instrument[level] = of_instrument.get(level, 0.0) + start * middle(extra)
    return points


def _mean_over_starts(
    definition: CaseDefinition, condition: str, values: Mapping[str, Quantity], *, default: float
) -> float:
    starts = definition.conditions[condition].starts
    return sum(start * middle(values.get(level, default)) for level, start in starts.items())


def _points(effect: Effect, risk_aversion: float) -> float:
    if isinstance(effect, str):
        return POINTS[effect]
    if isinstance(effect, Between):
        return (effect.low + effect.high) / 2 - risk_aversion * (effect.high - effect.low) / 2
    return middle(effect)
