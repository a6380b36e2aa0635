"""What can be asked of the review of candidates."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from equipoise.case.schema import Mark
from equipoise.web.api.asked import Asked, Edits, LongText, Name, Words

Position = Annotated[int, Field(strict=True, ge=0, le=2**31)]


class AskedCandidates(Asked):
    """`equipoise extract`: in which documents to look; in all by default."""

    documents: Annotated[list[Name], Field(min_length=1, max_length=256)] | None = None


class AskedRow(Asked):
    """A rating of an item that is accepted."""

    subject: Name
    level: Name
    rating: Annotated[float, Field(strict=True, ge=-100, le=100)] | Mark
    rater: Name = "default"
    why: LongText | None = None


class AskedAcceptance(Asked):
    """`equipoise review --accept`: what is left out is as suggested; an empty text leaves it out of the item."""

    item: Name | None = None
    what: LongText | None = None
    date: Name | None = None
    kind: Name | None = None
    sources: Annotated[list[Name], Field(max_length=64)] | None = None
    known: Annotated[str, Field(max_length=32)] | None = None
    origin: Annotated[str, Field(max_length=128)] | None = None
    grade: Annotated[str, Field(max_length=16)] | None = None
    note: Annotated[str, Field(max_length=5000)] | None = None
    more: Edits = Field(default_factory=dict)
    ratings: list[AskedRow] = Field(default_factory=list, max_length=64)


class AskedMerge(Asked):
    """`equipoise review --merge`: an item of evidence, or another candidate."""

    into: Name


class AskedRejection(Asked):
    """`equipoise review --reject`."""

    reason: Words


class AskedCandidateEdit(Asked):
    """`equipoise review --edit`: other words of the document, another date or actor."""

    text: LongText | None = None
    date: Annotated[str, Field(max_length=32)] | None = None
    actor: Annotated[str, Field(max_length=128)] | None = None
    start: Position | None = None
    end: Position | None = None
