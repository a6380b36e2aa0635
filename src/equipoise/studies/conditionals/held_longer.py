"""The longer a condition holds, the likelier which scenario: each held for several lengths, against nothing held."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import Stretch, resolve_as_of
from equipoise.calendar import add_months
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.conditionals.holding import KINDS, Conditional, Held, Holding, Kind, end_levels
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.spreads import Difference, Spread

SCHEMA = "equipoise/held-longer/1"
MONTHS = (3, 6, 12)
"""How long a condition is held, in months from the as-of date."""
SLACK = 1e-9
"""Differences smaller than this are of the order of rounding and have no sign."""

Sign = Literal["likelier", "less likely", "unsure"]


@dataclass(frozen=True)
class Slope:
    """What becomes of one scenario as a condition holds longer.

    Attributes:
        sign: `likelier` or `less likely` where the central 80 per cent of the difference from nothing held leaves out
            0 at every length, on the same side; else `unsure`. Where nothing is uncertain, the differences themselves.
        is_monotone: Whether each length moves it further the same way than the one before, the shortest from nothing
            held.
        further: At the greatest length less at the shortest, with its range.
        is_sure: Whether the longer, the likelier (or the less likely) can be said: the sign is sure, each length moves
            it further, and the range of `further` leaves out 0 on the same side.
    """

    sign: Sign
    is_monotone: bool
    further: Difference
    is_sure: bool


@dataclass(frozen=True)
class Lengthened:
    """One condition held at one level, one way, for several lengths.

    Attributes:
        kind, condition, level: What is held, and whether it is seen to happen or brought about.
        held: Each length, the shortest first.
        slopes: What becomes of each scenario.
    """

    kind: Kind
    condition: str
    level: str
    held: tuple[Conditional, ...]
    slopes: Mapping[str, Slope]


@dataclass(frozen=True)
class HeldLonger:
    """Every condition at its end levels, both ways, for several lengths.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on, whatever the length.
        seed, particles: Of the draws.
        plain: Each scenario on the horizon, nothing held.
        lengthened: In the order of conditions, then levels, `given` before `do`.
        impossible: Spans that cannot come about by themselves.
        error: Largest Monte Carlo standard error of a probability, 0 to 1; that of a difference is smaller.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    seed: int
    particles: int
    plain: Mapping[str, Spread]
    lengthened: tuple[Lengthened, ...]
    impossible: tuple[str, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def held_longer(
    case: Case,
    *,
    months: Sequence[int] = MONTHS,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> HeldLonger:
    """Hold every condition at each of its end levels for several lengths, and compare the scenarios on the horizon.

    A condition holds from the day after the as-of date. A length that reaches beyond the horizon ends there. The
    numbers of each length are those of `conditionals` for the same span.

    Args:
        case: The case.
        months: Lengths, in months from the as-of date.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a date, rater or length is not one that can be used, the case has no conditions, or fewer than
            two lengths fit before the horizon.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    day = resolve_as_of(case, as_of)
    known = as_known(case, day, rater=rater)
    lasts = _lasts(months, day, case.definition.clock.horizon)
    pairs = end_levels(known, day)
    say("believing the record")
    holding = Holding(case, as_of=day, rater=rater, particles=particles, seed=seed)
    found, impossible = [], []
    tomorrow = day + timedelta(days=1)
    for (condition, level), kind in itertools.product(pairs, KINDS):
        say(f"{kind} {condition}={level}")
        held, refused = _held(holding, kind, [Stretch(condition, level, tomorrow, last) for last in lasts])
        impossible += refused
        if len(held) > 1:
            slopes = _slopes(holding, held)
            found.append(Lengthened(kind, condition, level, tuple(one.conditional for one in held), slopes))
    return HeldLonger(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        seed=seed,
        particles=holding.particles,
        plain=holding.plain,
        lengthened=tuple(found),
        impossible=tuple(impossible),
        error=holding.error,
    )


def _lasts(months: Sequence[int], as_of: date, horizon: date) -> list[date]:
    """The days on which the lengths end, each once."""
    if any(length < 1 for length in months):
        raise UsageError("a length of less than a month", hint="write whole months, such as 3, 6 and 12")
    lasts = sorted({min(add_months(as_of, length), horizon) for length in months})
    if len(lasts) < 2:
        raise UsageError(
            f"fewer than two lengths fit between the as-of date {as_of} and the horizon {horizon}",
            hint="choose an earlier as-of date, or shorter lengths",
        )
    return lasts


def _held(holding: Holding, kind: Kind, stretches: Sequence[Stretch]) -> tuple[list[Held], list[str]]:
    """What can be held, and the spans that cannot come about by themselves."""
    held, impossible = [], []
    for stretch in stretches:
        try:
            held.append(holding.hold(kind, stretch))
        except NotTrustworthyError:
            impossible.append(str(stretch))
    return held, impossible


def _slopes(holding: Holding, held: Sequence[Held]) -> dict[str, Slope]:
    further = holding.apart(held[-1].outlook, held[0].outlook)
    return {name: _slope([one.conditional.difference[name] for one in held], further[name]) for name in further}


def _slope(differences: Sequence[Difference], further: Difference) -> Slope:
    """The slope of one scenario from its differences from nothing held, the shortest length first."""
    signs = {_side(one) for one in differences}
    side = signs.pop() if len(signs) == 1 else 0
    steps = [later - earlier for earlier, later in itertools.pairwise((0.0, *(one.mean for one in differences)))]
    is_monotone = all(step > SLACK for step in steps) or all(step < -SLACK for step in steps)
    names: dict[int, Sign] = {1: "likelier", -1: "less likely", 0: "unsure"}
    return Slope(names[side], is_monotone, further, is_sure=is_monotone and side != 0 and _side(further) == side)


def _side(one: Difference) -> int:
    """Which side of 0 a difference surely lies on; 0 where that is open."""
    low, high = (one.mean, one.mean) if one.low is None or one.high is None else (one.low, one.high)
    return 0 if low <= SLACK and high >= -SLACK else int(math.copysign(1, one.mean))
