"""What a base rate says of the time between reviews (docs/model.md, section 4)."""

from __future__ import annotations

from equipoise.case.schema import BaseRate


def months_between_reviews(rate: BaseRate, scenarios: int) -> float:
    """Months between reviews at which an actor without reasons would change scenario as often as was counted.

    A review that picks among S scenarios at random changes the scenario with probability (S - 1) / S, so
    `12 * years / changes * (S - 1) / S` months between reviews give `changes` in so many years of all cases together.

    Args:
        rate: What was counted.
        scenarios: Number of scenarios of the case.

    Raises:
        ValueError: If it does not say over how many years; `check` finds that.
    """
    return 12 * case_years(rate) / rate.changes * (scenarios - 1) / scenarios


def case_years(rate: BaseRate) -> float:
    """Years over which actors were watched, all cases together.

    Raises:
        ValueError: If the rate does not say.
    """
    if rate.case_years is not None:
        return rate.case_years
    if rate.years is None:
        raise ValueError("a base rate needs years or case_years")
    return rate.years * rate.cases
