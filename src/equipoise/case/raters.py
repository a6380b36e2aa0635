"""Who rated what: the decibans of a row, and one rater's rows or the pool of all (docs/model.md, section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from equipoise.case.schema import Mark, Rating
from equipoise.errors import UsageError

DEFAULT_RATER = "default"
POOL = "pool"
PLANTED = "planted:"


def decibans(row: Rating, scale: Mapping[Mark, float]) -> float:
    """The weight of a row in decibans; marks are read off the scale of the case.

    Raises:
        KeyError: If the scale lacks the mark.
    """
    return float(scale[row.rating]) if isinstance(row.rating, str) else float(row.rating)


def rows_of(ratings: Sequence[Rating], rater: str, scale: Mapping[Mark, float]) -> tuple[Rating, ...]:
    """The rows of one rater, or for `pool` the mean in decibans over those who rated the row.

    The rows come back as rows of `default`: whoever reads them next need not know who was asked for.

    Raises:
        UsageError: If nobody of that name has rated anything.
    """
    if rater == POOL:
        return _pooled(ratings, scale)
    known = list(dict.fromkeys(row.rater for row in ratings))
    if rater not in known and rater != DEFAULT_RATER:
        names = ", ".join(known) if known else "nobody"
        raise UsageError(f"no ratings by {rater!r}", hint=f"the case has ratings by: {names}; or ask for {POOL!r}")
    return tuple(row.model_copy(update={"rater": DEFAULT_RATER}) for row in ratings if row.rater == rater)


def _pooled(ratings: Sequence[Rating], scale: Mapping[Mark, float]) -> tuple[Rating, ...]:
    groups: dict[tuple[str, str, str], list[Rating]] = {}
    for row in ratings:
        groups.setdefault((row.item, row.subject, row.level), []).append(row)
    return tuple(_mean_row(rows, scale) for rows in groups.values())


def _mean_row(rows: Sequence[Rating], scale: Mapping[Mark, float]) -> Rating:
    if len(rows) == 1:
        return rows[0].model_copy(update={"rater": DEFAULT_RATER})
    reasons = [f"{row.rater}: {row.why}" for row in rows if row.why]
    mean = fmean(decibans(row, scale) for row in rows)
    return rows[0].model_copy(update={"rating": mean, "rater": DEFAULT_RATER, "why": "; ".join(reasons) or None})
