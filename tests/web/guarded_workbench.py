"""The API behind the guard, without the toolkit of the pages: what tests of either are run against."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.requests import Request
from starlette.testclient import TestClient

from equipoise.web.api.application import build_api
from equipoise.web.guard.accounts import Account, new_token, write_accounts
from equipoise.web.guard.door import Keys
from equipoise.web.guard.guarded import guard
from equipoise.web.guard.passwords import Passwords
from equipoise.web.guard.person import person_of
from equipoise.web.guard.registry import AccountBook
from equipoise.web.guard.sessions import Sessions
from equipoise.web.workspace.jobs import Job, Jobs
from equipoise.web.workspace.people import Role
from equipoise.web.workspace.workspace import Workspace

ADDRESS = "http://127.0.0.1:8350"
OWN = {"origin": ADDRESS}
"""What a browser says of a request from a page of the workbench."""

PASSWORD = {"rosa": "reading is enough now", "anna": "rating day and night", "edgar": "correct horse battery"}
ROLE: dict[str, Role] = {"rosa": "reader", "anna": "analyst", "edgar": "editor"}

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Hashes that cost nothing: what they cost is argon2's business."""


PROBLEM = {"type", "title", "status", "detail", "hint", "findings"}
"""What every error of the API has."""


PATIENCE = 120.0
"""Seconds until a job that never ends fails its test; nothing is measured."""


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class AtOnce(Jobs):
    """Long work that is done before it is answered, for tests of what it does and not of how it is followed."""

    def start(self, title: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Job:
        """Do a piece of work."""
        return Job(1, title, state="done", result=work(*args, progress=lambda words: None, **kwargs))


def workspace(tmp_path: Path, root: Path) -> Workspace:
    """A folder with the small case `ladder`, and something beside it that nobody is to reach."""
    folder = tmp_path / "cases"
    if not folder.exists():
        shutil.copytree(root / "tests" / "proofs" / "example", folder / "ladder")
        (tmp_path / "secret").mkdir()
        shutil.copytree(root / "tests" / "proofs" / "example", tmp_path / "secret" / "plans")
    return Workspace(folder)


def accounts(path: Path) -> dict[str, str]:
    """A file with a reader, an analyst and an editor; their tokens by name."""
    tokens, there = {}, {}
    for name, role in ROLE.items():
        tokens[name], kept = new_token(made=date(2026, 1, 1))
        there[name] = Account(role=role, password=CHEAP.hashed(PASSWORD[name]), tokens=(kept,))
    write_accounts(path, there)
    return tokens


def account_keys(path: Path, clock: Clock | None = None) -> Keys:
    """A door for the holders of the accounts in a file."""
    sessions = Sessions() if clock is None else Sessions(clock=clock)
    return Keys(AccountBook(path, CHEAP), sessions)


def application(cases: Workspace, keys: Keys | None) -> FastAPI:
    """The API, a page and a socket, all behind the guard."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/api/v1", build_api(cases))
    guard(app, keys=keys)

    @app.get("/case/{name}/brief")
    def page(request: Request, name: str) -> JSONResponse:
        return JSONResponse({"name": name, "person": person_of(request.scope).name})

    @app.post("/echo")
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    @app.websocket("/_nicegui_ws/socket.io/")
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        with suppress(WebSocketDisconnect):
            while True:
                await websocket.send_text(f"heard {await websocket.receive_text()}")

    return app


def browser(app: FastAPI) -> TestClient:
    """A browser: it keeps cookies, follows no redirect, and shows what a server would have failed with."""
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


def form_of(page: str) -> str:
    """The hidden value that ties a form to its browser."""
    found = re.search(r'name="form" value="([0-9a-f]+)"', page)
    assert found is not None, page
    return found.group(1)


def sign_in(client: TestClient, name: str, password: str | None = None, *, going_to: str = "/") -> Any:
    """Fill in the form as a browser does; the answer."""
    form = form_of(client.get("/login").text)
    given = PASSWORD[name] if password is None else password
    sent = {"username": name, "password": given, "next": going_to, "form": form}
    return client.post("/login", data=sent, headers=OWN)


def ended(client: TestClient, started: Any) -> dict[str, Any]:
    """A job that was started, once it is over."""
    assert started.status_code == 202, started.text
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told: dict[str, Any] = client.get(started.headers["location"]).json()
        if told["state"] in ("done", "failed", "cancelled"):
            return told
        time.sleep(0.05)
    raise AssertionError(f"not over: {told}")
