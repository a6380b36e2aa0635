"""The web application: pages, API, routes and gate put together around one workspace."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from nicegui import Client, app, background_tasks, core, ui

from equipoise._version import __version__
from equipoise.web.api.application import build_api
from equipoise.web.guard.door import Keys
from equipoise.web.guard.guarded import LOOPBACK, guard
from equipoise.web.guard.person import PERSON, SESSION
from equipoise.web.guard.registry import AccountBook
from equipoise.web.pages import register_pages
from equipoise.web.parts.look import look_of_briefs
from equipoise.web.workspace.workspace import Workspace


def build(workspace: Workspace, *, secret: str, hosts: Sequence[str] = LOOPBACK, keys: Keys | None = None) -> FastAPI:
    """Build the application.

    Args:
        workspace: The cases it offers.
        secret: Key of the cookies that hold a browser's settings.
        hosts: Names under which it may be asked for.
        keys: What opens its door; None leaves it open to whoever reaches it.
    """
    application = FastAPI(
        title="Equipoise workbench", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    if keys is not None and isinstance(keys.registry, AccountBook):
        workspace.has_account = keys.registry.knows
    _serve_assets(application)
    application.mount("/api/v1", build_api(workspace))
    guard(application, hosts=hosts, keys=keys)
    register_pages(workspace)
    ui.run_with(
        application,
        title="Equipoise",
        language="en-US",
        dark=None,
        storage_secret=secret,
        session_middleware_kwargs={
            "same_site": "strict",
            "session_cookie": "equipoise",
            "https_only": keys is not None and keys.secure,
        },
        show_welcome_message=False,
        tailwind=False,
        reconnect_timeout=20,
    )
    if keys is not None:
        app.on_connect(_refuse_page_of_another)
    application.router.on_shutdown.append(workspace.close)
    return application


def _refuse_page_of_another(client: Client) -> None:
    """Take away a page that a browser goes on with under another session than the one it was made for.

    The socket of a page is opened anew whenever the network falters. Whoever has signed in meanwhile must not go on
    with the page of whoever had signed in before.
    """
    page, socket = (client.request.scope if client.request else {}), (client.environ or {}).get("asgi.scope", {})
    if any(page.get(key) != socket.get(key) for key in (PERSON, SESSION)):
        reload = core.sio.emit("run_javascript", {"code": "location.reload()"}, room=client.id)
        background_tasks.create(reload, name="reload the page of another")
        client.delete()


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
