"""Four theories of Beijing: what each weighs, from `stressed_by`, scaled so that all speak equally loud."""

from __future__ import annotations

from typing import Any

from equipoise.case.ranges import explanation_ranges
from equipoise.case.schema import CaseDefinition
from sino_russian.considerations import NAMES, considerations, reversal_of
from sino_russian.facts import Facts

RANGE_NATS = 2.5
"""Best course less worst course by each explanation alone: the best is twelve times likelier at a review."""

FIRST, FURTHER = 1.0, 0.5
"""Weight of a consideration in the explanation named first, and in those named after it, before scaling."""

EXPLANATIONS: dict[str, dict[str, Any]] = {
    "power": {
        "title": "Power",
        "prior": 1,
        "why": (
            "Relative power and rivalry with the United States decide: Russia is a weight on the scale, and worth as "
            "much as it weighs (mechanisms 17, 23, 30, 46)."
        ),
    },
    "interests": {
        "title": "Interests",
        "prior": 1,
        "decision_maker": {"risk_aversion": 0.3},
        "why": (
            "A cautious ledger of trade, sanctions and standing decides (mechanisms 5, 16, 17). Risk aversion: the "
            "documents call this actor cautious; the size is authored."
        ),
    },
    "personality": {
        "title": "Personality",
        "prior": 1,
        "decision_maker": {"bias": {"battlefield": {"mean": -0.7, "sd": 0.4}}, "noise": 0.7, "risk_aversion": -0.5},
        "why": (
            "One man's bond with Moscow decides (mechanisms 9, 12, 17, 20, 21). Bias is K18: he sees Russia win more "
            "than it does (negative is towards russia_winning). Risk aversion is K19: he likes risk. Noise: what "
            "reaches him is bent to please. Their signs are coded, their sizes authored."
        ),
    },
    "norms": {
        "title": "Norms",
        "prior": 1,
        "why": (
            "A shared view of the world pulls towards Moscow; declared principles (sovereignty, no alliances) hold "
            "Beijing back (mechanisms 16, 18, 19, 57)."
        ),
    },
}
"""Prior shares are equal: the documents argue over the four and rank none of them for good."""


def weights(facts: Facts) -> dict[str, dict[str, float]]:
    """Unscaled weight of every consideration in every explanation that stresses it."""
    by_explanation: dict[str, dict[str, float]] = {name: {} for name in EXPLANATIONS}
    written = considerations(facts)
    for coded, name in NAMES.items():
        for place, explanation in enumerate(facts.find("considerations", coded)["stressed_by"]):
            for part in (name, reversal_of(name)):
                if part in written:
                    by_explanation[explanation][part] = FURTHER if place else FIRST
    return by_explanation


def explanations(facts: Facts, definition: dict[str, Any]) -> dict[str, Any]:
    """The four explanations, each scaled to RANGE_NATS.

    Args:
        facts: The coded facts.
        definition: `case.yaml` so far, without explanations.
    """
    unscaled = {name: fields | {"weights": weights(facts)[name]} for name, fields in EXPLANATIONS.items()}
    ranges = explanation_ranges(CaseDefinition.model_validate(definition | {"explanations": unscaled}))
    return {name: _scaled(fields, RANGE_NATS / ranges[name]) for name, fields in unscaled.items()}


def _scaled(fields: dict[str, Any], factor: float) -> dict[str, Any]:
    in_order = {key: value for key, value in fields.items() if key in ("title", "prior")}
    in_order["weights"] = {name: round(weight * factor, 3) for name, weight in fields["weights"].items()}
    return in_order | {key: value for key, value in fields.items() if key not in in_order}
