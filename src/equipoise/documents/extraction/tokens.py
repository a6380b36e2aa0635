"""Words and marks with their place."""

from __future__ import annotations

import re
from typing import NamedTuple

from equipoise.documents.extraction.span import Span


class Token(NamedTuple):
    """A word, with inner hyphens and apostrophes, or one mark."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


def tokens_in(plain: str, span: Span) -> tuple[Token, ...]:
    """Words and marks of a stretch, in order."""
    return tuple(
        Token(found.start(), found.end(), found[0], found[0].lower())
        for found in _TOKEN.finditer(plain, span.start, span.end)
    )


_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&/-][^\W_]+)*|[^\w\s]|_+")
