"""What one set of probabilities costs once the outcome is known, by every rule that fits."""

from __future__ import annotations

import math
from collections.abc import Mapping

from equipoise.ledger.scoring.posed import Posed
from equipoise.probability.pooling import coherentized
from equipoise.probability.scores import brier_01, brier_02, log_score, ranked_score, uniform

Penalties = Mapping[str, float]
"""By name of the rule; lower is better."""

ROUNDED = 0.005
"""How far from one probabilities may add up and still count as rounded, not as incoherent."""


def main_rule(posed: Posed) -> str:
    """The rule that skill is told by: Brier 0-1 of yes and no, 0-2 of scenarios."""
    return "brier_01" if posed.is_yes_no else "brier_02"


def penalties_of(said: Mapping[str, float], posed: Posed) -> Penalties:
    """Scores of what was said.

    Args:
        said: Probabilities by option; of yes and no, that of `yes`.
        posed: The event and its outcome.
    """
    return penalties_of_distribution(distribution(said, posed), posed)


def penalties_of_distribution(values: tuple[float, ...], posed: Posed) -> Penalties:
    """The same of probabilities in the order of the options that sum to one."""
    scores = {"brier_02": brier_02(values, posed.came), "log": log_score(values, posed.came).nats}
    if posed.is_yes_no:
        scores = {"brier_01": brier_01(values[1], occurred=bool(posed.came)), **scores}
    elif posed.is_ordered:
        scores["ranked"] = ranked_score(values, posed.came)
    return scores


def distribution(said: Mapping[str, float], posed: Posed) -> tuple[float, ...]:
    """What each option was given, in their order, made to sum to one by the nearest coherent numbers."""
    if posed.is_yes_no:
        return 1 - said["yes"], said["yes"]
    numbers = [said.get(name, 0.0) for name in posed.options]
    if not any(numbers):
        return uniform(len(numbers))
    values = coherentized(numbers, floor=0).probabilities
    # Shares of a sum may miss one by more than rounding of one addition.
    largest = max(range(len(values)), key=values.__getitem__)
    rest = math.fsum(value for n, value in enumerate(values) if n != largest)
    return tuple(1 - rest if n == largest else value for n, value in enumerate(values))


def is_incoherent(said: Mapping[str, float]) -> bool:
    """Whether probabilities of scenarios missed one by more than rounding; they were then scaled to be scored."""
    return "yes" not in said and abs(math.fsum(said.values()) - 1) > ROUNDED
