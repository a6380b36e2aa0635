"""The ledger in words: what was said of each event, when and by whom, and how it turned out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.ledger.chain import Entry
from equipoise.ledger.records import Judgement, Reaffirmation, Resolution, Withdrawal
from equipoise.ledger.standing import Said, Track
from equipoise.report.numbers import percent_text, table_date
from equipoise.report.rounding import whole_percent, whole_percents

_OUTCOMES = {"occurred": "occurred", "did_not": "did not occur", "void": "void", "disputed": "disputed"}


@dataclass(frozen=True)
class RecordLine:
    """One line of the ledger, as it is read.

    Attributes:
        number: Its line.
        recorded: The day it was recorded.
        says: What it says, in one sentence.
        reason: Why; empty where nobody said.
    """

    number: int
    recorded: str
    says: str
    reason: str = ""


@dataclass(frozen=True)
class TrackView:
    """What is on the record about one event; `handle` is how other commands call it."""

    handle: str
    event: str
    lines: tuple[RecordLine, ...]


def view_of_tracks(tracks: Sequence[Track]) -> tuple[TrackView, ...]:
    """What is on the record, event by event, each in the order in which it was recorded."""
    return tuple(TrackView(track.event.handle, str(track.event), _lines(track)) for track in tracks)


def says_of(entry: Entry, *, about: Entry | None = None) -> str:
    """What a line says, in one sentence.

    Args:
        entry: The line.
        about: The judgement that it reaffirms or withdraws.
    """
    content = entry.content
    ending = "; a backcast" if entry.backcast else ""
    if entry.clock_set_back:
        ending += "; the clock had been set back"
    of = f"line {about.number}" if about is not None else "an earlier judgement"
    if isinstance(content, Judgement):
        return f"{_who(content)}: {_numbers(content)} as of {table_date(content.as_of)}{ending}"
    if isinstance(content, Reaffirmation):
        return f"{content.by_whom} stands by {of} as of {table_date(content.as_of)}{ending}"
    if isinstance(content, Withdrawal):
        return f"{content.by_whom} withdraws {of}{ending}"
    if isinstance(content, Resolution):
        return _resolved(content) + ending
    return f"{content.by_whom} joins {len(content.joins)} branches{ending}"


def _lines(track: Track) -> tuple[RecordLine, ...]:
    entries: list[tuple[Entry, Entry | None]] = []
    for said in track.said:
        entries += [(said.entry, None), *((later, said.entry) for later in _later(said))]
    entries += [(entry, None) for entry in track.resolutions]
    return tuple(
        RecordLine(entry.number, table_date(entry.recorded_at.date()), says_of(entry, about=about), _reason(entry))
        for entry, about in sorted(entries, key=lambda pair: pair[0].number)
    )


def _later(said: Said) -> tuple[Entry, ...]:
    return (*said.reaffirmed, *((said.withdrawn,) if said.withdrawn is not None else ()))


def _who(judgement: Judgement) -> str:
    kind = {"model": " (model)", "published": " (published)"}.get(judgement.kind, "")
    return judgement.by_whom + kind


def _numbers(judgement: Judgement) -> str:
    if judgement.probability is not None:
        return percent_text(whole_percent(judgement.probability))
    names, values = list(judgement.probabilities), list(judgement.probabilities.values())
    adds_up = abs(sum(values) - 1) < 0.005
    percents = whole_percents(values) if adds_up else [whole_percent(value) for value in values]
    told = ", ".join(f"{name} {percent_text(percent)}" for name, percent in zip(names, percents, strict=True))
    return told if adds_up else f"{told} (adds to {100 * sum(values):.0f}\u202f%)"


def _resolved(resolution: Resolution) -> str:
    what = resolution.scenario or _OUTCOMES[resolution.outcome]
    by = resolution.by_whom
    if resolution.second_resolver:
        by += f" and {resolution.second_resolver}"
    return f"resolved by {by}: {what} on {table_date(resolution.date)} ({resolution.source})"


def _reason(entry: Entry) -> str:
    return entry.content.reason or ""
