"""Actors by name: those a case or a list knows, then countries, their seats of power and international bodies.

Only exact names count, on the bounds of whole words, the longest first: a name that is not listed is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, vocabulary


@dataclass(frozen=True)
class NamedActor:
    """An actor named in a text: the list's id for it, and the place."""

    actor: str
    span: Span


@dataclass(frozen=True)
class Gazetteer:
    """Names of actors.

    Attributes:
        names: Each name or alias with the id of its actor.
    """

    names: Mapping[str, str]

    def named_in(self, plain: str, span: Span) -> tuple[NamedActor, ...]:
        """Actors named in a stretch, in order; within a longer name no shorter one is found again."""
        return tuple(
            NamedActor(self.names[" ".join(found[0].split())], Span(*found.span()))
            for found in self._pattern.finditer(plain, *span)
        )

    def actor_of(self, plain: str, span: Span) -> str | None:
        """The first actor that a phrase names, or None."""
        named = self.named_in(plain, span)
        return named[0].actor if named else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if not self.names:
            return re.compile(r"(?!)")
        # A name keeps its case: "us" is no country.
        return re.compile(rf"(?<![\w-])(?:{alternatives(self.names)})(?![\w])")


def gazetteer(actors: Iterable[Mapping[str, object]] = ()) -> Gazetteer:
    """Names of countries and bodies, with those of a list before them.

    Args:
        actors: Rows with `id`, `name` and `aliases`; a name they share with the package's list is theirs.
    """
    names: dict[str, str] = {}
    for code, given in vocabulary("countries").items():
        names.update(dict.fromkeys(given, code))
    for table in ("seats", "bodies"):
        for code, given in vocabulary("seats")[table].items():
            names.update(dict.fromkeys(given, code))
    for row in actors:
        aliases = row.get("aliases")
        own = [row.get("name"), *(aliases if isinstance(aliases, list) else [])]
        for name in own:
            # A note in brackets after an alias belongs to the list, not to the name.
            written = re.sub(r"\s*\(.*?\)\s*$", "", str(name or "")).strip()
            if written:
                names[" ".join(written.split())] = str(row.get("id") or written)
    return Gazetteer(names)
