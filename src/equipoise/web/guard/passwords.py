"""Passwords: kept as argon2id hashes, compared in the same time whether there is such an account or not."""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from equipoise.errors import UsageError

SHORTEST, LONGEST = 12, 256
"""Characters of a password. NIST SP 800-63B asks for length and for nothing else: no digits, no signs, no expiry."""

_AT_ONCE = 2
"""Hashes computed side by side. Each takes 64 MiB for a tenth of a second; a flood of them must not take all memory."""


class Passwords:
    """Makes and compares hashes.

    Args:
        hasher: With which cost; that of RFC 9106 for little memory by default.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash("compared with where there is no such account")

    def hashed(self, password: str) -> str:
        """The hash to keep.

        Raises:
            UsageError: If the password is too short or too long.
        """
        written = _written(password)
        if not SHORTEST <= len(written) <= LONGEST:
            raise UsageError(
                f"a password has {SHORTEST} to {LONGEST} characters; this one has {len(written)}",
                hint="several words that do not belong together are easy to remember and hard to guess",
            )
        return self._hasher.hash(written)

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one that was hashed; None, for no account, takes as long and never is."""
        written = _written(password)
        if len(written) > LONGEST:
            return False
        with self._turn:
            try:
                self._hasher.verify(kept if kept is not None else self._nobodys, written)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None


def _written(password: str) -> str:
    """The same characters from every keyboard: an accent can be typed as one character or as two."""
    return unicodedata.normalize("NFKC", password)
