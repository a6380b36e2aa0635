"""What a file of another ledger or program holds, in the terms of this one, before any of it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement, Resolution

FindEvent = Callable[[str, str], JudgedEvent | None]
"""From the id and the title of a question elsewhere to the event of the case that it asks for; None where none does."""


@dataclass(frozen=True)
class StoodBy:
    """A judge reaffirmed a judgement elsewhere."""

    judgement: Judgement
    as_of: date
    reason: str | None = None


@dataclass(frozen=True)
class TakenBack:
    """A judge withdrew a judgement elsewhere."""

    judgement: Judgement
    reason: str | None = None


Incoming = Judgement | StoodBy | TakenBack | Resolution


@dataclass(frozen=True)
class Loss:
    """Something of the file that is not brought in.

    Attributes:
        where: The place in the file: a row, a record, a question.
        why: What is lost, in words.
    """

    where: str
    why: str


@dataclass(frozen=True)
class ReadFile:
    """What a file holds.

    Attributes:
        form: `equipoise-json`, `equipoise-csv`, `metaculus` or `fatebook`.
        incoming: What can be recorded, in the order in which it was recorded there.
        losses: What cannot.
    """

    form: str
    incoming: tuple[Incoming, ...]
    losses: tuple[Loss, ...]
