"""Ratings as a person types them: `SUBJECT LEVEL RATING`, and a few words of why."""

from __future__ import annotations

from equipoise.authored.scalars import NUMBER
from equipoise.errors import UsageError
from equipoise.review.accepted import RatingRow

FORM = "SUBJECT LEVEL RATING WHY"
_MARKS = ("++", "+", "0", "-", "--")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–−", "-") | {"—": "--"})


def parse_rating(text: str, *, rater: str) -> RatingRow:
    """Read a row such as `scenarios straddle + an abstention is what a straddler does`.

    Args:
        text: Subject, level, a mark or a number in decibans (`2.5`, `-3dB`), and why, which may be left out.
        rater: Who rates.

    Raises:
        UsageError: If one of the three is missing, or the rating is neither a mark nor a number.
    """
    words = text.split(maxsplit=3)
    if len(words) < 3:
        raise UsageError(f"{text!r} is no rating", hint=f"write {FORM}, such as: scenarios stay ++ as it always has")
    subject, level, written, *why = words
    plain = written.translate(_DASHES)
    number = plain[:-2] if plain.lower().endswith("db") else plain
    if plain not in _MARKS and not NUMBER.fullmatch(number):
        raise UsageError(f"{written!r} is no rating", hint=f"write one of {', '.join(_MARKS)}, or decibans such as 2.5")
    return RatingRow(subject, level, plain if plain in _MARKS else float(number), rater, why[0] if why else None)
