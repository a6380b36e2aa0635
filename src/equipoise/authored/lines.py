"""Line and column of a place in a text, as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

BYTE_ORDER_MARK = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text.

    YAML knows further line breaks (NEL, LS, PS) which editors do not count; hence a count of our own.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, counted from 1, of the character at an index; a byte order mark takes no column."""
        line = bisect_right(self._starts, index)
        return max(line, 1), max(index - self._starts[max(line, 1) - 1], 0) + 1

    @cached_property
    def newline(self) -> str:
        """The line break of the text: that of its first line."""
        found = _LINE_BREAK.search(self._text)
        return found.group() if found else "\n"

    @cached_property
    def _starts(self) -> list[int]:
        first = len(BYTE_ORDER_MARK) if self._text.startswith(BYTE_ORDER_MARK) else 0
        return [first] + [found.end() for found in _LINE_BREAK.finditer(self._text)]
