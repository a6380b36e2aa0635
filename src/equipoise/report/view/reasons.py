"""The actor's reasons in words and rounded numbers: for and against each scenario, and the regret of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.report.names import Names
from equipoise.report.numbers import decimal, signed
from equipoise.studies.explaining import Explained, Reason, ScenarioReasons
from equipoise.studies.explaining.regret_of_courses import PLAUSIBLE

SMALLEST_SHOWN_NATS = 0.005
"""A consideration that speaks for or against a scenario by less has no row of its own."""

REGRET_NOTE = (
    "Nats behind the best course: as the actor sees things, as an analyst does, on average once conditions are "
    f"known, and in the worst joint state of {100 * PLAUSIBLE:g} % or more."
)


@dataclass(frozen=True)
class ReasonView:
    """One consideration.

    Attributes:
        title: What it is called.
        points: Points it gives the one course more than the other.
        nats: What they are worth, with the sign: above 0 it speaks for the scenario.
        weight: The same in full, for drawing.
        under: The explanation under which it counts most, and by how much; empty where nobody weighs it.
    """

    title: str
    points: str
    nats: str
    weight: float
    under: str


@dataclass(frozen=True)
class ReasonsView:
    """What speaks for and against a scenario, beside another.

    Attributes:
        id, slot, title: The scenario, and its place in the case's order from 1.
        heading: How far it is ahead or behind, and of which.
        rows: What counts most first.
        rest: What all others come to, in nats, and how many they are; empty where there are none.
    """

    id: str
    slot: int
    title: str
    heading: str
    rows: tuple[ReasonView, ...]
    rest: tuple[str, str] | tuple[()]


@dataclass(frozen=True)
class RegretView:
    """A course of a scenario, in nats behind the best of all: `worst` is empty where no joint state is plausible."""

    title: str
    slot: int
    course: str
    actor: str
    analyst: str
    known: str
    worst: str


def reasons_view(found: Explained, names: Names, scenarios: Sequence[str], *, shown: int) -> tuple[ReasonsView, ...]:
    """What speaks for and against some scenarios.

    Args:
        found: What drives the judgement.
        names: Titles of the case.
        scenarios: Their ids, in the order that is wanted.
        shown: Considerations at most with a row of their own.
    """
    by_scenario = {one.scenario: one for one in found.reasons}
    slots = {name: slot for slot, name in enumerate(found.case.definition.scenarios, start=1)}
    return tuple(_reasons(by_scenario[name], slots[name], names, shown) for name in scenarios if name in by_scenario)


def regrets_view(found: Explained, names: Names, *, every: bool = False) -> tuple[RegretView, ...]:
    """The best course of each scenario, or every course, the best for the actor first."""
    best = {one.scenario: one for one in reversed(found.regrets)}
    slots = {name: slot for slot, name in enumerate(found.case.definition.scenarios, start=1)}
    return tuple(
        RegretView(
            title=names.scenario(one.scenario),
            slot=slots[one.scenario],
            course=course_text(one.course, names),
            actor=decimal(one.to_actor, 2),
            analyst=decimal(one.to_analyst, 2),
            known=decimal(one.expected, 2),
            worst="" if one.worst is None else decimal(one.worst, 2),
        )
        for one in found.regrets
        if every or one is best[one.scenario]
    )


def course_text(course: Mapping[str, str], names: Names) -> str:
    """The level of each instrument, amid other words."""
    return ", ".join(names.level_amid(name, level) for name, level in course.items())


def _reasons(one: ScenarioReasons, slot: int, names: Names, shown: int) -> ReasonsView:
    felt = [reason for reason in one.reasons if abs(reason.nats) >= SMALLEST_SHOWN_NATS][:shown]
    left = len(one.reasons) - len(felt)
    side = "behind" if one.nats < 0 else "ahead of"
    return ReasonsView(
        id=one.scenario,
        slot=slot,
        title=names.scenario(one.scenario),
        heading=(
            f"{names.scenario(one.scenario)} ({course_text(one.course, names)}) is {decimal(abs(one.nats), 2)} nats "
            f"{side} {names.scenario(one.against)} ({course_text(one.other_course, names)})"
        ),
        rows=tuple(_reason(reason, names) for reason in felt),
        rest=(_nats(one.nats - sum(reason.nats for reason in felt)), f"all {left} others together") if left else (),
    )


def _reason(reason: Reason, names: Names) -> ReasonView:
    under = ""
    if reason.by_explanation:
        most = max(reason.by_explanation, key=lambda name: abs(reason.by_explanation[name]))
        under = f"{names.explanation(most)} {_nats(reason.by_explanation[most])}"
    return ReasonView(
        title=names.consideration(reason.consideration),
        points=signed(reason.points),
        nats=_nats(reason.nats),
        weight=reason.nats,
        under=under,
    )


def _nats(number: float) -> str:
    text = decimal(number, 2)
    return f"+{text}" if float(round(number, 2)) > 0 else text
