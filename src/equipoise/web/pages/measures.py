"""Measures: what is known of each condition over time, and the readings and reports it rests on."""

from __future__ import annotations

from markupsafe import Markup
from nicegui import ui

from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import explained
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.condition_chart import ConditionView, condition_chart, condition_views
from equipoise.web.parts.condition_levels import levels_markup
from equipoise.web.parts.matrix import rated
from equipoise.web.workspace.work import assess_case

WIDTHS = {"wid": 680.0, "nar": 350.0}


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    say, case = sitting.say, sitting.case
    ui.html(f"<h1>{say('Measures')}</h1>", sanitize=False)
    if not case.definition.conditions:
        ui.label(say("This case has no condition: add one on the model page."))
        ui.link(say("Model"), sitting.address("model", section="Conditions"))
        return
    ui.label(say("Where does each condition stand, and by which readings?")).classes("dim")

    def show(assessment: Assessment) -> None:
        for view in condition_views(case, assessment):
            _show(sitting, view)

    LongWork(
        sitting,
        "Assess the conditions",
        assess_case,
        lambda: (case, sitting.as_of, sitting.rater),
        lambda: (sitting.as_of, sitting.rater),
        show,
        starts=True,
    )


def _show(sitting: Sitting, view: ConditionView) -> None:
    charts = Markup("").join(
        Markup('<div class="{}">{}</div>').format(css, condition_chart(view, width=width).svg)
        for css, width in WIDTHS.items()
    )
    heading = Markup("<h2 class='measure'>{}</h2>").format(view.title)
    ui.html(str(heading + Markup('<div class="brief chart">{}</div>').format(charts)), sanitize=False)
    shown = levels_markup(view, sitting.say) + _readings(sitting, sitting.case, view)
    ui.html(str(explained(sitting, shown, of="measures")), sanitize=False)


def _readings(sitting: Sitting, case: Case, view: ConditionView) -> Markup:
    """The items it rests on, readings of a measure first, each with what it was rated."""
    if not view.readings:
        return Markup('<p><span class="dim">{}</span> <a href="{}">{}</a></p>').format(
            sitting.say("No item is rated on this condition yet."), sitting.address("evidence"), sitting.say("Rate one")
        )
    names = Names(case)
    rows = Markup("").join(_row(sitting, case, names, view, item.id) for item in view.readings)
    return Markup(
        "<details><summary>{}</summary><div class='scroll' tabindex='0'><table class='plain-table'><thead><tr>"
        "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>"
        "<tbody>{}</tbody></table></div></details>"
    ).format(
        sitting.say("The readings and reports behind this"),
        sitting.say("Date"),
        sitting.say("Kind"),
        sitting.say("Rated, dB"),
        sitting.say("What"),
        rows,
    )


def _row(sitting: Sitting, case: Case, names: Names, view: ConditionView, item_id: str) -> Markup:
    item = case.items[item_id]
    ratings = [
        f"{names.level_amid(view.id, rating.level)} {rated(rating, case.definition.scale).text}"
        for rating in case.ratings
        if (rating.item, rating.subject, rating.rater) == (item_id, view.id, sitting.rater)
    ]
    return Markup(
        '<tr data-about="item {}"><th scope="row">{}</th><td>{}</td><td class="wrap">{}</td>'
        '<td><a href="{}">{}</a></td></tr>'
    ).format(
        item.id,
        coarse_date(item.date),
        item.kind,
        ", ".join(ratings),
        sitting.address("evidence", item=item_id),
        tidy(item.what),
    )


MEASURES = Page("measures", "Measures", build)
