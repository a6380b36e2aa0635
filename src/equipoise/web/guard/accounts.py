"""The file of accounts: names, roles, hashes of passwords and of tokens. Nothing in it lets anybody in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from equipoise.authored.files import os_reason, shown, write_atomically
from equipoise.authored.nearest import suggest
from equipoise.case.raters import DEFAULT_RATER, POOL
from equipoise.errors import UsageError
from equipoise.web.workspace.people import ALONE, Person, Role

_NAME = re.compile(r"\w[\w.-]{0,63}")
# Names that mean something else where a person's would stand: raters, the model as a judge, nobody in particular.
_TAKEN = (DEFAULT_RATER, POOL, ALONE.name, "equipoise")
_MOST_BYTES = 4 * 2**20


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Token(_Plain):
    """What lets a program in, in place of a password.

    Attributes:
        id: Its name in lists: the first digits of its hash.
        sha256: Of the token itself, which is kept nowhere. A token is 256 random bits, so a fast hash is enough.
        made: When.
    """

    id: str
    sha256: str
    made: date


class Account(_Plain):
    """A person who may sign in.

    Attributes:
        role: What they may do.
        password: Its argon2id hash.
        tokens: What lets their programs in.
    """

    role: Role
    password: str
    tokens: tuple[Token, ...] = ()


class _File(_Plain):
    equipoise_accounts: Literal[1] = 1
    accounts: dict[str, Account] = {}


def read_accounts(path: Path) -> dict[str, Account]:
    """Accounts by name; none where the file is not there yet.

    Raises:
        UsageError: If it cannot be read, breaks a rule, or others than its owner may read it.
    """
    try:
        if not path.exists():
            return {}
        _refuse_open(path)
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{shown(path)} cannot be read: {os_reason(error)}") from error
    if not raw:
        return {}
    try:
        return dict(_File.model_validate_json(raw).accounts)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{shown(path)} is no file of accounts: {place}: {first['msg']}".replace(": : ", ": "),
            hint="equipoise accounts add writes such files",
        ) from error


def write_accounts(path: Path, accounts: Mapping[str, Account]) -> None:
    """Write the file whole or not at all, readable by its owner alone from its first byte on.

    Raises:
        EquipoiseError: If it cannot be written; it is then as it was.
    """
    # Made empty first: the file that takes its place keeps its mode.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.chmod(path, 0o600)
    data = _File(accounts=dict(accounts)).model_dump(mode="json")
    write_atomically(path, json.dumps(data, indent=2, ensure_ascii=False) + "\n")


@contextmanager
def changed_accounts(path: Path) -> Iterator[dict[str, Account]]:
    """Accounts to change, one writer at a time; they are written when the block ends without an error.

    Raises:
        UsageError: If the file cannot be read, or its folder cannot be written.
    """
    try:
        with FileLock(path.with_name(f"{path.name}.lock"), mode=0o600):
            accounts = read_accounts(path)
            yield accounts
            write_accounts(path, accounts)
    except OSError as error:
        raise UsageError(f"{shown(path)} cannot be written: {os_reason(error)}") from error


def account_of(accounts: Mapping[str, Account], name: str) -> Account:
    """The account of a name.

    Raises:
        UsageError: If there is none.
    """
    if name not in accounts:
        raise UsageError(f"there is no account {name!r}", hint=suggest(name, accounts, called="accounts"))
    return accounts[name]


def new_name(name: str, accounts: Mapping[str, Account]) -> str:
    """A name for a new account, spelled the one way that is kept.

    Raises:
        UsageError: If it cannot be one, or looks like one that is there.
    """
    spelled = unicodedata.normalize("NFKC", name)
    if not _NAME.fullmatch(spelled) or spelled.casefold() in _TAKEN:
        raise UsageError(
            f"{name!r} is no name for an account",
            hint=f"use letters, digits, dots, - and _, up to 64, and none of {', '.join(_TAKEN)}",
        )
    alike = next((there for there in accounts if there.casefold() == spelled.casefold()), None)
    if alike is not None:
        raise UsageError(f"there is an account {alike!r} already", hint="choose another name, or remove that one first")
    return spelled


def new_token(made: date) -> tuple[str, Token]:
    """A token, to be shown once, and what is kept of it."""
    token = f"eqp_{secrets.token_urlsafe(32)}"
    sha256 = token_hash(token)
    return token, Token(id=sha256[:8], sha256=sha256, made=made)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def as_person(name: str, account: Account) -> Person:
    """The holder of an account, to the rest of the workbench."""
    return Person(name, account.role)


def _refuse_open(path: Path) -> None:
    """Refuse a file that others may read or write, where the system knows of such a thing."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise UsageError(
            f"others than its owner may read or write {shown(path)}",
            hint=f"chmod 600 {shown(path)}, and think about new passwords",
        )
