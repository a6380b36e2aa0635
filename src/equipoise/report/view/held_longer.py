"""The longer a condition holds, in words: which scenarios grow likelier with it, where that is sure."""

from __future__ import annotations

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import NO_BREAK_SPACE, listed, percent_text, prose_date, table_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import chance
from equipoise.report.view.conditionals import FELT, HOW, brackets_note, points_text
from equipoise.report.view.pages import Page, Section, Table
from equipoise.studies.conditionals import HeldLonger, Lengthened

_VERB = {"given": "is seen", "do": "is held from outside"}


def held_longer_view(case: Case, found: HeldLonger) -> Page:
    """Word and round the study.

    Args:
        case: The case it is of.
        found: What was found.
    """
    names = Names(case)
    chances = {name: chance(one.probability, one.low, one.high) for name, one in found.plain.items()}
    plain = [f"{names.scenario(name)} {told.text}" for name, told in chances.items()]
    return Page(
        title=f"{tidy(case.definition.title)}: conditions held longer, as of {prose_date(found.as_of)}.",
        lead=(_finding(found, names), f"With nothing held, on {prose_date(found.horizon)}: {listed(plain)}."),
        sections=(
            *(_section(one, names) for one in found.lengthened),
            Section("", tuple(f"{span} cannot come about by itself." for span in found.impossible)),
            Section("", _notes(found)),
        ),
    )


def longer_sentence(one: Lengthened, names: Names) -> str:
    """`The longer Pressure is seen at “High”, the likelier Overt support (…).`; empty where no such thing is sure."""
    clauses = []
    for word in ("likelier", "less likely"):
        moved = [
            f"{names.scenario(name)} ({_from_to(one, name)} points)"
            for name, slope in one.slopes.items()
            if slope.is_sure and slope.sign == word and abs(one.held[-1].difference[name].mean) >= FELT
        ]
        if moved:
            clauses.append(f"the {word} {listed(moved)}")
    if not clauses:
        return ""
    level = names.level(one.condition, one.level)
    return f"The longer {names.condition(one.condition)} {_VERB[one.kind]} at “{level}”, {'; '.join(clauses)}."


def _from_to(one: Lengthened, name: str) -> str:
    """`+1.2 to +3.4`: the mean change at the shortest and at the longest length."""
    ends = (points_text(held.difference[name]) for held in (one.held[0], one.held[-1]))
    return " to ".join(text.partition(NO_BREAK_SPACE)[0] for text in ends)


def _finding(found: HeldLonger, names: Names) -> str:
    sure = sum(bool(longer_sentence(one, names)) for one in found.lengthened)
    if not sure:
        return "For no condition is it sure that a scenario grows likelier, or less likely, the longer it holds."
    return (
        f"For {sure} of {len(found.lengthened)} ways to hold a condition it is sure that a scenario grows likelier, or "
        "less likely, the longer it holds."
    )


def _section(one: Lengthened, names: Names) -> Section:
    level = names.level(one.condition, one.level)
    by_itself = ""
    if one.kind == "given":
        chances = listed([percent_text(whole_percent(held.chance or 0.0)) for held in one.held])
        by_itself = f"By itself it holds so long in {chances} of futures."
    return Section(
        f"{names.condition(one.condition)} at “{level}”, {HOW[one.kind]}.",
        (longer_sentence(one, names), by_itself),
        Table(
            heads=(*(f"to {table_date(held.last)}" for held in one.held), "scenario"),
            rows=tuple(
                (*(points_text(held.difference[name]) for held in one.held), names.scenario(name))
                for name in one.slopes
            ),
        ),
    )


def _notes(found: HeldLonger) -> tuple[str, ...]:
    notes = [
        f"Each condition holds from the day after {prose_date(found.as_of)} to the day above the column. Changes are "
        f"in points, against nothing held, on {prose_date(found.horizon)}, whatever the length.",
        "That a scenario is likelier the longer a condition holds is said only where each length moves it further the "
        "same way, to half a point or more; every range leaves out 0, and so does that of the longest less the first.",
    ]
    if found.error > 0:
        notes.append(brackets_note(found.particles, found.error))
    return tuple(notes)
