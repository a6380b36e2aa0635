"""Sessions: who signed in, kept on the server; the browser holds a random name for one and nothing else."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

HOUR = 3600.0
IDLE = 8 * HOUR
"""Seconds without anything done until a person has to sign in again: a working day with lunch."""
LONGEST = 7 * 24 * HOUR
"""Seconds until they have to in any case."""


@dataclass
class Session:
    """A browser that somebody signed in with.

    Attributes:
        key: The hash under which it is kept.
        name: Whose it is.
        stamp: What it was begun with; it ends when that is another, as with a new password.
        began: When, in seconds.
        seen: When something was last done with it.
    """

    key: str
    name: str
    stamp: str
    began: float
    seen: float


class Sessions:
    """Sessions by the hash of their id, so that what is in memory opens nothing.

    They end with the workbench: whoever starts it again signs in again.

    Args:
        idle: Seconds without anything done after which one ends.
        longest: Seconds after which one ends whatever is done.
        clock: What tells the time, in seconds.
    """

    def __init__(self, *, idle: float = IDLE, longest: float = LONGEST, clock: Callable[[], float] = time.time) -> None:
        self.longest = longest
        self._idle, self._clock = idle, clock
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()

    def begin(self, name: str, stamp: str = "") -> str:
        """Begin one, and say its id: 256 random bits, never one that a browser brought along."""
        session_id, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._sessions = {key: one for key, one in self._sessions.items() if self._lasts(one, now)}
            key = _key(session_id)
            self._sessions[key] = Session(key, name, stamp, now, now)
        return session_id

    def find(self, session_id: str) -> Session | None:
        """The session of an id; None where there is none or it has ended."""
        return self.still(_key(session_id))

    def still(self, key: str) -> Session | None:
        """The session under a key, unless it has ended meanwhile."""
        now = self._clock()
        with self._lock:
            session = self._sessions.get(key)
            if session is not None and not self._lasts(session, now):
                del self._sessions[key]
                session = None
            return session

    def touch(self, session: Session) -> None:
        """Something was done with it."""
        session.seen = self._clock()

    def end(self, key: str) -> None:
        """End one; whatever is still open with it is closed."""
        with self._lock:
            self._sessions.pop(key, None)

    def _lasts(self, session: Session, now: float) -> bool:
        return now - session.seen < self._idle and now - session.began < self.longest


def _key(session_id: str) -> str:
    return hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()
