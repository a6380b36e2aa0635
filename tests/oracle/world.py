"""The case as it was known on a date, with every distribution at its median (model page, sections 3, 5 and 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from equipoise.case.case import Case
from equipoise.case.schema import (
    CaseDefinition,
    Condition,
    Consideration,
    DecisionMaker,
    Explanation,
    middle,
)


@dataclass(frozen=True)
class World:
    """What an assessment may use of a case.

    Attributes:
        definition: `case.yaml` as authored; names that are not yet known are simply never looked up.
        conditions, considerations, explanations: Those known by the as-of date.
        mix: Share of each explanation, summing to one; empty where no explanation is known.
        rating_strength: τ.
    """

    definition: CaseDefinition
    conditions: dict[str, Condition]
    considerations: dict[str, Consideration]
    explanations: dict[str, Explanation]
    mix: dict[str, float]
    rating_strength: float

    @cached_property
    def levels(self) -> dict[str, list[str]]:
        """Levels of every instrument and condition, by name."""
        return {name: one.levels for name, one in (self.definition.instruments | self.conditions).items()}

    @property
    def every(self) -> float:
        """Mean time between reviews, in months."""
        authored = self.definition.decision_maker.review.every
        if authored is not None:
            return middle(authored)
        rate, scenarios = self.definition.base_rate, len(self.definition.scenarios)
        years = rate.years * rate.cases if rate.case_years is None else rate.case_years
        return 12 * years / rate.changes * (scenarios - 1) / scenarios

    def blend(self, field: str, name: str | None = None) -> float:
        """Σ_e m_e · field_e · weight_e over explanations, with the weights that section 4 gives that field.

        Args:
            field: `noise` gives s² (levels²), `bias` b_k (levels), `risk_aversion` r.
            name: The condition, for `bias`.
        """
        case = self.definition.decision_maker
        if not self.mix:
            return _of_one(field, name, case, case)
        return sum(
            share * _of_one(field, name, self.explanations[explanation].decision_maker, case)
            for explanation, share in self.mix.items()
        )

    def alone(self, explanation: str) -> World:
        """This world with one explanation as the whole mix."""
        return replace(self, mix={explanation: 1.0})

    def half_strength(self) -> World:
        """This world with τ halved."""
        return replace(self, rating_strength=self.rating_strength / 2)


def world_of(case: Case, as_of: date) -> World:
    """What the case holds that was known by the end of a day."""
    definition = case.definition
    explanations = _known(definition.explanations, as_of)
    return World(
        definition=definition,
        conditions=_known(definition.conditions, as_of),
        considerations=_known(definition.considerations, as_of),
        explanations=explanations,
        mix=_mix(definition.decision_maker, explanations),
        rating_strength=middle(definition.rating_strength),
    )


def _known(named, as_of: date):
    return {name: one for name, one in named.items() if one.known is None or one.known <= as_of}


def _mix(decision_maker: DecisionMaker, explanations: dict[str, Explanation]) -> dict[str, float]:
    authored = decision_maker.mix
    shares = {
        name: explanation.prior if authored is None else authored.get(name, 0.0)
        for name, explanation in explanations.items()
    }
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()} if total > 0 else {}


def _of_one(field: str, name: str | None, own, case: DecisionMaker) -> float:
    advisers = case.advisers if own.advisers is None else own.advisers
    shared = case.shared_error if own.shared_error is None else own.shared_error
    seen_alike = shared + (1 - shared) / advisers
    if field == "bias":
        bias = own.bias.get(name, case.bias.get(name, 0.0))
        return middle(bias) * seen_alike
    value = getattr(own, field)
    value = middle(getattr(case, field) if value is None else value)
    return value**2 * seen_alike if field == "noise" else value
