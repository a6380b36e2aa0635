"""What a score is called and which way is better: no score is shown without it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A scoring rule as a reader has to know it.

    Every rule of this package is a penalty: lower is better.

    Attributes:
        name: Its name in records: lower case, without spaces.
        title: Its name for people.
        best: The score of a forecast that was certain and right.
        worst: The score of one that was certain and wrong.
        even: The score of one that gave two outcomes the same probability, whatever happens.
        note: What else must be said where the score is shown.
        reference: Where it comes from.
    """

    name: str
    title: str
    best: float
    worst: float
    even: float
    note: str
    reference: str

    @property
    def orientation(self) -> str:
        """Which way is better, in words: `0 is best, 1 is worst; lower is better`."""
        return f"{self.best:.4g} is best, {self.worst:.4g} is worst; lower is better"
