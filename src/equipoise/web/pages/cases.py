"""The cases on offer: open one, start one, or copy one that comes with Equipoise; and the guided look."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.errors import EquipoiseError
from equipoise.report.names import tidy
from equipoise.web.labels import Language, Say
from equipoise.web.labels import say as say_in
from equipoise.web.pages.guide import offer_guide
from equipoise.web.pages.sitting import tell
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Offered, Workspace


def build_cases(workspace: Workspace, person: Person, settings: dict[str, Any]) -> None:
    """List the cases."""
    language: Language = "zh" if settings.get("language") == "zh" else "en"

    def say(english: str) -> str:
        return say_in(english, language)

    offered = workspace.offered()
    ui.html(str(Markup("<h1>{}</h1>").format(say("Cases"))), sanitize=False)
    if all(case.is_builtin for case in offered):
        none = say("No case of your own in {folder} yet. Open one that comes with Equipoise, or start one below.")
        ui.label(none.format(folder=workspace.folder))
    if any(case.is_builtin for case in offered):
        offer_guide(settings, say)
    with ui.element("ul").classes("cases"):
        for case in offered:
            _entry(workspace, case, say)
    if person.may_edit:
        _start(workspace, say)


def _entry(workspace: Workspace, case: Offered, say: Say) -> None:
    with ui.element("li"):
        desk = workspace.desk(case.name)
        definition = desk.case.definition if desk.case is not None else None
        ui.link(tidy(definition.title) if definition else case.name, f"/case/{case.name}/brief").classes("title")
        if definition is None:
            ui.label(f"{case.name}: {say('its files have errors; open it to see which')}").classes("dim")
        else:
            ui.label(tidy(definition.question)).classes("dim")
        ui.label(say("comes with Equipoise, read only") if case.is_builtin else str(case.folder)).classes("dim")


def _start(workspace: Workspace, say: Say) -> None:
    def start() -> None:
        try:
            name = workspace.start_case(str(field.value or ""))
        except EquipoiseError as error:
            tell(error)
            return
        ui.navigate.to(f"/case/{name}/model")

    ui.html(str(Markup("<h2>{}</h2>").format(say("Start a case of your own"))), sanitize=False)
    ui.label(say("It begins as a small invented example that works: replace it piece by piece.")).classes("dim")
    with ui.element("form").classes("start").on("submit.prevent", start):
        field = ui.input(say("Name, such as my-case")).props("outlined dense")
        ui.button(say("Start a case"), on_click=start).props("no-caps unelevated")
