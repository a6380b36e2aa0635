"""The nearest known name for one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LISTED = 12


def nearest(name: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Known names that look like a name, the nearest first; none where none is near."""
    by_folded = {one.casefold(): one for one in known}
    return [by_folded[one] for one in difflib.get_close_matches(name.casefold(), by_folded, count)]


def suggest(name: str, known: Iterable[str], *, called: str = "known names") -> str:
    """What to say after an unknown name: the nearest known one, else all where they are few."""
    names = list(known)
    near = nearest(name, names, count=1)
    if near:
        return f"did you mean {near[0]!r}?"
    if names and len(names) <= _LISTED:
        return f"{called}: {', '.join(names)}"
    return ""
