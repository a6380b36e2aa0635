"""How fast programs may ask: a store of requests that fills up again with time (token bucket)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

AT_ONCE = 300
"""Requests one person, or one address that nobody has signed in from, may make without a pause."""
PER_SECOND = 30.0
"""How many they may make a second from then on: enough to read a large case item by item."""
_MOST = 20_000


@dataclass
class _Store:
    left: float
    at: float


class Pace:
    """Counts requests, by whoever makes them.

    Args:
        at_once: Requests without a pause.
        per_second: How many come back each second.
        clock: What tells the time, in seconds.
    """

    def __init__(
        self,
        *,
        at_once: float = AT_ONCE,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at_once, self._per_second, self._clock = at_once, per_second, clock
        self._stores: OrderedDict[str, _Store] = OrderedDict()
        self._lock = Lock()

    def begin(self, who: str) -> float:
        """Begin a request.

        Returns:
            Seconds to wait before the next one is answered; 0 where this one is.
        """
        now = self._clock()
        with self._lock:
            store = self._stores.setdefault(who, _Store(self._at_once, now))
            self._stores.move_to_end(who)
            while len(self._stores) > _MOST:
                self._stores.popitem(last=False)
            store.left = min(self._at_once, store.left + (now - store.at) * self._per_second)
            store.at = now
            if store.left < 1:
                return (1 - store.left) / self._per_second
            store.left -= 1
            return 0.0
