"""Each scenario: its chances, where they go, and which evidence speaks for and against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import decibans, prose_date
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.choices import span_under_choices
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, EvidenceView, Mover

if TYPE_CHECKING:
    from equipoise.studies.stability import Stability

MOVERS_PER_CARD = 1


@dataclass(frozen=True)
class ScenarioView:
    """One scenario.

    Attributes:
        id: Its id in the case.
        slot: Its place in the case's order, from 1: it decides colour and shape everywhere.
        title: What it is called.
        means: What it is, in the author's words; empty where not said.
        finding: What the numbers say of it, for a heading.
        now: On the as-of date.
        at: On the horizon; without a word where arbitrary choices move the numbers too far for a level.
        ever: At some time from the as-of date to the horizon.
        toward: The weightiest of what speaks for it, as `Council vote (+2.1 dB)`.
        away: What speaks against it, in the same way.
    """

    id: str
    slot: int
    title: str
    means: str
    finding: str
    now: Chance
    at: Chance
    ever: Chance
    toward: tuple[str, ...]
    away: tuple[str, ...]


def scenario_views(
    assessment: Assessment,
    *,
    chances: Chances,
    evidence: EvidenceView,
    names: Names,
    stability: Stability | None = None,
) -> tuple[ScenarioView, ...]:
    """Every scenario in the case's own order.

    Where `stability` says that no level may lead, numbers on the horizon get no word, and findings state the range
    under the choices tested.
    """
    unsettled = None if stability is None or stability.leads_with_level else stability
    now, at = chances.at(assessment.as_of), chances.at(assessment.horizon)
    views = []
    for slot, (name, scenario) in enumerate(assessment.case.definition.scenarios.items(), start=1):
        toward, away = _speaking(evidence.movers, name)
        views.append(
            ScenarioView(
                id=name,
                slot=slot,
                title=names.scenario(name),
                means=tidy(scenario.means or ""),
                finding=_finding(name, now, at, assessment.horizon)
                if unsettled is None
                else _unsettled_finding(name, at[name], assessment.horizon, unsettled),
                now=now[name],
                at=at[name] if unsettled is None else replace(at[name], word=""),
                ever=chances.ever(name, assessment.horizon),
                toward=toward,
                away=away,
            )
        )
    return tuple(views)


def by_probability(chances: Mapping[str, Chance]) -> list[str]:
    """Scenarios from the likeliest; equals stay in the case's order."""
    return sorted(chances, key=lambda name: -chances[name].probability)


def _finding(name: str, now: Mapping[str, Chance], at: Mapping[str, Chance], horizon: date) -> str:
    """What may be said of a scenario's place: none of an order between numbers that read the same."""
    order, day, chance = by_probability(at), prose_date(horizon), at[name]
    best = at[order[0]].percent
    moved = _movement(now[name], chance)
    first = [other for other in order if at[other].percent == best]
    if name in first:
        likeliest = "Likeliest" if len(first) == 1 else "Among the likeliest"
        return f"{likeliest} on {day}, at {chance.number}, {moved}"
    second = [other for other in order if at[other].percent == at[order[len(first)]].percent]
    if second == [name] and len(order) > len(first) + 1:
        return f"The main alternative, at {chance.number}, {moved}"
    return f"A {chance.number} chance on {day}, {moved}"


def _unsettled_finding(name: str, at: Chance, horizon: date, stability: Stability) -> str:
    span = span_under_choices(name, at, stability)
    return f"{span[:1].upper()}{span[1:]} on {prose_date(horizon)}, by the choices made"


def _movement(now: Chance, at: Chance) -> str:
    if now.percent == at.percent:
        return "the same as now"
    return f"{'up' if at.probability > now.probability else 'down'} from {now.number} now"


def _speaking(movers: tuple[Mover, ...], scenario: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    felt = sorted(
        ((mover.moved.get(scenario, 0.0), mover) for mover in movers), key=lambda pair: (-abs(pair[0]), pair[1].day)
    )
    toward = [_named(mover, db) for db, mover in felt if db >= SMALLEST_SHOWN_DB]
    away = [_named(mover, db) for db, mover in felt if db <= -SMALLEST_SHOWN_DB]
    return tuple(toward[:MOVERS_PER_CARD]), tuple(away[:MOVERS_PER_CARD])


def _named(mover: Mover, db: float) -> str:
    return f"{mover.what} ({decibans(db)})"
