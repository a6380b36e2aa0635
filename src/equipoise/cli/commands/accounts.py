"""`equipoise accounts`: who may sign in to a workbench that other machines can reach."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.web.guard.accounts import Account, Token

_HELP = """Say who may sign in to a workbench that others can reach.

The file holds names, roles and hashes, never a password or token; its owner
alone may read it. A workbench that runs takes changes at once. See
`equipoise serve --accounts FILE`.
"""

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of accounts; made where it is not there.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who: also the name of their ratings and judgements.")]

accounts = typer.Typer(name="accounts", help=_HELP, no_args_is_help=True, rich_markup_mode=None)


@accounts.command()
def add(
    file: File,
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="reader looks; analyst also rates, reviews and records; editor also changes the model.",
        ),
    ],
) -> ExitCode:
    """Add an account; its password is asked for, or read from stdin."""
    from equipoise.web.guard.accounts import Account, changed_accounts, new_name, read_accounts
    from equipoise.web.workspace.people import ROLES

    known = next((one for one in ROLES if one == role), None)
    if known is None:
        raise UsageError(f"there is no role {role!r}", hint=f"choose one of {', '.join(ROLES)}")
    new_name(name, read_accounts(file))  # before a password is asked for in vain
    hashed = _hashed_password()
    with changed_accounts(file) as there:
        spelled = new_name(name, there)
        there[spelled] = Account(role=known, password=hashed)
    streams.say(f"added {spelled}, {known}, to {file}")
    return ExitCode.OK


@accounts.command(name="list")
def list_accounts(file: File, as_json: options.AsJson = False) -> ExitCode:
    """List names, roles and how many tokens each has."""
    from equipoise.web.guard.accounts import read_accounts

    found = read_accounts(file)
    if as_json:
        entries = [
            {"name": name, "role": one.role, "tokens": [_plain(kept) for kept in one.tokens]}
            for name, one in found.items()
        ]
        streams.write_json({"schema": "equipoise/accounts/1", "accounts": entries})
    elif not found:
        streams.write("no accounts")
    else:
        width = max(map(len, found))
        streams.write("\n".join(_line(name.ljust(width), one) for name, one in found.items()))
    return ExitCode.OK


@accounts.command()
def remove(file: File, name: Name) -> ExitCode:
    """Take an account away; whoever is signed in with it is out."""
    from equipoise.web.guard.accounts import account_of, changed_accounts

    with changed_accounts(file) as there:
        account_of(there, name)
        del there[name]
    streams.say(f"removed {name} from {file}")
    return ExitCode.OK


@accounts.command()
def password(file: File, name: Name) -> ExitCode:
    """Give an account another password; whoever is signed in with it is out."""
    from equipoise.web.guard.accounts import account_of, changed_accounts, read_accounts

    account_of(read_accounts(file), name)
    hashed = _hashed_password()
    with changed_accounts(file) as there:
        there[name] = account_of(there, name).model_copy(update={"password": hashed})
    streams.say(f"{name} has a new password")
    return ExitCode.OK


@accounts.command()
def token(
    file: File,
    name: Name,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="ID", help="Take this token away instead; `all` for every one.")
    ] = None,
) -> ExitCode:
    """Make a token for programs of an account, and print it once."""
    from equipoise.web.guard.accounts import account_of, changed_accounts, new_token

    with changed_accounts(file) as there:
        account = account_of(there, name)
        if withdraw is not None:
            kept = tuple(one for one in account.tokens if withdraw not in ("all", one.id))
            if len(kept) == len(account.tokens):
                raise UsageError(f"{name} has no token {withdraw!r}", hint=f"equipoise accounts list {file}")
            there[name] = account.model_copy(update={"tokens": kept})
            streams.say(f"withdrew {len(account.tokens) - len(kept)} of the tokens of {name}")
            return ExitCode.OK
        made, entry = new_token(datetime.now(UTC).date())
        there[name] = account.model_copy(update={"tokens": (*account.tokens, entry)})
    streams.write(made)
    streams.say(f"token {entry.id} of {name}: it is shown only now; send it as `Authorization: Bearer TOKEN`")
    return ExitCode.OK


def _line(name: str, account: Account) -> str:
    tokens = ", ".join(f"{kept.id} of {kept.made}" for kept in account.tokens)
    return f"{name}  {account.role:<8}{f'  tokens: {tokens}' if tokens else ''}".rstrip()


def _plain(token: Token) -> dict[str, str]:
    return {"id": token.id, "made": token.made.isoformat()}


def _hashed_password() -> str:
    """Ask for a password twice, without showing it; from a pipe, read its one line."""
    if find_spec("argon2") is None:
        raise UsageError(
            "accounts need packages that are not installed", hint='install them: pip install "equipoise[web]"'
        )
    from equipoise.web.guard.passwords import Passwords

    if sys.stdin.isatty():
        typed = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != typed:
            raise UsageError("the two passwords differ", hint="nothing was changed; try again")
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    return Passwords().hashed(typed)
