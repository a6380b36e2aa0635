"""One condition held at one level for a while, under the same particles as the plain assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import numpy as np

from equipoise.assess.vintage_run import Stretch, ask_vintage
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.studies.shared_draws.common_particles import CommonParticles, Outlook
from equipoise.studies.shared_draws.spreads import Difference, Spread

Kind = Literal["given", "do"]
KINDS: tuple[Kind, ...] = ("given", "do")


@dataclass(frozen=True)
class Conditional:
    """One condition held at one level, and the scenarios on the horizon.

    Attributes:
        kind: `given`, seen to happen, which moves beliefs about the past too; `do`, brought about from outside.
        span: As it would be written for `assess`.
        condition, level, first, last: Its parts; it holds from the end of the first day to the end of the last.
        chance: Probability that the span comes about by itself, as the plain assessment has it; None for `do`.
        is_counterfactual: Whether a `do` starts no later than the as-of date: only older evidence then counts.
        scenarios: Each scenario on the horizon.
        difference: The same less the plain assessment. The range is of the difference under one and the same setting
            of the parameters, settings weighed as what is held makes them likely, widened to the mean if need be.
    """

    kind: Kind
    span: str
    condition: str
    level: str
    first: date
    last: date
    chance: float | None
    is_counterfactual: bool
    scenarios: Mapping[str, Spread]
    difference: Mapping[str, Difference]


@dataclass(frozen=True)
class Held:
    """What `Holding` finds: the record, and what it was read off."""

    conditional: Conditional
    outlook: Outlook


class Holding:
    """The plain assessment of a case at a vintage, and conditions held against it.

    Attributes:
        particles: Particles drawn, over all islands.
        plain: Each scenario on the horizon, nothing held.
        error: Largest Monte Carlo standard error of a probability so far, 0 to 1.
    """

    def __init__(self, case: Case, *, as_of: date, rater: str, particles: int, seed: int) -> None:
        """Believe the record with nothing held.

        Raises:
            UsageError: If the rater is not one the case has, or a number makes no sense.
            NotTrustworthyError: If the evidence is impossible under every state.
        """
        self._names = tuple(case.definition.scenarios)
        self._ask = partial(ask_vintage, case, as_of=as_of, rater=rater)
        self._common = CommonParticles(self._ask(), particles=particles, seed=seed)
        self.particles = self._common.count
        self.plain = self._named(self._common.authored.spreads())
        self.error = self._common.authored.error

    def hold(self, kind: Kind, stretch: Stretch) -> Held:
        """Hold one condition.

        Raises:
            NotTrustworthyError: If what is given cannot happen by itself.
        """
        asked = self._ask(given=[stretch]) if kind == "given" else self._ask(do=[stretch])
        outlook, plain = self._common.outlook(asked), self._common.authored
        self.error = max(self.error, outlook.error)
        chance = None
        if kind == "given":
            chance = min(float(plain.weights @ np.exp(outlook.log_likelihood - plain.log_likelihood)), 1.0)
        conditional = Conditional(
            kind=kind,
            span=str(stretch),
            condition=stretch.condition,
            level=stretch.level,
            first=stretch.first,
            last=stretch.last,
            chance=chance,
            is_counterfactual=asked.counterfactual_from is not None,
            scenarios=self._named(outlook.spreads()),
            difference=self.apart(outlook, plain),
        )
        return Held(conditional, outlook)

    def apart(self, outlook: Outlook, other: Outlook) -> Mapping[str, Difference]:
        """Each scenario in one outlook less the other."""
        return dict(zip(self._names, outlook.differences_from(other), strict=True))

    def _named(self, spreads: list[Spread]) -> Mapping[str, Spread]:
        return dict(zip(self._names, spreads, strict=True))


def end_levels(known: Case, as_of: date) -> list[tuple[str, str]]:
    """Every condition with its lowest and its highest level.

    Args:
        known: The case as known at its vintage.
        as_of: The vintage.

    Raises:
        UsageError: If there is no condition, or nothing lies ahead for one to be held in.
    """
    if not known.definition.conditions:
        raise UsageError("the case has no conditions as of this date", hint="nothing outside the actor can be held")
    if as_of >= known.definition.clock.horizon:
        raise UsageError(
            f"nothing lies between the as-of date {as_of} and the horizon", hint="choose an earlier --as-of"
        )
    return [
        (name, level)
        for name, condition in known.definition.conditions.items()
        for level in dict.fromkeys((condition.levels[0], condition.levels[-1]))
    ]
