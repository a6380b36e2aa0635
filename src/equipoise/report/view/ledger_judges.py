"""Judges side by side, pooled, and where one of them contradicts themself: in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from equipoise.ledger.coherence import Contradiction
from equipoise.ledger.records import Judgement
from equipoise.ledger.side_by_side import SideBySide
from equipoise.probability.pooling import Mended
from equipoise.report.numbers import NARROW_SPACE, counted, listed, percent_text, table_date
from equipoise.report.rounding import whole_percent, whole_percents


@dataclass(frozen=True)
class EventView:
    """Several judges on one event: what each said, and what they say together."""

    handle: str
    event: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ContradictionView:
    """One judge's numbers that cannot all be true: why not, and the nearest that could."""

    who: str
    why: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(frozen=True)
class JudgesView:
    """All that is shown.

    Attributes:
        events: Open events that two judges or more judge.
        contradictions: Judges whose standing numbers cannot all be true.
        note: How pools are made, and what they do not know; empty where nothing is pooled.
    """

    events: tuple[EventView, ...]
    contradictions: tuple[ContradictionView, ...]
    note: str


_NOTE = (
    "Pools count each judge once and sharpen nothing. Whether judges draw on the same information is not known here; "
    "those who do should count as one."
)


def judges_view(events: Sequence[SideBySide], contradictions: Sequence[Contradiction]) -> JudgesView:
    """Judges side by side, and their contradictions, in words."""
    return JudgesView(
        events=tuple(EventView(one.event.handle, str(one.event), tuple(_event(one))) for one in events),
        contradictions=tuple(
            ContradictionView(_who(*one.judge), tuple(_why(one.mended)), tuple(_nearest(one.mended)))
            for one in contradictions
        ),
        note=_NOTE if events else "",
    )


def _event(one: SideBySide) -> Iterator[str]:
    for judgement in one.judgements:
        yield _judgement(judgement, is_scaled=judgement.by_whom in one.scaled)
    judges = counted(len(one.judgements) - len(one.left_out), "judge")
    pools = ((one.log_odds_mean, "mean of log-odds"), (one.mean, "mean"), (one.median, "median"))
    yield f"together, {judges}: " + "; ".join(f"{_numbers(pool)} by the {name}" for pool, name in pools)


def _judgement(judgement: Judgement, *, is_scaled: bool) -> str:
    notes = [
        note
        for holds, note in ((judgement.imputed, "imputed, not pooled"), (is_scaled, "made to add to one to be pooled"))
        if holds
    ]
    told = f" ({', '.join(notes)})" if notes else ""
    who, said = _who(judgement.kind, judgement.by_whom), _numbers(judgement.said(), is_whole=not is_scaled)
    return f"{who}: {said} as of {table_date(judgement.as_of)}{told}"


def _who(kind: str, by_whom: str) -> str:
    return by_whom + {"model": " (model)", "published": " (published)"}.get(kind, "")


def _numbers(said: Mapping[str, float], *, is_whole: bool = True) -> str:
    if set(said) == {"yes"}:
        return _percent(said["yes"])
    percents = whole_percents(list(said.values())) if is_whole else [whole_percent(one) for one in said.values()]
    return ", ".join(f"{name} {percent_text(percent)}" for name, percent in zip(said, percents, strict=True))


def _why(mended: Mended) -> Iterator[str]:
    for one in mended.violations:
        narrow, wide = mended.said[one.narrow], mended.said[one.wide]
        yield f"{one.narrow}: {_percent(narrow)}, and yet {one.wide}, which it implies: {_percent(wide)}"
    for short in mended.shortfalls:
        both = mended.said[short.both]
        first, second = (f"{name} ({_percent(mended.said[name])})" for name in (short.first, short.second))
        yield (
            f"{short.both}: {_percent(both)}, and yet at least {_percent(short.least)}, for by so much {first} and "
            f"{second} exceed 100{NARROW_SPACE}%"
        )


def _nearest(mended: Mended) -> Iterator[str]:
    moved = [f"{name} {_percent(value)}" for name, value in mended.probabilities.items() if value != mended.said[name]]
    yield f"the nearest that could all be true: {listed(moved)}"


def _percent(probability: float) -> str:
    return percent_text(whole_percent(probability))
