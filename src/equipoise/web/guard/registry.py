"""Who may enter: the holders of accounts, or whoever has the one token of a workbench without accounts."""

from __future__ import annotations

import hashlib
import logging
import secrets
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from typing import Protocol

from equipoise.errors import UsageError
from equipoise.web.guard.accounts import Account, as_person, read_accounts, token_hash
from equipoise.web.guard.passwords import Passwords
from equipoise.web.workspace.people import ALONE, Person

_LOG = logging.getLogger("equipoise.web")


class Registry(Protocol):
    """Says who a session or a token belongs to, as things stand now."""

    def holder(self, name: str, stamp: str) -> Person | None:
        """Who a session of this name and stamp belongs to; None where it holds no more."""

    def by_token(self, token: str) -> Person | None:
        """Who a token belongs to."""


class OneToken:
    """A workbench for one person: whoever has its token.

    The printed token can be used again and again, by a second browser or a program. A browser is opened with one that
    holds once: its command line can be read by every user of the machine.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._once: set[str] = set()
        self._lock = Lock()

    def holder(self, name: str, stamp: str) -> Person | None:
        """The one person."""
        return ALONE if (name, stamp) == (ALONE.name, "") else None

    def by_token(self, token: str) -> Person | None:
        """The one person, to whoever has the token."""
        return ALONE if _same(token, self.token) else None

    def token_to_open(self) -> str:
        """A token that opens the workbench once."""
        with self._lock:
            token = secrets.token_urlsafe(32)
            self._once.add(token)
            return token

    def opens(self, token: str) -> bool:
        """Whether a token in an address opens the workbench; one that holds once is then used up."""
        with self._lock:
            found = next((once for once in self._once if _same(token, once)), None)
            self._once -= {found} if found is not None else set()
        return found is not None or self.by_token(token) is not None


class AccountBook:
    """The holders of accounts, as the file says at each moment: a removed account is out at once.

    Args:
        path: The file.
        passwords: How passwords are compared.

    Raises:
        UsageError: If the file cannot be read or has no account.
    """

    def __init__(self, path: Path, passwords: Passwords | None = None) -> None:
        self._path, self._passwords = path, passwords or Passwords()
        self._lock = Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._accounts: dict[str, Account] = {}
        self._problem: UsageError | None = None
        if not self._current():
            hint = f"equipoise accounts add {path} NAME --role editor"
            raise self._problem or UsageError(f"{path} has no accounts", hint=hint)

    def sign_in(self, name: str, password: str) -> tuple[Person, str] | None:
        """Who signs in, with the stamp of their session; None for a wrong name or password, in the same time."""
        account = self._current().get(name)
        if not self._passwords.matches(account.password if account else None, password) or account is None:
            return None
        return as_person(name, account), _stamp_of(account)

    def holder(self, name: str, stamp: str) -> Person | None:
        """The holder of a session, unless the account is gone or has another password."""
        account = self._current().get(name)
        return as_person(name, account) if account is not None and _same(_stamp_of(account), stamp) else None

    def by_token(self, token: str) -> Person | None:
        """Who a token belongs to."""
        digest, found = token_hash(token), None
        for name, account in self._current().items():
            if any(_same(kept.sha256, digest) for kept in account.tokens):
                found = as_person(name, account)
        return found

    def knows(self, name: str) -> bool:
        """Whether there is such an account: for the log and for those who signed in, never for an answer to others."""
        return name in self._current()

    def _current(self) -> dict[str, Account]:
        """Accounts as the file says them; none while it cannot be read, so that nobody enters by mistake."""
        with self._lock:
            try:
                found = self._path.stat()
                stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            except OSError:
                stamp = (0, 0, 0)
            if stamp != self._stamp:
                self._stamp, self._problem = stamp, None
                try:
                    self._accounts = read_accounts(self._path)
                except UsageError as error:
                    self._accounts, self._problem = {}, error
                    _LOG.warning("nobody can sign in: %s", error)
            return self._accounts


def _stamp_of(account: Account) -> str:
    """What changes with the password."""
    return hashlib.sha256(account.password.encode()).hexdigest()


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
