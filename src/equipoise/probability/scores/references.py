"""Forecasts that anyone could have made: what a record has to beat before it shows skill.

The fourth reference, one's own previous issue, is a forecast on record and needs no function.
"""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.probability.distribution import FLOOR, checked_floor, checked_outcome


def uniform(options: int) -> tuple[float, ...]:
    """The same probability for every option.

    Raises:
        ValueError: With fewer than two options.
    """
    if options < 2:
        raise ValueError(f"a forecast is over two options or more, got {options}")
    return (1 / options,) * options


def base_rate(counts: Sequence[float]) -> tuple[float, ...]:
    """How often each option came in cases like this one, one imagined case spread evenly over the options added.

    The imagined case (Perks's prior; Jeffreys's for two options) keeps an option that never came above nought.
    Count only cases that were over when the question opened: a rate that knows the outcome is no reference.

    Args:
        counts: In how many cases each option came.

    Raises:
        ValueError: With fewer than two options, or a negative count.
    """
    even = uniform(len(counts))
    if min(counts) < 0:
        raise ValueError(f"counts are 0 or more, got {min(counts)}")
    total = sum(counts) + 1
    return tuple((count + share) / total for count, share in zip(counts, even, strict=True))


def no_change(options: int, now: int, *, floor: float = FLOOR) -> tuple[float, ...]:
    """As sure as the floor allows that things stay as they are.

    Args:
        options: How many there are.
        now: Index of the option that held when the question opened.
        floor: What each of the others is given.

    Raises:
        ValueError: If there is no such option, or the floor is none for so many.
    """
    held, least = checked_outcome(now, len(uniform(options))), checked_floor(floor, options)
    return tuple(1 - least * (options - 1) if option == held else least for option in range(options))
