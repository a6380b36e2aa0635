"""Changes of the files of a case, in order, each with what it takes to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from equipoise.case.schema import Rating


@dataclass(frozen=True)
class Cell:
    """A place in the matrix: an item, and a level of a scenario, condition or explanation, by a rater."""

    item: str
    subject: str
    level: str
    rater: str = "default"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes a row of `ratings.csv` unique."""
        return (self.item, self.subject, self.level, self.rater)


def rating_of(ratings: Iterable[Rating], cell: Cell) -> Rating | None:
    """The rating of a cell; None where it is unassessed."""
    key = cell.key
    # Compared one by one, the item first, because a key for every row of a large case takes as long as drawing it.
    return next(
        (row for row in ratings if row.item == cell.item and (row.item, row.subject, row.level, row.rater) == key), None
    )


@dataclass(frozen=True)
class OnSheet:
    """A rating that stands on its rater's sheet and in no file of the case: what it was and what it is."""

    before: Rating | None
    after: Rating | None


@dataclass(frozen=True)
class Change:
    """One change of the files of a case.

    Attributes:
        what: What was done, in words a person would use: "rated unsc-abstention, straddle: +".
        who: Who did it.
        at: When.
        before: Text of each file it touched; None where there was no such file.
        after: Text of each of them behind it; None where the file is gone.
        cell: The one cell that it rated, where it did nothing else.
        sheet: Set where that rating is private to its rater until a round is revealed; it touched no file then.
    """

    what: str
    who: str
    at: datetime
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    cell: Cell | None = None
    sheet: OnSheet | None = None

    def is_for(self, viewer: str) -> bool:
        """Whether somebody may be told of it."""
        return self.sheet is None or (self.cell is not None and self.cell.rater == viewer)

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        sheet = None if self.sheet is None else OnSheet(self.sheet.after, self.sheet.before)
        return Change(self.what, self.who, self.at, before=self.after, after=self.before, cell=self.cell, sheet=sheet)


@dataclass
class History:
    """Changes that can be undone, and undone ones that can be done again; the newest last."""

    done: list[Change]
    undone: list[Change]

    @classmethod
    def empty(cls) -> History:
        """Nothing done yet."""
        return cls([], [])

    def did(self, change: Change) -> None:
        """Take in a new change; what was undone before it cannot be done again."""
        self.done.append(change)
        self.undone.clear()
