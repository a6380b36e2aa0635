"""Which number a lever or path leads to, and what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.tipping import reaches_of

LADDER = Path(__file__).parents[2] / "cases" / "ladder"


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER))


@pytest.mark.parametrize(
    ("path", "authored"),
    [
        ("explanations.interests.weights.trade", 1.2),
        ("explanations.kin.weights.trade", 0.0),
        ("considerations.kinship.effect.stance.allied", 2.0),
        ("considerations.trade.weighs.pressure.medium", 1.0),
        ("conditions.pressure.pushed_by.stance.hedged", 0.0),
        ("decision_maker.advisers", 2.0),
        ("evidence.visit.accuracy", 0.6),
    ],
)
def test_an_entry_that_is_not_written_has_the_value_it_counts_for(ladder: Case, path: str, authored: float) -> None:
    (reach,) = reaches_of(ladder, path=path, range=(0, 5))
    assert (reach.path, reach.authored, reach.least, reach.most) == (path, authored, 0, 5)


def test_of_a_distribution_the_centre_is_moved(ladder: Case) -> None:
    spread = {"decision_maker.decisiveness": {"median": 1.3, "spread": 1.6}, "decision_maker.bias.pressure": None}
    case = ladder.edited(
        {**{k: v for k, v in spread.items() if v}, "decision_maker.bias.pressure": {"mean": -0.2, "sd": 0.5}}
    )
    (median,) = reaches_of(case, path="decision_maker.decisiveness", range=(0.5, 2))
    (mean,) = reaches_of(case, path="decision_maker.bias.pressure", range=(-1, 1))
    assert (median.path, median.authored) == ("decision_maker.decisiveness.median", 1.3)
    assert (mean.path, mean.authored) == ("decision_maker.bias.pressure.mean", -0.2)
    assert case.edited(median.edit(2)).definition.decision_maker.decisiveness.spread == 1.6


def test_a_range_is_widened_to_hold_the_authored_value(ladder: Case) -> None:
    (reach,) = reaches_of(ladder, path="decision_maker.advisers", range=(3, 9))
    assert (reach.least, reach.most) == (2, 9)


def test_all_levers_of_a_case_are_taken_unless_some_are_named(ladder: Case) -> None:
    weights = "explanations.interests.weights"
    case = ladder.edited(
        {
            "levers": {
                "trade": {"path": f"{weights}.trade", "range": [0, 4], "title": "Trade"},
                "kin": {"path": f"{weights}.kinship", "range": [0, 2]},
            }
        }
    )
    assert [reach.lever for reach in reaches_of(case)] == ["trade", "kin"]
    assert [reach.lever for reach in reaches_of(case, levers=("kin",))] == ["kin"]
    assert reaches_of(case, levers=("kin",), range=(0, 9))[0].most == 9


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"path": "decision_maker.advisors", "range": (0, 1)}, "no 'advisors'"),
        ({"path": "decision_maker.why", "range": (0, 1)}, "no number"),
        ({"path": "decision_maker.mix", "range": (0, 1)}, "no single number"),
        ({"path": "explanations.kin.decision_maker.noise", "range": (0, 1)}, "no number"),
        ({"path": "decision_maker.noise"}, "no range"),
        ({"path": "decision_maker.noise", "range": (2, 1)}, "no range"),
        ({"path": "decision_maker.noise", "range": (0, float("inf"))}, "no range"),
        ({"path": "decision_maker.noise", "range": (0, 1), "levers": ("x",)}, "at once"),
        ({"range": (0, 1)}, "no lever in particular"),
        ({"levers": ("tradee",)}, "no levers"),
        ({}, "no levers"),
    ],
)
def test_what_cannot_be_moved_is_refused_with_a_hint(ladder: Case, asked: dict, says: str) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        reaches_of(ladder, **asked)
    assert refused.value.hint
