"""The headline beside the matrix: each scenario now and on the horizon, as bars and in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.report.names import Names
from equipoise.report.numbers import table_date
from equipoise.report.palette import hue_number
from equipoise.report.view.chances import Chance, chance, shown_as_set
from equipoise.studies.live import LiveNumbers
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.web.labels import Say


def notes_of(numbers: LiveNumbers | None) -> Mapping[str, str]:
    """What stands under each scenario in the matrix: now and on the horizon."""
    if numbers is None:
        return {}
    now, ahead = _shown(numbers.now), _shown(numbers.on_horizon)
    return {name: f"{now[name].number} → {ahead[name].number}" for name in now}


def headline_markup(case: Case, numbers: LiveNumbers | None, say: Say = str) -> Markup:
    """Scenarios in the case's order, with a bar for the horizon and its range."""
    if numbers is None:
        return Markup('<p class="dim">{}</p>').format(say("computing …"))
    names, now, ahead = Names(case), _shown(numbers.now), _shown(numbers.on_horizon)
    rows = Markup("").join(
        _row(slot, names.scenario(name), name, now[name], ahead[name]) for slot, name in enumerate(ahead, start=1)
    )
    return Markup(
        '<table class="head"><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
        '<th scope="col" colspan="2">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("Scenario"), table_date(numbers.as_of), table_date(numbers.horizon), rows)


def _shown(spreads: Mapping[str, Spread]) -> Mapping[str, Chance]:
    """Chances whose shown numbers add up, each with its range."""
    shown = shown_as_set({name: spread.probability for name, spread in spreads.items()})
    return {
        name: replace(chance(spread.probability, spread.low, spread.high), number=shown[name].number)
        for name, spread in spreads.items()
    }


def _row(slot: int, title: str, name: str, now: Chance, ahead: Chance) -> Markup:
    low, high = (ahead.probability if end is None else end for end in (ahead.low, ahead.high))
    bar = Markup(
        '<span class="bar-of" aria-hidden="true"><i style="left:{:.1f}%;width:{:.1f}%"></i>'
        '<b style="left:{:.1f}%"></b></span>'
    ).format(100 * low, 100 * (high - low), 100 * ahead.probability)
    return Markup(
        '<tr class="s{}"><th scope="row" class="name">{}</th><td class="n" data-number="now {}">{}</td><td>{}</td>'
        '<td class="n" data-number="ahead {}">{}</td></tr>'
    ).format(hue_number(slot), title, name, now.number, bar, name, ahead.text)
