"""Telling what a long computation is at."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with a few words as each part of the work begins."""


def silence(words: str) -> None:
    """Tell nobody: the progress of work that nobody waits for."""
