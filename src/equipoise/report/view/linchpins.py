"""What the judgement hangs on, in words: assumptions broken in turn, and levers with what they stir up besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.case.case import Case
from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import count, decimal, listed, percent_text, prose_date, signed
from equipoise.report.rounding import whole_percents
from equipoise.report.view.conditionals import points_text
from equipoise.report.view.pages import Page, Section, Table
from equipoise.report.view.tip import lever_value
from equipoise.report.view.what_if import value_text
from equipoise.studies.what_if import Broken, Effect, LeverEffect, LeverEnd, Levers, Linchpins, Rise
from equipoise.studies.what_if.lever_effects import BITES

CLEAR = 2.0
"""Monte Carlo standard errors that an effect must measure to be told as more than noise."""
FELT = 0.005
"""An effect below half a point moves nothing worth a sentence."""


# --- assumptions ------------------------------------------------------------------------------------------------


def assumptions_view(case: Case, found: Linchpins) -> Page:
    """The page of assumptions, the one that matters most first."""
    names = Names(case)
    return Page(
        title=f"{tidy(case.definition.title)}: assumptions, as of {prose_date(found.as_of)}.",
        lead=(
            f"{assumption_heading(found, names)}.",
            f"As assessed, on {prose_date(found.horizon)}: "
            f"{_told({name: one.probability for name, one in found.base.items()}, names)}.",
        ),
        sections=(
            *(_broken(one, found, names) for one in found.broken),
            *(Section(f"{tidy(one.says)} Not tried: {one.reason.rstrip('.')}.") for one in found.unbroken),
            Section(_assumption_notes(found)),
        ),
    )


def is_clear(one: Broken) -> bool:
    """Whether breaking an assumption moves anything by more than two Monte Carlo errors."""
    return one.effect > CLEAR * one.changes[one.moved].error


def assumption_heading(found: Linchpins, names: Names) -> str:
    """Which assumption the judgement hangs on, or by how much any moves it."""
    if not found.broken:
        return "No assumption could be broken"
    overturning = [one for one in found.broken if one.leader != found.leader]
    if overturning:
        told = listed([f"{names.scenario(one.leader)} leads without “{tidy(one.says)}”" for one in overturning])
        return told.rstrip(".")
    first = found.broken[0]
    by = decimal(100 * first.effect)
    return (
        f"{names.scenario(found.leader)} leads whichever assumption is broken; the most that breaking one moves a "
        f"scenario is {by} points ({names.scenario(first.moved)})"
    )


def _broken(one: Broken, found: Linchpins, names: Names) -> Section:
    edits = "; ".join(f"{path} = {value_text(value)}" for path, value in one.edits.items())
    leads = f" {names.scenario(one.leader)} would lead." if one.leader != found.leader else ""
    noise = "" if is_clear(one) else " No more than the draws themselves may move it."
    rows = tuple((points_text(change.difference), names.scenario(name)) for name, change in one.changes.items())
    return Section(
        f"{decimal(100 * one.effect)} points: “{tidy(one.says)}”",
        (f"If false: {edits}.{leads}{noise}",),
        Table(("points", "scenario"), rows),
    )


def _assumption_notes(found: Linchpins) -> str:
    notes = [
        "Each assumption is broken by itself, by the edits its author wrote for that, and everything is believed "
        "anew: two together can move more than each alone. Ranked by the scenario that moves most."
    ]
    if found.error:
        notes.append(
            f"In brackets: the central {percent_text(80)} of the change over the uncertain settings. "
            f"{found.particles:,} of them leave a change uncertain by at most {_error(found.error)} points (one "
            "standard error)."
        )
    return " ".join(notes)


# --- levers -----------------------------------------------------------------------------------------------------


def levers_view(case: Case, found: Levers) -> Page:
    """The page of levers, the strongest first."""
    names = Names(case)
    return Page(
        title=f"{tidy(case.definition.title)}: levers for outsiders, as of {prose_date(found.as_of)}.",
        lead=(
            f"{_lever_heading(found, names)}.",
            f"As authored, on {prose_date(found.horizon)}: {_told(found.base, names)}.",
        ),
        sections=(*(_lever(one, found, names) for one in found.levers), Section(_lever_notes(found))),
    )


def _lever_heading(found: Levers, names: Names) -> str:
    first = found.levers[0]
    if found.by == "unit":
        size = decimal(100 * abs(first.scenarios[first.moved].per_unit))
        strongest = f"A unit of “{_title(first)}” does most: {size} points of {names.scenario(first.moved)}"
    else:
        size = decimal(100 * abs(first.scenarios[first.moved].over_range))
        strongest = f"“{_title(first)}” does most over its range: {size} points of {names.scenario(first.moved)}"
    backfiring = [one for one in found.levers if one.intended is not None and one.intended.rises]
    if not backfiring:
        return strongest
    return (
        f"{strongest}; {count(len(backfiring))} of {count(len(found.levers))} raise something else by more than a point"
    )


def _lever(one: LeverEffect, found: Levers, names: Names) -> Section:
    unit = f" {tidy(one.unit)}" if one.unit else ""
    heading = f"{_title(one)}: {lever_value(one.authored)} of {lever_value(one.least)} to {lever_value(one.most)}{unit}"
    rows = tuple(
        (_per_unit(effect), _over_range(effect), names.scenario(name)) for name, effect in one.scenarios.items()
    )
    paragraphs = tuple(_end(end, one, names) for end in sorted(one.ends, key=lambda end: not end.is_intended))
    return Section(heading, paragraphs, Table(("points a unit", "over its range", "scenario"), rows))


def _per_unit(effect: Effect) -> str:
    return f"{signed(100 * effect.per_unit)}{_about(effect.per_unit_error)}"


def _over_range(effect: Effect) -> str:
    return f"{signed(100 * effect.over_range)}{_about(effect.over_range_error)}"


def _about(error: float) -> str:
    return f" ± {decimal(100 * error)}" if error else ""


def _end(end: LeverEnd, one: LeverEffect, names: Names) -> str:
    lowers, several = listed([names.scenario(name) for name in one.lowers]), len(one.lowers) > 1
    change = 100 * end.change
    who = f"At {lever_value(end.value)} {lowers}{' together' if several else ''}"
    if abs(end.change) < FELT:
        aim = f"{who} hardly {'move' if several else 'moves'} ({signed(change)})"
    else:
        verb = ("fall" if end.change < 0 else "rise") + ("" if several else "s")
        aim = f"{who} {verb} by {decimal(abs(change))} points"
    rises = [rise for rise in end.rises if not (rise.kind == "scenario" and rise.name in one.lowers and change > 0)]
    if not rises:
        return f"{aim}; nothing else rises by more than {_bites()}."
    backfires = "; it backfires:" if any(rise.is_unwanted for rise in rises) else "; with it"
    return f"{aim}{backfires} {listed([_rise(rise, names) for rise in rises])}."


def _rise(rise: Rise, names: Names) -> str:
    by = f"+{decimal(100 * rise.rise)}"
    if rise.kind == "scenario":
        return f"{names.scenario(rise.name)} {by}"
    return f"{names.condition(rise.name)} at “{names.level(rise.name, rise.level)}” {by}"


def _lever_notes(found: Levers) -> str:
    ranked = (
        "by the effect of a unit about the authored value, an eighth of the range to either side; units differ, so "
        "--by range ranks them over their ranges"
        if found.by == "unit"
        else "by the effect of the whole range"
    )
    if found.against:
        aim = "Each is held against the scenarios asked for with --against, together."
    else:
        aim = "Each is held against the scenario it moves most of all but the leader; --against names another."
    notes = [
        f"Levers are ranked {ranked}. {aim} What rises by more than {_bites()} on the way is told: other scenarios, "
        "and conditions at their top level, except the one whose own number is moved."
    ]
    if found.error:
        notes.append(
            f"After ±: one Monte Carlo standard error. {found.particles:,} settings leave a probability uncertain by "
            f"at most {_error(found.error)} points."
        )
    return " ".join(notes)


def _title(one: LeverEffect) -> str:
    return tidy(one.title) or readable(one.lever)


def _bites() -> str:
    return "a point" if BITES == 0.01 else f"{decimal(100 * BITES)} points"


# --- numbers ----------------------------------------------------------------------------------------------------


def _told(chances: Mapping[str, float], names: Names) -> str:
    shown: Sequence[int] = whole_percents(list(chances.values()))
    return listed(
        [f"{names.scenario(name)} {percent_text(percent)}" for name, percent in zip(chances, shown, strict=True)]
    )


def _error(error: float) -> str:
    return decimal(max(100 * error, 0.1))
