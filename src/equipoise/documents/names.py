"""Names of documents: short, and safe as the name of a file on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST = 60
# Windows keeps these for devices, whatever the ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})


def document_id(wanted: str, *, is_free: Callable[[str], bool]) -> str:
    """An id made of the letters a-z, digits and single dashes, for a name of any kind.

    Args:
        wanted: A title or the name of a file without its ending. What is in it besides letters and digits, such as
            `..` or `/`, becomes a dash.
        is_free: Whether an id may be taken; a number is added until one may.
    """
    letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")[:_LONGEST].rstrip("-")
    if not name or name in _DEVICES:
        name = f"document-{name}".rstrip("-")
    number, one = 1, name
    while not is_free(one):
        number += 1
        one = f"{name}-{number}"
    return one
