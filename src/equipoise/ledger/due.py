"""What has to be resolved, and when: events on the record and questions of the case, by the day that decides them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from equipoise.case.schema import CaseDefinition
from equipoise.ledger.judged_event import JudgedEvent, event_of_case
from equipoise.ledger.standing import Track

_POINTS = re.compile(r"^As scenarios\.(\w+)\.resolves\.?$")
"""How a question of a case points to the rule of a scenario."""


@dataclass(frozen=True)
class Due:
    """An event that is not resolved.

    Attributes:
        event: The event; its `until` is the day that decides it at the latest.
        question: Id of the question of the case that asks for it; empty where none does.
        asks: The question in words; empty likewise.
        resolves, source: By what rule, and where to look it up; empty where the case does not say.
        judges: Who judged it and stands by that.
        first_recorded: When the first judgement of it was recorded; None where there is none.
    """

    event: JudgedEvent
    question: str
    asks: str
    resolves: str
    source: str
    judges: tuple[str, ...]
    first_recorded: datetime | None

    def days_left(self, today: date) -> int:
        """Days until its last day is over; below zero where it is overdue."""
        return (self.event.until - today).days

    def to_dict(self, today: date) -> dict[str, object]:
        """As JSON."""
        return {
            "handle": self.event.handle,
            "event": str(self.event),
            "until": self.event.until.isoformat(),
            "days_left": self.days_left(today),
            "overdue": self.days_left(today) < 0,
            "question": self.question or None,
            "asks": self.asks or None,
            "resolves": self.resolves or None,
            "source": self.source or None,
            "judges": list(self.judges),
        }


def due(tracks: Sequence[Track], definition: CaseDefinition) -> tuple[Due, ...]:
    """Every event on the record and every question of the case that is not resolved, the earliest day first.

    Args:
        tracks: All that is on the record.
        definition: The case, for its questions. A scenario that an event names brings its own rule of resolution.
    """
    horizon = definition.clock.horizon
    asked = {str(event_of_case(one.event, horizon=horizon)): name for name, one in definition.questions.items()}
    by_event = {str(track.event): track for track in tracks}
    events = {name: track.event for name, track in by_event.items()}
    events |= {name: event_of_case(definition.questions[id].event, horizon=horizon) for name, id in asked.items()}
    found = [
        _due(event, by_event.get(name), asked.get(name), definition)
        for name, event in events.items()
        if name not in by_event or by_event[name].resolution is None
    ]
    return tuple(sorted(found, key=lambda one: (one.event.until, str(one.event))))


def _due(event: JudgedEvent, track: Track | None, name: str | None, definition: CaseDefinition) -> Due:
    question = definition.questions[name] if name else None
    said = track.said if track else ()
    return Due(
        event=event,
        question=name or "",
        asks=question.asks if question else "",
        resolves=_rule(event, question.resolves if question else None, definition),
        source=(question.source if question else None) or "",
        judges=tuple(dict.fromkeys(one.judgement.by_whom for one in said if one.withdrawn is None)),
        first_recorded=said[0].entry.recorded_at if said else None,
    )


def _rule(event: JudgedEvent, written: str | None, definition: CaseDefinition) -> str:
    """The rule as written, with that of a scenario it points to; else those of the scenarios the event names alone."""
    rules = {name: one.resolves or "" for name, one in definition.scenarios.items()}
    if written is not None:
        return _POINTS.sub(lambda found: rules.get(found[1]) or found[0], written)
    members = event.at or event.ever or event.throughout or []
    named = [rules.get(member, "") for member in members]
    return " ".join(named) if all(named) else ""
