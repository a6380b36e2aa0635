"""Levers: slopes and spans of whole assessments, and what rises besides."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.studies.what_if import LeverEffect, Levers, levers
from equipoise.studies.what_if.lever_effects import BITES
from studies.two_cases import assessed, ladder, uncertain

TRADE = "explanations.interests.weights.trade"
LEVERS: dict[str, Any] = {
    "tariff": {"path": TRADE, "range": [0, 3], "unit": "nats per point", "title": "Weight of trade"},
    "squeeze": {"path": "conditions.pressure.drift", "range": [-2, 2]},
    "channels": {"path": "decision_maker.advisers", "range": [2, 10]},
}


def with_levers(case: Case) -> Case:
    return case.edited({"levers": LEVERS})


@pytest.fixture(scope="module")
def of_ladder() -> Levers:
    return levers(with_levers(ladder()))


def lever(found: Levers, name: str) -> LeverEffect:
    return next(one for one in found.levers if one.lever == name)


def top_level(case: Case) -> float:
    found = assess(case)
    return next(p.probability for p in found.condition_points if p.date == found.horizon and p.level == "high")


def test_a_slope_is_the_central_difference_of_assessments_an_eighth_of_the_range_to_either_side(of_ladder):
    low, high = (assessed(ladder().edited({TRADE: 1.2 + side * 3 / 8})) for side in (-1, 1))
    expected = {name: (high[name] - low[name]) / (2 * 3 / 8) for name in low}
    found = lever(of_ladder, "tariff")
    assert found.step == 3 / 8
    assert {name: one.per_unit for name, one in found.scenarios.items()} == pytest.approx(expected, abs=1e-9)
    assert all(one.per_unit_error == 0 for one in found.scenarios.values())


def test_a_step_is_cut_at_the_end_of_the_range(of_ladder):
    low, high = assessed(ladder()), assessed(ladder().edited({"decision_maker.advisers": 3}))
    expected = {name: high[name] - low[name] for name in low}
    found = lever(of_ladder, "channels").scenarios
    assert {name: one.per_unit for name, one in found.items()} == pytest.approx(expected, abs=1e-9)


def test_over_its_range_is_the_difference_of_assessments_at_its_ends(of_ladder):
    least, most = (assessed(ladder().edited({TRADE: value})) for value in (0, 3))
    expected = {name: most[name] - least[name] for name in least}
    found = lever(of_ladder, "tariff").scenarios
    assert {name: one.over_range for name, one in found.items()} == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("by", "size"), [("unit", "per_unit"), ("range", "over_range")])
def test_the_strongest_comes_first_by_what_is_asked_for(by, size):
    found = levers(with_levers(ladder()), by=by)
    sizes = [abs(getattr(one.scenarios[one.moved], size)) for one in found.levers]
    assert sizes == sorted(sizes, reverse=True)
    for one in found.levers:
        assert abs(getattr(one.scenarios[one.moved], size)) == max(
            abs(getattr(e, size)) for e in one.scenarios.values()
        )


def test_by_default_a_lever_is_held_against_what_it_moves_most_but_the_leader(of_ladder):
    base = dict(of_ladder.base)
    leader = max(base, key=base.__getitem__)
    for one in of_ladder.levers:
        others = {name: abs(effect.per_unit) for name, effect in one.scenarios.items() if name != leader}
        assert one.lowers == (max(others, key=others.__getitem__),)


def test_the_intended_end_is_the_one_that_lowers_what_is_unwanted():
    found = levers(with_levers(ladder()), against=["allied", "hedged"])
    for one in found.levers:
        for end in one.ends:
            at_end = assessed(ladder().edited({one.path: end.value}))
            fall = sum(at_end[name] - found.base[name] for name in ("allied", "hedged"))
            assert end.change == pytest.approx(fall, abs=1e-9)
        if one.intended is not None:
            assert one.intended.change == min(end.change for end in one.ends)
            assert one.intended.change < 0


def test_what_rises_by_more_than_a_point_at_an_end_is_told_and_nothing_else():
    found = levers(with_levers(ladder()), against=["allied"])
    tariff = lever(found, "tariff")
    for end in tariff.ends:
        edited = ladder().edited({TRADE: end.value})
        after = assessed(edited)
        rises = {("scenario", name): after[name] - found.base[name] for name in after}
        rises["condition", "pressure"] = top_level(edited) - top_level(ladder())
        told = {(one.kind, one.name): one.rise for one in end.rises}
        assert told == pytest.approx({key: rise for key, rise in rises.items() if rise > BITES}, abs=1e-9)
        assert list(told.values()) == sorted(told.values(), reverse=True)
        assert {one.name for one in end.rises if one.is_unwanted} <= {"allied"}


def test_a_lever_that_stirs_up_pressure_backfires():
    # More kinship brings alliance, and alliance pressure.
    kinship = {"path": "explanations.kin.weights.kinship", "range": [0, 4]}
    found = levers(ladder().edited({"levers": {"kinship": kinship}}), against=["apart"])
    end = found.levers[0].intended
    assert end is not None
    assert end.value == 4
    assert ("condition", "pressure", "high") in {(one.kind, one.name, one.level) for one in end.rises}


def test_the_condition_whose_own_number_is_moved_is_no_surprise(of_ladder):
    assert all(one.kind == "scenario" for end in lever(of_ladder, "squeeze").ends for one in end.rises)


def test_a_lever_at_the_end_of_its_range_has_one_end_to_go_to(of_ladder):
    assert [end.value for end in lever(of_ladder, "channels").ends] == [10]


def test_with_uncertain_parameters_slopes_are_near_those_of_fresh_draws():
    case = with_levers(uncertain())
    found = lever(levers(case, particles=512), "tariff")
    low, high = (assessed(case.edited({TRADE: 1.2 + side * 3 / 8}), particles=2048, seed=7) for side in (-1, 1))
    for name, effect in found.scenarios.items():
        assert effect.per_unit == pytest.approx((high[name] - low[name]) / (2 * 3 / 8), abs=0.015)
        assert 0 < effect.per_unit_error < 0.01


def test_a_case_without_conditions_has_levers_all_the_same():
    case = replace(ladder(), ratings=tuple(row for row in ladder().ratings if row.subject != "pressure"))
    nothing_outside = {
        "conditions": {},
        "considerations.trade.weighs": {},
        "considerations.kinship.when": {},
        "decision_maker.bias": {},
        "levers": {"stiffness": {"path": "instruments.stance.inertia", "range": [0, 3]}},
    }
    found = levers(case.edited(nothing_outside)).levers[0]
    assert all(one.kind == "scenario" for end in found.ends for one in end.rises)


def test_a_lever_on_a_spread_parameter_moves_its_centre():
    case = uncertain().edited({"levers": {"resolve": {"path": "decision_maker.decisiveness", "range": [0.5, 3]}}})
    found = levers(case, particles=64).levers[0]
    assert (found.path, found.authored) == ("decision_maker.decisiveness.median", 1.3)


@pytest.mark.parametrize(
    ("asked", "why"),
    [({"against": ["alied"]}, "allied"), ({"rater": "nobody"}, ""), ({"particles": 0}, "")],
)
def test_what_makes_no_sense_is_refused(asked, why):
    with pytest.raises(UsageError) as refused:
        levers(with_levers(ladder()), **asked)
    assert why in (refused.value.hint or "")


def test_a_case_without_levers_is_refused():
    with pytest.raises(UsageError, match="no levers"):
        levers(ladder())


def test_json_is_plain_and_the_same_for_the_same_seed():
    case = with_levers(uncertain())
    first, again, other = (levers(case, particles=8, seed=seed).to_dict() for seed in (1, 1, 2))
    assert json.dumps(first, allow_nan=False) == json.dumps(again)
    assert first != other
    assert first["schema"] == "equipoise/levers/1"
