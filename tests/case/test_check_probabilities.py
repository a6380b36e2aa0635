"""Shares that sum to one, and numbers in the range in which they mean something."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"case.starts.arms": GONE},
        [
            (
                "error",
                "starts",
                "no starts for arms",
                "add how likely each level of arms is on 2021-01-01; unlisted levels are 0",
            )
        ],
        id="an instrument without starts",
    ),
    pytest.param(
        {"case.starts.arms.none": 0.8},
        [("error", "starts.arms", "the shares sum to 0.9, not to 1", "add 0.1 in all")],
        id="starts below one",
    ),
    pytest.param(
        {"case.conditions.rivalry.starts.calm": 0.7},
        [("error", "conditions.rivalry.starts", "the shares sum to 1.1, not to 1", "take away 0.1 in all")],
        id="starts above one",
    ),
    pytest.param(
        {"case.decision_maker.mix": {"interests": 0.5, "kin": 0.4}},
        [("error", "decision_maker.mix", "the shares sum to 0.9, not to 1", "add 0.1 in all")],
        id="a mix below one",
    ),
    pytest.param(
        {"case.explanations.interests.prior": 0, "case.explanations.kin.prior": 0},
        [
            (
                "error",
                "explanations",
                "every explanation has prior 0, so none is left to explain anything",
                "give one a prior above 0",
            )
        ],
        id="every prior zero",
    ),
    pytest.param(
        {"case.explanations.interests.weights.trade": -1.2},
        [
            (
                "error",
                "explanations.interests.weights.trade",
                "expected a number of 0 or more, found -1.2",
                "turn the signs of the consideration's effects instead",
            )
        ],
        id="a negative weight",
    ),
    pytest.param(
        {"case.explanations.interests.weights.trade": {"mean": 1, "sd": 0.5}},
        [
            (
                "error",
                "explanations.interests.weights.trade",
                "expected a number of 0 or more, found {mean: 1, sd: 0.5}, which may fall below 0",
                "write {median, spread}, which stays above 0",
            )
        ],
        id="a weight that may be negative",
    ),
    pytest.param(
        {"case.decision_maker.noise": -1},
        [("error", "decision_maker.noise", "expected a number of 0 or more, found -1", "write such a number")],
        id="negative noise",
    ),
    pytest.param(
        {"case.explanations.kin.decision_maker.noise": -1},
        [
            (
                "error",
                "explanations.kin.decision_maker.noise",
                "expected a number of 0 or more, found -1",
                "write such a number",
            )
        ],
        id="negative noise of an explanation",
    ),
    pytest.param(
        {"case.decision_maker.decisiveness": -1},
        [("error", "decision_maker.decisiveness", "expected a number of 0 or more, found -1", "write such a number")],
        id="negative decisiveness",
    ),
    pytest.param(
        {"case.rating_strength": -1},
        [("error", "rating_strength", "expected a number of 0 or more, found -1", "write such a number")],
        id="negative strength of ratings",
    ),
    pytest.param(
        {"case.conditions.pressure.dwell": 0},
        [("error", "conditions.pressure.dwell", "expected a number above 0, found 0", "write such a number")],
        id="no dwell",
    ),
    pytest.param(
        {"case.decision_maker.review": {"every": {"mean": 6, "sd": 1}}},
        [
            (
                "error",
                "decision_maker.review.every",
                "expected a number above 0, found {mean: 6, sd: 1}, which may fall below 0",
                "write {median, spread}, which stays above 0",
            )
        ],
        id="reviews that may be negative",
    ),
    pytest.param(
        {"case.scale": {"+": 3, "-": -3}},
        [("error", "scale", "no decibans for '--', '0', '++'", "write all five marks: --, -, 0, +, ++")],
        id="a scale with marks missing",
    ),
    pytest.param(
        {"case.scale": {"--": -6, "-": -3, "0": 1, "+": 3, "++": 6}},
        [("error", "scale.0", "1 dB; the mark 0 means no evidence either way", "write 0")],
        id="a scale with weight on nothing",
    ),
    pytest.param(
        {"case.scale": {"--": -6, "-": -3, "0": 0, "+": 8, "++": 6}},
        [("error", "scale.++", "'++' is 6 dB, not above '+' with 8 dB", "let the marks rise from -- to ++")],
        id="a scale that falls",
    ),
    pytest.param(
        {"case.base_rate.years": GONE},
        [
            (
                "error",
                "base_rate",
                "found neither years nor case_years, expected one of the two",
                "write years if every case was watched as long, or case_years: the years of all cases added up",
            )
        ],
        id="a base rate over no time",
    ),
    pytest.param(
        {"case.base_rate.case_years": 50},
        [
            (
                "error",
                "base_rate",
                "found both years and case_years, expected one of the two",
                "write years if every case was watched as long, or case_years: the years of all cases added up",
            )
        ],
        id="a base rate over two times",
    ),
    pytest.param(
        {"case.decision_maker.patience": 0.995},
        [
            (
                "error",
                "decision_maker.patience",
                "0.995, more than 0.99, in a case with irreversible levels",
                "write 0.99 or less; so near to 1 the next review counts as much as this one anyway",
            )
        ],
        id="patience that would not settle beside irreversible levels",
    ),
    pytest.param(
        {"case.base_rate": GONE},
        [
            (
                "error",
                "decision_maker",
                "how often the actor reviews its course is not said",
                "write base_rate: {changes, years, cases}, or decision_maker.review.every in months",
            )
        ],
        id="neither reviews nor a base rate",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_probabilities(changes, findings):
    assert found(changes) == findings
