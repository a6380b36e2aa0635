"""Lists of words the rules know, read from `data/extraction`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """One file of words, such as `reporting`, as it is written."""
    return tomllib.loads((files("equipoise.data") / "extraction" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, key: str) -> frozenset[str]:
    """One list of a file; keys of tables are joined by a dot."""
    found: Any = vocabulary(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)


def alternatives(terms: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; blanks and hyphens between words match each other."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(r"[\s-]+".join(map(re.escape, term.split())) for term in longest_first)


@cache
def whole_words(name: str, key: str) -> re.Pattern[str]:
    """Any phrase of a list, on the bounds of whole words, in either case."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(phrases(name, key))})(?![\w-])", re.IGNORECASE)


@cache
def verb_forms(base: str) -> frozenset[str]:
    """Forms of an English verb: those of `irregular_verbs` as listed, any other by rule."""
    listed = vocabulary("irregular_verbs").get(base)
    if listed is not None:
        return frozenset([base, *listed])
    first, *rest = base.split(" ", 1)
    tail = f" {rest[0]}" if rest else ""
    if tail:
        return frozenset(form + tail for form in verb_forms(first))
    if base.endswith("e"):
        return frozenset([base, f"{base}s", f"{base}d", f"{base[:-1]}ing"])
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return frozenset([base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"])
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return frozenset([base, f"{base}es", f"{base}ed", f"{base}ing"])
    return frozenset([base, f"{base}s", f"{base}ed", f"{base}ing"])
