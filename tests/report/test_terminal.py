import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.errors import Finding
from equipoise.report.columns import width
from equipoise.report.terminal import render
from equipoise.report.view import view
from report.hand_made import ITEMS, case, fake

ANSI = re.compile(r"\x1b\[\d+m")
TITLES = st.text(max_size=90) | st.text("中国的立场，與俄羅斯 ab\u0301–\U0001f600", max_size=60)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=7).filter(lambda weights: sum(weights) > 0.01)


def test_the_small_case_is_printed_as_agreed(assessment, golden):
    golden("terminal.txt", render(view(assessment)))


def test_ranges_are_printed_once_there_are_any(sampled, golden):
    golden("terminal_with_ranges.txt", render(view(sampled)))


def test_ascii_and_a_narrow_window(sampled, golden):
    golden("terminal_ascii_60.txt", render(view(sampled), width=60, ascii=True))


@settings(max_examples=60)
@given(
    st.lists(TITLES, min_size=1, max_size=7),
    SHARES,
    TITLES,
    st.integers(20, 200),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["week", "month", "quarter"]),
)
def test_no_line_reaches_the_last_column(titles, shares, words, columns, ascii, sampled, step):
    shares = [share / sum(shares) for share in shares][: len(titles)] + [0.0] * (len(titles) - len(shares))
    named = {f"s{n}": title for n, title in enumerate(titles)}
    made = case(named, words=words, items=ITEMS[:3], step=step, horizon="2022-12-31")
    shown = view(fake(made, as_of=date(2022, 6, 20), now=shares, at=shares, without=shares, sampled=sampled))
    text = render(shown, width=columns, ascii=ascii)
    assert max(width(line) for line in text.split("\n")) < min(max(columns, 40), 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not ascii or text.isascii()


def test_colour_comes_only_when_asked_and_changes_no_letter(sampled):
    plain, coloured = render(view(sampled)), render(view(sampled), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[34m" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")


def test_the_dot_stands_where_the_number_is(assessment):
    line = next(line for line in render(view(assessment)).splitlines() if line.startswith("Straddle  "))
    assert line[34:].startswith("83 %")
    assert line[49:59] == "·    · ● ·"


def test_words_stand_under_the_numbers_they_belong_to(assessment):
    lines = render(view(assessment)).splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("Straddle  "))
    assert lines[row + 1] == " " * 14 + "very likely".ljust(20) + "very likely".ljust(26) + "very likely"


def test_a_result_that_is_not_trustworthy_has_a_banner_in_place_of_the_bottom_line(assessment):
    finding = Finding("", 0, 0, "", "only 3 % of particles count")
    text = render(view(replace(assessment, trustworthy=False, findings=(finding,))))
    assert "This result is not trustworthy." in text
    assert "only 3 % of particles count" in text
    assert "is the likeliest" not in text


def test_a_supposition_is_said_before_any_number(assessment):
    text = render(view(replace(assessment, given=("battlefield=losing",))))
    assert text.index("Supposes that this is seen to happen: battlefield=losing.") < text.index("likeliest")


def test_a_case_without_evidence_says_so():
    text = render(view(fake(case(items=()))))
    assert "No item of evidence moves it: nothing but the base rate so far." in text


@pytest.mark.parametrize("columns", [40, 79])
def test_a_narrow_window_stacks_the_numbers(assessment, columns):
    text = render(view(assessment), width=columns)
    assert "\n  on 31 Mar 2024 83 %, very likely\n" in text
