"""Which pages there are, and the addresses they have."""

from __future__ import annotations

import inspect
from typing import Any

from nicegui import app, ui
from starlette.requests import Request

from equipoise.errors import UsageError
from equipoise.web.pages.brief import BRIEF
from equipoise.web.pages.cases import build_cases
from equipoise.web.pages.compare import COMPARE
from equipoise.web.pages.documents import DOCUMENTS
from equipoise.web.pages.evidence import EVIDENCE
from equipoise.web.pages.frame import framed, plain_frame
from equipoise.web.pages.ledger import LEDGER
from equipoise.web.pages.measures import MEASURES
from equipoise.web.pages.model import MODEL
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.pages.studies import DRIVERS, METHODS, STABILITY, TIPPING, WATCH
from equipoise.web.pages.timeline import TIMELINE
from equipoise.web.pages.what_if import WHAT_IF
from equipoise.web.workspace.people import ALONE, Person
from equipoise.web.workspace.workspace import Workspace

PAGES: tuple[Page, ...] = (
    BRIEF,
    EVIDENCE,
    DOCUMENTS,
    MODEL,
    TIMELINE,
    DRIVERS,
    WHAT_IF,
    STABILITY,
    TIPPING,
    WATCH,
    COMPARE,
    LEDGER,
    MEASURES,
    METHODS,
)
"""Pages of a case, in the order of their names in the frame."""


def register_pages(workspace: Workspace) -> None:
    """Give every page its address."""
    by_slug = {page.slug: page for page in PAGES}

    @ui.page("/", title="Equipoise")
    async def cases(request: Request) -> None:
        settings = _settings()
        with plain_frame(person_of(request), settings):
            build_cases(workspace, person_of(request), settings)

    @ui.page("/case/{name}/{slug}", title="Equipoise")
    async def case_page(request: Request, name: str, slug: str) -> None:
        settings = _settings()
        person = person_of(request)
        try:
            if slug not in by_slug:
                raise UsageError(f"there is no page {slug!r}", hint="choose one of the pages above")
            desk = workspace.desk(name)
        except UsageError as error:
            with plain_frame(person, settings):
                _not_there(error)
            return
        desk.look()
        sitting = Sitting(workspace, desk, person, settings, dict(request.query_params))
        page = by_slug[slug]
        with framed(sitting, page, PAGES):
            if desk.case is not None:
                await _built(page.build(sitting))

    @ui.page("/case/{name}")
    def case_front(name: str) -> None:
        ui.navigate.to(f"/case/{name}/{PAGES[0].slug}")


def person_of(request: Request) -> Person:
    """Who asks: the gate has found that out, or there are no accounts and one person works alone."""
    found = request.scope.get("equipoise.person")
    return found if isinstance(found, Person) else ALONE


def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = app.storage.user
    return settings


async def _built(built: Any) -> None:
    if inspect.isawaitable(built):
        await built


def _not_there(error: UsageError) -> None:
    ui.label(str(error)).classes("title")
    ui.label(error.hint).classes("dim")
    ui.link("All cases", "/")
