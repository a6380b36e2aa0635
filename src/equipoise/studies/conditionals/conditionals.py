"""What would follow from a condition: seen to be at a level, or brought there from outside, against neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.assess.stretches import read_stretches
from equipoise.assess.vintage_run import Stretch, resolve_as_of
from equipoise.calendar import add_months
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import NotTrustworthyError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.conditionals.holding import KINDS, Conditional, Holding, Kind, end_levels
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.spreads import Spread

SCHEMA = "equipoise/conditionals/1"
MONTHS = 12
"""How far ahead a condition is held unless a span says otherwise."""


@dataclass(frozen=True)
class Conditionals:
    """All of them, and the plain assessment they are compared with.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        seed, particles: Of the draws.
        plain: Each scenario on the horizon, nothing held.
        conditionals: In the order of conditions, then levels, `given` before `do`; or as asked for.
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
    conditionals: tuple[Conditional, ...]
    impossible: tuple[str, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def conditionals(
    case: Case,
    *,
    given: Sequence[str] = (),
    do: Sequence[str] = (),
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Conditionals:
    """Compare the scenarios on the horizon with what they would be were a condition held at a level.

    By default every condition is held at each of its end levels, for twelve months or to the horizon. The span begins
    with the day after the as-of date, so that all evidence counts for `do` as it does for `given`. Spans asked for are
    read as `assess` reads them.

    Args:
        case: The case.
        given: Instead: spans that are taken as having happened, one comparison each.
        do: Likewise, spans in which a condition is set and held from outside.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a date, rater or span is not one the case has, or nothing lies ahead of the as-of date.
        NotTrustworthyError: If the evidence, or a span that was asked for, is impossible under every state.
    """
    say = progress or silence
    day = resolve_as_of(case, as_of)
    known = as_known(case, day, rater=rater)
    horizon = case.definition.clock.horizon
    wanted: list[tuple[Kind, Stretch]] = [
        *(("given", one) for one in read_stretches(given, known, first=day, last=horizon)),
        *(("do", one) for one in read_stretches(do, known, first=day, last=horizon)),
    ]
    is_asked_for = bool(wanted)
    pairs = wanted or _end_levels(known, day)
    say("believing the record")
    holding = Holding(case, as_of=day, rater=rater, particles=particles, seed=seed)
    found, impossible = [], []
    for kind, stretch in pairs:
        say(f"{kind} {stretch}")
        try:
            found.append(holding.hold(kind, stretch).conditional)
        except NotTrustworthyError:
            if is_asked_for:
                raise
            impossible.append(str(stretch))
    return Conditionals(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=horizon,
        seed=seed,
        particles=holding.particles,
        plain=holding.plain,
        conditionals=tuple(found),
        impossible=tuple(impossible),
        error=holding.error,
    )


def _end_levels(known: Case, as_of: date) -> list[tuple[Kind, Stretch]]:
    """Every condition at each of its end levels, both ways, for as long as `conditionals` says."""
    last = min(add_months(as_of, MONTHS), known.definition.clock.horizon)
    return [
        (kind, Stretch(condition, level, as_of + timedelta(days=1), last))
        for condition, level in end_levels(known, as_of)
        for kind in KINDS
    ]
