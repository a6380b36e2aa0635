"""Who speaks: the subject of a verb of saying, left or right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb, is_participle
from equipoise.documents.extraction.vocabulary import phrases


@dataclass(frozen=True)
class Speaker:
    """A subject.

    Attributes:
        first: Index of its first token.
        last: Index of its last token.
        is_known: Whether it is a name, a pronoun for people, or a word for a person, body or document.
    """

    first: int
    last: int
    is_known: bool


def subject_before(tokens: Sequence[Token], verb: int, kind: ReportingVerb) -> Speaker | None:
    """The subject to the left of a verb, or None where there is none that can speak.

    Args:
        tokens: Those of the sentence.
        verb: Index of the verb.
        kind: What the verb can do.
    """
    at, is_passive = _over_auxiliaries(tokens, verb)
    if at < 0:
        return None
    if is_passive:
        # "It was reported that", "Investors were told that": somebody spoke, and is not named.
        is_nobody = tokens[at].low == "it" or tokens[verb].low in {"told", "informed", "assured", "warned", "advised"}
        return Speaker(verb, verb, is_known=True) if is_nobody else None
    at = _over_asides(tokens, _over_time(tokens, at))
    if at < 0:
        return None
    token = tokens[at]
    if token.low in phrases("reporting", "pronouns"):
        return Speaker(at, at, is_known=True)
    if not token.is_word or token.low in phrases("reporting", "blocked") or token.low in _FUNCTION_WORDS:
        return None
    first = _noun_phrase_start(tokens, at)
    if first > at:
        return None
    is_known = is_speaker(token) or is_name(tokens, at) or any(is_speaker(one) for one in tokens[first : at + 1])
    if not is_known and kind.names and not kind.says:
        # Whoever describes something in quotation marks speaks: `One underwriter described it as “painful”`.
        is_known = any(one.text in _OPENING for one in tokens[verb + 1 : verb + _NAMING_REACH])
    if not is_known and (
        not (kind.says or kind.thinks) or not token.text[0].isalpha() or token.low.endswith(("ing", "ly"))
    ):
        return None
    return Speaker(first, at, is_known)


def subject_after(tokens: Sequence[Token], verb: int) -> Speaker | None:
    """The subject to the right, as in `" ... ," said the minister`: up to the next mark, preposition or verb."""
    at = verb + 1
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    first = at
    if not (
        tokens[at].is_capital
        or tokens[at].low in phrases("reporting", "pronouns")
        or tokens[at].low in _DETERMINERS
        or is_speaker(tokens[at])
        or (at + 1 < len(tokens) and is_speaker(tokens[at + 1]))
    ):
        return None
    last = at
    while at < len(tokens) and tokens[at].is_word and not (at > first and tokens[at].low in _ENDS_SUBJECT):
        last = at
        at += 1
        if at - first > _LONGEST_SUBJECT:
            break
    return Speaker(first, last, is_known=True)


def is_speaker(token: Token) -> bool:
    """Whether a word is one for persons, bodies or texts that speak."""
    word = token.low.removesuffix("'s")
    return (
        word in phrases("reporting", "speakers") or word in phrases("reporting", "documents") or word.endswith(_PEOPLE)
    )


_OPENING = frozenset("“\"‘'«")
_NAMING_REACH = 14
_PEOPLE = (
    "ologist",
    "ologists",
    "writer",
    "writers",
    "keeper",
    "keepers",
    "owner",
    "owners",
    "broker",
    "brokers",
    "icians",
    "ician",
    "woman",
    "women",
    "sman",
    "smen",
    "speople",
    "sperson",
    "maker",
    "makers",
)
"""Endings of words for people by what they do."""


def is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word looks like a name: a capital that the start of a sentence does not explain."""
    token = tokens[at]
    if not token.is_capital:
        return False
    is_first = at == 0 or not any(one.is_word for one in tokens[:at])
    return not is_first or (token.low not in _FUNCTION_WORDS and not token.low.endswith("ly"))


_DETERMINERS = {
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "our",
    "one",
    "some",
    "many",
    "two",
    "several",
    "another",
    "most",
}
_FUNCTION_WORDS = _DETERMINERS | {
    "of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "about", "over", "under", "than", "as", "if",
    "when", "while",
    "although", "though", "because", "since", "after", "before", "until", "unless", "whether", "where", "why", "how",
    "and", "or", "but",
    "nor", "so", "yet", "then", "not", "no", "more", "less", "very", "such", "other", "own", "same", "like",
    "including", "according",
    "that", "this", "these", "those", "it", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do",
    "does", "did",
    "will", "would", "can", "could", "may", "might", "must", "should", "however", "moreover", "meanwhile", "indeed",
    "here", "there",
    "needless", "let", "what", "which", "we'll", "once", "even", "also", "thus", "hence", "instead", "against",
    "between", "without",
    "each", "every", "all", "any", "both", "only", "just", "new", "first", "second", "third", "last", "during",
    "given", "despite",
}  # fmt: skip
_ENDS_SUBJECT = {
    "in", "on", "at", "during", "after", "before", "when", "while", "who", "that", "to", "as", "with", "by",
    "yesterday", "today", "last",
    "this", "earlier", "late", "from", "of", "for", "through", "via", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday",
    "sunday", "and", "whose", "which", "because", "if", "referring", "citing", "adding",
}  # fmt: skip
_LONGEST_SUBJECT = 8
_EAGER = {
    "like",
    "likes",
    "liked",
    "love",
    "loves",
    "prefer",
    "prefers",
    "quick",
    "keen",
    "careful",
    "eager",
    "happy",
    "fond",
}
_BE = {"is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re"}
_HAVE = {"has", "have", "had", "having"}


def _over_auxiliaries(tokens: Sequence[Token], verb: int) -> tuple[int, bool]:
    at, helpers = verb - 1, []
    while at >= 0 and tokens[at].is_word:
        if tokens[at].low == "to" and at > 0 and tokens[at - 1].low in _EAGER:
            at -= 2  # "diplomats like to point out"
        elif _is_between(tokens[at], at):
            helpers.append(tokens[at].low)
            at -= 1
        else:
            break
    auxiliaries = [word for word in helpers if word in _BE or word in _HAVE]
    # The helper next to the verb decides: "was reported" is passive, "was reporting" and "has reported" are not.
    is_passive = bool(auxiliaries) and auxiliaries[0] in _BE and is_participle(tokens[verb].low)
    return at, is_passive


def _is_between(token: Token, at: int) -> bool:
    if token.is_capital and at > 0:
        return False
    return token.low in phrases("reporting", "between") or (token.low.endswith("ly") and token.low not in _NOT_ADVERBS)


_NOT_ADVERBS = {
    "family",
    "italy",
    "ally",
    "assembly",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "reply",
    "supply",
    "july",
    "sicily",
    "anomaly",
}


def _over_time(tokens: Sequence[Token], at: int) -> int:
    """Step back over when it was said: `The ministry on Tuesday said`, `The bank on 4 May warned`."""
    times = phrases("dates", "weekdays") | phrases("dates", "months")
    if not any(token.low in times for token in tokens[max(0, at - 1) : at + 1]):
        return at
    while at > 0 and (
        tokens[at].low in times or tokens[at].low.isdigit() or tokens[at].low in {"on", "late", "early", "in"}
    ):
        at -= 1
    return at


def _over_asides(tokens: Sequence[Token], at: int) -> int:
    """Step back over what stands in commas, dashes or brackets between the subject and its verb."""
    if tokens[at].text == ")":
        opening = next((n for n in range(at, -1, -1) if tokens[n].text == "("), -1)
        return opening - 1
    if tokens[at].text not in {",", "–", "—"}:
        return at
    mark = tokens[at].text
    for opening in range(at - 1, 0, -1):
        if tokens[opening].text in '“”"':
            return -1
        if tokens[opening].text == mark and _may_speak(tokens, opening - 1):
            return opening - 1
    return -1


def _may_speak(tokens: Sequence[Token], at: int) -> bool:
    if not tokens[at].is_word:
        return False
    if is_name(tokens, at) or tokens[at].low in _WHO:
        return True
    return any(is_speaker(token) for token in tokens[_noun_phrase_start(tokens, at) : at + 1])


_WHO = {"he", "she", "they", "who", "others", "some", "one"}


def _noun_phrase_start(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first > 0 and at - first < _FURTHEST:
        before = tokens[first - 1]
        if (
            not before.is_word
            or before.low in _ENDS_PHRASE
            or (before.low in _HARD_ENDS and not (before.is_capital and first > 1))
        ):
            break
        first -= 1
    while first < at and tokens[first].low in _LEADS:
        first += 1
    return first


_FURTHEST = 14
_ENDS_PHRASE = {
    "that", "if", "when", "while", "although", "though", "because", "whether", "where", "why", "how", "but", "yet",
    "so", "nor", "unless",
    "until", "said", "says", "since", "what", "which", "it", "provided", "providing", "assuming",
}  # fmt: skip
_HARD_ENDS = {
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "to",
    "as",
    "than",
}
_LEADS = {
    "and",
    "or",
    "then",
    "also",
    "in",
    "on",
    "at",
    "with",
    "for",
    "by",
    "from",
    "after",
    "before",
    "however",
    "meanwhile",
    "moreover",
}
