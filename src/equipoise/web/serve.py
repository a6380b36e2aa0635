"""Serve the workbench: on this machine only, unless told otherwise."""

from __future__ import annotations

import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Timer

from equipoise.case.builtin import CASE_FILE, list_builtin
from equipoise.errors import UsageError
from equipoise.web.workspace.workspace import Workspace

HOST = "127.0.0.1"
PORT = 8350


def serve(
    place: str | Path | None = None,
    *,
    host: str = HOST,
    port: int = PORT,
    opens: bool = True,
    say: Callable[[str], None] = lambda words: None,
) -> None:
    """Serve the workbench until it is interrupted.

    Args:
        place: A case, a built-in case by name, or a folder of cases; the folder one stands in by default.
        host: Address to listen on.
        port: Port to listen on; 0 for any that is free.
        opens: Whether to open a browser.
        say: Called with the address once it can be visited.

    Raises:
        UsageError: If there is no such place, or the port is taken.
    """
    workspace, first = workspace_at(place)
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(state_folder()))
    import uvicorn

    from equipoise.web.application import build

    listening = _bound(host, port)
    address = f"http://{host}:{listening.getsockname()[1]}{first}"
    application = build(workspace, secret=secrets.token_hex(32))
    config = uvicorn.Config(application, log_level="warning", server_header=False, ws_max_size=2**24)
    say(address)
    if opens:
        Timer(1.0, webbrowser.open, [address]).start()
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


def state_folder() -> Path:
    """Where a browser's settings are kept between visits: never in a case."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "equipoise" / "workbench"


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens, or a plain refusal."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"port {port} of {host} cannot be used: {reason}", hint="choose another with --port"
        ) from error
    return listening
