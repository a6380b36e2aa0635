"""Key judgements: a card for each scenario."""

from __future__ import annotations

from dataclasses import replace

from equipoise.report.charts.gauge import gauge
from equipoise.report.document.blocks import Card, CardRow, Cards, Note, Section, Text
from equipoise.report.document.text import prose, strong
from equipoise.report.view import View
from equipoise.report.view.chances import Chance
from equipoise.report.view.key_judgements import KeyJudgement
from equipoise.report.view.scenarios import ScenarioView


def judgements(view: View) -> Section:
    """Every scenario now, on the horizon and at some time until then, the likeliest first."""
    judged = {judgement.scenario: judgement for judgement in view.key_judgements}
    return Section(
        id="judgements",
        heading=prose(view.scenario_heading),
        sub=prose(
            "The first number in each card is the present; the second is the state on one day; the third covers the "
            "whole span up to that day, so it cannot be compared with the second."
        ),
        blocks=(Cards(tuple(_card(scenario, judged[scenario.id]) for scenario in view.ranked)),),
        notes=(
            Note("Order and colour", (prose(f"Cards are ordered by the chance on {view.horizon}."),)),
            Note("", (prose("Each scenario keeps its colour on every page."),), of_drawing=True),
        ),
        numbered=False,
    )


def _card(scenario: ScenarioView, judged: KeyJudgement) -> Card:
    # Where arbitrary choices move the number too far for a level, the span of all of them stands in its place.
    on_the_day = _row(f"On {judged.by}", scenario.at, scenario.slot, "at")
    on_the_day = replace(on_the_day, word=judged.word, number=judged.number, range=judged.range)
    return Card(
        slot=scenario.slot,
        name=scenario.title,
        finding=prose(scenario.finding),
        rows=(
            _row("Now", scenario.now, scenario.slot, "now"),
            on_the_day,
            _row("At some time by then", scenario.ever, scenario.slot, "ever"),
        ),
        paragraphs=tuple(_labelled(label, said) for label, said in _paragraphs(scenario, judged) if said),
    )


def _paragraphs(scenario: ScenarioView, judged: KeyJudgement) -> tuple[tuple[str, str], ...]:
    means = ("Means:", scenario.means)
    because = ("Because:", " ".join(judged.because))
    would_change = ("Would change:", " ".join(judged.would_change))
    if judged.leads_with_level:
        return (means, because, would_change)
    return (means, would_change, ("Explained by:", judged.explained_by), because)


def _row(when: str, chance: Chance, slot: int, name: str) -> CardRow:
    return CardRow(
        when, chance.word, chance.number, chance.range, gauge(chance, slot=slot, name=f"gauge-{slot}-{name}")
    )


def _labelled(label: str, said: str) -> Text:
    return (*strong(label), *prose(f" {said}"))
