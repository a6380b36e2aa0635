"""Work that tests send into processes of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from equipoise.errors import UsageError

Progress = Callable[[str], None]


def doubled(number: int, *, progress: Progress) -> int:
    """Twice a number, said on the way."""
    progress("halfway")
    return 2 * number


def refused(*, progress: Progress) -> None:
    """Fail as our own code does."""
    raise UsageError("this will not do", hint="do another thing")


def broken(*, progress: Progress) -> None:
    """Fail as nobody foresaw."""
    raise ZeroDivisionError("by nothing")


def dead(*, progress: Progress) -> None:
    """Die without a word, as a process that is killed for memory."""
    os._exit(3)


def held(begun: Path, gate: Path, *, progress: Progress) -> int:
    """Say which process this is, then wait until the gate is there."""
    begun.write_text(str(os.getpid()), encoding="utf-8")
    while not gate.exists():
        time.sleep(0.02)
    return os.getpid()
