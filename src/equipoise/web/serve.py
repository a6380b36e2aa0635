"""Serve the workbench: on this machine to whoever started it, elsewhere to the holders of accounts."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
import ssl
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from equipoise.authored.files import os_reason
from equipoise.case.builtin import CASE_FILE, list_builtin
from equipoise.errors import UsageError
from equipoise.web.workspace.workspace import Workspace

if TYPE_CHECKING:
    from equipoise.web.guard.door import Keys

HOST = "127.0.0.1"
PORT = 8350

_DAY = 24 * 3600.0


@dataclass(frozen=True)
class Way:
    """How the workbench is reached, and by whom.

    Attributes:
        host: Address to listen on.
        port: Port to listen on; 0 for any that is free.
        accounts: File of accounts; None for a workbench for one person.
        certificate, key: Files of the certificate and its key, to be served by https.
        behind_https: Whether browsers reach it by https through a proxy on this machine, which says who they are.
        names: Names under which it may be asked for, beside those of this machine.
        token: Whether a workbench without accounts asks for the token in the printed address.
    """

    host: str = HOST
    port: int = PORT
    accounts: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    behind_https: bool = False
    names: Sequence[str] = ()
    token: bool = True

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        return _is_loopback(self.host) and not self.behind_https and not self.names

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it by https."""
        return self.behind_https or self.certificate is not None


def serve(
    place: str | Path | None = None,
    way: Way | None = None,
    *,
    opens: bool = True,
    say: Callable[[str], None] = lambda words: None,
    warn: Callable[[str], None] = lambda words: None,
) -> None:
    """Serve the workbench until it is interrupted.

    Args:
        place: A case, a built-in case by name, or a folder of cases; the folder one stands in by default.
        way: How it is reached; from this machine alone by default.
        opens: Whether to open a browser.
        say: Called with the address once it can be visited.
        warn: Called with what is unsafe about the way it is served.

    Raises:
        UsageError: If there is no such place, the port is taken, or it would be open to other machines without
            accounts.
    """
    way = way or Way()
    _refuse_unsafe(way)
    workspace, first = workspace_at(place)
    keys, tls = keys_of(way), _tls(way)
    folder = state_folder()
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(folder))
    import uvicorn

    from equipoise.web.application import build

    listening = _bound(way.host, way.port)
    way = replace(way, port=listening.getsockname()[1])
    # Paths are logged nowhere: an address can carry a token, and says what somebody reads.
    settings: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False}
    settings |= {"ws_max_size": 2**24, "proxy_headers": way.behind_https} | tls
    application = build(workspace, secret=_cookie_key(folder), hosts=hosts_of(way), keys=keys)
    config = uvicorn.Config(application, **settings)
    if not way.is_loopback and not way.is_secure:
        warn("passwords and cases travel unencrypted: add --certificate and --key, or a proxy and --behind-https")
    for_reading, for_opening = addresses(way, first, keys)
    say(for_reading)
    if opens:
        Timer(1.0, webbrowser.open, [for_opening]).start()
    uvicorn.Server(config).run(sockets=[listening])


def workspace_at(place: str | Path | None) -> tuple[Workspace, str]:
    """The workspace at a place, and the path of the page to open first.

    Raises:
        UsageError: If there is no such place.
    """
    here = Path.cwd()
    if place is None:
        return Workspace(here), "/"
    folder = Path(place).expanduser()
    if (folder / CASE_FILE).is_file():
        folder = folder.resolve()
        return Workspace(folder.parent, only=folder), f"/case/{folder.name}/evidence"
    if str(place) in list_builtin():
        return Workspace(here), f"/case/{place}/evidence"
    if folder.is_dir():
        return Workspace(folder.resolve()), "/"
    raise UsageError(f"there is no case or folder {str(place)!r}", hint="give the folder of a case, or of several")


def keys_of(way: Way) -> Keys | None:
    """What opens the door of a workbench; None where it stands open.

    Raises:
        UsageError: If the file of accounts cannot be read or has none.
    """
    from equipoise.web.guard.door import Keys
    from equipoise.web.guard.registry import AccountBook, OneToken
    from equipoise.web.guard.sessions import Sessions

    if way.accounts is not None:
        return Keys(AccountBook(way.accounts), secure=way.is_secure)
    if not way.token:
        return None
    # Nobody is to look for a terminal because they were away for a day: the token is as good as the session.
    return Keys(OneToken(), Sessions(idle=30 * _DAY, longest=90 * _DAY), secure=way.is_secure)


def hosts_of(way: Way) -> tuple[str, ...]:
    """Names under which a workbench may be asked for."""
    from equipoise.web.guard.guarded import LOOPBACK

    own = () if way.is_loopback else (socket.gethostname(), socket.getfqdn())
    return (*LOOPBACK, *own, *way.names)


def addresses(way: Way, first: str, keys: Keys | None) -> tuple[str, str]:
    """The address to print, and the one to open a browser with.

    The second holds once, for the command line of a browser can be read by every user of the machine.
    """
    from equipoise.web.guard.door import TOKEN
    from equipoise.web.guard.registry import OneToken

    scheme = "https" if way.certificate is not None else "http"
    host = way.names[0] if way.names else "127.0.0.1" if way.host in ("0.0.0.0", "::") else way.host
    base = f"{scheme}://{f'[{host}]' if ':' in host else host}:{way.port}{first}"
    if way.behind_https:
        base = f"https://{host}{first}"
    if keys is None or not isinstance(keys.registry, OneToken):
        return base, base
    tokens = (keys.registry.token, keys.registry.token_to_open())
    printed, opened = (f"{base}?{urlencode({TOKEN: token})}" for token in tokens)
    return printed, opened


def state_folder() -> Path:
    """Where a browser's settings are kept between visits: never in a case. Made where it is not there, for its owner.

    Raises:
        UsageError: If it cannot be made.
    """
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    folder = Path(base) / "equipoise" / "workbench"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made: {os_reason(error)}", hint="set XDG_STATE_HOME to a folder of yours"
        ) from error
    return folder


def _refuse_unsafe(way: Way) -> None:
    """Refuse what would let other machines in without accounts, or half of what TLS needs."""
    if not way.is_loopback and way.accounts is None:
        raise UsageError(
            f"{way.host} can be reached from other machines, so the workbench needs accounts"
            if not _is_loopback(way.host)
            else "a proxy lets other machines in, so the workbench needs accounts",
            hint="equipoise accounts add FILE NAME --role editor, then serve with --accounts FILE",
        )
    if (way.certificate is None) != (way.key is None):
        raise UsageError("a certificate and its key belong together", hint="give both --certificate and --key")


def _tls(way: Way) -> dict[str, Any]:
    if way.certificate is None or way.key is None:
        return {}
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(way.certificate, way.key)
    except (OSError, ssl.SSLError) as error:
        reason = error.reason if isinstance(error, ssl.SSLError) else os_reason(error)
        raise UsageError(
            f"{way.certificate} and {way.key} cannot be used: {str(reason).replace('_', ' ').lower()}",
            hint="give PEM files of a certificate and of its key",
        ) from error
    return {"ssl_certfile": way.certificate, "ssl_keyfile": way.key}


def _cookie_key(folder: Path) -> str:
    """The key that signs a browser's name for its settings, the same at every start so that they are found again."""
    path = folder / "cookie-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        return kept if len(kept) == 64 else secrets.token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens, or a plain refusal."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever has the address may come at once, and waits until all is set up
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"port {port} of {host} cannot be used: {reason}", hint="choose another with --port"
        ) from error
    return listening
