"""Proportion and agreement between the parts."""

from __future__ import annotations

import pytest

from case.small_case import found

CASES = [
    pytest.param(
        {"case.explanations.kin.weights": {"kinship": 0.5}},
        [
            (
                "warning",
                "explanations",
                "their ranges differ more than twofold, in nats: interests 3.1, kin 0.8",
                "raise the weights of kin or lower those of interests, unless that is what you mean",
            )
        ],
        id="ranges that differ twofold",
    ),
    pytest.param(
        {"case.considerations.idle": {"effect": {"arms": {"parts": 1}}, "why": "Nobody asks"}},
        [
            (
                "note",
                "considerations.idle",
                "no explanation weighs it, so it changes nothing",
                "add idle to the weights of an explanation",
            )
        ],
        id="a consideration that nobody weighs",
    ),
    pytest.param(
        {"ratings.5.rating": "-"},
        [
            (
                "warning",
                "evidence.visit-dated.origin",
                (
                    "the items of origin 'palace' disagree on scenarios embrace: visit-again speaks for it, "
                    "visit-dated against"
                ),
                "rate copies of one report alike, or give one its own origin",
            )
        ],
        id="an origin at odds with itself",
    ),
    pytest.param(
        {"case.starts.stance": {"apart": 0.3, "hedged": 0.7}},
        [
            (
                "warning",
                "starts",
                "embrace cannot be at the start, yet visit speaks for it",
                "give it a small start, unless it could only come about later",
            )
        ],
        id="a scenario that cannot be at the start",
    ),
    pytest.param(
        {
            "case.starts.arms": {"none": 1},
            "ratings.+": {"item": "visit", "subject": "arms", "level": "parts", "rating": 3},
        },
        [
            (
                "warning",
                "starts.arms",
                "parts cannot be at the start, yet visit speaks for it",
                "give it a small start, unless it could only come about later",
            )
        ],
        id="a level of an instrument that cannot be at the start",
    ),
    pytest.param(
        {"case.conditions.pressure.starts": {"low": 0.5, "medium": 0.5}, "ratings.2.rater": "default"},
        [
            (
                "warning",
                "conditions.pressure.starts",
                "high cannot be at the start, yet visit speaks for it",
                "give it a small start, unless it could only come about later",
            )
        ],
        id="a level of a condition that cannot be at the start",
    ),
    pytest.param(
        {"case.decision_maker.review": {"every": 12}},
        [
            (
                "note",
                "decision_maker.review.every",
                "12 months, where base_rate implies 50",
                "leave it out to follow the base rate, or say in why this actor differs",
            )
        ],
        id="a base rate that says otherwise",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_balance(changes, findings):
    assert found(changes) == findings
