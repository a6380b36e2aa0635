"""Statements that come before their verb: `..., said the minister`, `..., the minister said`."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.documents.extraction.complements import closes_sentence
from equipoise.documents.extraction.speakers import Speaker, is_speaker, subject_after
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def speaker_after_statement(tokens: Sequence[Token], at: int, kind: ReportingVerb) -> Speaker | None:
    """`..., said the minister`: the verb right after a closing mark or a comma."""
    if at == 0 or tokens[at].low not in _INVERTS or not (kind.says or kind.thinks or kind.quotes_only):
        return None
    before = tokens[at - 1]
    is_after_quotation = before.text in "”\"'’»" and before.end < tokens[at].start
    if not is_after_quotation and before.text != ",":
        return None
    subject = subject_after(tokens, at)
    if subject is None or (
        before.text == "," and not is_after_quotation and _has_subject_to_left(tokens, at, kind, subject)
    ):
        return None
    return subject


def _has_subject_to_left(tokens: Sequence[Token], at: int, kind: ReportingVerb, right: Speaker) -> bool:
    """`The minister, a critic, said the vote ...`: what stands right of the verb is said, not the speaker."""
    is_pronoun = tokens[right.first].low in phrases("reporting", "pronouns")
    is_someone = any(is_speaker(token) for token in tokens[right.first : right.last + 1])
    if not (tokens[right.first].is_capital or is_someone or is_pronoun):
        return True
    following = tokens[right.last + 1].low if right.last + 1 < len(tokens) and tokens[right.last + 1].is_word else "who"
    is_inserted = sum(token.text == "," for token in tokens[:at]) == 1 and following in {"with", "in", "at", "of"}
    if following != "who" and not is_inserted:
        return True
    return any(token.low in _FINITE_HINTS for token in tokens[right.first : right.last + 1])


_FINITE_HINTS = {
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "may",
    "might",
    "could",
    "can",
    "should",
}


_INVERTS = {"says", "said", "writes", "wrote"} | phrases("reporting", "tags")


def _mark_before(tokens: Sequence[Token], first: int) -> str:
    """The mark before a subject and what it hangs on: `, an aide to the minister said`."""
    for n in range(first - 1, max(-1, first - _FURTHEST), -1):
        if not tokens[n].is_word:
            return tokens[n].text
        if tokens[n].low in _FINITE_HINTS or tokens[n].low in _NO_APPOSITION:
            return ""
    return ""


_FURTHEST = 12
_NO_APPOSITION = {
    "provided",
    "providing",
    "assuming",
    "that",
    "and",
    "but",
    "because",
    "if",
    "when",
    "while",
    "we",
    "they",
    "he",
    "she",
    "those",
    "these",
    "which",
}
_QUOTING = frozenset("“”\"‘’«»'")


def closes_statement(tokens: Sequence[Token], at: int, subject: Speaker, *, states: bool) -> bool:
    """`..., the minister said`: the subject comes after a comma or a closing mark, nothing of weight follows.

    The hearer may, behind a closing mark or a main clause: `...,” the minister told a reporter`.
    """
    if subject.first == 0:
        return False
    before = _mark_before(tokens, subject.first)
    is_told = tokens[at].low in _TELL and (before in _CLOSING or (before == "," and _ends_with_hearer(tokens, at)))
    if not closes_sentence(tokens, at) and not is_told:
        return False
    if not states and not any(token.text in _QUOTING for token in tokens[: subject.first]):
        return False
    return before in {",", "”", '"', "’", "'", "–", "—", "?", "!", "»"}


def _ends_with_hearer(tokens: Sequence[Token], at: int) -> bool:
    """`Trials go well, the professor told a congress`, not `In Rome, the professor told a congress of the trials`."""
    is_bare = all(token.is_word and token.low not in _TOLD_MORE for token in tokens[at + 1 :] if token.text != ".")
    return is_bare and tokens[0].low not in _CIRCUMSTANCE


_TOLD_MORE = {"of", "about", "to", "that", "how", "why", "what", "not", "is", "was", "had", "has", "were", "are"}
_CIRCUMSTANCE = {
    "in", "on", "at", "after", "before", "during", "when", "while", "as", "since", "for", "with", "by", "from",
    "speaking", "asked", "despite", "under", "later", "earlier", "yesterday", "today",
}  # fmt: skip
_TELL = verb_forms("tell")
_CLOSING = {"”", '"', "’", "»"}
