"""Branches: two copies of a ledger that went on apart, and the record that makes them one again.

Version control keeps the lines of both sides, so that two lines follow the same one. Nothing is rewritten: the join
names the last line of each branch, and the next record follows the join.
"""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.errors import UsageError
from equipoise.ledger.chain import Entry, ancestors, heads, order_of
from equipoise.ledger.records import Join


def join_of(entries: Sequence[Entry], *, by_whom: str, reason: str | None = None) -> Join:
    """The record that joins all branches of a ledger.

    Raises:
        UsageError: If there is only one branch.
    """
    ends = [entry.hash for entry in heads(entries)]
    if len(ends) < 2:
        raise UsageError("the ledger has one branch; there is nothing to join")
    return Join(joins=ends, order=order_of(ancestors(entries, ends)), by_whom=by_whom, reason=reason)


def refuse_branches(entries: Sequence[Entry]) -> None:
    """Say that a ledger must be joined before anything else is recorded.

    Raises:
        UsageError: If it has more than one branch.
    """
    ends = heads(entries)
    if len(ends) > 1:
        lines = " and ".join(str(end.number) for end in ends)
        raise UsageError(
            f"the ledger has {len(ends)} branches, which end on lines {lines}: two copies of it were merged",
            hint="equipoise ledger join makes them one; nothing is rewritten",
        )
