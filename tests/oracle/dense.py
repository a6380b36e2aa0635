"""What `assess` should answer, by dense algebra on the joint chain.

`answer` gives the numbers of an assessment, `probability` that of one event.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from equipoise.case.case import Case
from equipoise.case.schema import Event
from oracle.chain import Chain, chain_of
from oracle.items import Counted, counted_items, factor, known_on
from oracle.record import Record, Span
from oracle.world import World, world_of


@dataclass(frozen=True)
class Answer:
    """Numbers of an assessment.

    Attributes:
        scenarios, basis: By report date (and scenario).
        conditions: By report date, condition and level.
        ever: By scenario and date until.
        baselines: By name, scenario and date: the as-of date and the headline dates.
        exponents, predictive, moved: By item id (and scenario); `moved` in dB.
        origins: By the ids of its items, sorted, and scenario: dB moved by all of them.
        shares, alone: By explanation: its share of the mix, and the log score of the record under it alone.
        silent: Report dates up to the as-of date in whose step no item is dated.
    """

    as_of: date
    log_evidence: float
    log_span: float | None
    scenarios: dict[tuple[date, str], float]
    basis: dict[date, str]
    conditions: dict[tuple[date, str, str], float]
    ever: dict[tuple[str, date], float]
    baselines: dict[tuple[str, str, date], float]
    exponents: dict[str, float]
    predictive: dict[str, float]
    moved: dict[tuple[str, str], float]
    origins: dict[tuple[tuple[str, ...], str], float]
    shares: dict[str, float]
    alone: dict[str, float]
    silent: tuple[date, ...]
    effective_origins: float


def answer(
    case: Case,
    *,
    as_of: date | None = None,
    until: date | None = None,
    rater: str = "default",
    given: Collection[str] = (),
    do: Collection[str] = (),
) -> Answer:
    """The numbers of `assess` with the same arguments."""
    case = _shortened(case, until)
    as_of = _as_of(case, as_of)
    horizon = case.definition.clock.horizon
    asked = _Asked(case, as_of, rater, _spans(given, as_of, horizon), _spans(do, as_of, horizon))
    chain = chain_of(asked.world)
    record = asked.record(chain)
    dates = _report_dates(case, as_of)
    present = _by_scenario(chain, record.belief(as_of))
    return Answer(
        as_of=as_of,
        log_evidence=record.log_evidence + _analogues(case, chain, as_of),
        log_span=record.log_span if asked.given else None,
        scenarios={
            (day, name): share for day in dates for name, share in _by_scenario(chain, record.belief(day)).items()
        },
        basis={day: asked.basis(day) for day in dates},
        conditions={
            (day, name, level): _share(chain, record.belief(day), name, level)
            for day in dates
            for name, condition in asked.world.conditions.items()
            for level in condition.levels
        },
        ever={
            (name, day): record.ever(_inside(chain, name), as_of, day)
            for day in _headline_dates(as_of, horizon)
            for name in case.definition.scenarios
        },
        baselines=_baselines(asked, record, present),
        exponents={one.item.id: one.exponent for one in asked.items},
        predictive=record.predictive(),
        moved={
            (one.item.id, name): gap
            for one in asked.items
            for name, gap in _moved(record, {one.item.id}, as_of).items()
        },
        origins={
            (tuple(sorted(copies)), name): gap
            for copies in asked.origins()
            for name, gap in _moved(record, copies, as_of).items()
        },
        shares=asked.world.mix,
        alone={name: asked.record(chain_of(asked.world.alone(name))).log_evidence for name in asked.world.explanations},
        silent=_silent(case, asked.items, dates, as_of),
        effective_origins=sum(one.exponent for one in asked.items if one.is_rated),
    )


def probability(case: Case, event: Event, *, as_of: date | None = None, rater: str = "default") -> float:
    """Probability of an event (section 7); `until` defaults to the horizon."""
    as_of = _as_of(case, as_of)
    until = event.until or case.definition.clock.horizon
    given = [f"{name}={value}" for name, value in event.given.items()]
    do = [f"{name}={value}" for name, value in event.do.items()]
    asked = _Asked(case, as_of, rater, _spans(given, as_of, until), _spans(do, as_of, until))
    chain = chain_of(asked.world)
    record = asked.record(chain)
    inside = np.any([_inside(chain, member) for member in event.at or event.ever or event.throughout], axis=0)
    start = max(event.from_ or as_of, as_of)
    if event.at is not None:
        return float(record.belief(until)[inside].sum())
    if event.ever is not None:
        return record.ever(inside, start, until)
    return 1 - record.ever(~inside, start, until)


# --- what is asked ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    case: Case
    as_of: date
    rater: str
    given: list[Span]
    do: list[Span]

    @cached_property
    def world(self) -> World:
        return world_of(self.case, self.as_of)

    @property
    def counterfactual(self) -> date | None:
        """The first day a `do` makes otherwise than it was."""
        return min((span.start for span in self.do if span.start <= self.as_of), default=None)

    @cached_property
    def items(self) -> list[Counted]:
        return counted_items(self.case, self.world, self.as_of, rater=self.rater, before=self.counterfactual)

    def origins(self) -> list[set[str]]:
        """Rated items of each origin."""
        rated = [one for one in self.items if one.is_rated]
        return [{one.item.id for one in rated if one.origin == name} for name in {one.origin for one in rated}]

    def record(self, chain: Chain) -> Record:
        factors = [(one.item.id, one.day, factor(one, chain)) for one in self.items]
        return Record(chain, factors, self.given, self.do)

    def basis(self, day: date) -> str:
        if self.counterfactual is not None and day >= self.counterfactual:
            return "counterfactual"
        return "filtered" if day == self.as_of else "smoothed" if day < self.as_of else "predicted"


def _shortened(case: Case, until: date | None) -> Case:
    if until is None:
        return case
    clock = case.definition.clock.model_copy(update={"horizon": until})
    return replace(case, definition=case.definition.model_copy(update={"clock": clock}))


def _as_of(case: Case, as_of: date | None) -> date:
    clock = case.definition.clock
    if as_of is None:
        as_of = max(_everything_known(case), default=clock.opens)
    if not clock.opens <= as_of <= clock.horizon:
        raise ValueError(f"{as_of} is outside {clock.opens} to {clock.horizon}")
    return as_of


def _everything_known(case: Case) -> list[date]:
    definition = case.definition
    named = (definition.conditions, definition.considerations, definition.explanations, definition.analogues)
    authored = [one.known for group in named for one in group.values() if one.known is not None]
    return authored + [known_on(case, item) for item in case.evidence]


def _spans(written: Collection[str], as_of: date, until: date) -> list[Span]:
    """Read `condition=level` and `condition=level@from..until`."""
    spans = []
    for text in written:
        name, _, rest = text.partition("=")
        level, _, days = rest.partition("@")
        start, _, end = days.partition("..")
        spans.append(
            Span(name, level, date.fromisoformat(start) if start else as_of, date.fromisoformat(end or str(until)))
        )
    return spans


def _inside(chain: Chain, member: str) -> np.ndarray:
    """States of one member of a set: a scenario, `name=level`, or several of these joined by `&`."""
    atoms = [part.strip().split("=") for part in member.split("&")]
    pairs = [("scenarios", atom[0]) if len(atom) == 1 else (atom[0].strip(), atom[1].strip()) for atom in atoms]
    return np.array([all(state[name] == level for name, level in pairs) for state in chain.states])


# --- dates --------------------------------------------------------------------------------------------------------


def _report_dates(case: Case, as_of: date) -> list[date]:
    clock = case.definition.clock
    days = [clock.opens + timedelta(days=n) for n in range((clock.horizon - clock.opens).days + 1)]
    ends = {day for day in days if _ends_step(day, clock.step)} | {clock.horizon}
    replaced = min(day for day in ends if day >= as_of)
    return sorted((ends - {replaced}) | {as_of, clock.horizon})


def _ends_step(day: date, step: str) -> bool:
    if step == "week":
        return day.isoweekday() == 7
    ends_month = (day + timedelta(days=1)).day == 1
    return ends_month if step == "month" else ends_month and day.month in (3, 6, 9, 12)


def _headline_dates(as_of: date, horizon: date) -> list[date]:
    ahead = []
    for months in (3, 12):
        year, month = divmod(as_of.year * 12 + as_of.month - 1 + months, 12)
        ahead.append(date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1])))
    return sorted({day for day in ahead if day <= horizon} | {horizon})


def _silent(case: Case, items: list[Counted], dates: list[date], as_of: date) -> tuple[date, ...]:
    silent, after = [], case.definition.clock.opens - timedelta(days=1)
    for day in (day for day in dates if day <= as_of):
        if not any(after < one.day <= day for one in items):
            silent.append(day)
        after = day
    return tuple(silent)


# --- numbers ------------------------------------------------------------------------------------------------------


def _share(chain: Chain, belief: np.ndarray, name: str, level: str) -> float:
    return float(sum(p for p, state in zip(belief, chain.states, strict=True) if state[name] == level))


def _by_scenario(chain: Chain, belief: np.ndarray) -> dict[str, float]:
    return {name: _share(chain, belief, "scenarios", name) for name in chain.world.definition.scenarios}


def _log_odds_db(shares: dict[str, float], name: str) -> float:
    others = sum(share for other, share in shares.items() if other != name)
    if shares[name] <= 0 or others <= 0:
        return math.inf if shares[name] > 0 else -math.inf
    return 10 * math.log10(shares[name] / others)


def _moved(record: Record, left_out: Collection[str], as_of: date) -> dict[str, float]:
    """dB by which the log-odds of each scenario on the as-of date would fall without some items."""
    full = _by_scenario(record.chain, record.belief(as_of))
    rest = _by_scenario(record.chain, record.without(left_out).belief(as_of))
    return {name: _log_odds_db(full, name) - _log_odds_db(rest, name) for name in full}


def _baselines(asked: _Asked, record: Record, present: dict[str, float]) -> dict[tuple[str, str, date], float]:
    bare = record.without({name for name, _, _ in record.factors})
    half = asked.record(chain_of(asked.world.half_strength()))
    values = {}
    for day in [asked.as_of, *_headline_dates(asked.as_of, asked.case.definition.clock.horizon)]:
        for label, other in (("no_evidence", bare), ("half_strength", half)):
            for name, share in _by_scenario(record.chain, other.belief(day)).items():
                values[label, name, day] = share
        values |= {("no_change", name, day): share for name, share in present.items()}
    return values


def _analogues(case: Case, chain: Chain, as_of: date) -> float:
    """Σ similarity·log ℓ over the analogues known."""
    total = 0.0
    for analogue in case.definition.analogues.values():
        if analogue.known is not None and analogue.known > as_of:
            continue
        likelihood = 0.0
        start = next(a for a in range(len(chain.courses)) if _does(chain, a, analogue.from_))
        for c, around in enumerate(chain.circumstances):
            weight = 1.0
            for (name, condition), level in zip(chain.world.conditions.items(), around, strict=True):
                here = condition.levels[level]
                given = analogue.conditions.get(name)
                weight *= condition.starts.get(here, 0.0) if given is None else float(given == here)
            if analogue.course is not None:
                next_courses = [b for b in range(len(chain.courses)) if _does(chain, b, analogue.course)]
                likelihood += weight * chain.policy[start, c, next_courses].sum()
            else:
                leaving = (1 - chain.policy[start, c, start]) / chain.world.every
                likelihood += weight * math.exp(-analogue.months * leaving)
        total += analogue.similarity * math.log(likelihood)
    return total


def _does(chain: Chain, a: int, course: dict[str, str]) -> bool:
    names = chain.named(chain.courses[a], chain.circumstances[0])
    return all(names[instrument] == level for instrument, level in course.items())
