"""What a record must satisfy beside those that are there: asked before it is written, never after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from equipoise.errors import UsageError
from equipoise.ledger.chain import Entry
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Content, Judgement, Reaffirmation, Resolution, wrong_between
from equipoise.ledger.standing import Said, Track, tracks

ASKS_REASON_ABOVE = 0.10
"""A change of a probability by more than this, in either direction, is not recorded without a reason."""

_ROUNDING = 1e-9


def refuse_unfit(content: Content, entries: Sequence[Entry], *, today: date) -> None:
    """Say what speaks against a record.

    Args:
        content: What is to be recorded.
        entries: What is on the record.
        today: The writer's day, in UTC.

    Raises:
        UsageError: If its fields contradict each other or what is there; or a change is unexplained.
    """
    wrong = wrong_between(content)
    if wrong:
        raise UsageError(wrong.partition(": ")[2])
    if isinstance(content, Judgement | Reaffirmation):
        _refuse_ahead(content.as_of, today, "the as-of date")
    if isinstance(content, Resolution):
        _refuse_ahead(content.date, today, "the date of the resolution")
    if isinstance(content, Judgement):
        track = track_of(content.event, entries)
        _refuse_settled(content, track)
        last = track.last(content.judge)
        if last is not None and content.kind != "published" and content.reason is None:
            _refuse_unexplained(last.judgement, content)


def track_of(event: JudgedEvent, entries: Sequence[Entry]) -> Track:
    """What is on the record about one event."""
    spelled = event.plain()
    # Reading every line whole, for each record, is slow; of those about events this one alone matters.
    near = [entry for entry in entries if entry.data.get("event", spelled) == spelled]
    return next((track for track in tracks(near) if track.event == event), Track(event))


def standing_of(event: JudgedEvent, by_whom: str, entries: Sequence[Entry]) -> Said:
    """The last judgement of somebody on an event that was not withdrawn.

    Raises:
        UsageError: If there is none.
    """
    said = track_of(event, entries).said
    mine = [one for one in said if one.judgement.by_whom == by_whom and one.withdrawn is None]
    if not mine:
        others = sorted({one.judgement.by_whom for one in said if one.withdrawn is None})
        hint = (
            f"judges of this event: {', '.join(others)}" if others else "equipoise ledger history shows what there is"
        )
        raise UsageError(f"{by_whom} has no judgement on '{event}'", hint=hint)
    return mine[-1]


def moved(before: Mapping[str, float], after: Mapping[str, float]) -> Mapping[str, tuple[float, float]]:
    """What moved by more than ten points, from what to what; something not named before or after counts as zero."""
    names = dict.fromkeys([*before, *after])
    pairs = {name: (before.get(name, 0.0), after.get(name, 0.0)) for name in names}
    return {name: pair for name, pair in pairs.items() if abs(pair[1] - pair[0]) > ASKS_REASON_ABOVE + _ROUNDING}


def _refuse_unexplained(last: Judgement, new: Judgement) -> None:
    far = moved(last.said(), new.said())
    if not far:
        return
    name, (before, after) = max(far.items(), key=lambda item: abs(item[1][1] - item[1][0]))
    who = "it" if name == "yes" else name
    raise UsageError(
        f"{new.by_whom} gave {who} {100 * before:.0f} % as of {last.as_of} and now {100 * after:.0f} %: "
        "a change of more than ten points needs a reason",
        hint="say why with --reason",
    )


def _refuse_settled(judgement: Judgement, track: Track) -> None:
    resolution = track.resolution
    if resolution is None or resolution.outcome not in ("occurred", "did_not"):
        return
    if judgement.as_of >= resolution.date:
        raise UsageError(
            f"'{judgement.event}' was settled on {resolution.date}, so nothing as of {judgement.as_of} forecasts it",
            hint="choose an as-of date before it was settled; what is recorded late is shown as a backcast",
        )


def _refuse_ahead(day: date, today: date, called: str) -> None:
    # East of Greenwich it is tomorrow already.
    if day > today + timedelta(days=1):
        raise UsageError(f"{called}, {day}, lies ahead: today is {today}", hint="choose a day that has come")
