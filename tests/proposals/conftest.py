"""No test asks a real model: none of the person's variables is seen, and a request has to be let through by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_ai import models

from proposals.made import ENVIRONMENT, case_with


@pytest.fixture(autouse=True)
def _no_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)
    for name in os.environ:
        if name.startswith(ENVIRONMENT):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def requests_to_this_machine() -> Iterator[None]:
    """Let requests through, for tests with a server of their own."""
    with models.override_allow_model_requests(True):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with one document, `courier`."""
    return case_with(tmp_path / "case")
