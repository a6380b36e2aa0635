"""`judgements.yaml` and `departures.yaml`: what others judged, and numbers that differ from those derived."""

from __future__ import annotations

from typing import Any

from equipoise.authored.base import Authored, WrittenDate
from equipoise.case.schema.definition import Event
from equipoise.case.schema.numbers import Probability
from equipoise.case.schema.record import Places


class JudgedRange(Authored):
    """The probabilities a coder read out of an author's words."""

    low: Probability
    high: Probability
    coder: str | None = None
    scheme: str | None = None


class PublishedJudgement(Authored):
    """`judgements.yaml`: what somebody else judged. Never evidence."""

    id: str
    who: str
    when: WrittenDate
    says: str
    event: Event | None = None
    imputed: dict[str, str] = {}
    word: str | None = None
    range: JudgedRange | None = None
    assumes: list[str] = []
    conditions: list[str] = []
    source: str | None = None
    where: Places = []
    note: str | None = None


class Departure(Authored):
    """`departures.yaml`: a number that differs from what the deriving script gave, and why."""

    path: str
    derived: Any = None
    here: Any = None
    why: str
