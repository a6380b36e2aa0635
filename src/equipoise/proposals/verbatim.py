"""Words offered as a quotation: where they stand in the text, or why they do not count.

The place is always found here. A model that gives one would be guessing.
"""

from __future__ import annotations

import re
import unicodedata

from equipoise.documents.extraction.span import Span

FEWEST_WORDS = 4
"""Fewer are no quotation: they stand in a text by chance, and nobody could tell what is claimed of them."""
ENOUGH_WORDS = 8
"""From here on the first of several places is taken: who quotes so much means these words, wherever they stand."""
LONGEST = 1000
"""Characters; a longer stretch is no one thing that happened or was said."""


class NotVerbatimError(ValueError):
    """Words that cannot be taken as a quotation; the message says why, to the model as to the reader."""


def verbatim_span(text: str, quote: str, within: Span) -> Span:
    """Where a quotation stands.

    Words, signs and capitals must be the same; only the blanks and line breaks between words may differ.

    Args:
        text: The frozen text.
        quote: What is offered as a quotation.
        within: The part of the text that was shown.

    Raises:
        NotVerbatimError: If the words do not stand there, are too few or too many, or stand there more than once and
            are too few to tell which is meant.
    """
    words = quote.split()
    if not words:
        raise NotVerbatimError("it quotes nothing")
    if sum(map(len, words)) + len(words) - 1 > LONGEST:
        raise NotVerbatimError(f"it is longer than {LONGEST} characters; quote one sentence or less")
    places = _places(text, words, within)
    if not places:
        cut = any(sign in quote for sign in ("…", "...", "[", "]"))
        raise NotVerbatimError("it does not stand in the text" + ("; leave nothing out and add nothing" if cut else ""))
    count = _count(quote)
    if count < FEWEST_WORDS:
        raise NotVerbatimError(f"it has fewer than {FEWEST_WORDS} words")
    if len(places) > 1 and count < ENOUGH_WORDS:
        raise NotVerbatimError(f"it stands in the text {len(places)} times; quote more of the words around it")
    return places[0]


def _places(text: str, words: list[str], within: Span) -> list[Span]:
    # Only whole words: "rose" is not quoted from "prosecuted".
    before = r"(?<!\w)" if _is_wordlike(words[0][0]) else ""
    after = r"(?!\w)" if _is_wordlike(words[-1][-1]) else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, words)) + after)
    return [Span(*found.span()) for found in pattern.finditer(text, *within)]


def _is_wordlike(character: str) -> bool:
    # Scripts without blanks between words have no bounds of words to keep to.
    return bool(re.match(r"\w", character)) and unicodedata.category(character) != "Lo"


def _count(quote: str) -> int:
    """Words; of a script without blanks, two signs count as one."""
    alone = sum(unicodedata.category(character) == "Lo" for character in quote)
    spaced = "".join(" " if unicodedata.category(character) == "Lo" else character for character in quote)
    return len(re.findall(r"\w+", spaced)) + alone // 2
