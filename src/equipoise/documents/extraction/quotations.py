"""Quotations: where somebody's own words start and end, over several sentences or paragraphs if need be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        span: What is said, without the marks.
        is_open: Whether the closing mark is missing: the next paragraph goes on, or it was lost.
    """

    span: Span
    is_open: bool


def quotations_in(plain: str, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """Quotations in order; those inside another are not told apart from it.

    Double and curly single marks may span a paragraph. A straight single mark is a quotation only where it cannot be
    an apostrophe.

    Args:
        plain: Text without markup.
        sentences: Its sentences.
    """
    blocks = dict.fromkeys(sentence.block for sentence in sentences)
    return tuple(quotation for block in blocks for quotation in _in_block(plain, block))


_CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'", "„": "“"}
_OPENS = re.compile(r"""(?<![\w])[“"«‘'„](?=\S)""")
_STATES_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def says_something(plain: str, span: Span) -> bool:
    """Whether quoted words are long enough to state something; shorter ones are a term held at arm's length."""
    return len(_WORD.findall(plain, span.start, span.end)) >= _STATES_WORDS


def _in_block(plain: str, block: Span) -> list[Quotation]:
    found: list[Quotation] = []
    at = block.start
    while (opening := _OPENS.search(plain, at, block.end)) is not None:
        mark = opening[0]
        if mark == '"' and _is_closing(plain, opening.start()):
            at = opening.end()
            continue
        end = _closing(plain, mark, opening.end(), block.end)
        if end is None and mark in "'‘":
            at = opening.end()
            continue
        stop = block.end if end is None else end
        found.append(Quotation(Span(opening.end(), stop), is_open=end is None))
        at = stop + 1
    return [*_closed_only(plain, block, found), *found]


def _is_closing(plain: str, at: int) -> bool:
    return at > 0 and plain[at - 1] in ".,!?;" and (at + 1 >= len(plain) or plain[at + 1].isspace())


def _closing(plain: str, mark: str, start: int, end: int) -> int | None:
    closing = _CLOSING[mark]
    for at in range(start, end):
        if plain[at] != closing:
            continue
        follows = plain[at + 1 : at + 2]
        if mark in "'‘" and (plain[at - 1].isspace() or follows.isalnum()):
            continue
        # "states’ borders" inside ‘…’: a plural's apostrophe, unless nothing closes the quotation later.
        if mark == "‘" and plain[at - 1] == "s" and follows == " " and _closes_later(plain, at + 1, end):
            continue
        return at
    return None


def _closes_later(plain: str, start: int, end: int) -> bool:
    later = re.compile(r"[‘’](?!\w)").search(plain, start, end)
    return later is not None and later[0] == "’" and plain[later.start() - 1] in ".,!?;"


def _closed_only(plain: str, block: Span, found: list[Quotation]) -> list[Quotation]:
    """A paragraph that closes a quotation it never opened: the opening mark stands in an earlier one, or was lost."""
    first = found[0].span.start - 1 if found else block.end
    closing = re.compile(r"(?<=[,.!?])[”\"](?=\s)").search(plain, block.start, first)
    if closing is None:
        return []
    return [Quotation(Span(block.start, closing.start()), is_open=False)]
