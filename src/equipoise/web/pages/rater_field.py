"""Whose ratings are shown and made: a field on the pages where that matters, and what an open round asks for."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from equipoise.case.raters import DEFAULT_RATER, POOL
from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.people import refuse_no_rater


def rater_field(sitting: Sitting) -> None:
    """Lay out the field. Without accounts any name can be written; a new one makes the page anew."""
    say = sitting.say
    box = ui.select(
        _names(sitting),
        value=sitting.rater,
        label=say("Rater"),
        with_input=not sitting.has_account,
        new_value_mode=None if sitting.has_account else "add-unique",
        on_change=lambda event: choose(event.value),
    ).props("dense outlined options-dense")
    box.set_enabled(not _is_bound(sitting))

    def choose(name: Any) -> None:
        if name is None or str(name) == sitting.rater:
            return
        if sitting.attempt(lambda: take_name(sitting, str(name))) is None:
            box.set_value(sitting.rater)
        else:
            ui.navigate.reload()


def offer_to_take_part(sitting: Sitting) -> None:
    """A button for a browser whose rater rates in the open round, and which has not taken the name in it."""
    going_on, name = sitting.desk.rounds.going_on, sitting.rater
    if going_on is None or sitting.has_account or name not in going_on.raters or sitting.viewer == name:
        return

    def take() -> None:
        if sitting.attempt(lambda: take_name(sitting, name)) is not None:
            ui.navigate.reload()

    ui.button(f"{sitting.say('Take part as')} {name}", on_click=take).props("no-caps dense unelevated")


def take_name(sitting: Sitting, name: str) -> bool:
    """Look at, and where nobody signs in rate under, another name.

    Raises:
        UsageError: If it is no name, or an open round leaves it to another browser.
    """
    if name not in _names(sitting):
        refuse_no_rater(name)
    desk = sitting.desk
    if desk.rounds.going_on is not None and not sitting.has_account:
        desk.change_sheet(lambda rounds: rounds.take_seat(name, sitting.seat, other=_held(sitting)))
    sitting.rater = name
    return True


def round_notice(sitting: Sitting) -> None:
    """Say that a round is open and what that means for whoever looks; nothing where none is."""
    going_on, say = sitting.desk.rounds.going_on, sitting.say
    if going_on is None:
        return
    with ui.element("p").classes("notice-line"):
        if sitting.viewer in going_on.raters:
            ui.label(say("A round is open: nobody sees what you rate, and you see nobody else, before the reveal."))
        elif sitting.has_account:
            ui.label(say("A round is open: what its raters say is shown when all have submitted."))
        else:
            ui.label(
                f"{say('A round is open: to take part, choose your name as rater:')} {', '.join(going_on.raters)}."
            )
            offer_to_take_part(sitting)
        ui.link(say("To the round"), sitting.address("raters"))


def _names(sitting: Sitting) -> list[str]:
    rated = [row.rater for row in sitting.case.ratings]
    going_on = sitting.desk.rounds.going_on
    own = [sitting.person.name] if sitting.has_account else list(going_on.raters) if going_on is not None else []
    return list(dict.fromkeys([DEFAULT_RATER, *own, *rated, POOL, sitting.rater]))


def _held(sitting: Sitting) -> str:
    return sitting.rater if sitting.desk.rounds.holds_seat(sitting.rater, sitting.seat) else ""


def _is_bound(sitting: Sitting) -> bool:
    """Whether an open round leaves somebody who signed in no other name to look under."""
    going_on = sitting.desk.rounds.going_on
    return sitting.has_account and going_on is not None and sitting.person.name in going_on.raters
