"""What would follow from a condition: seen to be at a level, or brought there from outside, against neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

import numpy as np

from equipoise._version import __version__
from equipoise.assess.stretches import read_stretches
from equipoise.assess.vintage_run import Asked, Stretch, ask_vintage, resolve_as_of
from equipoise.calendar import add_months
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.common_particles import CommonParticles, Outlook
from equipoise.studies.lever_scan import Spread

SCHEMA = "equipoise/conditionals/1"
MONTHS = 12
"""How far ahead a condition is held unless a span says otherwise."""

Kind = Literal["given", "do"]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Difference:
    """Change of a probability, in probability (0.04 = four points); range None where nothing is uncertain."""

    mean: float
    low: float | None
    high: float | None


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
        content = asdict(self) | {"as_of": self.as_of.isoformat(), "horizon": self.horizon.isoformat()}
        for entry in content["conditionals"]:
            entry["first"], entry["last"] = entry["first"].isoformat(), entry["last"].isoformat()
        return {"schema": SCHEMA, "version": __version__, **content}


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
    say = progress or (lambda words: None)
    day = resolve_as_of(case, as_of)
    known = as_known(case, day, rater=rater)
    horizon = case.definition.clock.horizon
    wanted = [
        *(("given", one) for one in read_stretches(given, known, first=day, last=horizon)),
        *(("do", one) for one in read_stretches(do, known, first=day, last=horizon)),
    ]
    is_asked_for = bool(wanted)
    pairs = wanted or _end_levels(known, day)
    ask = partial(ask_vintage, case, as_of=day, rater=rater)
    say("believing the record")
    common = CommonParticles(ask(), particles=particles, seed=seed)
    found, impossible, outlooks = [], [], [common.authored]
    for kind, stretch in pairs:
        say(f"{kind} {stretch}")
        try:
            asked = ask(given=[stretch]) if kind == "given" else ask(do=[stretch])
            outlook = common.outlook(asked)
        except NotTrustworthyError:
            if is_asked_for:
                raise
            impossible.append(str(stretch))
            continue
        outlooks.append(outlook)
        found.append(_conditional("given" if kind == "given" else "do", stretch, asked, outlook, common.authored))
    return Conditionals(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=horizon,
        seed=seed,
        particles=common.count,
        plain=_scenarios(list(case.definition.scenarios), common.authored),
        conditionals=tuple(found),
        impossible=tuple(impossible),
        error=max(outlook.error for outlook in outlooks),
    )


def _end_levels(known: Case, as_of: date) -> list[tuple[str, Stretch]]:
    horizon = known.definition.clock.horizon
    first, last = as_of + timedelta(days=1), min(add_months(as_of, MONTHS), horizon)
    if not known.definition.conditions:
        raise UsageError("the case has no conditions as of this date", hint="nothing outside the actor can be held")
    if first > last:
        raise UsageError(
            f"nothing lies between the as-of date {as_of} and the horizon", hint="choose an earlier --as-of"
        )
    return [
        (kind, Stretch(name, level, first, last))
        for name, condition in known.definition.conditions.items()
        for level in dict.fromkeys((condition.levels[0], condition.levels[-1]))
        for kind in ("given", "do")
    ]


def _conditional(kind: Kind, stretch: Stretch, asked: Asked, held: Outlook, plain: Outlook) -> Conditional:
    names = list(asked.case.definition.scenarios)
    chance = None
    if kind == "given":
        chance = min(float(plain.weights @ np.exp(held.log_likelihood - plain.log_likelihood)), 1.0)
    return Conditional(
        kind=kind,
        span=str(stretch),
        condition=stretch.condition,
        level=stretch.level,
        first=stretch.first,
        last=stretch.last,
        chance=chance,
        is_counterfactual=asked.counterfactual_from is not None,
        scenarios=_scenarios(names, held),
        difference={name: _difference(index, held, plain) for index, name in enumerate(names)},
    )


def _difference(index: int, held: Outlook, plain: Outlook) -> Difference:
    mean = float(held.mean[index] - plain.mean[index])
    low, high = held.range_of(held.by_particle[index] - plain.by_particle[index])
    if low is None or high is None:
        return Difference(mean, None, None)
    return Difference(mean, min(low, mean), max(high, mean))


def _scenarios(names: list[str], outlook: Outlook) -> dict[str, Spread]:
    return {
        name: Spread(float(mean), *outlook.range_of(values))
        for name, mean, values in zip(names, outlook.mean, outlook.by_particle, strict=True)
    }
