"""Ratings moved by notches: the least by which one coder may differ from another.

A notch is one mark (3 dB on the scale that cases come with), or 1.5 dB where a rating is a number: who writes numbers
tells half marks apart. Beyond the last mark a notch is as wide as the last one, so that moves up and down are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED, decibans
from equipoise.case.schema import Mark, Rating
from equipoise.model.compile import EXPLANATIONS, counted_items

NOTCH_DB = 1.5
MARKS: tuple[Mark, ...] = ("--", "-", "0", "+", "++")


def recodable_rows(case: Case) -> tuple[int, ...]:
    """Places of the ratings on which coders may differ, planted ones included, in a case as known at a vintage.

    They are those that enter the likelihood, but for ratings of exact items: what defines a level is no judgement.
    """
    counted = {item.id for item in counted_items(case) if not item.exact}
    return tuple(
        place
        for place, row in enumerate(case.ratings)
        if row.item in counted and row.subject.removeprefix(PLANTED) != EXPLANATIONS
    )


def with_moved(case: Case, moves: Mapping[int, float]) -> Case:
    """A case with some ratings moved.

    Args:
        case: The case.
        moves: Notches up (or down, below 0) by place of the rating; a part of a notch is a part of its decibans.
    """
    scale = case.definition.scale
    ratings = list(case.ratings)
    for place, notches in moves.items():
        ratings[place] = _moved(ratings[place], notches, scale)
    return replace(case, ratings=tuple(ratings))


def _moved(row: Rating, notches: float, scale: Mapping[Mark, float]) -> Rating:
    if notches == 0:
        return row
    below, above = _widths(row, scale)
    return row.model_copy(update={"rating": decibans(row, scale) + notches * (above if notches > 0 else below)})


def _widths(row: Rating, scale: Mapping[Mark, float]) -> tuple[float, float]:
    """Width of the notch below a rating and of the one above it, dB."""
    if not isinstance(row.rating, str):
        return NOTCH_DB, NOTCH_DB
    place = MARKS.index(row.rating)
    widths = [scale[upper] - scale[lower] for lower, upper in pairwise(MARKS)]
    return widths[max(place - 1, 0)], widths[min(place, len(widths) - 1)]
