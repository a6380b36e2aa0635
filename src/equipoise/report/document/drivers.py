"""What drives the judgement: does it survive without any one voice, and the actor's reasons for and against."""

from __future__ import annotations

from equipoise.report.charts.weight_bar import weight_bar
from equipoise.report.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Folded,
    Note,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import dim, hued, prose, strong
from equipoise.report.view import View
from equipoise.report.view.drivers import DriversView
from equipoise.report.view.reasons import ReasonsView, ReasonView, RegretView
from equipoise.report.view.survival import SurvivalView

REASONS_AT_ONCE = 5
"""Considerations of a scenario that are open from the start; all others are one click away."""


def drivers(view: View) -> Section | None:
    """Sources and origins left out, reasons scenario by scenario, regret; nothing where it was not computed."""
    told = view.drivers
    if told is None:
        return None
    survival = (_worst(told.survival), _every(told.survival)) if told.survival else ()
    has_reasons = any(one.rows for one in told.reasons)
    return Section(
        id="drivers",
        heading=prose(told.heading),
        sub=prose(f"{view.leader.title} on {told.horizon} without each source and origin; then the actor's reasons."),
        sub_of_drawing=prose("Bars: right and solid speaks for, left and open against.") if has_reasons else (),
        blocks=(
            *(Paragraph((*strong("Not to be relied on."), *prose(f" {one}.")), "ruled") for one in told.warnings),
            *survival,
            *((Paragraph(prose(told.telling)),) if told.telling else ()),
            *_reasons(told),
            *_regrets(told),
        ),
        notes=tuple(Note("How to read it" if not n else "", (prose(note),)) for n, note in enumerate(told.notes)),
    )


def _worst(told: SurvivalView) -> Bullets:
    return Bullets(tuple((*strong(f"Worst {kind} to lose."), *prose(f" {said}")) for kind, said in told.worst.items()))


def _every(told: SurvivalView) -> Folded:
    columns = (
        Column("Left out", "head"),
        Column("Items", "number"),
        Column(told.leader, "number"),
        Column("Points", "number", label="Moves by, points"),
        Column("Ahead by", "number", label="Ahead by, points"),
        Column("Leads"),
    )
    rows = tuple(
        (
            (*prose(one.title), *dim(f" ({one.kind})")),
            prose(one.items),
            prose(one.at),
            prose(one.points),
            prose(one.ahead),
            hued(one.leads, one.slot),
        )
        for one in told.rows
    )
    return Folded("Without each source and each origin", (Table(columns, rows),))


# --- reasons ------------------------------------------------------------------------------------------------------


def _reasons(told: DriversView) -> tuple[Block, ...]:
    largest = max((abs(row.weight) for one in told.reasons for row in one.rows), default=0.0)
    return tuple(block for one in told.reasons if one.rows for block in _of_scenario(one, largest))


def _of_scenario(one: ReasonsView, largest: float) -> tuple[Block, ...]:
    heading = Subheading(prose(one.heading))
    return (heading, _open(one, largest), *((_all(one),) if len(one.rows) > REASONS_AT_ONCE else ()))


def _open(one: ReasonsView, largest: float) -> Table:
    columns = (
        Column("Consideration", "head"),
        Column("Against · for", "drawing"),
        Column("Nats", "drawn"),
        Column("Counts most under", label="Most under"),
    )
    rows = tuple(_bar(row, f"reason-{one.slot}-{n}", largest) for n, row in enumerate(one.rows[:REASONS_AT_ONCE]))
    return Table(columns, rows, keep=True)


def _bar(row: ReasonView, name: str, largest: float) -> tuple[Cell, ...]:
    bar = weight_bar(row.weight, largest=largest, name=name, told=f"{row.nats} nats")
    return (prose(row.title), bar, prose(row.nats), _under(row))


def _all(one: ReasonsView) -> Folded:
    columns = (
        Column("Consideration", "head"),
        Column("Points", "number"),
        Column("Nats", "number"),
        Column("Counts most under", label="Most under"),
    )
    rows = tuple((prose(row.title), prose(row.points), prose(row.nats), _under(row)) for row in one.rows)
    rest = ((prose(one.rest[1]), (), prose(one.rest[0]), ()),) if one.rest else ()
    name = f"Every consideration for and against {one.title}"
    return Folded(f"All {len(one.rows)} considerations", (Table(columns, (*rows, *rest)),), name)


def _under(row: ReasonView) -> Text:
    return prose(row.under or "nobody weighs it")


# --- regret -------------------------------------------------------------------------------------------------------


def _regrets(told: DriversView) -> tuple[Block, ...]:
    if not told.regrets:
        return ()
    heading = Subheading(prose("How much each course would be regretted, nats"))
    best = _regret_table("Best course of each scenario", told.regrets)
    several = len(told.all_regrets) > len(told.regrets)
    every = Folded(
        f"All {len(told.all_regrets)} courses", (_regret_table("Course", told.all_regrets),), "Regret of every course"
    )
    return (heading, best, *((every,) if several else ()))


def _regret_table(head: str, regrets: tuple[RegretView, ...]) -> Table:
    columns = (
        Column(head, "head"),
        Column("Actor", "number"),
        Column("Analyst", "number"),
        Column("Once known", "number"),
        Column("At worst", "number"),
    )
    rows = tuple(
        (
            (*hued(one.title, one.slot), *dim(f" {one.course}")),
            prose(one.actor),
            prose(one.analyst),
            prose(one.known),
            prose(one.worst or "none"),
        )
        for one in regrets
    )
    return Table(columns, rows)
