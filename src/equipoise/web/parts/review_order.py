"""The order in which candidates are decided on: which wait, which comes next, which was decided last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.documents.candidates import Candidate
from equipoise.review.decision import Decision
from equipoise.review.standing import Standing

ALL = "all"
"""The queue of every document; otherwise it is that of the document shown."""


@dataclass(frozen=True)
class ReviewOrder:
    """Candidates of one document, or of all, as the decisions stand.

    Attributes:
        there: Candidates and decisions.
        document: The document shown.
        scope: `all`, or empty for the candidates of that document.
    """

    there: Standing
    document: str
    scope: str

    def mine(self) -> tuple[Candidate, ...]:
        """All candidates of the queue, decided or not."""
        return tuple(one for one in self.there.candidates.values() if self._is_mine(one))

    def waiting(self) -> tuple[Candidate, ...]:
        """Those that wait for a decision, in the order of their file."""
        return tuple(one for one in self.there.open.values() if self._is_mine(one))

    def decided(self) -> int:
        """How many of the queue wait no more."""
        return sum(one.id not in self.there.open for one in self.mine())

    def first(self) -> str | None:
        """The first that waits."""
        return next((one.id for one in self.waiting()), None)

    def in_span(self, span: tuple[int, int]) -> str | None:
        """The first that waits on words of a span of the document shown."""
        start, end = span
        found = (one.id for one in self._here() if one.start < end and start < one.end)
        return next(found, None)

    def beside(self, name: str, step: int, *, place: int = 0) -> str | None:
        """The one a step before or behind another in the queue, round the end; None where nothing waits.

        Args:
            name: The candidate shown.
            step: 1 for the next, -1 for the previous.
            place: Where the reading began, if what is shown waits no more: the next is the first from there on.
        """
        waits = [one.id for one in self.waiting()]
        if not waits:
            return None
        if name in waits:
            return waits[(waits.index(name) + step) % len(waits)]
        if step < 0:
            return waits[-1]
        return next((one.id for one in self._here() if one.start >= place), waits[0])

    def behind(self, name: str, order: Sequence[str]) -> str | None:
        """The next that waits behind one that was just decided, else the first of all.

        Args:
            name: The one decided on.
            order: The ids that waited before the decision.
        """
        behind = order[order.index(name) + 1 :] if name in order else []
        still = {one.id for one in self.waiting()}
        return next((one for one in (*behind, *order) if one in still), None)

    def last_of(self, person: str) -> Decision | None:
        """The last decision in force, if it is this person's: nobody takes back what another has decided unseen."""
        last = self.there.in_force[-1] if self.there.in_force else None
        return last if last is not None and last.by == person else None

    def _here(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.waiting() if one.document == self.document)

    def _is_mine(self, candidate: Candidate) -> bool:
        return self.scope == ALL or candidate.document == self.document
