"""Routes of evidence, its sources and its ratings, and of the documents it rests on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.web.api.access import Analyst, Anybody, OnDesk, OwnDesk, SoundCase
from equipoise.web.api.asked import AskedRating
from equipoise.web.api.problems import not_there
from equipoise.web.workspace.changes import Cell
from equipoise.web.workspace.desk import levels_of
from equipoise.web.workspace.document_shelf import shelf_of

router = APIRouter(tags=["evidence"])

Id = Annotated[str, Path(max_length=128)]
Rater = Annotated[str, Query(max_length=64, pattern=r"^\w[\w.:-]*$", description="Whose rating it is.")]


@router.get("/cases/{case}/evidence")
def list_evidence(case: SoundCase) -> dict[str, Any]:
    """All items of evidence."""
    return {
        "schema": "equipoise/evidence/1",
        "case": case.name,
        "evidence": [_item(case, one) for one in case.evidence],
    }


@router.get("/cases/{case}/evidence/{item}")
def read_item(case: SoundCase, item: Id) -> dict[str, Any]:
    """One item of evidence."""
    if item not in case.items:
        raise not_there("item", item, tuple(case.items))
    return {"schema": "equipoise/evidence-item/1", "case": case.name} | _item(case, case.items[item])


@router.get("/cases/{case}/sources")
def list_sources(case: SoundCase) -> dict[str, Any]:
    """All sources."""
    entries = [{"id": name} | one.model_dump(mode="json") for name, one in case.sources.items()]
    return {"schema": "equipoise/source-list/1", "case": case.name, "sources": entries}


@router.get("/cases/{case}/ratings")
def list_ratings(
    case: SoundCase, item: Annotated[str | None, Query(max_length=128)] = None, rater: Rater | None = None
) -> dict[str, Any]:
    """Ratings, all or those of one item or rater."""
    rows = [row for row in case.ratings if (item is None or row.item == item) and (rater is None or row.rater == rater)]
    return {
        "schema": "equipoise/ratings/1",
        "case": case.name,
        "ratings": [row.model_dump(mode="json") for row in rows],
    }


@router.get("/cases/{case}/ratings/{item}/{subject}/{level}")
def read_rating(case: SoundCase, item: Id, subject: Id, level: Id, rater: Rater = "default") -> dict[str, Any]:
    """The rating of one cell."""
    return _rating(case, _rated(case, _cell(case, item, subject, level, rater)))


@router.put("/cases/{case}/ratings/{item}/{subject}/{level}")
def rate(
    who: Analyst,
    found: OwnDesk,
    case: SoundCase,
    item: Id,
    subject: Id,
    level: Id,
    wanted: AskedRating,
    rater: Rater = "default",
) -> dict[str, Any]:
    """Rate one cell."""
    cell = _cell(case, item, subject, level, rater)
    found.rate(cell, wanted.rating, who=who.name, why=wanted.why)
    return _rating(found.sound_case(), _rated(found.sound_case(), cell))


@router.delete("/cases/{case}/ratings/{item}/{subject}/{level}", status_code=204)
def leave_open(
    who: Analyst, found: OwnDesk, case: SoundCase, item: Id, subject: Id, level: Id, rater: Rater = "default"
) -> None:
    """Leave one cell unassessed again."""
    cell = _cell(case, item, subject, level, rater)
    _rated(case, cell)
    found.rate(cell, None, who=who.name)


@router.get("/cases/{case}/documents")
def list_documents(who: Anybody, found: OnDesk) -> dict[str, Any]:
    """The documents that a case keeps."""
    records = shelf_of(found).records()
    entries = [record.model_dump(mode="json") for record in records.values()]
    return {"schema": "equipoise/documents/1", "case": found.name, "documents": entries}


@router.get("/cases/{case}/documents/{document}")
def read_document(
    who: Anybody,
    found: OnDesk,
    document: Id,
    start: Annotated[int, Query(ge=0, le=2**31)] = 0,
    end: Annotated[int | None, Query(ge=0, le=2**31)] = None,
) -> dict[str, Any]:
    """The frozen text of a document, or a span of its characters."""
    shelf = shelf_of(found)
    records = shelf.records()
    if document not in records:
        raise not_there("document", document, tuple(records))
    text = shelf.text(document).text
    shown = text[start : len(text) if end is None else end]
    return {
        "schema": "equipoise/document/1",
        "case": found.name,
        "document": records[document].model_dump(mode="json"),
        "start": start,
        "text": shown,
    }


def _item(case: Case, item: EvidenceItem) -> dict[str, Any]:
    return item.model_dump(mode="json") | {"known": case.known(item).isoformat()}


def _cell(case: Case, item: str, subject: str, level: str, rater: str) -> Cell:
    if item not in case.items:
        raise not_there("item", item, tuple(case.items))
    levels = levels_of(case, subject)
    if level not in levels:
        raise not_there("level", f"{subject} {level}", levels)
    return Cell(item, subject, level, rater)


def _rated(case: Case, cell: Cell) -> Rating:
    for row in case.ratings:
        if (row.item, row.subject, row.level, row.rater) == cell.key:
            return row
    raise not_there("rating", f"{cell.item} {cell.subject} {cell.level} by {cell.rater}", ())


def _rating(case: Case, row: Rating) -> dict[str, Any]:
    return {"schema": "equipoise/rating/1", "case": case.name} | row.model_dump(mode="json")
