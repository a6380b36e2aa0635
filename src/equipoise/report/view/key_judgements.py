"""Key judgements: what is judged of each scenario, because of what, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.report.names import Names
from equipoise.report.numbers import prose_date, weight_of
from equipoise.report.view.baselines import BaselinesView
from equipoise.report.view.choices import span_under_choices
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, EvidenceView, Mover
from equipoise.report.view.explanations import ExplanationsView
from equipoise.report.view.scenarios import ScenarioView
from equipoise.report.view.would_change import would_change

if TYPE_CHECKING:
    from equipoise.studies.conditionals import Conditionals
    from equipoise.studies.stability import Stability
    from equipoise.studies.tipping import Tip
    from equipoise.studies.watching import Watch


@dataclass(frozen=True)
class KeyJudgement:
    """What is judged of one scenario.

    Attributes:
        scenario: Its id.
        slot: Its place in the case's order, from 1.
        title: What it is called.
        by: The day it is judged for, in prose.
        number: `83 %`; empty where no level leads.
        range: `(74–90)`, central 80 % over parameters; where no level leads, `between 55 % and 90 %` over choices.
        word: Word of the standard; empty where the range is too wide for one, and where no level leads.
        leads_with_level: Whether the level is stated first; if not, what would change it is.
        claim: The judgement in one sentence.
        because: Sentences on what moved it most.
        would_change: Sentences on what would change it; may be empty.
        explained_by: Where no level leads: what is known of the explanations; else empty.
    """

    scenario: str
    slot: int
    title: str
    by: str
    number: str
    range: str
    word: str
    leads_with_level: bool
    claim: str
    because: tuple[str, ...]
    would_change: tuple[str, ...]
    explained_by: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in reading order: the level first, or last where it cannot lead."""
        if self.leads_with_level:
            return (self.claim, *self.because, *self.would_change)
        explained = (self.explained_by,) if self.explained_by else ()
        return (*self.would_change, *explained, *self.because, self.claim)


def key_judgements(
    assessment: Assessment,
    *,
    ranked: tuple[ScenarioView, ...],
    evidence: EvidenceView,
    baselines: BaselinesView,
    explanations: ExplanationsView,
    names: Names,
    stability: Stability | None,
    tips: Sequence[Tip],
    conditionals: Conditionals | None,
    watch: Watch | None = None,
    breaks_assumptions: bool = False,
) -> tuple[KeyJudgement, ...]:
    """One judgement a scenario, likeliest on the horizon first.

    Args:
        assessment: What is judged.
        ranked: Scenarios, likeliest on the horizon first.
        evidence: What moved them.
        baselines: What they would be without evidence.
        explanations: What is known of the explanations.
        names: Titles.
        stability: How far arbitrary choices move them; None where it was not computed.
        tips: Tipping points; may be empty.
        conditionals: The numbers under each condition held; None where they were not computed.
        watch: What each finding would do; None where it was not computed.
        breaks_assumptions: Whether another section tells what each assumption does, were it false.
    """
    unsettled = None if stability is None or stability.leads_with_level else stability
    judged = []
    for scenario in ranked:
        span = "" if unsettled is None else span_under_choices(scenario.id, scenario.at, unsettled)
        by = prose_date(assessment.horizon)
        judged.append(
            KeyJudgement(
                scenario=scenario.id,
                slot=scenario.slot,
                title=scenario.title,
                by=by,
                number="" if span else scenario.at.number,
                range=span or scenario.at.range,
                word="" if span else scenario.at.word,
                leads_with_level=not span,
                claim=_claim(scenario, by, span),
                because=_because(scenario, evidence, baselines),
                would_change=would_change(
                    scenario.id,
                    ranked[0].id,
                    assessment,
                    tips=tips,
                    conditionals=conditionals,
                    names=names,
                    watch=watch,
                    breaks_assumptions=breaks_assumptions,
                ),
                explained_by=_explained_by(explanations) if span else "",
            )
        )
    return tuple(judged)


def _claim(scenario: ScenarioView, by: str, span: str) -> str:
    if span:
        return f"{scenario.title} on {by}: {span} under the choices tested, too wide for one number."
    ever = f"at some time until the end of that day {scenario.ever.text}"
    return f"{scenario.title} on {by}: {scenario.at.with_word}; {ever}."


def _because(scenario: ScenarioView, evidence: EvidenceView, baselines: BaselinesView) -> tuple[str, ...]:
    """The origin that speaks most for it, the one that speaks most against it, and where it stood without any."""
    felt = sorted(evidence.movers, key=lambda mover: (-abs(mover.moved.get(scenario.id, 0.0)), mover.day, mover.what))
    toward = next((mover for mover in felt if mover.moved.get(scenario.id, 0.0) >= SMALLEST_SHOWN_DB), None)
    away = next((mover for mover in felt if mover.moved.get(scenario.id, 0.0) <= -SMALLEST_SHOWN_DB), None)
    sentences = [_speaks("for", toward, scenario), _speaks("against", away, scenario)]
    if toward is None and away is None:
        sentences = ["No evidence moves it noticeably."]
    bare = next((row.chances for row in baselines.rows if row.id == "no_evidence"), None)
    if bare is not None:
        sentences.append(f"Without any evidence the case gives {bare[scenario.id].number}.")
    return tuple(sentence for sentence in sentences if sentence)


def _speaks(way: str, mover: Mover | None, scenario: ScenarioView) -> str:
    if mover is None:
        return ""
    told = f" ({mover.date}; {mover.note} of one origin)" if mover.note else f" ({mover.date})"
    return f"“{mover.what}”{told} speaks {way} it most, by {weight_of(mover.moved[scenario.id])}."


def _explained_by(explanations: ExplanationsView) -> str:
    return f"{explanations.heading}."
