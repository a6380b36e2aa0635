"""What the actor faces and what it weighs."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Folded, Note, Paragraph, Section, Table, Text
from equipoise.report.document.text import dim, number, prose, strong
from equipoise.report.view import View
from equipoise.report.view.circumstances import ConditionView, ConsiderationView


def circumstances(view: View) -> Section | None:
    """Conditions as believed, considerations as authored; nothing where the case has neither."""
    told = view.circumstances
    if not told.conditions and not told.considerations:
        return None
    conditions = (_conditions(view), _levels(view)) if told.conditions else ()
    considerations = (_considerations(told.considerations),) if told.considerations else ()
    seen = (_seen(view),) if told.eyes.levels else ()
    ranks = (_ranks(view),) if told.eyes.courses else ()
    return Section(
        id="circumstances",
        heading=prose(told.heading),
        sub=prose(f"The likeliest level of each condition, now and on {view.horizon}.") if told.conditions else (),
        blocks=(*conditions, *considerations, *seen, *ranks),
        notes=(
            Note(
                "Conditions",
                (prose("Outside circumstances that move over time. Bold: another level than now."),),
            ),
            Note(
                "",
                (
                    prose(
                        "Considerations speak for or against a scenario by the points the case gives them, conditions "
                        "aside."
                    ),
                ),
            ),
        ),
    )


def _conditions(view: View) -> Table:
    columns = (Column("Condition", "head"), Column("Now"), Column(f"On {view.horizon_short}"))
    return Table(columns, tuple(_likeliest(condition) for condition in view.circumstances.conditions))


def _likeliest(condition: ConditionView) -> tuple[Text, ...]:
    at = strong(condition.at) if condition.changes else prose(condition.at)
    return (
        prose(condition.title),
        (*prose(f"{condition.now} "), *number(condition.now_chance)),
        (*at, *prose(" "), *number(condition.at_chance)),
    )


def _levels(view: View) -> Folded:
    columns = (
        Column("Condition", "head"),
        Column("Level"),
        Column("Now", "number"),
        Column(f"On {view.horizon_short}", "number"),
    )
    rows = tuple(
        (prose(condition.title), prose(level.title), number(level.now), number(level.at))
        for condition in view.circumstances.conditions
        for level in condition.levels
    )
    return Folded("Every level of every condition", (Table(columns, rows),))


def _considerations(considerations: tuple[ConsiderationView, ...]) -> Folded:
    columns = (
        Column("Consideration", "head"),
        Column("Speaks for"),
        Column("Speaks against"),
        Column("Weighed by, nats a point", label="Weighed by"),
    )
    rows = tuple(
        (
            (*prose(one.title), *(dim(f": {one.why}") if one.why else ())),
            prose(one.speaks_for or "none"),
            prose(one.speaks_against or "none"),
            prose(one.weighs or "nobody"),
        )
        for one in considerations
    )
    return Folded(f"What the actor weighs: {len(rows)} considerations", (Table(columns, rows),))


def _seen(view: View) -> Folded:
    columns = (
        Column("Condition", "head"),
        Column("Level"),
        Column("As we see it now", "number"),
        Column("As the actor sees it", "number"),
    )
    rows = tuple(
        (prose(level.condition), prose(level.level), prose(level.true), number(level.seen))
        for level in view.circumstances.eyes.levels
    )
    return Folded("What the actor takes the conditions for", (Table(columns, rows),))


def _ranks(view: View) -> Folded:
    eyes = view.circumstances.eyes
    said = (
        f"{eyes.verdict} Nats behind the best course, reasons alone: the actor with what it sees and its taste for "
        "risk, the analyst with the conditions as we see them and none."
    )
    columns = (Column("Course", "head"), Column("Scenario"), Column("Actor", "number"), Column("Analyst", "number"))
    rows = tuple(
        (prose(one.course), prose(one.scenario), prose(one.to_actor), prose(one.to_analyst)) for one in eyes.courses
    )
    return Folded(
        "How courses rank for the actor, and for an analyst in its place",
        (Paragraph(prose(said)), Table(columns, rows)),
    )
