"""Make a case in memory from plain data, as the files of a folder would hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import CaseDefinition, EvidenceItem, Rating, Source


def case_of(
    definition: Mapping[str, Any],
    evidence: Iterable[Mapping[str, Any]] = (),
    ratings: Iterable[Mapping[str, Any]] = (),
    sources: Mapping[str, Any] | None = None,
) -> Case:
    """A case that was never in a folder."""
    return Case(
        name="made-in-memory",
        definition=CaseDefinition.model_validate(definition),
        sources={name: Source.model_validate(source) for name, source in (sources or {}).items()},
        evidence=tuple(EvidenceItem.model_validate(item) for item in evidence),
        ratings=tuple(Rating.model_validate(row) for row in ratings),
    )


def content_of(case: Case) -> dict[str, Any]:
    """What `case_of` takes, from a case: plain data with the keys that an author writes."""
    return {
        "definition": case.definition.model_dump(mode="json", by_alias=True),
        "evidence": [item.model_dump(mode="json") for item in case.evidence],
        "ratings": [row.model_dump(mode="json") for row in case.ratings],
        "sources": {name: source.model_dump(mode="json") for name, source in case.sources.items()},
    }
