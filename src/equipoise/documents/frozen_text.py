"""The text of a document as it was read once: every quotation points into it and stays true."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from equipoise.authored.lines import Lines

PAGE_BREAK = "\f"
"""Stands between the pages of a text that has pages, so that a place knows its page without a table beside it."""


@dataclass(frozen=True)
class InContext:
    """Quoted words with what stands before and behind them, as in the text."""

    before: str
    quoted: str
    after: str


@dataclass(frozen=True)
class FrozenText:
    """A text that no longer changes, and places in it.

    Places are counted in code points from 0; the end of a span is one past its last character.
    """

    text: str

    @cached_property
    def raw(self) -> bytes:
        """The text as it is kept in a file: UTF-8, line ends as they are."""
        return self.text.encode("utf-8")

    @cached_property
    def sha256(self) -> str:
        """Hash of the text as it is kept, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    def quotation(self, start: int, end: int) -> str | None:
        """The characters of a span; None where the text has no such span."""
        return self.text[start:end] if 0 <= start < end <= len(self.text) else None

    def in_context(self, start: int, end: int, *, characters: int) -> InContext:
        """A span with so many characters to either side, cut at words.

        Raises:
            ValueError: If the text has no such span.
        """
        quoted = self.quotation(start, end)
        if quoted is None:
            raise ValueError(f"no span {start}..{end} in a text of {len(self.text)} characters")
        first, last = max(start - characters, 0), min(end + characters, len(self.text))
        before, after = self.text[first:start], self.text[end:last]
        if first > 0:
            before = before[_first_space(before) :]
        if last < len(self.text):
            after = after[: len(after) - _first_space(after[::-1])]
        return InContext(before, quoted, after)

    def line(self, index: int) -> int:
        """Line of the file, counted from 1, that a character stands on."""
        return self._lines.place(index)[0]

    def page(self, index: int) -> int | None:
        """Page, counted from 1, that a character stands on; None where the text has no page breaks."""
        return self.text.count(PAGE_BREAK, 0, index) + 1 if PAGE_BREAK in self.text else None

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)


def _first_space(text: str) -> int:
    """Index behind which whole words begin; 0 where the text is one word."""
    return next((index for index, character in enumerate(text) if character.isspace()), 0)
