"""Tipping points, against a scan of whole assessments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.tipping import Tip, tip, tips_to_dict

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
TRADE = "explanations.interests.weights.trade"
SCAN = 25


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER))


@pytest.fixture(scope="module")
def uncertain(ladder: Case) -> Case:
    """The same with the mix and two parameters uncertain."""
    return ladder.edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def on_the_horizon(case: Case) -> dict[str, float]:
    found = assess(case)
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}


def leader(case: Case) -> str:
    chances = on_the_horizon(case)
    return max(chances, key=chances.__getitem__)


def only(found: tuple[Tip, ...]) -> Tip:
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        (TRADE, (0, 4)),
        ("explanations.kin.weights.kinship", (0, 6)),
        ("decision_maker.advisers", (1, 9)),
    ],
)
def test_the_tipping_point_is_where_a_scan_of_assessments_finds_it(
    ladder: Case, path: str, ends: tuple[float, float]
) -> None:
    found = only(tip(ladder, path=path, range=ends))
    values = np.linspace(*ends, SCAN)
    leaders = [leader(ladder.edited({path: value})) for value in values.tolist()]
    now = leader(ladder)
    tipped = [value for value, one in zip(values.tolist(), leaders, strict=True) if one != now]
    cell = (ends[1] - ends[0]) / (SCAN - 1)
    assert found.before == now
    if not tipped:
        assert found.value is None
        assert found.after is None
        return
    nearest = min(tipped, key=lambda value: abs(value - found.authored))
    assert found.value is not None
    # The scan's first point past it lies at most one cell further out.
    assert 0 <= abs(nearest - found.authored) - abs(found.value - found.authored) <= cell
    assert found.after == leaders[values.tolist().index(nearest)]


def test_a_saved_edit_on_either_side_of_it_gives_the_two_leaders(ladder: Case) -> None:
    found = only(tip(ladder, path=TRADE, range=(0, 4)))
    assert found.value is not None
    assert leader(ladder.edited({TRADE: found.value})) == found.after == "apart"
    assert leader(ladder.edited({TRADE: found.value - found.resolution})) == found.before == "hedged"
    assert found.other is not None
    assert leader(ladder.edited({TRADE: found.other})) == "allied"
    assert leader(ladder.edited({TRADE: found.other + found.resolution})) == "hedged"
    assert found.relative == pytest.approx(found.value / 1.2)


def test_the_grid_holds_the_numbers_of_assessments(ladder: Case) -> None:
    found = only(tip(ladder, path=TRADE, range=(0, 4)))
    assert [point.value for point in found.points] == [0, 0.5, 1, 1.2, 1.5, 2, 2.5, 3, 3.5, 4]
    for point in (found.points[0], found.at_authored, found.points[-1]):
        expected = on_the_horizon(ladder.edited({TRADE: point.value}))
        assert {name: one.probability for name, one in point.scenarios.items()} == pytest.approx(expected, abs=1e-9)
    assert found.share is None
    assert found.error == 0


def test_a_lever_that_does_nothing_does_not_tip_and_is_told_to_move_nothing(ladder: Case) -> None:
    case = ladder.edited({"decision_maker.mix": {"kin": 1.0}})
    found = only(tip(case, path=TRADE, range=(0, 40)))
    assert found.value is None
    assert found.moved == pytest.approx(0, abs=1e-12)


def test_a_scenario_can_be_named_that_is_to_lead(ladder: Case) -> None:
    apart = only(tip(ladder, path=TRADE, range=(0, 4), to="apart"))
    allied = only(tip(ladder, path=TRADE, range=(0, 4), to="allied"))
    assert apart.value is not None
    assert apart.value > 1.2
    assert allied.value is not None
    assert allied.value < 1.2
    never = only(tip(ladder, path=TRADE, range=(1, 4), to="allied"))
    assert never.value is None
    assert never.nearest.value == 1
    already = only(tip(ladder, path=TRADE, range=(0, 4), to="hedged"))
    assert already.is_so_already
    assert already.value == 1.2


@pytest.mark.parametrize(("bound", "kind"), [(0.45, "below"), (0.515, "above")])
def test_a_bound_is_crossed_where_assessments_cross_it(ladder: Case, bound: float, kind: str) -> None:
    asked: Mapping[str, Any] = {kind: bound}
    found = only(tip(ladder, path=TRADE, range=(0, 4), **asked))
    assert found.value is not None
    outward = 1 if found.value > 1.2 else -1
    past = on_the_horizon(ladder.edited({TRADE: found.value}))["hedged"]
    short = on_the_horizon(ladder.edited({TRADE: found.value - outward * found.resolution}))["hedged"]
    assert past < bound <= short if kind == "below" else short <= bound < past


def test_a_bound_of_another_scenario_and_one_that_is_crossed_already(ladder: Case) -> None:
    found = only(tip(ladder, path=TRADE, range=(0, 4), above=0.6, scenario="apart"))
    assert found.value is not None
    assert on_the_horizon(ladder.edited({TRADE: found.value}))["apart"] == pytest.approx(0.6, abs=1e-5)
    crossed = only(tip(ladder, path=TRADE, range=(0, 4), below=0.9))
    assert crossed.is_so_already
    assert (crossed.value, crossed.change) == (1.2, 0)


def test_a_change_that_is_undone_further_out_is_told(ladder: Case) -> None:
    found = only(tip(ladder, path=TRADE, range=(0, 4), above=0.515))
    assert found.value is not None
    assert 1 < found.value < 1.2
    assert found.returns_at == 0.5


def test_levers_stand_in_the_order_of_how_near_they_tip(ladder: Case) -> None:
    case = ladder.edited(
        {
            "levers": {
                "advisers": {"path": "decision_maker.advisers", "range": [1, 9]},
                "drift": {"path": "conditions.pressure.drift", "range": [-3, 3]},
                "patience": {"path": "decision_maker.patience", "range": [0, 0.9]},
                "trade": {"path": TRADE, "range": [0, 4]},
            }
        }
    )
    found = tip(case)
    assert [one.lever for one in found] == ["trade", "drift", "advisers", "patience"]
    assert [one.value is None for one in found] == [False, False, True, True]


def test_with_uncertain_parameters_the_value_has_a_range_and_an_error(uncertain: Case) -> None:
    found = only(tip(uncertain, path=TRADE, range=(0, 12), particles=256))
    assert found.value is not None
    assert found.share is not None
    assert 0 < found.share <= 1
    assert found.low is not None
    assert found.low <= found.value
    assert found.high is None or found.high >= found.value
    assert 0 < found.error < 0.05
    assert all(point.scenarios["apart"].low is not None for point in found.points)
    assert all(point.effective > 0.5 for point in found.points)


def test_the_range_holds_four_fifths_of_the_values_of_single_settings(uncertain: Case) -> None:
    """Settings are told apart by their decisiveness alone: the lever must then be the smaller the larger it is."""
    case = uncertain.edited({"decision_maker.mix": {"interests": 0.65, "kin": 0.35}, "rating_strength": 1})
    found = only(tip(case, path=TRADE, range=(0, 12), particles=256))
    singles = []
    for z in (-1.2815515655446004, 1.2815515655446004):
        fixed = case.edited({"decision_maker.decisiveness": 1.3 * 1.6**z})
        singles.append(only(tip(fixed, path=TRADE, range=(0, 12))).value)
    # The record moves decisiveness, so the prior's percentiles are near those of the posterior and not the same.
    assert found.low is not None
    assert found.high is not None
    assert found.low == pytest.approx(min(singles), rel=0.15)
    assert found.high == pytest.approx(max(singles), rel=0.15)


def test_the_same_seed_gives_the_same_answer_and_json_holds_it(uncertain: Case) -> None:
    first, again, other = (
        tips_to_dict(tip(uncertain, path=TRADE, range=(0, 12), particles=64, seed=seed)) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
    assert first["schema"] == "equipoise/tip/1"
    assert first["tips"][0]["path"] == TRADE


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"to": "aparte"}, "no scenario"),
        ({"to": "apart", "above": 0.5}, "more than one aim"),
        ({"above": 1.5}, "no probability"),
        ({"scenario": "apart"}, "without a bound"),
        ({"below": 0.5, "scenario": "nobody"}, "no scenario"),
        ({"rater": "nobody"}, "nobody"),
        ({"as_of": "2031-01-01"}, "outside"),
    ],
)
def test_what_cannot_be_asked_is_refused(ladder: Case, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        tip(ladder, path=TRADE, range=(0, 4), **asked)
