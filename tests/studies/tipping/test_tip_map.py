"""The map of two levers, against whole assessments."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.tipping import levers_that_move_most, tip, tip_map
from equipoise.studies.tipping.tip_map import POINTS

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
TRADE, KINSHIP = "explanations.interests.weights.trade", "explanations.kin.weights.kinship"


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER)).edited(
        {
            "levers": {
                "trade": {"path": TRADE, "range": [0, 4]},
                "kinship": {"path": KINSHIP, "range": [0, 6]},
                "trade_again": {"path": TRADE, "range": [0, 2]},
            }
        }
    )


def test_every_point_is_the_assessment_of_the_two_edits(ladder: Case) -> None:
    found = tip_map(ladder, levers=("trade", "kinship"))
    assert len(found.points) == POINTS**2
    assert [point.across for point in found.points[:POINTS]] == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
    assert {point.up for point in found.points[:POINTS]} == {0}
    for point in (found.points[0], found.points[POINTS + 2], found.points[-1]):
        alone = assess(ladder.edited({TRADE: point.across, KINSHIP: point.up}))
        expected = {p.scenario: p.probability for p in alone.scenario_points if p.date == alone.horizon}
        assert point.scenarios == pytest.approx(expected, abs=1e-9)
        assert point.leader == max(expected, key=expected.__getitem__)
        assert point.probability == max(point.scenarios.values())


def test_it_tells_the_authored_point_and_all_who_lead_somewhere(ladder: Case) -> None:
    found = tip_map(ladder, levers=("trade", "kinship"))
    assert (found.authored.across, found.authored.up, found.authored.leader) == (1.2, 1.1, "hedged")
    assert found.leaders == ("apart", "hedged", "allied")
    assert found.error == 0
    assert found.to_dict()["schema"] == "equipoise/tip-map/1"


def test_two_levers_that_set_the_same_number_are_refused(ladder: Case) -> None:
    with pytest.raises(UsageError, match="both levers"):
        tip_map(ladder, levers=("trade", "trade_again"))


def test_the_two_levers_that_move_the_leader_most_are_chosen_and_set_different_numbers(ladder: Case) -> None:
    tips = tip(ladder)
    assert {one.lever for one in tips} == {"trade", "kinship", "trade_again"}
    start = {one.lever: one.at_authored.scenarios["hedged"].probability for one in tips}
    reach = {
        one.lever: max(abs(point.scenarios["hedged"].probability - start[one.lever]) for point in one.points)
        for one in tips
    }
    first, second = sorted(("trade", "kinship"), key=lambda name: -reach[name])
    assert reach["trade"] >= reach["trade_again"]
    assert levers_that_move_most(tips) == (first, second)
    assert levers_that_move_most([one for one in tips if one.lever != "kinship"]) is None
    assert levers_that_move_most(()) is None
