"""The way on from a case that comes with Equipoise and stays as it is: a copy of one's own."""

from __future__ import annotations

from itertools import count
from urllib.parse import urlencode

from nicegui import ui

from equipoise.web.pages.sitting import Sitting


def offer_copy(sitting: Sitting, page: str, **parameters: str) -> None:
    """Say that the case stays as it is, with a button that makes a copy; nothing for those who may not edit.

    Args:
        sitting: The page, of a read-only case.
        page: Page of the copy to go on at.
        parameters: What its address says, such as `item`.
    """
    if not sitting.person.may_edit:
        return
    with ui.element("p").classes("dim"):
        ui.label(sitting.say("This case comes with Equipoise and stays as it is."))
        ui.button(sitting.say("Work on a copy"), on_click=lambda: work_on_copy(sitting, page, **parameters)).props(
            "no-caps unelevated dense"
        )


def work_on_copy(sitting: Sitting, page: str, **parameters: str) -> None:
    """Copy the case under the next free name, and go on at a page of the copy."""
    name = _free_name(sitting)
    if sitting.attempt(lambda: sitting.workspace.copy_case(sitting.desk.name, name)) is not None:
        query = f"?{urlencode(parameters)}" if parameters else ""
        ui.navigate.to(f"/case/{name}/{page}{query}")


def _free_name(sitting: Sitting) -> str:
    taken = {case.name for case in sitting.workspace.offered()}
    first = f"my-{sitting.desk.name}"
    names = (first if number == 1 else f"{first}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
