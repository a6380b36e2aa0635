"""Numbers in figures, for tables and places, where words for small ones would only be in the way."""

from __future__ import annotations


def figure(number: int) -> str:
    """A whole number with narrow spaces between thousands."""
    return f"{number:,}".replace(",", "\u202f")
