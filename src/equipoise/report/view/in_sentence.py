"""Titles inside a sentence: without the capital that only the beginning of a title gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from equipoise.case.case import Case
from equipoise.report.names import Names, readable

_PROSE = frozenset({"title", "question", "why", "means", "says", "what", "asks", "unit", "note"})


def in_sentence(title: str, case: Case) -> str:
    """A title with its first letter small, unless that may be a name.

    A first word is taken for a common one where the case's own prose has it in small letters: `Secondary sanctions`
    becomes `secondary sanctions` if somebody writes of a secondary effect, and `Washington` stays as it is.
    """
    word = re.match(r"[^\W\d_]+", title)
    if word is None or (word[0].isupper() and len(word[0]) > 1):
        return title
    small = word[0].lower()
    pattern = re.compile(rf"(?<!\w){re.escape(small)}(?!\w)")
    is_common = any(pattern.search(text) for text in _prose(case))
    return title[:1].lower() + title[1:] if is_common else title


def level_in_sentence(subject: str, level: str, case: Case) -> str:
    """A level of an instrument or a condition inside a sentence; an id without a title is all in small letters."""
    owner = case.definition.instruments.get(subject) or case.definition.conditions.get(subject)
    has_title = owner is not None and level in owner.titles
    return in_sentence(Names(case).level(subject, level), case) if has_title else readable(level).lower()


def _prose(case: Case) -> Iterator[str]:
    yield from _texts(case.definition.model_dump(mode="json"))
    yield from (item.what for item in case.evidence)


def _texts(data: Any, name: str = "") -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            # Below `means` stand levels by id, and their meanings.
            yield from _texts(value, name if name in _PROSE else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, name)
    elif isinstance(data, str) and name in _PROSE:
        yield data
