"""Questions and answers, one line each, from a person or a pipe."""

from __future__ import annotations

import sys

from equipoise.cli import streams
from equipoise.cli.reviewing.pages import WIDTH, show
from equipoise.report.columns import ascii_only, printable, width, wrapped

BACK = "!"
CLEAR = "-"
_LONGEST_ON_A_LINE = 50


class NoMoreAnswersError(Exception):
    """The input has ended."""


class BackError(Exception):
    """The person does not want to go on with what was asked."""


def ask(question: str) -> str:
    """Ask for a line.

    Raises:
        NoMoreAnswersError: If the input has ended.
    """
    sys.stdout.write(ascii_only(question) if streams.is_plain() else question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        streams.write("")
        raise NoMoreAnswersError
    answer = line.strip()
    if not sys.stdin.isatty():  # so that what a pipe answered can be read beside what was asked
        streams.write(answer)
    return answer


def ask_for(name: str, default: str, because: str = "") -> str:
    """Ask for a field: an empty answer takes the default, `-` leaves the field out.

    Raises:
        NoMoreAnswersError: If the input has ended.
        BackError: If the answer is `!`.
    """
    shown = printable(default)
    why = f" ({because})" if because else ""
    if width(shown) <= _LONGEST_ON_A_LINE:
        if why:
            show(wrapped(f"{name}{why}", WIDTH))
        answer = ask(f"{name} [{shown}]: " if shown else f"{name}: ")
    else:
        show([*wrapped(f"{name}{why}", WIDTH), *(f"  {line}" for line in wrapped(f"[{shown}]", WIDTH - 2))])
        answer = ask(f"{name}: ")
    if answer == BACK:
        raise BackError
    return "" if answer == CLEAR else answer or default
