import math
from datetime import date

import pytest

from equipoise.calendar import parse_date
from equipoise.report.numbers import (
    coarse_date,
    count,
    counted,
    decibans,
    decimal,
    listed,
    percent_text,
    prose_date,
    range_text,
    signed,
    span_text,
    table_date,
    weight_of,
)


def test_per_cent_has_a_narrow_no_break_space_and_its_range_no_second_sign():
    assert percent_text(83) == "83\u202f%"
    assert percent_text(0) == "<1\u202f%"
    assert percent_text(100) == ">99\u202f%"
    assert range_text(74, 90) == "(74–90)"
    assert range_text(0, 3) == "(<1–3)"


@pytest.mark.parametrize(
    ("number", "text"),
    [(2.06, "+2.1"), (-1.5, "−1.5"), (0, "0.0"), (-0.04, "0.0"), (0.04, "0.0"), (math.inf, "+∞"), (-math.inf, "−∞")],
)
def test_a_signed_weight_has_one_decimal_and_the_sign_of_what_is_shown(number, text):
    assert signed(number) == text
    assert decibans(number) == f"{text}\u202fdB"


def test_sizes_and_plain_numbers_have_no_plus():
    assert weight_of(-2.06) == "2.1\u202fdB"
    assert decimal(-1.25, 2) == "−1.25"
    assert decimal(-0.001) == "0.0"
    assert decimal(12.63) == "12.6"


@pytest.mark.parametrize(
    ("written", "text"),
    [("2022-02-25", "25 Feb 2022"), ("2022-03", "Mar 2022"), ("2022-Q3", "Q3 2022"), ("2022", "2022")],
)
def test_a_coarse_date_stays_coarse(written, text):
    assert coarse_date(parse_date(written)) == text


def test_dates_in_prose_and_in_tables():
    assert prose_date(date(2023, 3, 31)) == "31\u00a0March 2023"
    assert table_date(date(2023, 3, 31)) == "31 Mar 2023"


@pytest.mark.parametrize(
    ("first", "last", "step", "text"),
    [
        (date(2022, 4, 30), date(2022, 4, 30), "month", "Apr 2022"),
        (date(2022, 4, 30), date(2022, 5, 31), "month", "Apr–May 2022"),
        (date(2022, 10, 31), date(2023, 1, 31), "month", "Oct 2022 to Jan 2023"),
        (date(2022, 6, 30), date(2022, 9, 30), "quarter", "Q2–Q3 2022"),
        (date(2022, 4, 3), date(2022, 4, 3), "week", "week ending 3 Apr 2022"),
        (date(2022, 4, 3), date(2022, 4, 10), "week", "weeks ending 3 Apr 2022 to 10 Apr 2022"),
    ],
)
def test_a_run_of_steps_is_named_by_its_ends(first, last, step, text):
    assert span_text(first, last, step) == text


def test_counts_in_words_and_nouns_in_number():
    assert [count(n) for n in (0, 1, 12, 13, 1234)] == ["no", "one", "twelve", "13", "1\u202f234"]
    assert [counted(n, "report") for n in (1, 4)] == ["1 report", "4 reports"]
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
