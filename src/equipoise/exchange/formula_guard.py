"""Text that a spreadsheet would run as a formula, made harmless in a CSV and read back as it was.

Source: OWASP, "CSV Injection": a cell that begins with =, +, -, @, a tab or a carriage return may be run.
"""

from __future__ import annotations

from equipoise.authored.scalars import NUMBER

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = frozenset({"+", "++", "-", "--"})
"""Marks of ratings: alone in a cell they compute nothing."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet might run it, or it begins with one before such."""
    if text.startswith(_STARTS) and text not in _HARMLESS and not NUMBER.fullmatch(text):
        return f"'{text}"
    return f"'{text}" if _is_guarded(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    return text.startswith("'") and text.lstrip("'").startswith(_STARTS)
