"""Numbers and their grounds."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"case.conditions.rivalry.why": " "},
        [
            (
                "warning",
                "conditions.rivalry",
                "starts and dwell without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="a condition",
    ),
    pytest.param(
        {"case.considerations.trade.why": GONE},
        [
            (
                "warning",
                "considerations.trade",
                "effects without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="a consideration",
    ),
    pytest.param(
        {"case.explanations.interests.why": GONE},
        [
            (
                "warning",
                "explanations.interests",
                "weights without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="an explanation",
    ),
    pytest.param(
        {"case.decision_maker.why": GONE},
        [
            (
                "warning",
                "decision_maker",
                "numbers without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="the decision-maker",
    ),
    pytest.param(
        {"case.analogues.old_war.why": GONE},
        [
            (
                "warning",
                "analogues.old_war",
                "an analogue without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="an analogue",
    ),
    pytest.param(
        {"case.indicators.base.why": GONE},
        [
            (
                "warning",
                "indicators.base",
                "probabilities without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="an indicator",
    ),
    pytest.param(
        {"case.excluded.0.why": GONE},
        [
            (
                "warning",
                "excluded.0",
                "courses closed without why or evidence",
                "say in why what the numbers rest on, or name items",
            )
        ],
        id="courses closed",
    ),
    pytest.param(
        {"case.base_rate.source": GONE},
        [("warning", "base_rate", "counts without a source", "say in source who counted what")],
        id="a base rate without a source",
    ),
    pytest.param(
        {"case.scenarios.embrace.resolves": GONE},
        [
            (
                "warning",
                "scenarios.embrace",
                "does not say how it resolves, so nobody can tell whether it came",
                "add resolves: what a reader could look up to decide it",
            )
        ],
        id="a scenario nobody can resolve",
    ),
    pytest.param(
        {"case.considerations.trade.why": "states  reckon"},
        [
            (
                "warning",
                "explanations.interests.why",
                "word for word the why of considerations.trade",
                "say what holds for this one in particular",
            )
        ],
        id="one why for two",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_grounds(changes, findings):
    assert found(changes) == findings
