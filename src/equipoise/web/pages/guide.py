"""The guided look: a line above the pages of the case that is looked at, and its beginning on the list of cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.web.labels import Say
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.guided_look import CASE, STEPS, go_to, is_new, leave, step_of


def show_guide(sitting: Sitting, page: str) -> None:
    """The step somebody is at, above the page; nothing for other cases and for those who have left.

    It holds nobody: whatever else is clicked works as ever, and the line says how to come back.
    """
    step = step_of(sitting.settings) if sitting.desk.name == CASE else None
    if step is None:
        return
    say, settings, here = sitting.say, sitting.settings, STEPS[step].page == page
    pointed = STEPS[step].points_at if here else ""
    with ui.element("section").classes("guide") as line:
        line.props["aria-label"] = say("Guided look")
        line.props["data-points-at"] = pointed
        number = say("{step} of {steps}").format(step=step + 1, steps=len(STEPS))
        told = say(STEPS[step].says) if here else say("You have left the way of the guided look.")
        ui.html(str(Markup("<p><b>{}</b> {}</p>").format(number, told)), sanitize=False)
        with ui.element("div").classes("guide-ways"):
            if not here:
                _way(say("Back to it"), lambda: go_to(settings, step))
            elif step:
                _way(say("Step back"), lambda: go_to(settings, step - 1))
            last = step == len(STEPS) - 1
            _way(say("Finish") if last else say("Next step"), lambda: go_to(settings, step + 1))
            if not last:
                ui.button(say("Leave the guided look"), on_click=lambda: _left(settings, line)).props(
                    "flat dense no-caps"
                ).classes("small")


def offer_guide(settings: dict[str, Any], say: Say) -> None:
    """Begin the guided look, go on with it, or begin again, on the list of cases."""
    step = step_of(settings)
    with ui.element("section").classes("guide-offer"):
        if is_new(settings):
            ui.label(
                say("New here? Six steps through the case that comes with Equipoise show what can be done with it.")
            )
        with ui.element("div").classes("guide-ways"):
            if step is not None:
                words = say("Go on with the guided look ({step} of {steps})")
                _way(words.format(step=step + 1, steps=len(STEPS)), lambda: go_to(settings, step))
            begin = say("Take the guided look") if is_new(settings) else say("Start the guided look again")
            _way(begin, lambda: go_to(settings, 0))


def _way(words: str, go: Callable[[], str]) -> None:
    ui.button(words, on_click=lambda: ui.navigate.to(go())).props("outline dense no-caps").classes("small")


def _left(settings: dict[str, Any], line: ui.element) -> None:
    leave(settings)
    line.delete()
