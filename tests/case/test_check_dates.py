"""Dates in order."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"case.clock.horizon": "2021-01-01", "case.questions": {}, "case.indicators": {}, "judgements": []},
        [("error", "clock.horizon", "2021-01-01 is not after opens, 2021-01-01", "look further ahead")],
        id="a horizon on the opening day",
    ),
    pytest.param(
        {"evidence.0.known": "2021-01-31"},
        [
            (
                "error",
                "evidence.visit.known",
                "2021-01-31 is before date, 2021-02-03",
                "nothing is known before it is so",
            )
        ],
        id="known before it was so",
    ),
    pytest.param(
        {"sources.wire.published": "2021-01", "evidence.3": GONE},
        [
            (
                "error",
                "evidence.visit.date",
                "2021-02-03 is after 2021-01-31, when the earliest of its sources was published",
                "check both dates, or write known",
            )
        ],
        id="published before it was so",
    ),
    pytest.param(
        {"evidence.2.known": "2021-05-31"},
        [
            (
                "warning",
                "evidence.visit-dated.known",
                "2021-05-31 is before any of its sources was published (the earliest 2021-06)",
                "add the source it was known from then, or a later known",
            )
        ],
        id="known before it was published",
    ),
    pytest.param(
        {"evidence.3.known": "2023-01-01"},
        [
            (
                "warning",
                "evidence.quiet.known",
                ("the last item to become known did so on 2023-01-01, outside the clock, 2021-01-01 to 2022-12-31"),
                "move the clock, or name an as-of date in every assessment",
            )
        ],
        id="known after the horizon",
    ),
    pytest.param(
        {"evidence.3.date": "2023-02-28"},
        [
            (
                "warning",
                "evidence.quiet.date",
                ("the last item to become known did so on 2023-02-28, outside the clock, 2021-01-01 to 2022-12-31"),
                "move the clock, or name an as-of date in every assessment",
            )
        ],
        id="dated after the horizon",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_dates(changes, findings):
    assert found(changes) == findings
