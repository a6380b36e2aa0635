"""What things are called for a reader: the author's title where there is one, else the id made readable."""

from __future__ import annotations

import unicodedata

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem

_INVISIBLE_ORDER = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of the text after them, and so could make it read otherwise than it is."""


def tidy(text: str) -> str:
    """Authored text on one line, made of characters that show: what every output may print.

    Line breaks and runs of spaces of a YAML block become single spaces; control characters, halves of characters and
    signs that turn the direction of writing are dropped.
    """
    return " ".join("".join(character if _shows(character) else " " for character in text).split())


def _shows(character: str) -> bool:
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return not (is_no_character or character in _INVISIBLE_ORDER or unicodedata.category(character) in ("Cc", "Cs"))


def readable(identifier: str) -> str:
    """`dual_use` as `Dual use`."""
    words = tidy(identifier.replace("_", " ").replace("-", " ")) or identifier
    return words[:1].upper() + words[1:]


class Names:
    """Titles of everything in a case."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def scenario(self, name: str) -> str:
        """Title of a scenario."""
        return _title(self._case.definition.scenarios.get(name), name)

    def condition(self, name: str) -> str:
        """Title of a condition."""
        return _title(self._case.definition.conditions.get(name), name)

    def instrument(self, name: str) -> str:
        """Title of an instrument."""
        return _title(self._case.definition.instruments.get(name), name)

    def level(self, subject: str, level: str) -> str:
        """Title of a level of an instrument or a condition."""
        return self._level_title(subject, level) or readable(level)

    def level_amid(self, subject: str, level: str) -> str:
        """The same amid other words: a title as it was written, an id all in small letters."""
        return self._level_title(subject, level) or readable(level).lower()

    def explanation(self, name: str) -> str:
        """Title of an explanation."""
        return _title(self._case.definition.explanations.get(name), name)

    def consideration(self, name: str) -> str:
        """Title of a consideration."""
        return _title(self._case.definition.considerations.get(name), name)

    def source(self, name: str) -> str:
        """Title of a source."""
        return _title(self._case.sources.get(name), name)

    def origin(self, item: EvidenceItem) -> str:
        """Name of the root an item comes from; empty where it is told to have none in common with others."""
        return self.origin_named(item.origin) if item.origin else ""

    def origin_named(self, name: str) -> str:
        """Title of a root that several items may come from."""
        return tidy(self._case.definition.origins.get(name, "")) or readable(name)

    def _level_title(self, subject: str, level: str) -> str:
        definition = self._case.definition
        owner = definition.instruments.get(subject) or definition.conditions.get(subject)
        return "" if owner is None else tidy(owner.titles.get(level, ""))


def _title(thing: object, name: str) -> str:
    title = getattr(thing, "title", None)
    return tidy(title or "") or readable(name)
