"""Paragraphs, headings and lines of lists: the stretches that no sentence runs out of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from equipoise.documents.extraction.span import Span


def blocks_in(plain: str) -> tuple[Span, ...]:
    """Blocks of prose in order, without the blanks around them.

    A blank line ends a block, unless the sentence plainly runs on: a page break in mid-sentence. Within a block a line
    that is much shorter than a full one, or that starts a list, stands alone.

    Args:
        plain: Text without markup, as `prose_only` gives it.
    """
    joined: list[Span] = []
    for block in _between_blank_lines(plain):
        if joined and _runs_on(plain, joined[-1], block):
            joined[-1] = Span(joined[-1].start, block.end)
        else:
            joined.append(block)
    return tuple(line for block in joined for line in _lines(plain, block))


FULL_LINE = 50
"""A line this long may have been broken to fit a width; a shorter one was ended on purpose."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|[\f\v\x1c-\x1e\x85\u2028\u2029]+")
_INSIDE = re.compile(r"[a-z(,;]")
_ITEM = re.compile(r"\s*(?:[-*•–]|\(?[0-9a-z]{1,2}[.)])\s")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_OPEN = re.compile(r"[^\W\d_][-,]?$")


def _between_blank_lines(plain: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINE.finditer(plain):
        yield from _trimmed(plain, start, gap.start())
        start = gap.end()
    yield from _trimmed(plain, start, len(plain))


def _trimmed(plain: str, start: int, end: int) -> Iterator[Span]:
    piece = plain[start:end]
    kept = piece.strip()
    if kept:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(kept))


def _runs_on(plain: str, before: Span, after: Span) -> bool:
    start = plain[after.start]
    if not (start.islower() or start in "(,;") or _ITEM.match(plain, after.start, after.start + 4):
        return False
    return _OPEN.search(plain, max(before.start, before.end - 2), before.end) is not None


def _lines(plain: str, block: Span) -> Iterator[Span]:
    start = block.start
    for found in re.finditer("\n", plain[block.start : block.end]):
        end = block.start + found.start()
        if _is_break(plain, Span(start, end), Span(end + 1, block.end)):
            yield from _trimmed(plain, start, end)
            start = end + 1
    yield from _trimmed(plain, start, block.end)


def _is_break(plain: str, before: Span, rest: Span) -> bool:
    if _ITEM.match(plain, rest.start, rest.end):
        return True
    line = plain[
        plain.rfind("\n", before.start, before.end) + 1
        if "\n" in plain[before.start : before.end]
        else before.start : before.end
    ].rstrip()
    upcoming = plain[rest.start : rest.end].lstrip(" \t\n\"'“‘([")[:1]
    if not line or not upcoming or upcoming.islower():
        return False
    return len(line) < FULL_LINE and not line.endswith((",", ";", "-"))
