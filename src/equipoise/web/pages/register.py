"""Which pages there are, and the addresses they have."""

from __future__ import annotations

import inspect
from typing import Any

from markupsafe import Markup
from nicegui import app, ui
from starlette.requests import Request

from equipoise.errors import UsageError
from equipoise.web.guard.person import person_of
from equipoise.web.pages.brief import BRIEF
from equipoise.web.pages.cases import build_cases
from equipoise.web.pages.compare import COMPARE
from equipoise.web.pages.documents import DOCUMENTS
from equipoise.web.pages.evidence import EVIDENCE
from equipoise.web.pages.frame import framed, plain_frame
from equipoise.web.pages.ledger import LEDGER
from equipoise.web.pages.measures import MEASURES
from equipoise.web.pages.model import MODEL
from equipoise.web.pages.origin import ORIGIN
from equipoise.web.pages.page import Page
from equipoise.web.pages.raters import RATERS
from equipoise.web.pages.sitting import Sitting
from equipoise.web.pages.studies import DRIVERS, METHODS, STABILITY, TIPPING, WATCH
from equipoise.web.pages.timeline import TIMELINE
from equipoise.web.pages.what_if import WHAT_IF
from equipoise.web.pages.words import GLOSSARY
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
    RATERS,
    MEASURES,
    METHODS,
)
"""Pages of a case, in the order of their names in the frame."""

UNLISTED: tuple[Page, ...] = (ORIGIN, GLOSSARY)
"""Pages of a case that numbers and words lead to."""


def register_pages(workspace: Workspace) -> None:
    """Give every page its address."""
    by_slug = {page.slug: page for page in (*PAGES, *UNLISTED)}

    @ui.page("/", title="Equipoise")
    async def cases(request: Request) -> None:
        person = person_of(request.scope)
        settings = _settings(person)
        with plain_frame(person, settings):
            build_cases(workspace, person, settings)

    @ui.page("/case/{name}/{slug}", title="Equipoise")
    async def case_page(request: Request, name: str, slug: str) -> None:
        person = person_of(request.scope)
        settings = _settings(person)
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
            else:
                _nothing_to_show(sitting, page)

    @ui.page("/case/{name}")
    def case_front(name: str) -> None:
        ui.navigate.to(f"/case/{name}/{PAGES[0].slug}")


def _settings(person: Person) -> dict[str, Any]:
    """What a person chose in this browser. Those who sign in at one browser one after the other have their own."""
    settings: dict[str, Any] = app.storage.user
    if person == ALONE:
        return settings
    own: dict[str, Any] = settings.setdefault(f"person {person.name}", {})
    return own


async def _built(built: Any) -> None:
    if inspect.isawaitable(built):
        await built


def _nothing_to_show(sitting: Sitting, page: Page) -> None:
    """What to do about a case whose files have never been sound while it was open; what is wrong stands above."""
    ui.html(str(Markup("<h1>{}</h1>").format(sitting.say(page.title))), sanitize=False)
    ui.label(sitting.say("This page can be shown once the errors above are mended in the files, in any text editor."))
    ui.label(sitting.say("It looks at the files every second and goes on by itself.")).classes("dim")
    ui.html(str(Markup("<p><code>equipoise check {}</code></p>").format(sitting.desk.folder)), sanitize=False)
    ui.timer(1.0, lambda: ui.navigate.reload() if sitting.desk.case is not None else None)
    ui.link(sitting.say("All cases"), "/")


def _not_there(error: UsageError) -> None:
    ui.html(str(Markup("<h1>{}</h1>").format(str(error))), sanitize=False)
    ui.label(error.hint).classes("dim")
    ui.link("All cases", "/")
