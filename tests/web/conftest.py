"""What tests of the workbench share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from nicegui.storage import Storage
from starlette.testclient import TestClient

from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import account_keys, accounts, application, browser, workspace
from web.visits import Visit, Visiting, visited


@pytest.fixture
def visiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visiting:
    """Runs a visit to a workbench whose cases lie in `tmp_path`."""
    monkeypatch.setattr(Storage, "path", tmp_path / ".state")  # read from the environment only when first imported

    def run(visit: Visit) -> None:
        asyncio.run(visited(visit, Workspace(tmp_path)))

    return run


# --- the API behind the guard ---


@pytest.fixture
def cases(tmp_path: Path, root: Path) -> Iterator[Workspace]:
    """A folder with the small case `ladder`."""
    found = workspace(tmp_path, root)
    yield found
    found.close()


@pytest.fixture
def tokens(tmp_path: Path) -> dict[str, str]:
    """Accounts of a reader, an analyst and an editor; their tokens by name."""
    return accounts(tmp_path / "accounts.json")


@pytest.fixture
def app(tmp_path: Path, cases: Workspace, tokens: dict[str, str]) -> FastAPI:
    """The API for their holders."""
    return application(cases, account_keys(tmp_path / "accounts.json"))


@pytest.fixture
def of(app: FastAPI, tokens: dict[str, str]) -> Callable[[str], TestClient]:
    """A program with the token of somebody."""

    def client_of(name: str) -> TestClient:
        client = browser(app)
        client.headers["authorization"] = f"Bearer {tokens[name]}"
        return client

    return client_of


@pytest.fixture
def editor(of: Callable[[str], TestClient]) -> TestClient:
    """A program of the editor."""
    return of("edgar")
