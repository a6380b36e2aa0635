"""What a person says of a candidate that becomes evidence, as said: the checks of the case judge it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class AcceptedItem:
    """An item of evidence in the making; its place is that of the candidate.

    Attributes:
        id: Its id.
        what: What happened or was said, in the person's words.
        date: When: `2022-02-25`, `2022-02`, `2022-Q1` or `2022`.
        kind: Conduct, statement, reading, report, judgement or background.
        sources: Ids of those who report it.
        origin: The common root it shares with other items; None for one of its own.
        known: Day on which it became known; None for the default.
        grade: Such as `B2`; None for that of its sources.
        note: A remark to keep beside it.
        more: Further fields of an item, such as `stage`, `planted` or `silence`, as `evidence.yaml` holds them.
        new_sources: Fields of sources, by id; those that the case lacks are added to `sources.yaml`.
    """

    id: str
    what: str
    date: str
    kind: str
    sources: tuple[str, ...] = ()
    origin: str | None = None
    known: str | None = None
    grade: str | None = None
    note: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    new_sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def entry(self, where: Any) -> dict[str, Any]:
        """The entry of `evidence.yaml`, in the order of the case format; what is not said is left out."""
        said = {
            "id": self.id,
            "date": self.date,
            "known": self.known,
            "what": self.what,
            "kind": self.kind,
            "sources": list(self.sources) or None,
            "origin": self.origin,
            "grade": self.grade,
            **self.more,
            "where": where,
            "note": self.note,
        }
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class RatingRow:
    """A row of `ratings.csv` for an accepted item.

    Attributes:
        subject: `scenarios`, an instrument, a condition, or `explanations`.
        level: A level of it.
        rating: A mark, or decibans.
        rater: Who rates.
        why: In a few words.
    """

    subject: str
    level: str
    rating: str | float
    rater: str = "default"
    why: str | None = None
