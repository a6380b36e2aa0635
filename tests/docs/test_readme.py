"""The README shows the two commands that the build runs, and a picture that is there."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

COMMANDS = [
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/equipoise assess sino-russian",
    "python3 -m venv .venv && .venv/bin/pip install '.[dev]' && .venv/bin/pytest",
]


def test_the_two_commands_stand_there_as_they_are_run():
    assert [line for line in README.splitlines() if line.startswith("python3 -m venv ")] == COMMANDS


def test_the_picture_is_there():
    assert README.count("![") == 1
    assert (ROOT / "docs" / "pictures" / "brief.png").stat().st_size > 0
