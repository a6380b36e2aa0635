"""From a case to arrays."""

from __future__ import annotations

from datetime import date

from equipoise.case.case import Case
from equipoise.model.arrays import Model
from equipoise.model.compile import reasons, states
from equipoise.model.compile.evidence import analogue_arrays, items_and_origins
from equipoise.model.compile.magnitudes import refuse_beyond
from equipoise.model.compile.unknowns import Unknowns


def compile_model(case: Case, as_of: date) -> Model:
    """Translate a case, as known at its vintage (`case.vintage.as_known`), into arrays.

    Args:
        case: A valid case with nothing in it that was not known by `as_of`, one row per rating.
        as_of: The vintage.

    Raises:
        InvalidCaseError: If a number is too large to compute with.
    """
    definition = case.definition
    numbered = states.states_of(definition)
    unknowns = Unknowns()
    variables = states.variables(definition, numbered)
    items, origins = items_and_origins(case, variables, as_of)
    decision_maker = definition.decision_maker
    refuse_beyond("decision_maker.mix_strength", decision_maker.mix_strength)
    return Model(
        level_of_course=states.one_hot_courses(numbered),
        condition_sizes=tuple(len(condition.levels) for condition in definition.conditions.values()),
        level_of_condition=states.one_hot_conditions(definition, numbered),
        start=states.start(definition, numbered),
        scenario_of_course=numbered.scenario_of_course,
        log_reference=states.log_reference(definition, numbered),
        levels_moved=states.levels_moved(definition, numbered),
        may_follow=states.may_follow(definition, numbered),
        decisiveness=unknowns.scalar("decision_maker.decisiveness", decision_maker.decisiveness),
        review_months=unknowns.scalar("decision_maker.review.every", reasons.review_months(definition)),
        rating_strength=unknowns.scalar("rating_strength", definition.rating_strength),
        inertia=reasons.inertia(definition, unknowns),
        effect=reasons.effect(definition, numbered, unknowns),
        effect_half_range=reasons.effect_half_range(definition, numbered),
        weighs=reasons.weighs(definition, numbered, unknowns),
        when=reasons.when(definition, numbered, unknowns),
        weights=reasons.weights(definition, unknowns),
        bias=reasons.bias(definition, unknowns),
        noise=reasons.per_explanation(definition, "noise", unknowns),
        advisers=reasons.per_explanation(definition, "advisers", unknowns).values,
        shared_error=reasons.per_explanation(definition, "shared_error", unknowns).values,
        risk_aversion=reasons.per_explanation(definition, "risk_aversion", unknowns),
        patience=decision_maker.patience,
        dwell_months=reasons.per_condition(definition, "dwell", unknowns),
        drift=reasons.per_condition(definition, "drift", unknowns),
        pushes=reasons.pushes(definition, numbered, unknowns),
        prior_shares=reasons.prior_shares(definition),
        mix_strength=decision_maker.mix_strength if decision_maker.mix is None else None,
        unknowns=unknowns.found,
        variables=variables,
        items=items,
        analogues=tuple(analogue_arrays(definition, n, a, numbered) for n, a in definition.analogues.items()),
        origins=origins,
    )
