"""Whether a subject and a verb of saying belong together."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.documents.extraction.speakers import Speaker, is_speaker
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb, is_base_form, is_participle


def is_supposed(tokens: Sequence[Token], at: int, subject: Speaker, kind: ReportingVerb) -> bool:
    """`China may see it as ...`, `I would call it`: nobody has said or thought it yet."""
    helpers = {token.low for token in tokens[subject.last + 1 : at]} & _SUPPOSING
    if not helpers:
        return False
    return tokens[subject.last].low == "i" or kind.names or ((kind.thinks or kind.weighs) and not kind.says)


_SUPPOSING = {"may", "might", "could", "would", "will", "should", "must", "can", "'d", "'ll"}


def agrees(tokens: Sequence[Token], at: int, subject: Speaker) -> bool:
    """Whether a form that may be a noun has a subject that makes it a verb: `critics claim`, not `a claim`."""
    word, head = tokens[at].low, tokens[_head(tokens, subject)].low
    if not is_base_form(word):
        return True
    if any(
        token.low in _SUPPOSING or token.low in {"do", "does", "did", "to", "not", "n't"}
        for token in tokens[subject.last : at]
    ):
        return True
    is_pair = any(token.low == "and" for token in tokens[subject.first : subject.last])
    is_plural = (head.endswith("s") and not head.endswith(("ss", "'s", "us", "is"))) or head in _PLURAL
    return is_plural or is_pair


def _head(tokens: Sequence[Token], subject: Speaker) -> int:
    """The noun that the verb agrees with: `officials` in `officials in Nairobi`."""
    for n in range(subject.first + 1, subject.last + 1):
        if tokens[n].low in {
            "in",
            "of",
            "at",
            "from",
            "for",
            "on",
            "with",
            "near",
            "around",
            "across",
            "inside",
            "among",
            "amongst",
            "close",
        } or (is_participle(tokens[n].low) and is_speaker(tokens[n - 1])):
            return n - 1
    return subject.last


_PLURAL = {
    "i",
    "we",
    "they",
    "you",
    "who",
    "some",
    "others",
    "many",
    "both",
    "most",
    "several",
    "few",
    "people",
    "media",
    "police",
    "men",
    "women",
    "data",
    "staff",
    "elites",
    "us",
}
