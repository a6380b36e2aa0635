"""Decisions of one person from one page: one at a time, away from the event loop."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TypeVar

from equipoise.review.queue import ReviewQueue
from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.document_shelf import Shelf

Result = TypeVar("Result")


class Deciding:
    """Whether this person may decide, and whether a decision is under way.

    Args:
        sitting: The page.
        shelf: Documents, candidates and decisions.
    """

    def __init__(self, sitting: Sitting, shelf: Shelf) -> None:
        self._sitting, self._shelf = sitting, shelf
        self.is_busy = False

    @property
    def may(self) -> bool:
        """Whether this person may decide on candidates of this case."""
        return self._sitting.person.may_rate and not self._sitting.desk.read_only

    @property
    def can_begin(self) -> bool:
        """Whether a decision may begin now; one that is under way is waited for."""
        return self.may and not self.is_busy

    async def do(self, act: Callable[[ReviewQueue], Result]) -> Result:
        """Do something with this person's review queue.

        Raises:
            EquipoiseError: What the queue refuses; no file is changed then.
        """
        self.is_busy = True
        try:
            return await to_thread(lambda: act(self._shelf.queue(self._sitting.person.name)))
        finally:
            self.is_busy = False
