"""Places in documents that something rests on: items of evidence, and candidates with what was decided on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from equipoise.case.case import Case
from equipoise.documents.candidates import OPEN, Candidate
from equipoise.report.names import tidy
from equipoise.review.decision import Decision
from equipoise.review.standing import Standing
from equipoise.web.labels import Say

Kind = Literal["item", "open", "closed"]


@dataclass(frozen=True)
class Mark:
    """A marked span of a document.

    Attributes:
        start: First character, in code points of the frozen text.
        end: One past the last.
        kind: An item of evidence rests on it; or a candidate that waits, or is closed.
        name: Id of the item or candidate.
        words: What the item says, or the words of the candidate.
        status: What became of a candidate, in words; of an item, its id.
    """

    start: int
    end: int
    kind: Kind
    name: str
    words: str
    status: str


def marks_of(document: str, case: Case, there: Standing, say: Say) -> tuple[Mark, ...]:
    """All that is marked in a document, in order of place.

    A candidate that became an item which rests on its words is not marked a second time.
    """
    items = [
        Mark(place.start, place.end, "item", item.id, tidy(item.what), item.id)
        for item in case.evidence
        for place in item.where
        if place.document == document
    ]
    shown = {(mark.name, mark.start, mark.end) for mark in items}
    marks = list(items)
    for found in there.candidates.values():
        decision = there.decided.get(found.id)
        candidate = decision.candidate if decision is not None else there.open.get(found.id, found)
        into = decision.item if decision is not None else None
        if candidate.document == document and (into, candidate.start, candidate.end) not in shown:
            marks.append(_candidate(candidate, decision, say))
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind != "item")))


def _candidate(candidate: Candidate, decision: Decision | None, say: Say) -> Mark:
    words = tidy(candidate.text)
    if decision is None and candidate.status == OPEN:
        return Mark(candidate.start, candidate.end, "open", candidate.id, words, say("waits"))
    return Mark(candidate.start, candidate.end, "closed", candidate.id, words, _became(candidate, decision, say))


def _became(candidate: Candidate, decision: Decision | None, say: Say) -> str:
    if decision is None:
        return tidy(candidate.status)
    if decision.act == "accept":
        return f"{say('accepted as')} {decision.item}"
    if decision.act == "merge":
        return f"{say('merged into')} {decision.item or decision.into}"
    return f"{say('rejected')}: {tidy(decision.reason or '')}"
