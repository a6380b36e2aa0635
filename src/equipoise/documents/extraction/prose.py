"""A text read once: its sentences, its quotations, and which parts are no prose at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from equipoise.documents.extraction.markup import FILLER, prose_only
from equipoise.documents.extraction.quotations import Quotation, quotations_in
from equipoise.documents.extraction.sentences import Sentence, sentences_in
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.tokens import Token, tokens_in
from equipoise.documents.extraction.vocabulary import phrases


@dataclass(frozen=True)
class Prose:
    """What every rule reads.

    Attributes:
        text: The frozen text.
        plain: The same without markup, character for character.
        sentences: Every sentence, in order.
    """

    text: str
    plain: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quoted words, in order."""
        return quotations_in(self.plain, self.sentences)

    @cached_property
    def read(self) -> tuple[Sentence, ...]:
        """Sentences that rules read: all but lists of references."""
        return tuple(self._prose_sentences())

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """Words and marks of a stretch."""
        return tokens_in(self.plain, span)

    def quoted(self, span: Span) -> tuple[Span, ...]:
        """Parts of a stretch that lie between quotation marks."""
        return tuple(one.span.within(span) for one in self._quotations_near(span) if one.span.overlaps(span))

    def is_quoted(self, at: int) -> bool:
        """Whether a character lies between quotation marks."""
        return any(one.span.start <= at < one.span.end for one in self._quotations_near(Span(at, at + 1)))

    def _quotations_near(self, span: Span) -> tuple[Quotation, ...]:
        """Those that may touch a stretch. Quotations follow one another, so a long text need not be gone through."""
        starts, ends = self._bounds
        return self.quotations[bisect_left(ends, span.start) : bisect_right(starts, span.end)]

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        return [one.span.start for one in self.quotations], [one.span.end for one in self.quotations]

    def _prose_sentences(self) -> Iterator[Sentence]:
        among_references = False
        headings: set[str] = set()
        for sentence in self.sentences:
            if sentence.is_heading:
                words = " ".join(self.plain[sentence.span.start : sentence.span.end].strip(" \t:*_").lower().split())
                # A list of references runs on over the heads of pages and over entries that look like headings.
                is_new = words not in headings and len(words) <= _LONG_HEADING and not _PUBLISHED.search(words)
                among_references = words in phrases("headings", "references") or (among_references and not is_new)
                headings.add(words)
            if not among_references and not self._is_reference(sentence):
                yield sentence

    def _is_reference(self, sentence: Sentence) -> bool:
        block = self.plain[sentence.block.start : sentence.block.end]
        return block.rstrip(" .)>").endswith(FILLER) and _PUBLISHED.search(block) is not None


_LONG_HEADING = 60
_PUBLISHED = re.compile(r"\(?\b(?:19|20)\d{2}\)?")


def read_prose(text: str) -> Prose:
    """Read a text for the rules."""
    plain = prose_only(text)
    return Prose(text, plain, sentences_in(plain))
