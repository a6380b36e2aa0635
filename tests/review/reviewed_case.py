"""A small case with two documents that share a sentence, and their candidates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from equipoise.case.new import new_case
from equipoise.documents.candidates import Candidate, add_candidates
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest
from equipoise.review.accepted import AcceptedItem
from equipoise.review.queue import ReviewQueue

BORDER = """Customs posts reopen

Karsavia reopened its customs posts on the southern border on 1 July 2025, the courier reports.
The prime minister said that the union had been patient. Nobody at the secretariat would comment.
"""
WIRE = """Posts reopened

According to a daily, Karsavia reopened its customs posts on the southern border on 1 July 2025, the courier reports.
"""
ACT = "Karsavia reopened its customs posts on the southern border on 1 July 2025"
SAID = "the union had been patient"


def make_case(folder: Path) -> Path:
    """A new case with two documents and three candidates: an act, a statement, and the act once more."""
    new_case(folder)
    files = [("border", "2025-07-03", BORDER), ("wire", "2025-07-04", WIRE)]
    for name, published, text in files:
        ingest(folder, [Incoming(f"{name}.txt", piped=text.encode())], id=name, published=published, title=name.title())
    day = date(2025, 7, 1).isoformat()
    add_candidates(
        folder,
        [
            _candidate("border", BORDER, ACT, "dated_act", date=day, actor="Karsavia"),
            _candidate("border", BORDER, SAID, "attributed_statement", actor="Karsavia"),
            _candidate("wire", WIRE, ACT, "dated_act", date=day),
        ],
    )
    return folder


def queue_of(folder: Path) -> ReviewQueue:
    """A queue of a reviewer whose clock stands still."""
    return ReviewQueue(folder, by="ann", clock=lambda: datetime(2025, 7, 5, 12, tzinfo=UTC))


def item_for(queue: ReviewQueue, candidate: str, **said: Any) -> AcceptedItem:
    """The item that is suggested for a candidate, with some fields said otherwise."""
    return replace(queue.suggestion(queue.candidate(candidate)).item, **said)


def contents(folder: Path) -> dict[str, bytes]:
    """All files but what a review keeps for itself."""
    own = ("decisions.jsonl", ".decisions.lock")
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in own]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _candidate(document: str, text: str, words: str, label: str, **said: Any) -> Candidate:
    start = text.index(words)
    return Candidate.model_validate(
        {
            "id": f"{document}-{label[0]}{start}",
            "document": document,
            "start": start,
            "end": start + len(words),
            "text": words,
            "label": label,
            **said,
        }
    )


BORDER_ACT = f"border-d{BORDER.index(ACT)}"
BORDER_SAID = f"border-a{BORDER.index(SAID)}"
WIRE_ACT = f"wire-d{WIRE.index(ACT)}"
