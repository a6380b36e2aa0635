"""Whether a case has what an event names."""

from __future__ import annotations

from collections.abc import Iterator

from equipoise.authored.nearest import suggest
from equipoise.case.events import members, parse_member, parse_span
from equipoise.case.schema import CaseDefinition, Event
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent


def refuse_unknown(event: JudgedEvent, definition: CaseDefinition) -> None:
    """Say what an event names that the case does not have.

    Raises:
        UsageError: With the nearest known name, or all where they are few.
    """
    for problem, hint in _unknown(event, definition):
        raise UsageError(f"'{event}': {problem}", hint=hint)


def _unknown(event: JudgedEvent, definition: CaseDefinition) -> Iterator[tuple[str, str]]:
    clock = definition.clock
    conditions = {name: condition.levels for name, condition in definition.conditions.items()}
    levels = {name: instrument.levels for name, instrument in definition.instruments.items()} | conditions
    if not clock.opens <= event.until <= clock.horizon:
        yield f"{event.until} lies outside the case", f"choose a day from {clock.opens} to {clock.horizon}"
    plain = {name: value for name, value in event.plain().items() if name != "which"}
    for member in members(Event.model_validate(plain)):
        for term in parse_member(member):
            if term.level is None and term.name not in definition.scenarios:
                yield f"there is no scenario {term.name!r}", suggest(term.name, definition.scenarios)
            elif term.level is not None and term.name not in levels:
                yield f"there is no instrument or condition {term.name!r}", suggest(term.name, levels)
            elif term.level is not None and term.level not in levels[term.name]:
                yield f"{term.name} has no level {term.level!r}", suggest(term.level, levels[term.name])
    for name, span in (*event.given.items(), *event.do.items()):
        if name not in conditions:
            yield f"there is no condition {name!r}", suggest(name, conditions)
        elif parse_span(span).level not in conditions[name]:
            yield f"{name} has no level {parse_span(span).level!r}", suggest(parse_span(span).level, conditions[name])
