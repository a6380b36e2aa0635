"""The words of a candidate in the document they stand in, and the words on which an edit settles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.authored.nearest import suggest
from equipoise.documents.candidates import Candidate
from equipoise.documents.frozen_text import FrozenText, InContext
from equipoise.documents.kept import kept_text
from equipoise.documents.records import RECORDS, DocumentRecord
from equipoise.errors import UsageError


@dataclass(frozen=True)
class WordsInPlace:
    """What a candidate rests on.

    Attributes:
        document: Record of its document.
        context: The words with those around them.
        line: Line of the frozen text they begin on.
        page: Page they begin on; None where the document has no pages.
    """

    document: DocumentRecord
    context: InContext
    line: int
    page: int | None

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "document": self.document.id,
            "title": self.document.title,
            "page": self.page,
            "line": self.line,
            "before": self.context.before,
            "quoted": self.context.quoted,
            "after": self.context.after,
        }


def words_in_place(
    folder: Path, records: Mapping[str, DocumentRecord], candidate: Candidate, *, characters: int
) -> WordsInPlace:
    """Find the words of a candidate in their document.

    Args:
        folder: The folder of documents.
        records: Records of the documents, by id.
        candidate: The candidate.
        characters: How many characters to show to either side.

    Raises:
        ChangedDocumentError: If original or frozen text is not what was brought in.
        UsageError: If there is no such document, or other words stand at the place.
    """
    record, text = _document(folder, records, candidate)
    quoted = text.quotation(candidate.start, candidate.end)
    if quoted is None or on_one_line(quoted) != candidate.text:
        raise UsageError(
            f"{candidate.id}: other words stand in {candidate.document} at {candidate.start}–{candidate.end}",
            hint="edit the candidate, or take it out of candidates.yaml and run equipoise extract again",
        )
    context = text.in_context(candidate.start, candidate.end, characters=characters)
    return WordsInPlace(record, context, text.line(candidate.start), text.page(candidate.start))


def moved(
    folder: Path,
    records: Mapping[str, DocumentRecord],
    candidate: Candidate,
    *,
    text: str | None,
    start: int | None,
    end: int | None,
) -> Candidate:
    """The candidate with other words of its document.

    Args:
        folder: The folder of documents.
        records: Records of the documents, by id.
        candidate: The candidate.
        text: The words, on one line; found nearest to where the candidate stands unless a place is given.
        start: First character; None for that of the candidate.
        end: One past the last.

    Raises:
        ChangedDocumentError: If original or frozen text is not what was brought in.
        UsageError: If the document has no such words or no such place.
    """
    _, frozen = _document(folder, records, candidate)
    if start is None and end is None:
        span = _nearest(frozen.text, on_one_line(text or candidate.text), candidate.start)
        if span is None:
            hint = "an edit chooses other words of the document; your own go into `what` when you accept"
            raise UsageError(f"{candidate.document} does not say {text!r}", hint=hint)
    else:
        span = (candidate.start if start is None else start, candidate.end if end is None else end)
    quoted = frozen.quotation(*span)
    if quoted is None or not quoted.strip():
        problem = f"{candidate.document} has {len(frozen.text)} characters, none to quote from {span[0]} to {span[1]}"
        raise UsageError(problem, hint="count from 0, the end one past the last")
    if text is not None and on_one_line(text) != on_one_line(quoted):
        raise UsageError(
            f"at {span[0]}–{span[1]} {candidate.document} says {on_one_line(quoted)!r}",
            hint="give the words or the place alone, and the other follows",
        )
    return candidate.model_copy(update={"start": span[0], "end": span[1], "text": on_one_line(quoted)})


def on_one_line(text: str) -> str:
    """Words with single spaces between them, as a candidate gives them."""
    return " ".join(text.split())


def _document(
    folder: Path, records: Mapping[str, DocumentRecord], candidate: Candidate
) -> tuple[DocumentRecord, FrozenText]:
    record = records.get(candidate.document)
    if record is None:
        hint = suggest(candidate.document, records, called="known documents") or "equipoise ingest brings documents in"
        raise UsageError(f"{RECORDS} has no document {candidate.document!r}", hint=hint)
    return record, kept_text(folder, record)


def _nearest(text: str, words: str, start: int) -> tuple[int, int] | None:
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, text)]
    return min(found, key=lambda span: abs(span[0] - start), default=None)
