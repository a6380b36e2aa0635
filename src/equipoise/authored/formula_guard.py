"""Cells of a table that no spreadsheet takes for a formula, and back.

A spreadsheet that opens a table runs a cell that begins with one of a few signs, whoever wrote its text. An apostrophe
before it makes the cell text. A text that has apostrophes there already gets one more, so that reading takes off just
what writing put on.

References:
    OWASP, CSV Injection. https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

_GUARD = "'"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """A text as a cell that stays text."""
    return _GUARD + text if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of such a cell."""
    return cell.removeprefix(_GUARD) if _GUARDED.match(cell) else cell
