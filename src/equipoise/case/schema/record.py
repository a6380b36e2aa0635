"""`sources.yaml`, `evidence.yaml` and `ratings.csv`: who reports what, and how likely that is under each level."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from equipoise.authored.base import Authored, Day, InWords, WrittenDate
from equipoise.case.schema.numbers import Mark, NonNegative, Positive, Probability

Grade = Annotated[
    str, Field(pattern=r"^[A-F][1-6]?$"), InWords("a letter from A to F, with a digit from 1 to 6 or none, such as B2")
]


class _UnusedUnwritten(Authored):
    """Some fields are written only where they say something.

    They came after cases had been judged: a case that does not use them says what it said, so it keeps its fingerprint.
    """

    unwritten: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _leave_unused_out(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        unused = {name for name in self.unwritten if getattr(self, name) == type(self).model_fields[name].get_default()}
        written: dict[str, Any] = write(self)
        return {name: value for name, value in written.items() if name not in unused}


class Claim(Authored):
    """Something a source said that has since been settled by somebody else, never by this case's own judgement."""

    item: str | None = None
    says: str | None = None
    resolved: Literal["right", "wrong", "void"]
    known: Day
    by: str
    why: str | None = None


class Source(_UnusedUnwritten):
    """`sources.yaml`: who reports, with one reliability for all it reports."""

    unwritten = frozenset({"reliability", "claims"})

    title: str
    by: str | None = None
    grade: Annotated[str, Field(pattern=r"^[A-F]$"), InWords("a letter from A to F")] | None = None
    published: WrittenDate | None = None
    access: str | None = None
    motive: str | None = None
    expertise: str | None = None
    independence: str | None = None
    url: str | None = None
    reliability: Literal["fixed", "learned"] = "fixed"
    claims: list[Claim] = []


class Planted(Authored):
    """The chance that an inaccurate report was planted, and whom that serves."""

    chance: Probability = 0.0
    serves: str | None = None


class Silence(Authored):
    """Months without a thing that was usual, with its rate under each scenario, per month."""

    months: Positive
    rate_per_month: dict[str, NonNegative]


class Place(Authored):
    """A span of a document, in code points of its frozen text."""

    document: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


def _as_places(written: Any) -> Any:
    return [written] if isinstance(written, dict) else written


Places = Annotated[list[Place], BeforeValidator(_as_places)]
"""Spans of documents; one alone may be written without its list."""

Stage = Literal["idea", "talks", "decision", "act"]
"""How far an act that is told of has come, in order."""

Kind = Literal["conduct", "reading", "statement", "report", "silence", "judgement", "background"]


class EvidenceItem(_UnusedUnwritten):
    """`evidence.yaml`: one dated, sourced statement of what happened or was said.

    `chain` lists who told whom, from the root to what was read; one list for each way it came.
    """

    unwritten = frozenset({"disputes", "stage"})

    id: str
    date: WrittenDate
    known: Day | None = None
    what: str
    kind: Kind
    sources: list[str] = []
    chain: list[list[str]] = []
    origin: str | None = None
    grade: Grade | None = None
    accuracy: Probability | None = None
    exact: bool = False
    planted: Planted = Planted()
    supersedes: str | None = None
    silence: Silence | None = None
    where: Places = []
    note: str | None = None
    disputes: str | None = None
    stage: Stage | None = None


class Rating(Authored):
    """A row of `ratings.csv`: how many times likelier the item would be under this level, in dB or as a mark."""

    item: str
    subject: str
    level: str
    rating: float | Mark
    rater: str = "default"
    why: str | None = None
