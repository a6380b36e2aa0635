"""What a cell of a rating says: a mark, a number in decibans, or a letter of a matrix of competing hypotheses."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import get_args

from equipoise.authored.scalars import NUMBER
from equipoise.case.schema import Mark

MARKS: tuple[Mark, ...] = get_args(Mark)

ACH_MARKS: Mapping[str, Mark] = {"CC": "++", "C": "+", "N": "0", "I": "-", "II": "--"}
"""Marks by the letters of the ACH of PARC: very consistent to very inconsistent (R. Heuer, L. Good)."""

_ACH_WORDS = {
    "VERY CONSISTENT": "CC",
    "CONSISTENT": "C",
    "NEUTRAL": "N",
    "INCONSISTENT": "I",
    "VERY INCONSISTENT": "II",
}
_NOT_ASSESSED = frozenset({"", "NA", "N/A", "N.A.", "NOT APPLICABLE"})
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


def read_weight(text: str) -> float | Mark | None:
    """The mark or the decibans that a cell says; None for an empty one.

    Raises:
        ValueError: If it is neither; the text says what was found, and behind a semicolon what to do.
    """
    for mark in MARKS:
        if text == mark:
            return mark
    if not text:
        return None
    number = text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text
    if NUMBER.fullmatch(number) and math.isfinite(float(number)):
        return float(number)
    raise ValueError(
        f"{text!r} is neither a mark nor a number in decibans; write one of {', '.join(MARKS)}, or a number such as 2.5"
    )


def read_ach(text: str) -> Mark | None:
    """The mark for a cell of a matrix of competing hypotheses; None where it is not assessed.

    Raises:
        ValueError: As `read_weight`.
    """
    for mark in MARKS:
        if text == mark:
            return mark
    letters = " ".join(text.upper().split())
    if letters in _NOT_ASSESSED:
        return None
    letters = _ACH_WORDS.get(letters, letters)
    if letters not in ACH_MARKS:
        raise ValueError(f"{text!r} is no rating of a matrix; write CC, C, N, I, II or NA")
    return ACH_MARKS[letters]


def is_ach(text: str) -> bool:
    """Whether a cell holds a letter of a matrix of competing hypotheses, and no mark that other tables know."""
    letters = " ".join(text.upper().split())
    return letters in ACH_MARKS or letters in _ACH_WORDS or letters in _NOT_ASSESSED - {""}


def write_weight(rating: float | Mark) -> str:
    """A rating as `read_weight` reads it back."""
    # 0 is a mark, which a case may give a value of its own, so that the number keeps its point.
    text = rating if isinstance(rating, str) else repr(float(rating))
    return text if text in ("0.0", "-0.0") else text.removesuffix(".0")


def ach_letters(rating: float | Mark, scale: Mapping[Mark, float]) -> str:
    """The letters for a rating: those of its mark, or of the mark whose decibans are nearest, the weaker on a tie."""
    letters = {mark: code for code, mark in ACH_MARKS.items()}
    if isinstance(rating, str):
        return letters[rating]
    marks = [mark for mark in MARKS if mark in scale]
    return letters[min(marks, key=lambda mark: (abs(scale[mark] - rating), abs(scale[mark])))]
