"""What tests of every layer share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Threads make products of small matrices many times slower on a busy machine; read when NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# No deadline: a busy machine is no failure. In the build the same examples are drawn on every run.
settings.register_profile("equipoise", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("equipoise")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference material beside the checkout, or where EQUIPOISE_SHARED says; without it the test skips."""
    folder = Path(os.environ.get("EQUIPOISE_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"needs reference material in {folder}; set EQUIPOISE_SHARED to where it is")
    return folder
