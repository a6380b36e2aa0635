"""What drives the judgement: whether it survives without any one voice, and the actor's reasons for and against."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.report.names import Names
from equipoise.report.numbers import counted, decimal, prose_date
from equipoise.report.view.reasons import REGRET_NOTE, ReasonsView, RegretView, reasons_view, regrets_view
from equipoise.report.view.survival import NOTE, SurvivalView, survival_view
from equipoise.studies.explaining import Explained
from equipoise.studies.explaining.tells_nothing import TELLS_NOTHING_DB

REASONS = 100
"""Considerations that are told; a case that has more would be read by nobody."""


@dataclass(frozen=True)
class DriversView:
    """What drives the judgement.

    Attributes:
        heading: Whether it survives.
        horizon: The day it is about, in prose.
        survival: What is left without each source and origin; None in a case without evidence.
        telling: As how many independent reports the evidence counts, and how much of it tells nothing.
        reasons: What speaks for and against every scenario but the leader, in the case's order.
        regrets: The best course of each scenario, in nats behind the best of all.
        all_regrets: The same of every course.
        notes: How to read it.
        warnings: Why the numbers should not be used; empty where they may.
    """

    heading: str
    horizon: str
    survival: SurvivalView | None
    telling: str
    reasons: tuple[ReasonsView, ...]
    regrets: tuple[RegretView, ...]
    all_regrets: tuple[RegretView, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def drivers_view(found: Explained) -> DriversView:
    """Word and round what drives a judgement; every number is one of the study's."""
    names = Names(found.case)
    survival = survival_view(found, names)
    others = [one.scenario for one in found.reasons if one.scenario != found.leader]
    return DriversView(
        heading=_heading(found, survival),
        horizon=prose_date(found.horizon),
        survival=survival,
        telling=_telling(found),
        reasons=reasons_view(found, names, others, shown=REASONS),
        regrets=regrets_view(found, names),
        all_regrets=regrets_view(found, names, every=True),
        notes=_notes(),
        warnings=tuple(finding.problem for finding in found.findings),
    )


def _heading(found: Explained, survival: SurvivalView | None) -> str:
    leader = Names(found.case).scenario(found.leader)
    if survival is None:
        return f"{leader} leads by the base rate and the actor's reasons alone: there is no evidence yet"
    if survival.survives:
        return f"{leader} still leads without any one source or origin"
    fallen = sum(one.leads != survival.leader for one in survival.rows)
    what = "one source or origin" if fallen == 1 else f"any one of {fallen} sources and origins"
    return f"{leader} leads no longer without {what}"


def _telling(found: Explained) -> str:
    if not found.items:
        return ""
    silent = len(found.tells_nothing)
    nothing = (
        f"{silent} of them {'tells' if silent == 1 else 'tell'} nothing, because the levels they rate differ by less "
        f"than {TELLS_NOTHING_DB:g} dB"
        if silent
        else f"each of them tells levels apart by {TELLS_NOTHING_DB:g} dB or more"
    )
    return (
        f"{counted(len(found.items), 'rated item')} from {counted(len(found.origins), 'origin')} count as "
        f"{decimal(found.effective_origins)} independent reports; {nothing}."
    )


def _notes() -> tuple[str, ...]:
    return (
        NOTE,
        "Reasons are the actor's, evidence aside: the points a consideration gives the best course of a scenario over "
        "that of the leader, times its weight, in nats, the unit in which choices are weighed: 1 nat makes a course "
        "2.7 times as likely at a review, all else alike.",
        f"Regret. {REGRET_NOTE}",
    )
