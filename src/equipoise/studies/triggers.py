"""Published judgements on a condition: is their trigger pulled at a vintage, can it still be, or is it void?

A judgement *if Russia loses, Beijing arms it* says nothing while Russia does not lose, and is void once its span has
passed without that. Only an active one can be set beside anything, and never beside an unconditional number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from equipoise.assess.vintage_run import resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.revisiting.judgements_revisited import MET, ConditionRevisited, revisit_judgements

Status = Literal["active", "dormant", "void"]


@dataclass(frozen=True)
class Trigger:
    """A judgement on a condition, and where that stands.

    Attributes:
        judgement, who, when, says: What it is.
        conditions: Each condition, as the vintage sees it.
        status: `active` where all were met, or have held so far for 80 per cent of the days past; `void` where one
            can no longer be met; else `dormant`.
    """

    judgement: str
    who: str
    when: str
    says: str
    conditions: tuple[ConditionRevisited, ...]
    status: Status


@dataclass(frozen=True)
class Triggers:
    """Triggers at one vintage.

    Attributes:
        case, fingerprint, as_of, rater, seed, particles: What was asked, and of which case.
        triggers: Each judgement on a condition that was made by then, in the order of the case.
    """

    case: str
    fingerprint: str
    as_of: date
    rater: str
    seed: int
    particles: int
    triggers: tuple[Trigger, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON (docs/ledger.md)."""
        return {
            "case": self.case,
            "fingerprint": self.fingerprint,
            "as_of": self.as_of.isoformat(),
            "rater": self.rater,
            "seed": self.seed,
            "particles": self.particles,
            "triggers": [
                {
                    "judgement": one.judgement,
                    "who": one.who,
                    "when": one.when,
                    "says": one.says,
                    "status": one.status,
                    "conditions": [_plain(condition) for condition in one.conditions],
                }
                for one in self.triggers
            ],
        }


def triggers(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
) -> Triggers:
    """Where the conditions of published judgements stand.

    Args:
        case: The case.
        as_of: The vintage; by default the last day something became known.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: How many settings of the parameters are drawn.

    Raises:
        UsageError: If the date lies outside the case, or there is no such rater.
        NotTrustworthyError: If the evidence is impossible.
    """
    day = resolve_as_of(case, as_of)
    run = run_vintage(case, as_of=day, rater=rater, days=(day,), particles=particles, seed=seed)
    found = tuple(
        Trigger(one.judgement, one.who, one.when, one.says, one.conditions, status_of(one.conditions))
        for one in revisit_judgements(case, run, older=case, since=day, rater=rater)
        if one.conditions
    )
    return Triggers(case.name, case.fingerprint, day, rater, seed, particles, found)


def status_of(conditions: Sequence[ConditionRevisited]) -> Status:
    """Where a judgement stands by its conditions: all of them have to hold."""
    if any(one.verdict == "not_met" for one in conditions):
        return "void"
    return "active" if all(_is_active(one) for one in conditions) else "dormant"


def _is_active(one: ConditionRevisited) -> bool:
    return one.verdict == "met" or (one.held is not None and one.held >= MET)


def _plain(one: ConditionRevisited) -> dict[str, Any]:
    return {
        "condition": one.condition,
        "level": one.level,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "read_until": one.read_until.isoformat(),
        "held": one.held,
        "verdict": one.verdict,
    }
