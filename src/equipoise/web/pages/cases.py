"""The cases on offer: open one, start one, or copy one that comes with Equipoise."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from equipoise.errors import EquipoiseError
from equipoise.web.pages.sitting import tell
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Offered, Workspace


def build_cases(workspace: Workspace, person: Person, settings: dict[str, Any]) -> None:
    """List the cases."""
    offered = workspace.offered()
    ui.html("<h1>Cases</h1>", sanitize=False)
    own = [case for case in offered if not case.is_builtin]
    if not own:
        ui.label(f"No case of your own in {workspace.folder} yet. Open one that comes with Equipoise, or start one.")
    with ui.element("ul").classes("cases"):
        for case in offered:
            _entry(workspace, case)
    if person.may_edit:
        _start(workspace)


def _entry(workspace: Workspace, case: Offered) -> None:
    with ui.element("li"):
        desk = workspace.desk(case.name)
        definition = desk.case.definition if desk.case is not None else None
        ui.link(definition.title if definition else case.name, f"/case/{case.name}/brief").classes("title")
        if definition is None:
            ui.label(f"{case.name}: its files have errors").classes("dim")
        else:
            ui.label(definition.question).classes("dim")
        ui.label("comes with Equipoise, read only" if case.is_builtin else str(case.folder)).classes("dim")


def _start(workspace: Workspace) -> None:
    def start() -> None:
        try:
            name = workspace.start_case(str(field.value or ""))
        except EquipoiseError as error:
            tell(error)
            return
        ui.navigate.to(f"/case/{name}/evidence")

    with ui.element("form").classes("start").on("submit.prevent", start):
        field = ui.input("Name of a new case").props("outlined dense")
        ui.button("Start a case", on_click=start).props("no-caps unelevated")
