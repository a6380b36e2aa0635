"""What long work has found, kept for as long as the case it was found in is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

MOST = 64
"""Results kept; the one not asked for the longest goes first."""


class Results:
    """Results by key. A key begins with the fingerprint of the case, so that no result outlives what it is about."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        """What was found; None where nothing was."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, result: Any) -> None:
        """Keep what was found."""
        with self._lock:
            self._kept[key] = result
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
