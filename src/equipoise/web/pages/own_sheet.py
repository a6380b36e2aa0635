"""A rater's own sheet in an open round: how much is rated, their own numbers, and being done."""

from __future__ import annotations

from nicegui import ui

from equipoise.report.names import Names
from equipoise.web.pages.sitting import Sitting, attempt_apart
from equipoise.web.parts.why import is_fully_rated
from equipoise.web.workspace.rounds import Round


def lay_out_sheet(sitting: Sitting, going_on: Round) -> None:
    """Lay out what a rater does beside rating; once they have submitted, that they wait."""
    say, rater = sitting.say, sitting.viewer
    sheet = going_on.sheet(rater)
    if sheet.is_submitted:
        ui.label(say("You have submitted. Everything is shown as soon as all have."))
        return
    full = sum(is_fully_rated(sitting.case, item, rater) for item in going_on.items)
    with ui.element("p"):
        ui.label(f"{rater}: {full} / {len(going_on.items)} {say('items rated on every scenario')}.")
        ui.link(say("Rate the evidence"), sitting.address("evidence"))
    _lay_out_estimate(sitting, going_on)


def _lay_out_estimate(sitting: Sitting, going_on: Round) -> None:
    say, case, rater = sitting.say, sitting.case, sitting.viewer
    names, said = Names(case), going_on.sheet(rater).estimate
    ui.html(f"<h3>{say('Your own estimate, in per cent')}</h3>", sanitize=False)
    ui.label(case.definition.question).classes("dim")
    numbers: dict[str, ui.number] = {}
    with ui.element("div").classes("numbers"):
        for name in case.definition.scenarios:
            value = None if said is None else round(100 * said.probabilities.get(name, 0.0), 1)
            field = ui.number(names.scenario(name), min=0, max=100, suffix="%", value=value).props("dense outlined")
            numbers[name] = field
    reason = ui.input(say("Why do you think so?"), value="" if said is None else said.reason)
    reason.props("dense outlined")

    def keep() -> bool:
        given = {name: float(field.value) / 100 for name, field in numbers.items() if field.value is not None}
        before = sitting.desk.rounds.going_on

        def estimate() -> bool:
            sitting.desk.change_sheet(lambda rounds: rounds.estimate(case, rater, given, str(reason.value or "")))
            return True

        return before is not None and sitting.attempt(estimate) is True

    async def submit() -> None:
        if keep():
            await attempt_apart(lambda: sitting.desk.submit(rater))

    def keep_and_say() -> None:
        if keep():
            ui.notify(say("Your estimate is kept, seen by nobody else."))

    with ui.element("div").classes("row"):
        ui.button(say("Keep my estimate"), on_click=keep_and_say).props("no-caps dense unelevated")
        ui.button(say("Submit: I am done"), on_click=submit).props("no-caps dense outline")
