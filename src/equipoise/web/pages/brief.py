"""The brief of the case as it stands, and the forms it can be taken away in."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

from nicegui import ui

from equipoise.report.brief_html import render_sections
from equipoise.report.document.blocks import Document
from equipoise.report.report import PACKAGES, RENDERERS
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import show_traced
from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.work import make_brief


def build(sitting: Sitting) -> None:
    """Show the brief: quickly without studies, and whole when asked for."""
    case, desk = sitting.case, sitting.desk
    head = desk.ledger.head  # estimates on the record are part of a brief
    with ui.element("div").classes("brief-head"):
        ui.html(f"<h1>{sitting.say('Brief')}</h1>", sanitize=False)
        ui.label(case.definition.question).classes("question")
    with ui.element("div").classes("brief-ways"):
        work = ui.element("div").classes("ways")
        taken = ui.element("div").classes("taken")
    shown = ui.element("div").classes("brief")

    def show(document: Document) -> None:
        shown.clear()
        with shown:
            show_traced(sitting, lambda: render_sections(document.sections))
        taken.clear()
        with taken:
            ui.label(sitting.say("Publish as"))
            for suffix in RENDERERS:
                _download_button(case.name, document, suffix)

    with work:
        for title, whole in (("Compute the brief", False), ("Compute it with every study (minutes)", True)):
            LongWork(
                sitting,
                title,
                make_brief,
                partial(_arguments, sitting, whole),
                lambda: (sitting.as_of, sitting.rater, head, sitting.kept_apart),
                show,
                starts=not whole,
            )


def _arguments(sitting: Sitting, whole: bool) -> tuple[object, ...]:
    return sitting.case, sitting.as_of, sitting.rater, whole, sitting.kept_apart


def _download_button(name: str, document: Document, suffix: str) -> None:
    missing = [package for module, package in PACKAGES.get(suffix, {}).items() if find_spec(module) is None]

    def take() -> None:
        content = RENDERERS[suffix](document)
        ui.download.content(content, f"{name}{suffix}")

    button = ui.button(suffix.lstrip("."), on_click=take).props("flat dense no-caps").classes("small")
    if missing:
        button.set_enabled(False)
        button.props('title="needs the extra report: pip install equipoise[report]"')


BRIEF = Page("brief", "Brief", build)
