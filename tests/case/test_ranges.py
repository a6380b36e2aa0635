from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given

from case.small_case import small_case
from equipoise.case.courses import allowed_courses
from equipoise.case.ranges import POINTS, explanation_ranges
from equipoise.case.schema import Between, CaseDefinition, middle
from strategies import Setting, examples, settings_of_cases


def worth_in_state(definition: CaseDefinition, name: str, course: dict[str, str], stands: dict[str, str]) -> float:
    """The worth of a course in a state, term by term as docs/model.md, section 3, has it."""
    explanation = definition.explanations[name]
    own = explanation.decision_maker.risk_aversion
    risk = middle(definition.decision_maker.risk_aversion if own is None else own)

    def points(effect) -> float:
        if isinstance(effect, str):
            return POINTS[effect]
        if isinstance(effect, Between):
            return (effect.low + effect.high) / 2 - risk * (effect.high - effect.low) / 2
        return middle(effect)

    total = 0.0
    for consideration_name, weight in explanation.weights.items():
        consideration = definition.considerations[consideration_name]
        factor = prod(middle(levels.get(stands[k], 1.0)) for k, levels in consideration.weighs.items())
        effect = sum(points(levels[course[i]]) for i, levels in consideration.effect.items() if course[i] in levels)
        exceptions = sum(
            middle(levels.get(course[i], 0.0))
            for k, by_level in consideration.when.items()
            for i, levels in by_level.get(stands[k], {}).items()
        )
        total += middle(weight) * (factor * effect + exceptions)
    return total


@examples(60)
@given(settings_of_cases())
def test_the_range_is_best_less_worst_in_the_mean_over_every_state_the_case_may_start_in(setting: Setting):
    definition = setting.case.definition
    conditions = definition.conditions
    ranges = explanation_ranges(definition)
    assert list(ranges) == list(definition.explanations)
    for name in definition.explanations:
        means = []
        for levels in allowed_courses(definition):
            course = dict(zip(definition.instruments, levels, strict=True))
            mean = 0.0
            for standing in product(*(condition.levels for condition in conditions.values())):
                stands = dict(zip(conditions, standing, strict=True))
                mass = prod(conditions[k].starts.get(level, 0.0) for k, level in stands.items())
                mean += mass * worth_in_state(definition, name, course, stands)
            means.append(mean)
        assert ranges[name] == pytest.approx(max(means) - min(means), abs=1e-9)


def test_risk_aversion_takes_an_effect_at_its_low_end():
    only = {"case.explanations.kin.weights": {"kinship": 1}, "case.considerations.kinship.when": {}}
    ranges = {
        risk: explanation_ranges(
            small_case(only | {"case.explanations.kin.decision_maker.risk_aversion": risk}).definition
        )["kin"]
        for risk in (-1, 0, 1)
    }
    # The best course also arms (0.5 points).
    assert ranges == pytest.approx({-1: 2.5, 0: 1.75, 1: 1.0})


def test_an_explanation_that_weighs_nothing_has_no_range():
    assert explanation_ranges(small_case({"case.explanations.kin.weights": {}}).definition)["kin"] == 0
