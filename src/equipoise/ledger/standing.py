"""What has been said of each event, by whom, and how it turned out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.ledger.chain import Entry
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement, Reaffirmation, Resolution, Withdrawal

Judge = tuple[str, str]
"""Kind and name."""


@dataclass(frozen=True)
class Said:
    """One judgement, and what its judge did with it later.

    Attributes:
        entry: The line.
        judgement: What it says.
        reaffirmed: Lines that stand by it.
        withdrawn: The line that takes it back; None while it stands.
    """

    entry: Entry
    judgement: Judgement
    reaffirmed: tuple[Entry, ...] = ()
    withdrawn: Entry | None = None


@dataclass(frozen=True)
class Track:
    """All that is on the record about one event.

    Attributes:
        event: The event.
        said: Judgements in the order in which they were recorded.
        resolutions: Lines that resolve it; the last one counts.
    """

    event: JudgedEvent
    said: tuple[Said, ...] = ()
    resolutions: tuple[Entry, ...] = ()

    @property
    def resolution(self) -> Resolution | None:
        """How it turned out; None while it is open."""
        content = self.resolutions[-1].content if self.resolutions else None
        return content if isinstance(content, Resolution) else None

    def last(self, judge: Judge) -> Said | None:
        """The last judgement of a judge that was not withdrawn."""
        standing = (said for said in self.said if said.judgement.judge == judge and said.withdrawn is None)
        return next(iter(reversed(tuple(standing))), None)


def tracks(entries: Sequence[Entry]) -> tuple[Track, ...]:
    """What is on the record, event by event, in the order in which each was first named.

    Where branches were joined, lines count in the order in which they were recorded.
    """
    ordered = sorted(entries, key=lambda entry: (entry.recorded_at, entry.number)) if _has_join(entries) else entries
    events: dict[str, JudgedEvent] = {}
    judged: dict[str, list[Entry]] = {}
    resolved: dict[str, list[Entry]] = {}
    later: dict[str, list[Entry]] = {}
    for entry in ordered:
        content = entry.content
        if isinstance(content, Judgement | Resolution):
            name = str(content.event)
            events.setdefault(name, content.event)
            (judged if isinstance(content, Judgement) else resolved).setdefault(name, []).append(entry)
        elif isinstance(content, Reaffirmation | Withdrawal):
            later.setdefault(content.judgement, []).append(entry)
    return tuple(
        Track(
            event,
            tuple(_said(entry, later.get(entry.hash, ())) for entry in judged.get(name, ())),
            tuple(resolved.get(name, ())),
        )
        for name, event in events.items()
    )


def _said(entry: Entry, later: Sequence[Entry]) -> Said:
    content = entry.content
    assert isinstance(content, Judgement)
    reaffirmed = tuple(other for other in later if isinstance(other.content, Reaffirmation))
    withdrawn = next((other for other in later if isinstance(other.content, Withdrawal)), None)
    return Said(entry, content, reaffirmed, withdrawn)


def _has_join(entries: Sequence[Entry]) -> bool:
    return any(entry.data.get("record") == "join" for entry in entries)
