"""The frame around every page: the case and its pages above, what is wrong with its files, undo, and who sits here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from nicegui import ui

from equipoise.errors import Severity
from equipoise.report.numbers import table_date
from equipoise.web.labels import LANGUAGES, Language, say
from equipoise.web.pages.beside import Beside
from equipoise.web.pages.guide import show_guide
from equipoise.web.pages.in_browser import in_browser
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.changes import Change
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.people import ALONE, Person

LOOK_EVERY = 1.0
"""Seconds between two looks at the disk for what a text editor has written."""

_STYLES = (
    "look.css",
    "brief.css",
    "workbench.css",
    "evidence.css",
    "documents.css",
    "model.css",
    "timeline.css",
    "what_if.css",
    "measures.css",
    "ledger.css",
    "raters.css",
    "beside.css",
)


@contextmanager
def framed(sitting: Sitting, page: Page, pages: Sequence[Page]) -> Iterator[None]:
    """Lay the frame of a case around what is built inside."""
    _head(page.scripts, sitting.language)
    desk = sitting.desk
    title = desk.case.definition.title if desk.case is not None else desk.name
    ui.page_title(f"{title} · {sitting.say(page.title)}")
    _skip(sitting.language)
    with ui.element("header").classes("top-bar"):
        ui.link("Equipoise", "/").classes("home").props(f'aria-label="{sitting.say("Equipoise: all cases")}"')
        with ui.element("p").classes("title"):
            ui.label(title)
        _navigation(sitting, page, pages)
        _standing(sitting)
    _findings(sitting)
    if desk.case is not None:
        show_guide(sitting, page.slug)
    with ui.element("main").props('id="page" tabindex="-1"').classes(f"page-{page.slug}"):
        yield
    if desk.case is not None:
        Beside(sitting)


@contextmanager
def plain_frame(person: Person, settings: dict[str, Any]) -> Iterator[None]:
    """Lay the frame without a case around what is built inside."""
    language: Language = "zh" if settings.get("language") == "zh" else "en"
    _head((), language)
    _skip(language)
    with ui.element("header").classes("top-bar"):
        ui.link("Equipoise", "/").classes("home")
        with ui.element("div").classes("standing"):
            _language_choice(settings)
            _sign_out(person, language)
    with ui.element("main").props('id="page" tabindex="-1"').classes("page-cases"):
        yield


def _head(scripts: Sequence[str], language: str) -> None:
    _give_up_main()
    links = "".join(f'<link rel="stylesheet" href="/assets/{name}">' for name in _STYLES)
    loaded = "".join(
        f'<script defer src="/assets/{name}"></script>' for name in ("workbench.js", "session.js", *scripts)
    )
    ui.add_head_html(links + loaded)
    ui.colors(primary="#16408f")
    if language != "en":
        ui.add_head_html(f'<script>document.documentElement.lang = "{language}"</script>')
    _say_of_connection("zh" if language == "zh" else "en")


def _say_of_connection(language: Language) -> None:
    """What the toolkit's own notices say, in the language of the page."""
    told = {
        "popup": ("The connection is lost.", "Trying to reach the workbench again …"),
        "too_long_message_popup": ("The message is too long.", "Nothing of it was taken: send less at once."),
    }
    words = json.dumps({name: [say(text, language) for text in pair] for name, pair in told.items()})
    ui.add_head_html(
        "<script>addEventListener('DOMContentLoaded', () => {"
        f" for (const [name, texts] of Object.entries({words}))"
        " document.querySelectorAll(`#${name} span`).forEach((one, n) => { one.textContent = texts[n]; }); })</script>"
    )


def _give_up_main() -> None:
    """Take the role of the main part from the toolkit's own element around everything: the frame names the real one."""
    around = ui.context.client.content.parent_slot
    if around is not None:
        around.parent.props('role="presentation"')


def _skip(language: str) -> None:
    ui.link(say("Skip to the page", "zh" if language == "zh" else "en"), "#page").classes("skip")


def _navigation(sitting: Sitting, current: Page, pages: Sequence[Page]) -> None:
    with ui.element("nav").props(f'aria-label="{sitting.say("Pages")}"'):
        for page in pages:
            link = ui.link(sitting.say(page.title), sitting.address(page.slug))
            if page.slug == current.slug:
                link.props('aria-current="page"')


def _standing(sitting: Sitting) -> None:
    """As-of date, rater, when it was saved last, undo and redo: whatever happens, these are kept up to date."""
    desk = sitting.desk
    with ui.element("div").classes("standing"):
        where = ui.label().classes("dim")
        undo = ui.button(sitting.say("Undo"), on_click=lambda: sitting.attempt(lambda: desk.undo(sitting.me)))
        redo = ui.button(sitting.say("Redo"), on_click=lambda: sitting.attempt(lambda: desk.redo(sitting.me)))
        for button in (undo, redo):
            button.props("flat dense no-caps").classes("small")
        undo.props('data-key="z"')
        ui.link(sitting.say("Glossary"), sitting.address("glossary")).classes("plain")
        _language_choice(sitting.settings)
        _sign_out(sitting.person, sitting.language)

        def show(_desk: Desk | None = None, _change: Change | None = None) -> None:
            where.text, who = _where(sitting), sitting.me
            for button, change in ((undo, desk.can_undo(who)), (redo, desk.can_redo(who))):
                button.set_enabled(change is not None)
                button.props["title"] = change.what if change else ""

        show()
        _while_here(sitting, show)
        ui.timer(LOOK_EVERY, desk.look)


def _where(sitting: Sitting) -> str:
    parts = []
    if sitting.as_of is not None:
        parts.append(f"{sitting.say('as of')} {table_date(sitting.as_of)}")
    parts.append(f"{sitting.say('rater')} {sitting.rater}")
    if sitting.desk.read_only:
        parts.append(sitting.say("read only"))
    elif (saved := sitting.desk.saved_for(sitting.viewer)) is not None:
        parts.append(f"{sitting.say('saved')} {saved:%H:%M}")
    return " · ".join(parts)


def _findings(sitting: Sitting) -> None:
    """What stops the files on disk from being a case, for as long as anything does."""
    desk = sitting.desk
    with ui.element("section").classes("findings").props(f'role="alert" aria-label="{sitting.say("Findings")}"') as box:
        lines = ui.column().classes("lines")

    def show(_desk: Desk | None = None, _change: Change | None = None) -> None:
        errors = [finding for finding in desk.findings if finding.severity is Severity.ERROR]
        box.set_visibility(bool(errors))
        lines.clear()
        with lines:
            if errors:
                shown = (
                    sitting.say("The files of this case have errors; the last sound version is shown.")
                    if desk.case is not None
                    else sitting.say("The files of this case have errors; nothing can be shown.")
                )
                ui.label(shown).classes("strong")
            for finding in errors[:12]:
                ui.label(str(finding)).classes("finding")
            if len(errors) > 12:
                more = sitting.say("and {number} more; equipoise check lists all")
                ui.label(more.format(number=len(errors) - 12)).classes("dim")

    show()
    _while_here(sitting, show)


def _language_choice(settings: dict[str, Any]) -> None:
    def choose(language: str) -> None:
        settings["language"] = language
        ui.navigate.reload()

    chosen = settings.get("language", "en")
    other = next(language for language in LANGUAGES if language != chosen)
    ui.button(LANGUAGES[other], on_click=lambda: choose(other)).props(f'flat dense no-caps lang="{other}"').classes(
        "small"
    )


def _sign_out(person: Person, language: Language) -> None:
    """Who is signed in, and the way out; nothing where there are no accounts."""
    if person != ALONE:
        ui.link(f"{person.name}: {say('Sign out', language)}", "/logout").classes("small")


def _while_here(sitting: Sitting, show: Any) -> None:
    """Have a part of this page told of changes until its browser leaves: of those that are for whoever sits here."""
    client = ui.context.client

    def told(changed: Desk, change: Change | None) -> None:
        if client.has_socket_connection and (change is None or change.is_for(sitting.viewer)):
            in_browser(client, lambda: show(changed, change))

    client.on_delete(sitting.desk.subscribe(told))  # a browser that loses its connection for a moment comes back
