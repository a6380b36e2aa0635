"""The settings of the switchboard: other decision-makers that any case can be given, as edits of it.

| kind | the decision-maker |
|---|---|
| `alone` | one explanation is all there is to its motives (`decision_maker.mix`); one setting per explanation |
| `biased` | the same, seeing conditions with the bias of the explanation that carries one; else of the case |
| `stove_piped` | the mix as authored, one adviser, and an appetite for risk |
| `collective` | the mix as authored, nine advisers who share no error |

An explanation's own perception comes before the case's, so what a setting fixes is fixed for every explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from equipoise.case.case import Case
from equipoise.case.schema import Between, CaseDefinition, Quantity, middle

Kind = Literal["alone", "biased", "stove_piped", "collective"]

APPETITE = -0.5
"""Risk aversion of the appetite for risk where nobody in the case has one: halfway from the middle to the light end."""

MANY_ADVISERS = 9
"""Independent enough that a ninth of the error is left."""

_PATH = "decision_maker"


@dataclass(frozen=True)
class Switch:
    """One setting.

    Attributes:
        kind: As in the table above.
        explanation: The explanation that is alone; None where the mix is as authored.
        edits: What is edited.
        lender: Whose bias it sees with, for `biased`: an explanation, or None for the case.
        appetite: Its risk aversion, for `stove_piped`; None where no effect is a range, so that it would do nothing.
        refusal: Why it is not tried; empty where it is.
    """

    kind: Kind
    explanation: str | None
    edits: Mapping[str, Any] = field(default_factory=dict)
    lender: str | None = None
    appetite: float | None = None
    refusal: str = ""


def switches(known: Case) -> tuple[Switch, ...]:
    """Every setting, those without effect or sense with the reason why they are not tried.

    Args:
        known: The case as known at its vintage, so that no explanation is alone before it was known.
    """
    definition = known.definition
    return (
        *_alone(definition),
        *_biased(definition),
        _stove_piped(definition),
        _collective(definition),
    )


def _alone(definition: CaseDefinition) -> Iterator[Switch]:
    for name in definition.explanations:
        yield Switch("alone", name, _only(name))


def _biased(definition: CaseDefinition) -> Iterator[Switch]:
    lender, bias = _lent_bias(definition)
    for name, explanation in definition.explanations.items():
        refusal = ""
        if not bias:
            refusal = "no explanation and not the case itself carries a bias"
        elif name == lender or explanation.decision_maker.bias == bias:
            refusal = "it sees with that bias already"
        elif lender is None and not explanation.decision_maker.bias:
            refusal = "the bias is the case's own, which it sees with already"
        own = {f"explanations.{name}.decision_maker.bias": {k: _plain(value) for k, value in bias.items()}}
        yield Switch("biased", name, _only(name) | own, lender=lender, refusal=refusal)


def _stove_piped(definition: CaseDefinition) -> Switch:
    appetite = _appetite(definition) if _has_ranges(definition) else None
    edits = _for_everybody(definition, "advisers", 1)
    if appetite is not None:
        edits |= _for_everybody(definition, "risk_aversion", appetite)
    return Switch("stove_piped", None, edits, appetite=appetite)


def _collective(definition: CaseDefinition) -> Switch:
    edits = _for_everybody(definition, "advisers", MANY_ADVISERS) | _for_everybody(definition, "shared_error", 0)
    return Switch("collective", None, edits)


def _only(name: str) -> dict[str, Any]:
    return {f"{_PATH}.mix": {name: 1}}


def _for_everybody(definition: CaseDefinition, what: str, value: float) -> dict[str, Any]:
    """An edit of the case's own field, and of that of each explanation that has one of its own."""
    owners = [name for name, one in definition.explanations.items() if getattr(one.decision_maker, what) is not None]
    return {f"{_PATH}.{what}": value} | {f"explanations.{name}.{_PATH}.{what}": value for name in owners}


def _lent_bias(definition: CaseDefinition) -> tuple[str | None, Mapping[str, Quantity]]:
    """The strongest bias of an explanation, with its name; else the case's own."""
    own = {name: one.decision_maker.bias for name, one in definition.explanations.items()}
    lender = max(own, key=lambda name: _strength(own[name]), default=None)
    if lender is not None and _strength(own[lender]) > 0:
        return lender, own[lender]
    case_wide = definition.decision_maker.bias
    return None, case_wide if _strength(case_wide) > 0 else {}


def _strength(bias: Mapping[str, Quantity]) -> float:
    return max((abs(middle(value)) for value in bias.values()), default=0.0)


def _appetite(definition: CaseDefinition) -> float:
    """The greatest appetite for risk that anybody in the case has."""
    perceptions = [one.decision_maker.risk_aversion for one in definition.explanations.values()]
    authored = [middle(one) for one in (definition.decision_maker.risk_aversion, *perceptions) if one is not None]
    least = min(authored)
    return least if least < 0 else APPETITE


def _has_ranges(definition: CaseDefinition) -> bool:
    return any(
        isinstance(written, Between)
        for consideration in definition.considerations.values()
        for levels in consideration.effect.values()
        for written in levels.values()
    )


def _plain(quantity: Quantity) -> Any:
    return quantity if isinstance(quantity, int | float) else quantity.model_dump(mode="json")
