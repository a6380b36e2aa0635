"""Failed sign-ins are answered ever more slowly: by the name that was tried, and by where it was tried from."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from equipoise.web.guard.network import network_of

FREE = 5
"""Tries before the first wait: people mistype."""
LONGEST_FOR_NAME = 60.0
"""Seconds. Short, because anybody can make somebody else wait by trying their name: a guess a minute gets nowhere."""
LONGEST_FOR_ADDRESS = 900.0
"""Seconds, for whoever tries names one after the other."""
_FORGOTTEN_AFTER = 3600.0
_MOST = 20_000


@dataclass
class _Tries:
    count: int = 0
    until: float = 0.0
    last: float = 0.0


class Throttle:
    """Counts tries. Each counts as failed when it begins, so that many at the same time gain nothing.

    Args:
        clock: What tells the time, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str, address: str) -> float:
        """Begin a try.

        Returns:
            Seconds to wait before the next one is looked at; 0 where this one is.
        """
        now = self._clock()
        with self._lock:
            both = [(self._of(key, now), longest) for key, longest in _keys(name, address)]
            wait = max(tries.until - now for tries, _ in both)
            if wait > 0:
                return wait
            for tries, longest in both:
                tries.count, tries.last = tries.count + 1, now
                over = tries.count - FREE
                tries.until = now + min(2.0 ** min(over, 20), longest) if over >= 0 else 0.0
        return 0.0

    def passed(self, name: str, address: str) -> None:
        """The try begun last was none: name and password were right.

        The address keeps its other tries: else somebody with an account of their own could wipe them out with it.
        """
        with self._lock:
            (of_name, _), (of_address, _) = _keys(name, address)
            self._tries.pop(of_name, None)
            if (tries := self._tries.get(of_address)) is not None:
                tries.count, tries.until = tries.count - 1, 0.0

    def _of(self, key: tuple[str, str], now: float) -> _Tries:
        tries = self._tries.get(key)
        if tries is None or now - tries.last > _FORGOTTEN_AFTER:
            tries = self._tries[key] = _Tries(last=now)
        self._tries.move_to_end(key)
        while len(self._tries) > _MOST:
            self._tries.popitem(last=False)
        return tries


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], float], ...]:
    return (("name", name.casefold()[:64]), LONGEST_FOR_NAME), (("address", network_of(address)), LONGEST_FOR_ADDRESS)
