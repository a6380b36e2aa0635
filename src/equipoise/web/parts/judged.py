"""What can be judged in a case: events of its scenarios, its questions, and whatever is on the record already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.ledger.judged_event import JudgedEvent, event_of_case
from equipoise.ledger.standing import Track
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import prose_date


@dataclass(frozen=True)
class Choice:
    """An event that can be judged.

    Attributes:
        key: Its handle, unique among choices.
        title: What is asked, in words.
        event: The event.
        question: Id of the question of the case that it answers; None for none.
        options: Ids and titles of what may hold, where it is not yes or no.
        resolves: How it is settled; empty where nobody wrote that down.
    """

    key: str
    title: str
    event: JudgedEvent
    question: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    resolves: str = ""


def choices(case: Case, tracks: Sequence[Track]) -> tuple[Choice, ...]:
    """The scenarios on the horizon first, then whether each is ever reached, then questions, then the rest.

    An event that a question of the case asks for is told in the words of the question.
    """
    definition, names = case.definition, Names(case)
    horizon = definition.clock.horizon
    scenarios = tuple((name, names.scenario(name)) for name in definition.scenarios)
    which = JudgedEvent(which="scenario", until=horizon)
    found = {
        which.handle: Choice(which.handle, f"Which scenario holds on {prose_date(horizon)}?", which, options=scenarios)
    }
    for name, title in scenarios:
        event = JudgedEvent(ever=[name], until=horizon)
        found[event.handle] = Choice(event.handle, f"{title}: ever by {prose_date(horizon)}?", event)
    for name, question in definition.questions.items():
        event = event_of_case(question.event, horizon=horizon)
        options = scenarios if event.is_of_scenarios else ()
        found[event.handle] = Choice(
            event.handle, tidy(question.asks), event, name, options, resolves=tidy(question.resolves or "")
        )
    for track in tracks:
        options = scenarios if track.event.is_of_scenarios else ()
        found.setdefault(track.event.handle, Choice(track.event.handle, str(track.event), track.event, options=options))
    return tuple(found.values())
