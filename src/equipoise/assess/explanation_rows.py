"""Reading off explanations and parameters."""

from __future__ import annotations

from equipoise.assess.assessment import ExplanationRow, ParameterRow
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.schema import CaseDefinition, LogNormal, Normal, middle
from equipoise.inference.parameters import each_explanation_alone


def explanation_rows(run: VintageRun) -> tuple[ExplanationRow, ...]:
    """Each explanation's share of the mix, and how well it alone predicted the record."""
    names = list(run.case.definition.explanations)
    if not names:
        return ()
    alone = run.again(each_explanation_alone(run.model, run.parameters)).log_evidence
    return tuple(
        ExplanationRow(name, float(share), None, None, None, float(score))
        for name, share, score in zip(names, run.model.prior_shares, alone, strict=True)
    )


def parameter_rows(run: VintageRun) -> tuple[ParameterRow, ...]:
    """The parameters authored as distributions, each at its median."""
    return tuple(
        ParameterRow(name, middle(quantity), None, None, None)
        for name, quantity in _distributions(run.case.definition).items()
    )


def _distributions(definition: CaseDefinition) -> dict[str, Normal | LogNormal]:
    decision_maker = definition.decision_maker
    named = {
        "decisiveness": decision_maker.decisiveness,
        "review.every": decision_maker.review.every,
        "rating_strength": definition.rating_strength,
    }
    return {name: quantity for name, quantity in named.items() if isinstance(quantity, Normal | LogNormal)}
