"""Routes of evidence, the words it rests on, its sources and its ratings."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.case.trace import CHARACTERS, trace
from equipoise.web.api.access import Analyst, OwnDesk, SoundCase, sound
from equipoise.web.api.asked import AskedRating
from equipoise.web.api.problems import NotAllowedError, not_there
from equipoise.web.workspace.cells import levels_of
from equipoise.web.workspace.changes import Cell, rating_of
from equipoise.web.workspace.people import Person

router = APIRouter(tags=["evidence"])

Id = Annotated[str, Path(max_length=128)]
# Spelled out, because `\w` is another set of characters in JSON Schema than here. What a spreadsheet would take for a
# formula, a separator or a quote is no name.
_RATER = r"""^[^\s\x00-\x20,;"'<>|=+@-][^\s\x00-\x20,;"'<>|=]*$"""
Rater = Annotated[str, Query(max_length=64, pattern=_RATER, description="Whose rating it is.")]


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


@router.get("/cases/{case}/evidence/{item}/trace")
def trace_item(
    case: SoundCase, item: Id, context: Annotated[int, Query(ge=0, le=10_000)] = CHARACTERS
) -> dict[str, Any]:
    """The words an item rests on, in their documents: `equipoise trace`."""
    known = (*case.items, *(one.id for one in case.judgements))
    if item not in known:
        raise not_there("item", item, known)
    return trace(case, item, characters=context).to_dict()


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
    _refuse_other_name(who, rater)
    found.rate(cell, wanted.rating, who=who.name, why=wanted.why)
    seen = sound(found, who)
    return _rating(seen, _rated(seen, cell))


@router.delete("/cases/{case}/ratings/{item}/{subject}/{level}", status_code=204)
def leave_open(
    who: Analyst, found: OwnDesk, case: SoundCase, item: Id, subject: Id, level: Id, rater: Rater = "default"
) -> None:
    """Leave one cell unassessed again."""
    cell = _cell(case, item, subject, level, rater)
    _rated(case, cell)
    _refuse_other_name(who, rater)
    found.rate(cell, None, who=who.name)


def _item(case: Case, item: EvidenceItem) -> dict[str, Any]:
    return item.model_dump(mode="json") | {"known": case.known(item).isoformat()}


def _cell(case: Case, item: str, subject: str, level: str, rater: str) -> Cell:
    if item not in case.items:
        raise not_there("item", item, tuple(case.items))
    levels = levels_of(case, subject)
    if level not in levels:
        raise not_there("level", f"{subject} {level}", levels)
    return Cell(item, subject, level, rater)


def _refuse_other_name(who: Person, rater: str) -> None:
    """Refuse ratings under the name of somebody else."""
    if not who.may_rate_as(rater):
        raise NotAllowedError(f"ratings of {rater} are not yours to make", hint=f"rate as {who.name}")


def _rated(case: Case, cell: Cell) -> Rating:
    row = rating_of(case.ratings, cell)
    if row is not None:
        return row
    raise not_there("rating", f"{cell.item} {cell.subject} {cell.level} by {cell.rater}", ())


def _rating(case: Case, row: Rating) -> dict[str, Any]:
    return {"schema": "equipoise/rating/1", "case": case.name} | row.model_dump(mode="json")
