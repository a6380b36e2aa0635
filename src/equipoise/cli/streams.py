"""What goes where: the result to stdout, everything said about it to stderr."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

from equipoise.errors import EquipoiseError, InvalidCaseError, NotTrustworthyError, Severity

Progress = Callable[[str], None]


def write(text: str) -> None:
    """Write the result, or a part of it, to stdout."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: Any) -> None:
    """Write a result as JSON to stdout; escaped where stdout does not carry UTF-8."""
    escape = not _is_utf8(sys.stdout.encoding)
    write(json.dumps(value, indent=2, ensure_ascii=escape, allow_nan=False))


def progress(*, quiet: bool) -> Progress:
    """What to call with one short line for each stage of a long command."""
    return _silent if quiet else say


def say(text: str) -> None:
    """Say on stderr what the result alone does not tell."""
    sys.stderr.write(f"{text}\n")


def tell(error: EquipoiseError) -> None:
    """Say on stderr what went wrong, where, and what to do next."""
    kind = "not trustworthy" if isinstance(error, NotTrustworthyError) else "error"
    say(f"{kind}: {error}")
    if isinstance(error, InvalidCaseError):
        for finding in error.findings:
            if finding.severity is Severity.ERROR:
                say(str(finding))
    if isinstance(error, NotTrustworthyError) and error.items:
        say(f"items: {', '.join(error.items)}")
    if error.hint:
        say(error.hint)


def is_plain() -> bool:
    """Whether stdout can show only ASCII."""
    try:
        "─●’".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def columns() -> int:
    """Width of the terminal that stdout is; 80 where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def shows_colour() -> bool:
    """Whether stdout is a terminal whose owner has not asked for no colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def never_fail_to_print() -> None:
    """Let a character that a stream cannot carry come out as `?`, not as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _silent(text: str) -> None:
    pass


def _is_utf8(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
