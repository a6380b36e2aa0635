"""Sentences with their place in the text.

Own rules in place of a library: they know quotations, initials, abbreviations that end a sentence or not, page breaks
in mid-sentence and headings, and they give offsets into the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from equipoise.documents.extraction.blocks import blocks_in
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import phrases


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading, caption or line of a list.

    Attributes:
        span: Its place.
        block: The paragraph it stands in.
        is_heading: Whether it has no end mark and stands alone.
        is_question: Whether it ends with a question mark.
    """

    span: Span
    block: Span
    is_heading: bool
    is_question: bool


def sentences_in(plain: str) -> tuple[Sentence, ...]:
    """Sentences in order; every character that is no blank lies in exactly one.

    Args:
        plain: Text without markup, as `prose_only` gives it.
    """
    return tuple(
        _sentence(plain, part, block)
        for block in blocks_in(plain)
        for piece in _pieces(plain, block)
        for part in _of_bearable_length(plain, piece)
    )


LONGEST = 3000
"""No sentence is longer: what has no end mark for so long is a table or noise, and rules look back and forth in it."""


_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<close>["'”’»)\]]*)(?P<note>\[\d{1,3}\]|(?<=[a-z”"][.])\d{1,3}(?=\s))?\s+"""
    r"""(?=["'“‘«(\[]*(?P<next>[^\s"'“‘«(\[]))"""
)
_WORD_BEFORE = re.compile(r"(?:[^\W_]|[.'&-])+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[]*([^\W_]+)")
_TAG = re.compile(
    r"(?P<who>(?:[A-Z][\w'’.-]*\s+){0,4}(?:[A-Z][\w'’-]*|[Hh]e|[Ss]he|[Tt]hey|I|we))\s+(?P<verb>[a-z]+)\b"
)
_FINAL = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[\d{1,3}\]|\d{1,3})?$")
_ASKS = re.compile(r"\?[\"'”’»)\]]*$")
_LONGEST_HEADING = 160


def _pieces(plain: str, block: Span) -> Iterator[Span]:
    start = block.start
    for end in _END.finditer(plain, block.start, block.end):
        stop = end.end("note") if end["note"] else end.end("close")
        if end.start() > start and _ends_sentence(plain, start, end):
            yield Span(start, stop)
            start = end.end()
    if start < block.end:
        yield Span(start, block.end)


def _of_bearable_length(plain: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        blank = max((plain.rfind(mark, start + 1, start + LONGEST) for mark in " \n\t"), default=-1)
        end = blank if blank > start else start + LONGEST
        piece = plain[start:end]
        yield Span(start, start + len(piece.rstrip()))
        rest = plain[end : span.end]
        start = end + len(rest) - len(rest.lstrip())
    yield Span(start, span.end)


def _ends_sentence(plain: str, start: int, end: re.Match[str]) -> bool:
    upcoming = end["next"]
    if upcoming.islower() or upcoming in ",;:)–—-":
        return False
    if end["close"] and end["mark"][-1] in "!?" and _is_tag(plain, end.end()):
        return False
    if end["mark"] != "." or end["close"]:
        return True
    before = _WORD_BEFORE.search(plain, max(start, end.start() - 30), end.start())
    if before is None:
        return True
    word = before[0]
    if word.isdigit() and not plain[start : before.start()].strip():
        return False  # the number of an item in a list
    return not _is_abbreviation(word, plain, end.end())


def _is_tag(plain: str, start: int) -> bool:
    """Whether what follows a closed question says who asked it: `"Why now?" Lee asked.`."""
    tag = _TAG.match(plain, start)
    return tag is not None and tag["verb"] in phrases("reporting", "tags")


def _is_abbreviation(word: str, plain: str, after: int) -> bool:
    lower = word.lower()
    if lower in phrases("abbreviations", "before_a_name"):
        return True
    if lower in phrases("abbreviations", "before_a_number"):
        return plain[after : after + 1].isdigit()
    may_end = lower in phrases("abbreviations", "anywhere") or (_INITIALS.fullmatch(word) is not None and word != "I")
    if not may_end:
        return False
    follower = _WORD_AFTER.match(plain, after)
    # "the U.S. Navy" goes on; "the U.S. They" does not.
    return follower is None or follower[1].lower() not in phrases("abbreviations", "openers")


def _sentence(plain: str, span: Span, block: Span) -> Sentence:
    tail = plain[max(span.start, span.end - 12) : span.end]
    is_final = _FINAL.search(tail) is not None
    stands_alone = span == block and len(plain[span.start : span.end]) <= _LONGEST_HEADING
    opens_quotation = plain[span.start] in '"“«'
    return Sentence(
        span,
        block,
        is_heading=stands_alone and not is_final and not opens_quotation and tail[-1:] not in ":;,",
        is_question=_ASKS.search(tail) is not None,
    )
