"""Notches: a mark or one and a half decibans, as wide upward as downward at the ends of the scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from case.small_case import small_case
from equipoise.case.case import Case
from equipoise.case.raters import decibans
from equipoise.case.schema import Rating
from equipoise.studies.stability.notches import recodable_rows, with_moved


def moved_db(rating: str | float, notches: float, scale: dict[str, float] | None = None) -> float:
    case = small_case({"case.scale": scale} if scale else None)
    case = replace(case, ratings=(Rating(item="visit", subject="scenarios", level="embrace", rating=rating),))
    return decibans(with_moved(case, {0: notches}).ratings[0], case.definition.scale)


@pytest.mark.parametrize(
    ("rating", "down", "up"),
    [("--", -9, -3), ("-", -6, 0), ("0", -3, 3), ("+", 0, 6), ("++", 3, 9), (2.0, 0.5, 3.5), (0.0, -1.5, 1.5)],
)
def test_a_notch_is_one_mark_and_for_numbers_one_and_a_half_decibans(rating, down, up):
    assert (moved_db(rating, -1), moved_db(rating, 1)) == (down, up)
    assert moved_db(rating, 0) == (moved_db(rating, -1) + moved_db(rating, 1)) / 2


def test_the_case_says_how_wide_a_mark_is():
    scale = {"++": 10.0, "+": 4.0, "0": 0.0, "-": -2.0, "--": -5.0}
    assert [moved_db(mark, 1, scale) for mark in ("--", "-", "0", "+", "++")] == [-2, 0, 4, 10, 16]
    assert [moved_db(mark, -1, scale) for mark in ("--", "-", "0", "+", "++")] == [-8, -5, -2, 0, 4]


def test_half_a_notch_is_half_its_decibans():
    assert moved_db("+", 0.5) == 4.5


def test_coders_may_differ_on_items_that_count_planted_ones_included_and_not_on_exact_facts():
    case = small_case()
    background = Rating(item="map", subject="scenarios", level="embrace", rating="+")
    case = replace(case, ratings=(*case.ratings, background))
    rows = [case.ratings[place] for place in recodable_rows(case)]
    assert {row.subject for row in rows} == {"scenarios", "planted:arms"}
    assert not any(case.items[row.item].exact for row in rows)
    assert background not in rows
    plain = replace(case, evidence=tuple(item.model_copy(update={"exact": False}) for item in case.evidence))
    assert {case.ratings[place].subject for place in recodable_rows(plain)} == {"scenarios", "pressure", "planted:arms"}


def test_what_is_not_moved_stays_as_it_was_written():
    case: Case = small_case()
    moved = with_moved(case, {1: 1.0})
    assert moved.ratings[0] is case.ratings[0]
    assert moved.ratings[1].rating == -1.0
