"""One judge's judgements of one resolved event, scored line by line and over the days that they stood.

What counts is what stood on the record before the event was settled: a judgement counts from the day on which it was
recorded, a backcast from the day on which its judge reaffirmed it, if ever. Everything else is scored and shown apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Resolution
from equipoise.ledger.scoring.penalties import Penalties, is_incoherent, main_rule, penalties_of
from equipoise.ledger.scoring.posed import Posed
from equipoise.ledger.standing import Said
from equipoise.probability.scores import Daily, Standing, daily_mean, days_stood, spot

Status = Literal["counted", "backcast", "late"]


@dataclass(frozen=True)
class ScoredLine:
    """One judgement and its scores.

    Attributes:
        number: Its line in the ledger.
        as_of: What was known by then counted.
        recorded: The day it was recorded.
        said: Probabilities by scenario; of yes and no that of `yes`.
        low, high: Range of a single probability.
        status: `counted`; `backcast`: recorded more than seven days after its as-of date; `late`: recorded when the
            event was settled.
        incoherent: Whether its probabilities did not sum to one and were scaled.
        penalties: By rule; lower is better.
    """

    number: int
    as_of: date
    recorded: date
    said: Mapping[str, float]
    low: float | None
    high: float | None
    status: Status
    incoherent: bool
    penalties: Penalties


@dataclass(frozen=True)
class ScoredCourse:
    """All that one judge said of one resolved event.

    Attributes:
        event: The event.
        kind, by_whom: The judge.
        imputed: Whether the numbers were read into a published text.
        resolution: How it turned out.
        posed: The same, as options.
        opened: First day on which any judge's counted judgement of the event stood; None where none counts.
        lines: Every judgement.
        standing: The counted lines in the order in which they stood.
        days: On how many open days each of those stood.
        daily: Mean over the days on which one stood, by rule; empty where nothing counts.
        spot: Score of what stood at the end of the day the question opened, by rule; None for a judge not there then.
    """

    event: JudgedEvent
    kind: str
    by_whom: str
    imputed: bool
    resolution: Resolution
    posed: Posed
    opened: date | None
    lines: tuple[ScoredLine, ...]
    standing: tuple[ScoredLine, ...]
    days: tuple[int, ...]
    daily: Mapping[str, Daily]
    spot: Mapping[str, float | None]

    @property
    def conditional(self) -> bool:
        """Whether it was judged under a condition: such a course is never compared with a plain one."""
        return bool(self.event.given or self.event.do)

    @property
    def rule(self) -> str:
        """The rule that skill is told by."""
        return main_rule(self.posed)

    @property
    def mean(self) -> float | None:
        """Mean over days by that rule; None where nothing counts, or it stood on no open day."""
        daily = self.daily.get(self.rule)
        return daily.mean if daily else None


@dataclass(frozen=True)
class _Stand:
    since: date
    line: ScoredLine | None


def first_day(said: Sequence[Said], resolution: Resolution) -> date | None:
    """The first day on which any counted judgement of a resolved event stood."""
    days = [day for one in said for day in _days_counted(one, resolution)]
    return min(days, default=None)


def score_course(said: Sequence[Said], *, resolution: Resolution, posed: Posed, opened: date | None) -> ScoredCourse:
    """Score what one judge said of one event.

    Args:
        said: The judge's judgements, in the order in which they were recorded; at least one.
        resolution: How the event turned out.
        posed: The same, as options.
        opened: The first day on which any judge's counted judgement of the event stood.
    """
    event, first = resolution.event, said[0].judgement
    lines = [_line(one, resolution, posed) for one in said]
    stands = _stands(said, lines, resolution)
    rules = sorted(lines[0].penalties)
    daily: dict[str, Daily] = {}
    at_start: dict[str, float | None] = {}
    days = [0] * len(stands)
    ended = settled_early(resolution)
    if opened is not None and any(stand.line for stand in stands):
        for rule in rules:
            course = [Standing(one.since, one.line.penalties[rule] if one.line else None) for one in stands]
            days = list(days_stood(course, opened=opened, closed=event.until, occurred_on=ended))
            daily[rule] = daily_mean(course, opened=opened, closed=event.until, occurred_on=ended)
            at_start[rule] = spot(course, opened)
    return ScoredCourse(
        event=event,
        kind=first.kind,
        by_whom=first.by_whom,
        imputed=first.imputed,
        resolution=resolution,
        posed=posed,
        opened=opened,
        lines=tuple(lines),
        standing=tuple(stand.line for stand in stands if stand.line),
        days=tuple(number for stand, number in zip(stands, days, strict=True) if stand.line),
        daily=daily,
        spot=at_start,
    )


def settled_early(resolution: Resolution) -> date | None:
    """The day that settled an event before its last day would have; None where only that day could."""
    event, outcome = resolution.event, resolution.outcome
    early = (event.ever is not None and outcome == "occurred") or (
        event.throughout is not None and outcome == "did_not"
    )
    return resolution.date if early else None


def _line(one: Said, resolution: Resolution, posed: Posed) -> ScoredLine:
    judgement, recorded = one.judgement, one.entry.recorded_at.date()
    status: Status = "backcast" if one.entry.backcast else "late" if _is_late(recorded, resolution) else "counted"
    said = judgement.said()
    return ScoredLine(
        number=one.entry.number,
        as_of=judgement.as_of,
        recorded=recorded,
        said=dict(said),
        low=judgement.low,
        high=judgement.high,
        status=status,
        incoherent=is_incoherent(said),
        penalties=penalties_of(said, posed),
    )


def _is_late(recorded: date, resolution: Resolution) -> bool:
    ended = settled_early(resolution)
    return recorded > resolution.event.until or (ended is not None and recorded >= ended)


def _days_counted(one: Said, resolution: Resolution) -> list[date]:
    """Days on which its judge put it on the record, or reaffirmed it, in time."""
    entries = [entry for entry in (one.entry, *one.reaffirmed) if not entry.backcast]
    days = [entry.recorded_at.date() for entry in entries]
    return sorted(day for day in days if not _is_late(day, resolution))


def _stands(said: Sequence[Said], lines: Sequence[ScoredLine], resolution: Resolution) -> list[_Stand]:
    """What stood from when on: a judgement until the next one, or until it is taken back."""
    moves: list[tuple[date, int, int, ScoredLine | None]] = []
    for index, (one, line) in enumerate(zip(said, lines, strict=True)):
        days = _days_counted(one, resolution)
        if days:
            moves.append((days[0], one.entry.number, index, line))
        if one.withdrawn is not None:
            moves.append((one.withdrawn.recorded_at.date(), one.withdrawn.number, index, None))
    stands: list[_Stand] = []
    standing: int | None = None
    for day, _, index, moved in sorted(moves, key=lambda move: move[:2]):
        if moved is not None:
            standing = index
            stands.append(_Stand(day, moved))
        elif standing == index:  # of one that was replaced already nothing stands to be taken back
            standing = None
            stands.append(_Stand(day, None))
    return stands
