"""What plainer forecasts say of the same scenarios: how much of the headline the evidence adds."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.assess.assessment import Assessment
from equipoise.report.numbers import percent_text
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.scenarios import ScenarioView

BASELINES = (
    ("no_evidence", "No evidence", "The case with every item of evidence taken out"),
    ("half_strength", "Half rating strength", "Every rating counts half as much"),
    ("no_change", "Nothing changes", "The present belief about the course is kept"),
)
"""Id, name and meaning of each baseline, in the order they are shown."""


@dataclass(frozen=True)
class BaselineView:
    """One plainer forecast: every scenario on the horizon."""

    id: str
    title: str
    means: str
    chances: dict[str, Chance]


@dataclass(frozen=True)
class BaselinesView:
    """All baselines of an assessment.

    Attributes:
        heading: What they say about the leading scenario.
        rows: The baselines there are.
        sentence: The leading scenario under each; empty without baselines.
    """

    heading: str
    rows: tuple[BaselineView, ...]
    sentence: str


def baselines_view(assessment: Assessment, *, leader: ScenarioView, chances: Chances) -> BaselinesView:
    """The baselines on the horizon, and what they say about the leader."""
    rows = tuple(
        BaselineView(name, title, means, found)
        for name, title, means in BASELINES
        if (found := chances.baseline(name, assessment.horizon))
    )
    return BaselinesView(heading=_heading(rows, leader), rows=rows, sentence=_sentence(rows, leader))


def _heading(rows: tuple[BaselineView, ...], leader: ScenarioView) -> str:
    bare = next((row.chances for row in rows if row.id == "no_evidence"), None)
    if bare is None:
        return f"No baseline was computed for {leader.title}"
    without = bare[leader.id]
    if without.percent == leader.at.percent:
        return f"The evidence leaves {leader.title} where the case puts it without any: {leader.at.number}"
    moved = "raises" if leader.at.probability > without.probability else "lowers"
    return f"The evidence {moved} {leader.title} from {without.number} to {leader.at.number}"


def _sentence(rows: tuple[BaselineView, ...], leader: ScenarioView) -> str:
    if not rows:
        return ""
    told = "; ".join(
        f"{row.title[:1].lower()}{row.title[1:]} {percent_text(row.chances[leader.id].percent)}" for row in rows
    )
    return f"For the same event the plainer forecasts give: {told}."
