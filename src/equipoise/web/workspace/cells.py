"""Cells of the matrix of a case: which there are, and what is written at one."""

from __future__ import annotations

from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.case.schema import Mark, Rating
from equipoise.errors import UsageError
from equipoise.web.workspace.changes import Cell, rating_of


def levels_of(case: Case, subject: str) -> tuple[str, ...]:
    """Levels that a rating of a subject may name; none where the case has no such subject."""
    definition = case.definition
    if subject == "scenarios":
        return tuple(definition.scenarios)
    if subject == "explanations":
        return tuple(definition.explanations)
    if subject in definition.conditions:
        return tuple(definition.conditions[subject].levels)
    if subject in definition.instruments:
        return tuple(definition.instruments[subject].levels)
    return ()


def refuse_unknown(case: Case, cell: Cell) -> None:
    """Refuse a cell that a case does not have.

    Raises:
        UsageError: If the case has no such item, or the subject no such level.
    """
    if cell.item not in case.items or cell.level not in levels_of(case, cell.subject):
        raise UsageError(f"there is no cell {cell.item}, {cell.subject}, {cell.level}")


def refuse_orphans(ratings: tuple[Rating, ...], cell: Cell, row: Rating | None) -> None:
    """Refuse a change after which an item is rated by some, and by `default` no longer or not yet.

    The rows of `default` are what a case stands by; without any, others' rows of an item are an error of the case.

    Args:
        ratings: Ratings before the change.
        cell: The cell that is changed.
        row: Its rating afterwards; None where it is taken out.

    Raises:
        UsageError: If the change would leave such rows behind.
    """
    if row is None and cell.rater != DEFAULT_RATER:
        return
    raters = {
        one.rater for one in ratings if one.item == cell.item and (one.subject, one.level, one.rater) != cell.key[1:]
    }
    if row is not None:
        raters.add(cell.rater)
    if not raters or DEFAULT_RATER in raters:
        return
    alone = ", ".join(sorted(raters))
    raise UsageError(
        f"{cell.item} would be rated by {alone} and not by {DEFAULT_RATER!r}, so it would count for nothing",
        hint=f"rate it as {DEFAULT_RATER!r} first, or open a round in which raters judge it apart"
        if row is not None
        else f"give it another rating as {DEFAULT_RATER!r}, or take out the other rows first",
    )


def reasoned(
    ratings: tuple[Rating, ...], cell: Cell, rating: float | Mark | None, why: str | None
) -> tuple[Rating | None, Rating | None]:
    """The rating of a cell as it is to be, with the reason that is there unless another is given; and as it is."""
    before = rating_of(ratings, cell)
    if rating is None:
        return None, before
    reason = (before.why if before is not None else None) if why is None else why.strip() or None
    place = {"item": cell.item, "subject": cell.subject, "level": cell.level, "rater": cell.rater}
    return Rating(**place, rating=rating, why=reason), before
