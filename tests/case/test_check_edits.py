"""Assumptions and levers: edits that can be made."""

from __future__ import annotations

import pytest

from case.small_case import found

CASES = [
    pytest.param(
        {"case.assumptions.deaf.if_false": {"decision_maker.adviser": 3}},
        [
            (
                "error",
                "assumptions.deaf.if_false.decision_maker.adviser",
                "decision_maker.adviser = 3: no 'adviser' in decision_maker, in the path 'decision_maker.adviser'",
                "did you mean 'decision_maker.advisers'?",
            )
        ],
        id="an assumption about what is not there",
    ),
    pytest.param(
        {"case.assumptions.deaf.if_false": {"decision_maker.advisers": "many"}},
        [
            (
                "error",
                "assumptions.deaf.if_false.decision_maker.advisers",
                "decision_maker.advisers = many: expected a number of 1 or more",
                "found 'many'",
            )
        ],
        id="an assumption with a value of the wrong kind",
    ),
    pytest.param(
        {"case.assumptions.cold.if_false": {"decision_maker.mix": {"interests": 0.5}, "availability.embrace": 0}},
        [
            (
                "error",
                "assumptions.cold.if_false",
                "decision_maker.mix = {'interests': 0.5} and availability.embrace = 0: the shares sum to 0.5, not to 1",
                "add 0.5 in all",
            )
        ],
        id="an assumption that breaks a rule",
    ),
    pytest.param(
        {"case.assumptions.deaf.if_false": {}},
        [
            (
                "error",
                "assumptions.deaf.if_false",
                "no edit, expected what holds if it is false",
                "write path: value",
            )
        ],
        id="an assumption without edits",
    ),
    pytest.param(
        {"case.levers.tariff.path": "explanations.interests.weights.tade"},
        [
            (
                "error",
                "levers.tariff.path",
                "explanations.interests.weights.tade = 0: unknown consideration 'tade'",
                "did you mean 'trade'?",
            )
        ],
        id="a lever on what is not there",
    ),
    pytest.param(
        {"case.levers.tariff.path": "title"},
        [
            (
                "error",
                "levers.tariff.path",
                "title = 0: expected text",
                "found 0.0; put it in quotes, if it is meant as text",
            )
        ],
        id="a lever on a text",
    ),
    pytest.param(
        {"case.levers.tariff.range": [-1, 3]},
        [
            (
                "error",
                "levers.tariff.path",
                "explanations.interests.weights.trade = -1: expected a number of 0 or more, found -1",
                "turn the signs of the consideration's effects instead",
            )
        ],
        id="a lever that goes too far down",
    ),
    pytest.param(
        {"case.levers.tariff.path": "decision_maker.patience", "case.levers.tariff.range": [0, 1]},
        [
            (
                "error",
                "levers.tariff.path",
                "decision_maker.patience = 1: expected a number of 0 or more and below 1",
                "found 1.0",
            )
        ],
        id="a lever that goes too far up",
    ),
    pytest.param(
        {"case.levers.tariff.range": [3, 1]},
        [("error", "levers.tariff.range", "3 is not below 1", "write the lowest value first")],
        id="a range upside down",
    ),
    pytest.param(
        {"case.levers.tariff.range": [3]},
        [("error", "levers.tariff.range", "one value, expected two", "write the lowest and the highest")],
        id="a range of one value",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_edits(changes, findings):
    assert found(changes) == findings
