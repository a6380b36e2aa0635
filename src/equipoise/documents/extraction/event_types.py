"""The class of an event, where its verbs make it clear.

Classes are those of PLOVER, the successor of CAMEO (Open Event Data Alliance): kinds of conduct between parties. Most
clauses hold more than one such verb, or none; a class is given only where what is known agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.vocabulary import verb_forms, vocabulary


def event_type(tokens: Sequence[Token]) -> str | None:
    """A PLOVER class such as `CONSULT`, or None where verbs point to none or to several.

    What is only asked, refused, agreed or threatened is no event of its own: `threatened to cut off aid` threatens.

    Args:
        tokens: Those of one clause.
    """
    words = [token.low for token in tokens]
    if _DENIALS.intersection(words):
        return None
    found = list(_classes_in(tokens, words))
    return found[0] if len(set(found)) == 1 else None


_DENIALS = {"not", "never", "no", "nor", "without", "cannot"}
_GOVERNING = {"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"}
_BEFORE_NOUNS = {
    "the", "a", "an", "this", "that", "its", "his", "her", "their", "of", "for", "in", "on", "after", "before",
    "from", "no", "any",
    "by", "under", "recent", "two", "three", "several", "new", "further", "more", "against", "with", "over",
}  # fmt: skip


def _classes_in(tokens: Sequence[Token], words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            name = _classes().get(" ".join(words[at : at + length]))
            if name is not None and not _is_noun(tokens, words, at):
                yield name
                if name in _GOVERNING:
                    return
                at += length - 1
                break
        at += 1


def _is_noun(tokens: Sequence[Token], words: Sequence[str], at: int) -> bool:
    """Whether the word is a name, a noun, or an infinitive that something else governs."""
    before = words[at - 1] if at > 0 else ""
    is_past = words[at].endswith("ed")
    return tokens[at].is_capital or before == "to" or (not is_past and before in _BEFORE_NOUNS)


@cache
def _classes() -> dict[str, str]:
    return {
        form: name
        for name, bases in vocabulary("events")["classes"].items()
        for base in bases
        for form in verb_forms(base)
    }
