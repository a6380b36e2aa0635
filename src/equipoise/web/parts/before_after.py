"""Scenarios before and after a change, beside each other, with what moved."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.report.names import Names
from equipoise.report.numbers import MINUS
from equipoise.report.palette import hue_number
from equipoise.report.view.chances import Chance, chance, shown_as_set
from equipoise.studies.live import LiveNumbers
from equipoise.web.labels import Say


def before_after_markup(case: Case, before: LiveNumbers | None, after: LiveNumbers | None, say: Say = str) -> Markup:
    """On the horizon: each scenario as the case stands and as changed, and the difference in points."""
    if before is None or after is None:
        return Markup('<p class="dim">{}</p>').format(say("computing …"))
    names = Names(case)
    was = shown_as_set({name: spread.probability for name, spread in before.on_horizon.items()})
    is_now = shown_as_set({name: spread.probability for name, spread in after.on_horizon.items()})
    rows = Markup("").join(
        Markup(
            '<tr class="s{}"><th scope="row" class="name">{}</th>'
            '<td class="n" data-number="unchanged {}">{}</td><td>{}</td>'
            '<td class="n" data-number="changed {}">{}</td><td class="n" data-number="moved {}">{}</td></tr>'
        ).format(
            hue_number(slot),
            names.scenario(name),
            name,
            was[name].number,
            _bar(before.on_horizon[name].probability, after.on_horizon[name].probability),
            name,
            _text(after, name, is_now),
            name,
            _points(after.on_horizon[name].probability - before.on_horizon[name].probability),
        )
        for slot, name in enumerate(before.on_horizon, start=1)
    )
    return Markup(
        '<table class="head wide-head"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><td></td>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("Scenario"), say("as it stands"), say("as changed"), say("points"), rows)


def _text(numbers: LiveNumbers, name: str, shown: Mapping[str, Chance]) -> str:
    spread = numbers.on_horizon[name]
    whole = chance(spread.probability, spread.low, spread.high)
    return f"{shown[name].number} {whole.range}".strip()


def _bar(was: float, is_now: float) -> Markup:
    low, high = sorted((was, is_now))
    return Markup(
        '<span class="bar-of" aria-hidden="true"><i style="left:{:.1f}%;width:{:.1f}%"></i><b class="was" '
        'style="left:{:.1f}%"></b><b style="left:{:.1f}%"></b></span>'
    ).format(100 * low, 100 * (high - low), 100 * was, 100 * is_now)


def _points(difference: float) -> str:
    points = f"{abs(100 * difference):.1f}"
    return points if points == "0.0" else ("+" if difference > 0 else MINUS) + points
