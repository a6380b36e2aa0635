"""Changes of the files of a case, in order, each with what it takes to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from equipoise.case.schema import Rating
from equipoise.web.workspace.text_change import TextChange


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


def place_of(ratings: Iterable[Rating], cell: Cell) -> int | None:
    """Which of some ratings is that of a cell; None where it is unassessed."""
    key = cell.key
    # Compared one by one, the item first, because a key for every row of a large case takes as long as drawing it.
    return next(
        (
            index
            for index, row in enumerate(ratings)
            if row.item == cell.item and (row.item, row.subject, row.level, row.rater) == key
        ),
        None,
    )


def rating_of(ratings: Sequence[Rating], cell: Cell) -> Rating | None:
    """The rating of a cell; None where it is unassessed."""
    place = place_of(ratings, cell)
    return None if place is None else ratings[place]


@dataclass(frozen=True)
class Rerated:
    """A cell rated anew.

    Attributes:
        cell: The cell.
        before: Its rating until then; None where it was unassessed.
        after: Its rating since; None where it is unassessed again.
        place: Which of the case's ratings it was, or is; None where that is not known for sure.
        is_private: Whether it stands on its rater's sheet, and in no file of the case before a round is revealed.
    """

    cell: Cell
    before: Rating | None
    after: Rating | None
    place: int | None = None
    is_private: bool = False

    @property
    def reversed(self) -> Rerated:
        """What takes this back."""
        return replace(self, before=self.after, after=self.before)

    def made_in(self, ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
        """All ratings of a case behind this, of those before it: changed in its place, put in, or taken out."""
        place = len(ratings) if self.place is None else self.place
        new = () if self.after is None else (self.after,)
        return (*ratings[:place], *new, *ratings[place + (self.before is not None) :])


@dataclass(frozen=True)
class Change:
    """One change of the files of a case.

    Attributes:
        what: What was done, in words a person would use: "rated unsc-abstention, straddle: +".
        who: Who did it.
        at: When.
        files: What it did to each file that it touched, by name.
        rerated: The one cell that it rated, where it did nothing else.
    """

    what: str
    who: str
    at: datetime
    files: Mapping[str, TextChange]
    rerated: Rerated | None = None

    @property
    def cell(self) -> Cell | None:
        """The one cell that it rated, where it did nothing else."""
        return None if self.rerated is None else self.rerated.cell

    @property
    def private_to(self) -> str | None:
        """The rater on whose sheet alone it stands; None where it is in the files."""
        return self.rerated.cell.rater if self.rerated is not None and self.rerated.is_private else None

    def is_for(self, viewer: str) -> bool:
        """Whether somebody may be told of it."""
        return self.private_to in (None, viewer)

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        files = {name: change.reversed for name, change in self.files.items()}
        return replace(self, files=files, rerated=None if self.rerated is None else self.rerated.reversed)


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
