"""Routes of the review: candidates, and what whoever asks decides of them, in their own name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from equipoise.documents.candidates import Candidate
from equipoise.errors import UsageError
from equipoise.review.accepted import AcceptedItem, RatingRow
from equipoise.review.decision import Decision
from equipoise.review.queue import CHARACTERS, ReviewQueue
from equipoise.web.api.access import Analyst, Anybody, OnDesk, OwnDesk
from equipoise.web.api.asked_review import AskedAcceptance, AskedCandidateEdit, AskedMerge, AskedRejection
from equipoise.web.api.problems import NotAllowedError, NotNowError, not_there
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.document_shelf import shelf_of
from equipoise.web.workspace.people import Person

router = APIRouter(tags=["review"])

CandidateId = Annotated[str, Path(max_length=200)]

_SCHEMA = "equipoise/review/1"


@router.get("/cases/{case}/candidates")
def list_candidates(who: Anybody, found: OnDesk) -> dict[str, Any]:
    """Candidates that wait, and what was decided on the others: `equipoise review --list`."""
    standing = shelf_of(found).standing()
    return {
        "schema": _SCHEMA,
        "progress": {"decided": len(standing.candidates) - len(standing.open), "total": len(standing.candidates)},
        "open": [_plain(candidate) for candidate in standing.open.values()],
        "decided": [decision.to_dict() for decision in standing.decided.values()],
    }


@router.get("/cases/{case}/candidates/{candidate}")
def read_candidate(
    who: Anybody, found: OwnDesk, candidate: CandidateId, context: Annotated[int, Query(ge=0, le=10_000)] = CHARACTERS
) -> dict[str, Any]:
    """A candidate that waits: its words in their document, and the item suggested."""
    queue = _queue(who, found)
    there = _open(queue, candidate)
    words = queue.context(there, context).to_dict()
    return _plain(there) | {"words": words, "suggestion": queue.suggestion(there).to_dict()}


@router.post("/cases/{case}/candidates/{candidate}/acceptance")
def accept_candidate(who: Analyst, found: OwnDesk, candidate: CandidateId, wanted: AskedAcceptance) -> dict[str, Any]:
    """Make a candidate evidence, with its place."""
    for row in wanted.ratings:
        if not who.may_rate_as(row.rater):
            raise NotAllowedError(f"ratings of {row.rater} are not yours to make", hint=f"rate as {who.name}")
    queue = _queue(who, found)
    item = _item(queue.suggestion(_open(queue, candidate)).item, wanted)
    rows = [RatingRow(row.subject, row.level, row.rating, row.rater, row.why) for row in wanted.ratings]
    return _decided(queue, "accept", queue.accept(candidate, item=item, ratings=rows))


@router.post("/cases/{case}/candidates/{candidate}/merge")
def merge_candidate(who: Analyst, found: OwnDesk, candidate: CandidateId, wanted: AskedMerge) -> dict[str, Any]:
    """Let a candidate be a further place of an item, and no more."""
    queue = _queue(who, found)
    _open(queue, candidate)
    return _decided(queue, "merge", queue.merge(candidate, wanted.into))


@router.post("/cases/{case}/candidates/{candidate}/rejection")
def reject_candidate(who: Analyst, found: OwnDesk, candidate: CandidateId, wanted: AskedRejection) -> dict[str, Any]:
    """Turn a candidate down, for a reason."""
    queue = _queue(who, found)
    _open(queue, candidate)
    return _decided(queue, "reject", queue.reject(candidate, wanted.reason))


@router.post("/cases/{case}/candidates/{candidate}/edit")
def edit_candidate(who: Analyst, found: OwnDesk, candidate: CandidateId, wanted: AskedCandidateEdit) -> dict[str, Any]:
    """Choose other words of its document, or another date or actor."""
    queue = _queue(who, found)
    _open(queue, candidate)
    fields = wanted.model_dump(exclude_none=True)
    if not fields:
        raise UsageError("this changes nothing", hint="give text, start and end, date or actor")
    return _plain(queue.edit(candidate, **fields))


@router.post("/cases/{case}/candidates/{candidate}/reopening")
def reopen_candidate(who: Analyst, found: OwnDesk, candidate: CandidateId) -> dict[str, Any]:
    """Take a decision back and leave the files, mended by hand."""
    queue = _queue(who, found)
    return _decided(queue, "reopen", queue.reopen(candidate))


@router.post("/cases/{case}/candidates/undo")
def undo_decision(who: Analyst, found: OwnDesk) -> dict[str, Any]:
    """Take the last decision back with what it wrote, where it was yours."""
    queue = _queue(who, found)
    in_force = shelf_of(found).standing().in_force
    if not in_force or in_force[-1].by != who.name:
        raise NotNowError("the last decision is not yours, or there is none", hint="GET candidates lists them")
    return _decided(queue, "undo", queue.undo())


def _queue(who: Person, found: Desk) -> ReviewQueue:
    """The queue in the name of whoever asks."""
    return shelf_of(found).queue(who.name)


def _open(queue: ReviewQueue, id: str) -> Candidate:
    known = [one.id for one in queue.open()] + [one.candidate.id for one in queue.decided()]
    if id not in known:
        raise not_there("candidate", id, known)
    return queue.candidate(id)


def _item(suggested: AcceptedItem, wanted: AskedAcceptance) -> AcceptedItem:
    """The item as suggested, with what was given in its place."""
    given = wanted.model_dump(include={"what", "date", "kind"}, exclude_none=True)
    given |= {
        name: value or None
        for name, value in wanted.model_dump(include={"known", "origin", "grade", "note"}, exclude_none=True).items()
    }
    if wanted.item is not None:
        given["id"] = wanted.item
    if wanted.sources is not None:
        # Only the source that the document itself suggests is made; another that is not known is a slip.
        new = {name: fields for name, fields in suggested.new_sources.items() if name in wanted.sources}
        given |= {"sources": tuple(wanted.sources), "new_sources": new}
    return replace(suggested, **given, more=dict(suggested.more) | wanted.more)


def _plain(candidate: Candidate) -> dict[str, Any]:
    return candidate.model_dump(mode="json", exclude={"status"})


def _decided(queue: ReviewQueue, action: str, decision: Decision | None) -> dict[str, Any]:
    decided, total = queue.progress
    return {
        "schema": _SCHEMA,
        "progress": {"decided": decided, "total": total},
        "action": action,
        "decision": decision.to_dict() if decision is not None else None,
    }
