"""What people on the record think of the case's question beside the model: part of the dissent on page one."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.ledger.records import Judgement
from equipoise.probability.pooling import coherentized, log_odds_mean
from equipoise.report.names import tidy
from equipoise.report.numbers import count, percent_text, table_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.choices import points
from equipoise.report.view.scenarios import ScenarioView

FAR = 0.10
"""Whoever differs from the model by more than this on the leading scenario, ten points, is counted in the heading."""

SHOWN = 6
"""People at most who are named, those furthest from the model first."""


def estimates_told(
    estimates: Sequence[Judgement], leader: ScenarioView, scenarios: Sequence[str], horizon: str
) -> tuple[str, ...]:
    """Sentences: what each gives the leading scenario, how far that is from the model, and what all say together.

    Args:
        estimates: One judgement of each person, of which scenario holds on the horizon.
        leader: The scenario that leads by the model.
        scenarios: Ids of all.
        horizon: The day, in words.
    """
    if not estimates:
        return ()
    model = leader.at.probability
    forecasts = {one.by_whom: _forecast(one, scenarios) for one in estimates}
    at = list(scenarios).index(leader.id)
    furthest = sorted(estimates, key=lambda one: -abs(forecasts[one.by_whom][at] - model))
    told = [_told(one, forecasts[one.by_whom][at], model, leader, horizon) for one in furthest[:SHOWN]]
    if len(furthest) > SHOWN:
        told.append(f"{count(len(furthest) - SHOWN).capitalize()} more are nearer to the model.")
    if len(estimates) > 1:
        pooled = log_odds_mean(list(forecasts.values())).probabilities[at]
        told.append(f"Together the {count(len(estimates))} say {_percent(pooled)} (mean of log-odds).")
    return tuple(told)


def number_far(estimates: Sequence[Judgement], leader: ScenarioView, scenarios: Sequence[str]) -> int:
    """How many people differ from the model by more than `FAR` on the leading scenario."""
    at = list(scenarios).index(leader.id)
    return sum(abs(_forecast(one, scenarios)[at] - leader.at.probability) > FAR for one in estimates)


def _forecast(judgement: Judgement, scenarios: Sequence[str]) -> tuple[float, ...]:
    return coherentized([judgement.probabilities.get(name, 0.0) for name in scenarios]).probabilities


def _told(one: Judgement, theirs: float, model: float, leader: ScenarioView, horizon: str) -> str:
    gap = theirs - model
    apart = (
        "as the model does" if abs(gap) < 0.005 else f"{points(gap)} {'higher' if gap > 0 else 'lower'} than the model"
    )
    because = f": “{tidy(one.reason).rstrip('.')}”" if one.reason else ""
    return (
        f"{tidy(one.by_whom)} gives {leader.title} on {horizon} {_percent(theirs)}, {apart} "
        f"(as of {table_date(one.as_of)}){because}."
    )


def _percent(probability: float) -> str:
    return percent_text(whole_percent(probability))
