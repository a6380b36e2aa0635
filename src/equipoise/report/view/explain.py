"""What drives the judgement, in words and rounded numbers: a page for the whole, a scenario, an origin or an item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    coarse_date,
    counted,
    decimal,
    listed,
    percent_text,
    prose_date,
    signed,
)
from equipoise.report.rounding import whole_percents
from equipoise.report.view.explain_item import path_sections
from equipoise.report.view.pages import Page, Section, Table
from equipoise.report.view.reasons import REGRET_NOTE, ReasonsView, reasons_view, regrets_view
from equipoise.report.view.survival import NOTE, NOTHING, moves, survival_view
from equipoise.studies.explaining import Explained, ItemEffect, OriginEffect
from equipoise.studies.explaining.tells_nothing import TELLS_NOTHING_DB

STRONGEST_SHOWN = 3
REASONS_SHOWN = 3
IDS_SHOWN = 8
SMALLEST_SHOWN_DB = 0.05
_BECAUSE = {"alike": "rated alike", "copy": "copies", "weak": "weakly rated or unreliable"}


def explain_view(found: Explained) -> Page:
    """The page that answers what was asked."""
    names = Names(found.case)
    title = f"{tidy(found.case.definition.title)}: what drives the judgement, as of {prose_date(found.as_of)}."
    doubts = [f"Not trustworthy: {finding}." for finding in found.findings]
    return Page(title=title, lead=(*doubts, _leads(found, names)), sections=_sections(found, names))


def _sections(found: Explained, names: Names) -> tuple[Section, ...]:
    if found.path is not None:
        return path_sections(found.path, names)
    if found.origin is not None:
        origin = next(one for one in found.origins if one.origin == found.origin)
        return (_origin(found, origin, names),)
    if found.scenario is not None:
        return (
            *_strongest(found, found.scenario, names, shown=2 * STRONGEST_SHOWN),
            *_reasons(found, [found.scenario], names, shown=4 * REASONS_SHOWN),
        )
    others = [one.scenario for one in found.reasons if one.scenario != found.leader]
    return (
        _survival(found, names),
        *_strongest(found, found.leader, names, shown=STRONGEST_SHOWN),
        _nothing(found),
        *_reasons(found, others, names, shown=REASONS_SHOWN),
        _regret(found, names),
    )


def _leads(found: Explained, names: Names) -> str:
    shown = _percents(found.ahead)
    rest = [f"{names.scenario(name)} {shown[name]}" for name in found.ahead if name != found.leader]
    return (
        f"On {prose_date(found.horizon)}: {names.scenario(found.leader)} {shown[found.leader]}"
        f"{'; ' if rest else ''}{listed(rest)}."
    )


# --- survival -------------------------------------------------------------------------------------------------------


def _survival(found: Explained, names: Names) -> Section:
    told = survival_view(found, names)
    return Section(NOTHING) if told is None else Section(told.heading, paragraphs=(*told.worst.values(), NOTE))


# --- evidence -------------------------------------------------------------------------------------------------------


def _strongest(found: Explained, scenario: str, names: Names, *, shown: int) -> tuple[Section, ...]:
    title = names.scenario(scenario)
    moving = sorted(found.origins, key=lambda one: -one.now[scenario])
    for_it = [one for one in moving if one.now[scenario] >= SMALLEST_SHOWN_DB][:shown]
    against = [one for one in reversed(moving) if one.now[scenario] <= -SMALLEST_SHOWN_DB][:shown]
    cells = found.coverage
    counts = (
        f"{counted(len(found.items), 'rated item')} from {counted(len(found.origins), 'origin')}, counted as "
        f"{decimal(found.effective_origins)} independent ones; {cells.cells - cells.assessed} of {cells.cells} cells "
        "unassessed."
    )
    note = "Origins, in dB of its odds: now if left out, and moved on the days they arrived."
    if not for_it and not against:
        return (Section(f"No origin moves {title} now.", (counts,)),)
    return (
        Section(f"Evidence for {title}", (counts, note), _origin_table(found, for_it, scenario)),
        Section(f"Evidence against {title}", () if against else ("None that moves it now.",),
                _origin_table(found, against, scenario)),
    )  # fmt: skip


def _origin_table(found: Explained, origins: Sequence[OriginEffect], scenario: str) -> Table:
    return Table(
        ("now", "arrived", "origin: what its weightiest item says"),
        tuple(
            (_db(one.now[scenario]), _db(one.on_arrival[scenario]), _weightiest(found, one, scenario))
            for one in origins
        ),
    )


def _weightiest(found: Explained, one: OriginEffect, scenario: str) -> str:
    items = {item.item: item for item in found.items}
    name = max(one.items, key=lambda item: abs(items[item].now[scenario]))
    several = f" [{len(one.items)}]" if len(one.items) > 1 else ""
    return f"{one.origin}{several}: {tidy(found.case.items[name].what)}"


def _origin(found: Explained, one: OriginEffect, names: Names) -> Section:
    items = {item.item: item for item in found.items}
    ranked = sorted((items[name] for name in one.items), key=lambda item: -item.exponent)
    dropped = next((d for d in found.robustness.dropped if d.kind == "origin" and d.name == one.origin), None)
    leader = names.scenario(found.leader)
    without = f"Without it {leader} {moves(dropped, found.leader)}." if dropped else ""
    together = "; ".join(f"{names.scenario(name)} {_db(db)}" for name, db in one.now.items())
    return Section(
        f"Origin “{names.origin_named(one.origin)}”: {counted(len(one.items), 'item')}, "
        f"counted as {decimal(one.exponents, 2)}",
        (
            f"Left out together now, dB: {together}.",
            without,
            "Rank by strength, what each counts for, and dB it moves the odds of "
            f"{leader} now (all else as it is) and moved on arrival.",
        ),
        Table(
            ("rank", "counts", "now", "arrived", "item"),
            tuple(_ranked(found, item, ranked) for item in ranked),
        ),
    )


def _ranked(found: Explained, item: ItemEffect, ranked: Sequence[ItemEffect]) -> tuple[str, ...]:
    authored = found.case.items[item.item]
    rank = 1 + sum(other.exponent > item.exponent for other in ranked)
    return (
        str(rank),
        decimal(item.exponent, 2),
        _db(item.now[found.leader]),
        _db(item.on_arrival[found.leader]),
        f"{item.item}, {coarse_date(authored.date)}: {tidy(authored.what)}",
    )


def _nothing(found: Explained) -> Section:
    silent = found.tells_nothing
    parts = [
        f"{_BECAUSE[because]}: {_ids(chosen)}"
        for because in _BECAUSE
        if (chosen := [one.item for one in silent if one.because == because])
    ]
    heading = (
        f"{len(silent)} of {counted(len(found.items), 'rated item')} tell nothing: their levels differ by less than "
        f"{TELLS_NOTHING_DB:g} dB"
        if silent
        else f"Every rated item tells something: {TELLS_NOTHING_DB:g} dB or more between levels"
    )
    unassessed = f"Counted but rated by nobody: {_ids(found.unassessed)}." if found.unassessed else ""
    return Section(heading, (*(f"{part[:1].upper()}{part[1:]}." for part in parts), unassessed))


def _ids(names: Sequence[str]) -> str:
    more = f" and {len(names) - IDS_SHOWN} more" if len(names) > IDS_SHOWN else ""
    return ", ".join(names[:IDS_SHOWN]) + more


# --- reasons --------------------------------------------------------------------------------------------------------


def _reasons(found: Explained, scenarios: Sequence[str], names: Names, *, shown: int) -> tuple[Section, ...]:
    return tuple(_reasons_for(one) for one in reasons_view(found, names, scenarios, shown=shown))


def _reasons_for(one: ReasonsView) -> Section:
    rows = [(row.nats, row.points, f"{row.title} ({row.under})" if row.under else row.title) for row in one.rows]
    rows += [(one.rest[0], "", one.rest[1])] if one.rest else []
    heads = ("nats", "points", "consideration, and the explanation under which it counts most")
    return Section(f"Reasons: {one.heading}", table=Table(heads, tuple(rows)))


def _regret(found: Explained, names: Names) -> Section:
    rows = tuple(
        (one.actor, one.analyst, one.known, one.worst, f"{one.title} ({one.course})")
        for one in regrets_view(found, names)
    )
    heads = ("actor", "analyst", "known", "worst", "best course of the scenario")
    return Section("Regret of each scenario's best course, its reasons alone", (REGRET_NOTE,), Table(heads, rows))


# --- numbers --------------------------------------------------------------------------------------------------------


def _percents(chances: Mapping[str, float]) -> dict[str, str]:
    shown = whole_percents(list(chances.values()))
    return {name: percent_text(percent) for name, percent in zip(chances, shown, strict=True)}


def _db(number: float) -> str:
    return "?" if math.isnan(number) else signed(number)
