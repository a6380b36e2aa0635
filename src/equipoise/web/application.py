"""The web application: pages, routes and gate put together around one workspace."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from nicegui import ui

from equipoise._version import __version__
from equipoise.web.guard.gate import Gate
from equipoise.web.pages import register_pages
from equipoise.web.parts.look import look_of_briefs
from equipoise.web.workspace.workspace import Workspace

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names under which a workbench for one person may be asked for."""


def build(workspace: Workspace, *, secret: str, hosts: Sequence[str] = LOOPBACK) -> FastAPI:
    """Build the application.

    Args:
        workspace: The cases it offers.
        secret: Key of the cookies that hold a browser's settings.
        hosts: Names under which it may be asked for.
    """
    application = FastAPI(title="Equipoise workbench", version=__version__, docs_url=None, redoc_url=None)
    _serve_assets(application)
    register_pages(workspace)
    ui.run_with(
        application,
        title="Equipoise",
        language="en-US",
        dark=None,
        storage_secret=secret,
        session_middleware_kwargs={"same_site": "strict", "session_cookie": "equipoise"},
        show_welcome_message=False,
        tailwind=False,
        reconnect_timeout=20,
    )
    application.add_middleware(Gate, hosts=tuple(hosts))
    application.router.on_shutdown.append(workspace.close)
    return application


def _serve_assets(application: FastAPI) -> None:
    """Our own style and scripts, each read once."""
    folder = files("equipoise.web") / "assets"
    types = {".css": "text/css", ".js": "text/javascript"}
    known = {
        file.name: (file.read_bytes(), types[f".{file.name.rpartition('.')[2]}"])
        for file in folder.iterdir()
        if f".{file.name.rpartition('.')[2]}" in types
    }
    known |= {name: (text.encode(), "text/css") for name, text in look_of_briefs().items()}

    @application.get("/assets/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        if name not in known:
            return PlainTextResponse("no such file", 404)
        content, media_type = known[name]
        return Response(content, media_type=f"{media_type}; charset=utf-8", headers={"cache-control": "no-cache"})
