"""Words for probabilities that stand in a text: the longest term at each place, on the bounds of whole words.

*Very likely* is one term and holds no *likely*; *remotely* holds no *remote*. What is found is a word. It is not
turned into a number: a coder who reads a number out of prose says so and gives a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from equipoise.probability.standards import STANDARDS


@dataclass(frozen=True)
class FoundTerm:
    """A term in a text.

    Attributes:
        term: In lower case, with single spaces.
        start: Where it starts in the text.
        end: Where it ends, exclusive.
        standards: Names of the standards that have it.
    """

    term: str
    start: int
    end: int
    standards: tuple[str, ...]


def terms_in(text: str, standards: Iterable[str] = tuple(STANDARDS)) -> tuple[FoundTerm, ...]:
    """Terms of some standards in a text, in order; those of a longer term are not found again inside it.

    Args:
        text: Any prose.
        standards: Names of the standards whose terms are looked for; all of them unless told.
    """
    owners = _owners(tuple(standards))
    if not owners:
        return ()
    return tuple(
        FoundTerm(term := " ".join(_GAP.split(match[0].lower())), match.start(), match.end(), owners[term])
        for match in _pattern(tuple(sorted(owners))).finditer(text)
    )


_GAP = re.compile(r"[\s-]+")


@cache
def _owners(standards: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for name in standards:
        for term in (term for band in STANDARDS[name].bands for term in band.terms):
            owners[term] = (*owners.get(term, ()), name)
    return owners


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, for the first alternative that matches wins. A hyphen binds: "un-likely" holds no "likely", and
    # "very-likely" is one term.
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    spelled = (_GAP.pattern.join(map(re.escape, term.split())) for term in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?![\w-])", re.IGNORECASE)
