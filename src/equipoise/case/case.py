"""A case as read from its folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from equipoise.case.schema import (
    CaseDefinition,
    Departure,
    EvidenceItem,
    PublishedJudgement,
    Rating,
    Source,
)


@dataclass(frozen=True)
class Case:
    """One question and all that is needed to assess it.

    Attributes:
        name: Name of the folder, or of the built-in case.
        folder: Where it was read from; None for a case made in memory.
        definition: `case.yaml`.
        sources: `sources.yaml`, by id.
        evidence: `evidence.yaml` (and `evidence/*.yaml`), in the author's order.
        ratings: `ratings.csv`, in the author's order.
        judgements: `judgements.yaml`.
        departures: `departures.yaml`.
        edits: Edits by path that were applied to what the folder holds, in order.
    """

    name: str
    definition: CaseDefinition
    sources: Mapping[str, Source] = field(default_factory=dict)
    evidence: tuple[EvidenceItem, ...] = ()
    ratings: tuple[Rating, ...] = ()
    judgements: tuple[PublishedJudgement, ...] = ()
    departures: tuple[Departure, ...] = ()
    folder: Path | None = None
    edits: tuple[tuple[str, Any], ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what the case says: the same for the same content, whatever its comments and layout."""
        content = {
            "case": self.definition.model_dump(mode="json", by_alias=True),
            "sources": {name: source.model_dump(mode="json") for name, source in self.sources.items()},
            "evidence": [item.model_dump(mode="json") for item in self.evidence],
            "ratings": [rating.model_dump(mode="json") for rating in self.ratings],
            "judgements": [judgement.model_dump(mode="json", by_alias=True) for judgement in self.judgements],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def items(self) -> Mapping[str, EvidenceItem]:
        """Evidence by id."""
        return {item.id: item for item in self.evidence}

    def ratings_of(self, item: str) -> tuple[Rating, ...]:
        """Ratings of an item by its id, in the author's order."""
        return self._ratings_by_item.get(item, ())

    @cached_property
    def _ratings_by_item(self) -> Mapping[str, tuple[Rating, ...]]:
        found: dict[str, list[Rating]] = {}
        for rating in self.ratings:
            found.setdefault(rating.item, []).append(rating)
        return {item: tuple(ratings) for item, ratings in found.items()}

    def known(self, item: EvidenceItem) -> date:
        """The day an item became known: authored, else its earliest published source, else the end of its date."""
        if item.known is not None:
            return item.known
        published = [
            source.published.end
            for name in item.sources
            if (source := self.sources.get(name)) is not None and source.published is not None
        ]
        return min(published) if published else item.date.end

    def edited(self, edits: Mapping[str, Any]) -> Case:
        """This case with some paths set to other values, checked again.

        Raises:
            UsageError: If a path does not exist or the edited case is invalid.
        """
        from equipoise.case.edit import apply_edits

        return apply_edits(self, edits)
