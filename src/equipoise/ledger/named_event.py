"""The event that a person means: by its handle, by a question of the case, or in words."""

from __future__ import annotations

from equipoise.authored.nearest import nearest
from equipoise.case.schema import CaseDefinition
from equipoise.errors import UsageError
from equipoise.ledger.fits_case import refuse_unknown
from equipoise.ledger.judged_event import JudgedEvent, event_of_case, parse_event
from equipoise.ledger.ledger import Ledger


def named_event(text: str, ledger: Ledger, definition: CaseDefinition) -> JudgedEvent:
    """The event that is meant.

    Args:
        text: The first digits of a handle on the record, the id of a question of the case, or an event in words.
        ledger: The record.
        definition: The case.

    Raises:
        UsageError: If it cannot be read, or names what the case does not have.
    """
    horizon = definition.clock.horizon
    if text in definition.questions:
        return event_of_case(definition.questions[text].event, horizon=horizon)
    known = ledger.find(text)
    if known is not None:
        return known
    try:
        event = parse_event(text, horizon=horizon)
    except ValueError as error:
        message, _, mend = str(error).partition("; ")
        near = nearest(text, definition.questions, count=1)
        raise UsageError(message, hint=f"did you mean {near[0]!r}?" if near else mend) from error
    refuse_unknown(event, definition)
    return event
