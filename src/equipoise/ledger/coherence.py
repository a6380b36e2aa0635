"""Where one judge's standing judgements contradict each other, by the form of their events alone.

What is ever so by June is ever so by December; what holds throughout holds on each of its days; *A & B* is also *A*,
and at least P(A) + P(B) - 1. Which scenario holds on a day counts as a judgement of each scenario on that day. Nothing
is known here of levels: that two of them exclude each other is no part of it. Events under another condition (`given`,
`do`) are never compared.

All that stands is taken as said on the judge's last as-of date: an event without `from` that is still open has not
occurred before, and one whose last day is past is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement
from equipoise.ledger.standing import Judge, Track
from equipoise.probability.pooling import Mended, mended
from equipoise.probability.pooling.across_questions import Joint

LEAST = 0.005
"""Contradictions by less are rounding: said in whole per cent, nobody contradicts themselves by a half."""


@dataclass(frozen=True)
class Contradiction:
    """What one judge said across questions, and the nearest numbers that could all be true.

    Attributes:
        judge: Kind and name.
        mended: The numbers of the events that are involved, in words, as they were said and as they could be.
    """

    judge: Judge
    mended: Mended


@dataclass(frozen=True)
class _Stated:
    """An event with the number it was given, and the first day on which it could still occur."""

    event: JudgedEvent
    opens: date
    probability: float


def contradictions(tracks: Sequence[Track]) -> tuple[Contradiction, ...]:
    """Each judge's contradictions across open events, of the judgements that stand.

    Args:
        tracks: All that is on the record.
    """
    standing: dict[Judge, list[Judgement]] = {}
    for track in tracks:
        for judge in dict.fromkeys(said.judgement.judge for said in track.said):
            last = track.last(judge)
            if track.resolution is None and last is not None and not last.judgement.imputed:
                standing.setdefault(judge, []).append(last.judgement)
    found = ((judge, _mended(_stated(said))) for judge, said in standing.items())
    return tuple(Contradiction(judge, one) for judge, one in found if one is not None)


def _stated(judgements: Sequence[Judgement]) -> dict[str, _Stated]:
    """What was said by name: the event in words, and of which scenario holds a name for each scenario."""
    today = max(judgement.as_of for judgement in judgements)
    stated: dict[str, _Stated] = {}
    for judgement in judgements:
        event = judgement.event
        if event.until < today:
            continue
        if not event.is_of_scenarios:
            stated[str(event)] = _Stated(event, event.from_ or today, judgement.said()["yes"])
            continue
        for scenario, probability in judgement.said().items():
            told = {"at": [scenario], "until": event.until, "given": event.given, "do": event.do}
            stated[f"{scenario} in '{event}'"] = _Stated(JudgedEvent.model_validate(told), today, probability)
    return stated


def _mended(stated: Mapping[str, _Stated]) -> Mended | None:
    implies = [(narrow, wide) for narrow, wide in permutations(stated, 2) if _implies(stated[narrow], stated[wide])]
    joint = list(_joint(stated))
    said = {name: one.probability for name, one in stated.items()}
    whole = mended(said, implies, joint=joint)
    involved = {name for one in whole.violations if one.by > LEAST for name in (one.narrow, one.wide)}
    involved |= {name for one in whole.shortfalls if one.by > LEAST for name in (one.both, one.first, one.second)}
    if not involved:
        return None
    moved = {name for name in said if abs(whole.probabilities[name] - said[name]) > LEAST / 2}
    shown = [name for name in said if name in involved | moved]
    return Mended(
        {name: said[name] for name in shown},
        {name: whole.probabilities[name] for name in shown},
        tuple(one for one in whole.violations if one.by > LEAST),
        whole.largest_move,
        tuple(one for one in whole.shortfalls if one.by > LEAST),
    )


def _implies(narrow: _Stated, wide: _Stated) -> bool:
    """Whether one event cannot occur without the other."""
    a, b = narrow.event, wide.event
    if (a.given, a.do) != (b.given, b.do) or not _within(_members(a), _members(b)):
        return False
    # Of the narrow one days on which it is so: the day of `at`, any of `ever`, all of `throughout`.
    start, end = (a.until if a.at else narrow.opens), a.until
    first, last = (b.until if b.at else wide.opens), b.until
    if a.throughout:
        if b.ever:
            return start <= last and first <= end
        return start <= first and last <= end
    if a.ever:
        return b.ever is not None and first <= start and end <= last
    return first <= end <= last and (b.ever is not None or first == last)


def _joint(stated: Mapping[str, _Stated]) -> Iterator[Joint]:
    """Events *A & B* with *A* and *B* on the same days, where both at once is what both together are."""
    for (a, first), (b, second) in combinations(stated.items(), 2):
        for both, one in stated.items():
            if both not in (a, b) and _is_both(one, first, second):
                yield both, a, b


def _is_both(both: _Stated, first: _Stated, second: _Stated) -> bool:
    events = (both.event, first.event, second.event)
    alike = {(event.until, str(event.given), str(event.do), event.at is None) for event in events}
    if len(alike) > 1 or any(event.ever is not None or len(_members(event)) != 1 for event in events):
        return False
    if both.event.throughout and len({both.opens, first.opens, second.opens}) > 1:
        return False
    (whole,), (one,), (other,) = map(_members, events)
    return whole == one | other and whole not in (one, other)


def _members(event: JudgedEvent) -> list[frozenset[str]]:
    """Each member as the terms that must hold together."""
    return [frozenset(member.split(" & ")) for member in (event.at or event.ever or event.throughout or ())]


def _within(narrow: list[frozenset[str]], wide: list[frozenset[str]]) -> bool:
    return all(any(other <= member for other in wide) for member in narrow)
