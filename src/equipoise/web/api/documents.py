"""Routes of documents: what a case keeps, their frozen text, bringing one in, finding candidates in them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, UploadFile
from fastapi.responses import JSONResponse

from equipoise.authored.base import Day
from equipoise.web.api.access import Analyst, Anybody, Editor, OnDesk, OwnDesk
from equipoise.web.api.answer import answer_of
from equipoise.web.api.asked_review import AskedCandidates
from equipoise.web.api.job_answers import Register, started
from equipoise.web.api.problems import not_there
from equipoise.web.workspace.document_shelf import shelf_of
from equipoise.web.workspace.document_work import HandedIn, bring_in, look_for_candidates

router = APIRouter(tags=["documents"])

Id = Annotated[str, Path(max_length=128)]
Words = Annotated[str | None, Form(max_length=500)]

_LONGEST_NAME = 200


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


@router.post("/cases/{case}/documents", status_code=202)
def bring_document_in(
    request: Request,
    who: Editor,
    found: OwnDesk,
    register: Register,
    file: UploadFile,
    id: Annotated[str | None, Form(max_length=128)] = None,
    title: Words = None,
    author: Annotated[list[Annotated[str, Form(max_length=500)]] | None, Form(max_length=64)] = None,
    publisher: Words = None,
    published: Annotated[str | None, Form(max_length=32)] = None,
    url: Annotated[str | None, Form(max_length=2000)] = None,
    retrieved: Annotated[Day | None, Form()] = None,
    encoding: Annotated[str | None, Form(max_length=64)] = None,
) -> JSONResponse:
    """Bring a document in: `equipoise ingest`. The answer is a job."""
    said = {
        "id": id,
        "title": title,
        "authors": tuple(author or ()),
        "publisher": publisher,
        "published": published,
        "url": url,
        "retrieved": retrieved,
        "encoding": encoding,
    }
    handed = _kept(file)
    try:
        entry = register.start(who, found.name, "documents", "Bring a document in", read_in, found.folder, handed, said)
    except BaseException:
        shutil.rmtree(handed.path.parent, ignore_errors=True)
        raise
    return started(entry, request)


@router.post("/cases/{case}/candidates", status_code=202)
def find_candidates(
    request: Request, who: Analyst, found: OwnDesk, register: Register, wanted: AskedCandidates
) -> JSONResponse:
    """Find candidates in documents, or in all: `equipoise extract`. The answer is a job."""
    known = shelf_of(found).records()
    for name in wanted.documents or ():
        if name not in known:
            raise not_there("document", name, tuple(known))
    names = None if wanted.documents is None else tuple(wanted.documents)
    entry = register.start(who, found.name, "candidates", "Find candidates", look_in, found.folder, names)
    return started(entry, request)


# --- in a process of its own ---


def read_in(
    folder: FilePath, handed: HandedIn, said: dict[str, Any], *, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Bring a file into a case."""
    return answer_of(lambda: bring_in(folder, [handed], said, progress=progress).to_dict())


def look_in(folder: FilePath, documents: tuple[str, ...] | None, *, progress: Callable[[str], None]) -> dict[str, Any]:
    """Find candidates in documents of a case."""

    def look() -> dict[str, Any]:
        added = look_for_candidates(folder, documents, progress=progress)
        return {
            "schema": "equipoise/candidates/1",
            "known": added.known,
            "added": [candidate.model_dump(mode="json") for candidate in added.added],
        }

    return answer_of(look)


def _kept(file: UploadFile) -> HandedIn:
    """What was sent, put where the process finds it; its name is for messages alone and leads nowhere."""
    place = FilePath(tempfile.mkdtemp(prefix="equipoise-")) / "document"
    with place.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    return HandedIn((file.filename or "document")[-_LONGEST_NAME:], place)
