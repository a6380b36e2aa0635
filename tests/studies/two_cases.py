"""Two small cases: the ladder, whose every parameter is fixed, and the same with some of them uncertain."""

from __future__ import annotations

from pathlib import Path

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.case.load import load_case

FOLDER = Path(__file__).parents[1] / "proofs" / "example"


def ladder() -> Case:
    """Exact throughout."""
    return load_case(FOLDER)


def uncertain() -> Case:
    """Mix, decisiveness and rating strength uncertain."""
    return ladder().edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def now(found: Assessment) -> dict[str, float]:
    """Each scenario at the as-of date."""
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.as_of}


def on_the_horizon(found: Assessment) -> dict[str, float]:
    """Each scenario on the horizon."""
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}


def ever(found: Assessment) -> dict[str, float]:
    """Each scenario at some moment until the horizon."""
    return {point.scenario: point.probability for point in found.ever_points if point.until == found.horizon}


def assessed(case: Case, **asked) -> dict[str, float]:
    """Each scenario on the horizon of an assessment."""
    return on_the_horizon(assess(case, **asked))
