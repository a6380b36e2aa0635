"""Assumptions: each broken one is the assessment of the case with its edits made."""

from __future__ import annotations

import json

import pytest

from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.studies.what_if import Linchpins, assumptions, what_if
from studies.two_cases import assessed, ladder, uncertain

FEW = 64
ASSUMED = {
    "heard": {"says": "Two ministries are heard", "if_false": {"decision_maker.advisers": 3}},
    "trade_counts": {
        "says": "Trade counts",
        "why": "Ports say so",
        "if_false": {"explanations.interests.weights.trade": 0},
    },
    "slow": {"says": "Lines change slowly", "if_false": {"decision_maker.review.every": 2}},
}


def with_assumptions(case: Case) -> Case:
    return case.edited({"assumptions": ASSUMED})


@pytest.fixture(scope="module")
def of_ladder() -> Linchpins:
    return assumptions(with_assumptions(ladder()))


@pytest.mark.parametrize("case", [ladder(), uncertain()], ids=["fixed", "uncertain"])
def test_each_broken_assumption_is_the_what_if_of_its_edits(case: Case):
    case = with_assumptions(case)
    found = assumptions(case, particles=FEW, seed=1)
    assert {one.assumption for one in found.broken} == set(ASSUMED)
    for one in found.broken:
        told = {name: change.after.probability for name, change in one.changes.items()}
        assert told == pytest.approx(assessed(case.edited(one.edits), particles=FEW, seed=1), abs=1e-9)
        assert one.changes == what_if(case, one.edits, particles=FEW, seed=1).changes["horizon"]


def test_the_assumption_that_moves_a_scenario_most_comes_first(of_ladder):
    effects = [one.effect for one in of_ladder.broken]
    assert effects == sorted(effects, reverse=True)
    for one in of_ladder.broken:
        assert one.effect == max(abs(change.difference.mean) for change in one.changes.values())
        assert one.effect == abs(one.changes[one.moved].difference.mean)


def test_who_leads_without_it_is_told(of_ladder):
    base = assessed(ladder())
    assert of_ladder.leader == max(base, key=base.__getitem__)
    for one in of_ladder.broken:
        after = {name: change.after.probability for name, change in one.changes.items()}
        assert one.leader == max(after, key=after.__getitem__)
    assert {one.leader for one in of_ladder.broken} > {of_ladder.leader}


def test_an_assumption_whose_falsehood_cannot_be_computed_is_listed_with_the_reason():
    fast = {"says": "It takes its time", "if_false": {"decision_maker.review.every": 1e-9}}
    found = assumptions(ladder().edited({"assumptions": {"fast": fast} | ASSUMED}))
    assert [(one.assumption, one.says) for one in found.unbroken] == [("fast", "It takes its time")]
    assert "too often to follow" in found.unbroken[0].reason
    assert len(found.broken) == len(ASSUMED)


def test_a_case_that_names_none_is_refused():
    with pytest.raises(UsageError, match="names no assumptions"):
        assumptions(ladder())


def test_json_tells_whether_the_leader_changes(of_ladder):
    document = json.loads(json.dumps(of_ladder.to_dict(), allow_nan=False))
    assert document["schema"] == "equipoise/assumptions/1"
    for entry, one in zip(document["broken"], of_ladder.broken, strict=True):
        assert entry["changes_leader"] is (one.leader != of_ladder.leader)
        assert (entry["effect"], entry["moved"]) == (one.effect, one.moved)
