"""Changes of the files of a case, in order, each with what it takes to undo it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


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
    """

    what: str
    who: str
    at: datetime
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    cell: Cell | None = None

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.what, self.who, self.at, before=self.after, after=self.before, cell=self.cell)


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
