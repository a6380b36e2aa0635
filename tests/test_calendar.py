"""Dates with precision, and the grid of a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.calendar import add_months, headline_dates, parse_date, parse_day, report_dates

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2022-02-25", date(2022, 2, 25), date(2022, 2, 25)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        (2022, date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_date_keeps_its_precision(written: object, start: date, end: date) -> None:
    coarse = parse_date(written)
    assert (coarse.start, coarse.end, str(coarse)) == (start, end, str(written))


@pytest.mark.parametrize("written", ["2022-13", "2022-02-30", "2022-Q5", "22-01-01", "yesterday", "", None, 3.5, True])
def test_what_is_no_date_is_refused_with_what_would_be(written: object) -> None:
    with pytest.raises(ValueError, match="2022-02-25"):
        parse_date(written)


def test_a_month_is_not_one_day() -> None:
    with pytest.raises(ValueError, match="not one day"):
        parse_day("2022-02")


def test_a_coarse_date_is_weighed_in_its_middle_but_not_after_it_was_known() -> None:
    march = parse_date("2022-03")
    assert march.day(known=date(2022, 6, 1)) == date(2022, 3, 16)
    assert march.day(known=date(2022, 3, 5)) == date(2022, 3, 3)


def test_three_months_after_the_last_of_november_is_the_last_of_february() -> None:
    assert add_months(date(2022, 11, 30), 3) == date(2023, 2, 28)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)


def test_the_as_of_date_stands_in_for_the_end_of_its_step() -> None:
    dates = report_dates(date(2022, 1, 10), date(2022, 4, 20), date(2022, 3, 7), "month")
    assert dates == (date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 7), date(2022, 4, 20))


def test_the_horizon_is_kept_beside_an_as_of_date_in_the_last_step() -> None:
    dates = report_dates(date(2022, 1, 1), date(2022, 2, 20), date(2022, 2, 11), "month")
    assert dates == (date(2022, 1, 31), date(2022, 2, 11), date(2022, 2, 20))


@given(opens=DAYS, length=st.integers(0, 800), at=st.floats(0, 1), step=st.sampled_from(["week", "month", "quarter"]))
def test_report_dates_rise_and_hold_the_as_of_date_and_the_horizon(
    opens: date, length: int, at: float, step: str
) -> None:
    horizon = date.fromordinal(opens.toordinal() + length)
    as_of = date.fromordinal(opens.toordinal() + int(at * length))
    dates = report_dates(opens, horizon, as_of, step)  # type: ignore[arg-type]
    assert list(dates) == sorted(set(dates))
    assert as_of in dates
    assert dates[-1] == horizon
    assert dates[0] >= opens


def test_headlines_leave_out_what_lies_past_the_horizon() -> None:
    assert headline_dates(date(2022, 3, 31), date(2022, 12, 31)) == (date(2022, 6, 30), date(2022, 12, 31))
    assert headline_dates(date(2022, 3, 31), date(2023, 3, 31)) == (date(2022, 6, 30), date(2023, 3, 31))
