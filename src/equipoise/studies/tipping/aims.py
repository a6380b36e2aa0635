"""What a tipping point tips: who leads, or whether a probability is past a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from equipoise.authored.nearest import suggest
from equipoise.errors import UsageError
from equipoise.model.arrays import Floats

AimKind = Literal["leader", "to", "above", "below"]


@dataclass(frozen=True)
class Aim:
    """What is looked for on the horizon.

    Attributes:
        kind: `leader`: `scenario` no longer leads; `to`: it leads; `above`, `below`: it is past the bound.
        scenario: Id of the scenario it is about.
        index: Its place in the case.
        bound: Probability; None where there is none.
    """

    kind: AimKind
    scenario: str
    index: int
    bound: float | None = None

    def margin(self, probability: Floats) -> Floats:
        """How far it is from being so, in probability, `[...]` from `[scenario, ...]`: below 0 it is so."""
        own = probability[self.index]
        if self.bound is not None:
            return np.asarray(self.bound - own if self.kind == "above" else own - self.bound)
        others = np.delete(probability, self.index, axis=0).max(axis=0, initial=0.0)
        return np.asarray(own - others if self.kind == "leader" else others - own)


def read_aim(
    scenarios: Sequence[str],
    leader: int,
    *,
    to: str | None,
    above: float | None,
    below: float | None,
    scenario: str | None,
) -> Aim:
    """What is asked for: that another scenario leads, unless something else is.

    Args:
        scenarios: Ids, in the case's order.
        leader: Place of the one that leads as authored.
        to: The scenario that should lead.
        above: Probability that `scenario` should exceed.
        below: Probability that it should fall short of.
        scenario: The scenario of the bound; the leader by default.

    Raises:
        UsageError: If two things are asked for at once, a bound is no probability, or there is no such scenario.
    """
    if sum(asked is not None for asked in (to, above, below)) > 1:
        raise UsageError("more than one aim", hint="ask for one of --to, --above and --below")
    if scenario is not None and above is None and below is None:
        raise UsageError(f"the scenario {scenario!r} without a bound", hint="add --above or --below, or use --to")
    if to is not None:
        return Aim("to", to, _place(scenarios, to))
    place = leader if scenario is None else _place(scenarios, scenario)
    for kind, bound in (("above", above), ("below", below)):
        if bound is not None:
            if not 0 <= bound <= 1:
                raise UsageError(f"{bound:g} is no probability", hint="write one from 0 to 1, such as 0.5")
            return Aim("above" if kind == "above" else "below", scenarios[place], place, bound)
    return Aim("leader", scenarios[leader], leader)


def _place(scenarios: Sequence[str], name: str) -> int:
    if name not in scenarios:
        raise UsageError(f"there is no scenario {name!r}", hint=suggest(name, scenarios, called="the case has"))
    return list(scenarios).index(name)
