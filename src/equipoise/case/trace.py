"""From an item of evidence to the words it rests on, in their place in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Place, PublishedJudgement
from equipoise.documents.frozen_text import InContext
from equipoise.documents.kept import ChangedDocumentError, documents_folder, kept_text
from equipoise.documents.records import RECORDS, DocumentRecord, read_records
from equipoise.errors import UsageError

CHARACTERS = 300
"""Of context to either side of a quotation, where no other number is asked for."""


@dataclass(frozen=True)
class TracedPlace:
    """A place that an item names, and what stands there.

    Attributes:
        place: Document and span.
        document: Record of the document; None where the case has none of this id.
        context: The words with those around them; None where they cannot be shown.
        line: Line of the frozen text they begin on; 0 where they cannot be shown.
        page: Page they begin on; None where the document has no pages.
        problem: Why they cannot be shown: the document has changed, is gone, or is shorter.
        mend: What to do about that.
    """

    place: Place
    document: DocumentRecord | None = None
    context: InContext | None = None
    line: int = 0
    page: int | None = None
    problem: str = ""
    mend: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        context = self.context
        return {
            "document": self.place.document,
            "start": self.place.start,
            "end": self.place.end,
            "title": self.document.title if self.document is not None else None,
            "page": self.page,
            "line": self.line or None,
            "before": context.before if context is not None else None,
            "quoted": context.quoted if context is not None else None,
            "after": context.after if context is not None else None,
            "problem": self.problem,
            "mend": self.mend,
        }


@dataclass(frozen=True)
class Traced:
    """An item, and every place it names.

    Attributes:
        item: Id of the evidence item or published judgement.
        says: What the case says of it, in the case's own words.
        places: In the order of the item; none where it names none.
    """

    item: str
    says: str
    places: tuple[TracedPlace, ...]

    @property
    def holds(self) -> bool:
        """Whether the item names a place, and the words of every place are what they were."""
        return bool(self.places) and not any(place.problem for place in self.places)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/trace/1",
            "item": self.item,
            "says": self.says,
            "holds": self.holds,
            "places": [place.to_dict() for place in self.places],
        }


def trace(case: Case, item: str, *, characters: int = CHARACTERS) -> Traced:
    """Find the words that an item rests on, and see whether their document is what was brought in.

    Args:
        case: The case.
        item: Id of an evidence item or of a published judgement.
        characters: How many characters to show to either side.

    Raises:
        UsageError: If the case has no such item, or lies in no folder.
        InvalidCaseError: If `documents.yaml` has errors.
    """
    if case.folder is None:
        raise UsageError("a case made in memory has no documents", hint="load it from its folder")
    traced = _item(case, item)
    says = traced.what if isinstance(traced, EvidenceItem) else f"{traced.who}: {traced.says}"
    folder = documents_folder(case.folder)
    records = read_records(folder) if traced.where else {}
    return Traced(item, says, tuple(_traced(folder, records, place, characters) for place in traced.where))


def _item(case: Case, item: str) -> EvidenceItem | PublishedJudgement:
    judgements = {judgement.id: judgement for judgement in case.judgements}
    if item in case.items:
        return case.items[item]
    if item in judgements:
        return judgements[item]
    hint = suggest(item, [*case.items, *judgements], called="known items")
    raise UsageError(f"the case {case.name} has no item {item!r}", hint=hint)


def _traced(folder: Path, records: Mapping[str, DocumentRecord], place: Place, characters: int) -> TracedPlace:
    record = records.get(place.document)
    if record is None:
        mend = suggest(place.document, records, called="known documents") or "equipoise ingest brings documents in"
        return TracedPlace(place, problem=f"{RECORDS} has no document {place.document!r}", mend=mend)
    try:
        text = kept_text(folder, record)
    except ChangedDocumentError as error:
        return TracedPlace(place, record, problem=str(error), mend=error.hint)
    if text.quotation(place.start, place.end) is None:
        problem = f"{place.document} has {len(text.text)} characters, none from {place.start} to {place.end}"
        return TracedPlace(place, record, problem=problem, mend="mend start and end in the item's `where`")
    context = text.in_context(place.start, place.end, characters=characters)
    return TracedPlace(place, record, context, text.line(place.start), text.page(place.start))
