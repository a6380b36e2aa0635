"""Stretches as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from case.small_case import small_case
from equipoise.assess.stretches import read_stretches
from equipoise.case.case import Case
from equipoise.errors import UsageError

FIRST, LAST = date(2021, 6, 1), date(2022, 12, 31)


@pytest.fixture(scope="module")
def case() -> Case:
    return small_case()


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("2022-06..2022-12", "2022-06-01..2022-12-31"),
        ("2022-02..2022-02", "2022-02-01..2022-02-28"),
        ("2022-Q1..2022-Q2", "2022-01-01..2022-06-30"),
        ("2022..2022", "2022-01-01..2022-12-31"),
    ],
)
def test_a_coarse_date_is_taken_whole(coarse: str, fine: str, case: Case) -> None:
    (stretch,) = read_stretches([f"pressure=high@{coarse}"], case, first=FIRST, last=LAST)
    assert (stretch,) == read_stretches([f"pressure=high@{fine}"], case, first=FIRST, last=LAST)


def test_a_stretch_without_dates_runs_over_the_whole_time(case: Case) -> None:
    (stretch,) = read_stretches({"pressure": "high"}, case, first=FIRST, last=LAST)
    assert stretch == read_stretches([f"pressure=high@{FIRST}..{LAST}"], case, first=FIRST, last=LAST)[0]


@pytest.mark.parametrize("written", ["pressure", "presure=high", "pressure=hi", "pressure=high@soon..2022"])
def test_what_is_no_stretch_of_the_case_is_refused(written: str, case: Case) -> None:
    with pytest.raises(UsageError):
        read_stretches([written], case, first=FIRST, last=LAST)
