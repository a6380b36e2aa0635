"""What is said without a clause: `acknowledged the strike`, `stressed the need for calm`, `expects output to grow`.

Calls, welcomes and condemnations are acts rather than statements and are left out: annotators do not mark them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, takewhile

from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def stance_start(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of what somebody takes a stance on, for verbs whose object alone tells what was said.

    Args:
        tokens: Those of the sentence.
        verb: Index of a verb with a known speaker for its subject.
    """
    at = verb + 1
    if at + 1 >= len(tokens) or not tokens[at].is_word:
        return None
    if (tokens[verb].low in _FIND and _names_one_of(tokens, at, "findings")) or (
        tokens[verb].low in _SEE and _names_one_of(tokens, at, "chances")
    ):
        return at
    if tokens[verb].low in _PUT and any(
        (one.low, other.low) == ("down", "to") for one, other in pairwise(tokens[at : at + _REACH])
    ):
        return at  # "puts the delays down to a shortage of beds"
    return at if tokens[verb].low in _forms("stances") and tokens[at].low not in _NO_OBJECT else None


def _names_one_of(tokens: Sequence[Token], at: int, listed: str) -> bool:
    return tokens[at].low in _ARTICLES and any(
        token.low in phrases("reporting", listed) for token in tokens[at : at + _NOUN_REACH]
    )


def weighed_start(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of what is given a chance, after a verb of thinking: `think a cut before spring improbable`."""
    at = verb + 1
    if at >= len(tokens) or tokens[at].low in _NO_OBJECT:
        return None
    thing = takewhile(lambda token: token.is_word and token.low not in _FINITE, tokens[at : at + _REACH])
    return at if any(token.low in _CHANCE for token in thing) else None


def raised_start(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of what is thought, where it is told with an infinitive: `expects output to grow`."""
    at = verb + 1
    if (
        tokens[verb].low not in _forms("raising")
        or at >= len(tokens)
        or not tokens[at].is_word
        or tokens[at].low in _NO_OBJECT
    ):
        return None
    for n in range(at + 1, min(len(tokens) - 1, at + _REACH)):
        if not tokens[n].is_word:
            return None
        if tokens[n].low == "to":
            return at if tokens[n + 1].is_word and not tokens[n + 1].is_capital else None
    return None


_REACH = 9
_NOUN_REACH = 6
_FIND, _SEE, _PUT = verb_forms("find"), verb_forms("see"), verb_forms("put")
_CHANCE = {
    "likely", "unlikely", "possible", "impossible", "probable", "improbable", "plausible", "implausible", "certain",
    "inevitable", "doubtful", "remote", "conceivable", "inconceivable", "unthinkable",
}  # fmt: skip
_FINITE = {"is", "are", "was", "were", "be", "been", "has", "have", "had", "that", "if", "whether"}
_ARTICLES = {
    "a",
    "an",
    "no",
    "little",
    "some",
    "scant",
    "any",
    "the",
    "only",
    "growing",
    "signs",
    "evidence",
    "chances",
    "risks",
}
_NO_OBJECT = {
    "to", "in", "on", "at", "by", "for", "with", "from", "of", "and", "or", "but", "as", "when", "while", "after",
    "before", "than", "out", "up", "off", "over", "test", "tests",
}  # fmt: skip


@cache
def _forms(listed: str) -> frozenset[str]:
    return frozenset(form for base in phrases("reporting", listed) for form in verb_forms(base))
