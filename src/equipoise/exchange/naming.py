"""Ids for items and sources that come without one, the same for the same file and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from typing import Any

from equipoise.case.schema import Source

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_WORDS = 5
_LONGEST = 40


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return _ID.fullmatch(text) is not None


def id_from(text: str, *, otherwise: str) -> str:
    """An id of the first words of a text, in small letters without accents.

    Args:
        text: The text.
        otherwise: The id where nothing of it is left, as of a text in Chinese.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:_WORDS]
    name = "-".join(words)[:_LONGEST].strip("-")
    return name or otherwise


def free_ids(name: str, taken: Container[str]) -> Iterator[tuple[str, bool]]:
    """The name, then with a number from 2 behind it, each with whether it is free; the first free one is the last."""
    number = 1
    while True:
        candidate = name if number == 1 else f"{name}-{number}"
        yield candidate, candidate not in taken
        if candidate not in taken:
            return
        number += 1


def find_source(
    name: str,
    sources: Mapping[str, Source],
    new: Mapping[str, Mapping[str, Any]],
) -> str:
    """The id of a source: of one that the case or the file has, by id or title, else one made of its name.

    Args:
        name: The id or title, as the file has it.
        sources: Those of the case.
        new: Those that the file brought already.
    """
    titles = {source.title.casefold(): key for key, source in sources.items()}
    titles |= {str(fields.get("title", "")).casefold(): key for key, fields in new.items()}
    known = {*sources, *new}
    if name in known:
        return name
    if name.casefold() in titles:
        return titles[name.casefold()]
    if is_id(name):
        return name
    return next(one for one, is_free in free_ids(id_from(name, otherwise="source"), known) if is_free)
