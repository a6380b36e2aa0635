"""What tests of the workbench share."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from equipoise.web.workspace.workspace import Workspace
from web.visits import Visit, Visiting, visited


@pytest.fixture
def visiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visiting:
    """Runs a visit to a workbench whose cases lie in `tmp_path`."""
    monkeypatch.setenv("NICEGUI_STORAGE_PATH", str(tmp_path / ".state"))

    def run(visit: Visit) -> None:
        asyncio.run(visited(visit, Workspace(tmp_path)))

    return run
