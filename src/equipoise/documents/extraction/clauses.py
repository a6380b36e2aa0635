"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.span import Span

Condition = tuple[Span | None, Span]
"""Where a condition stands: its marker, or None without one, and its words."""


def clause_starts(plain: str, lead: int, end: int) -> Iterator[int]:
    """Where clauses that may open with a condition start, the first at `lead`."""
    yield lead
    for found in re.finditer(r"(?:\bthat|[;—–]|\bbut|\bConversely,|\bHowever,|\b[A-Z][a-z]+ly,)\s+", plain[lead:end]):
        yield lead + found.end()


def after_marks(plain: str, start: int, end: int) -> int:
    """The first place after blanks, dashes and opening marks."""
    found = re.compile(r"[\s\"“'‘(\[—–-]*").match(plain, start, end)
    return found.end() if found else start


def clause_end(prose: Prose, at: int, end: int) -> int:
    """Where a condition ends: at a comma that a main clause follows, a dash, or the end of the sentence."""
    for found in re.finditer(r"[,;—–”]|\s[“\"]|\bthen\b", prose.plain[at:end]):
        if at + found.start() > at + 2:
            return at + found.start()
    stop = re.compile(r"[.!?\"”’'\s]+$").search(prose.plain, at, end)
    return stop.start() if stop and stop.start() > at else end
