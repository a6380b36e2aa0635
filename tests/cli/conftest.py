"""Running the command line inside the test process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from equipoise.cli.main import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `equipoise` with some words and return its exit code and what it wrote."""

    def run_command(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def case_folder(tmp_path: Path, root: Path) -> Path:
    """A copy of a small case that a test may change."""
    folder = tmp_path / "ladder"
    shutil.copytree(root / "tests" / "proofs" / "example", folder)
    return folder
