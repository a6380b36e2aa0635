"""Statements told in the passive: `was described by a general as a success`, `as acknowledged by the bank`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.documents.extraction.complements import is_opening
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import is_name, is_speaker
from equipoise.documents.extraction.statement import Statement, without_end_mark
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb, is_participle, reporting_verb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def statements_in_passive(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    """Statements whose speaker follows `by`, in order.

    A verb of naming needs `as` or a quotation after the speaker. What people do by speaking (ask, propose, announce)
    tells of an act, not of something said.
    """
    end = without_end_mark(prose, sentence.span)
    for at in range(len(tokens) - 2):
        if tokens[at + 1].low != "by" or not is_participle(tokens[at].low):
            continue
        kind, speaker = reporting_verb(tokens, at), _agent(tokens, at + 2)
        if kind is None or speaker is None:
            continue
        named = _named(tokens, at + 2)
        if named is not None and kind.names:
            yield Statement(Span(tokens[named].start, end), speaker, tokens[at].span)
        elif (kind.says or kind.thinks) and not _acts(tokens[at].low, kind):
            yield Statement(Span(sentence.span.start, end), speaker, tokens[at].span)


_FURTHEST_AGENT = 8
_FURTHEST_NAME = 14


def _acts(participle: str, kind: ReportingVerb) -> bool:
    acts = (form for base in phrases("reporting", "acts") for form in verb_forms(base))
    return kind.quotes_only or participle in acts


def _agent(tokens: Sequence[Token], first: int) -> Span | None:
    """A name, or a person or body, right after `by`."""
    last, is_known = first - 1, False
    for n in range(first, min(len(tokens), first + _FURTHEST_AGENT)):
        if not tokens[n].is_word or tokens[n].low in _ENDS_AGENT:
            break
        last = n
        is_known = is_known or is_name(tokens, n) or is_speaker(tokens[n])
        if tokens[n].low in phrases("reporting", "pronouns") and n == first:
            is_known = True
    return Span(tokens[first].start, tokens[last].end) if is_known else None


_ENDS_AGENT = {
    "as",
    "that",
    "in",
    "on",
    "at",
    "to",
    "during",
    "after",
    "before",
    "when",
    "while",
    "who",
    "which",
    "for",
}


def _named(tokens: Sequence[Token], first: int) -> int | None:
    for n in range(first, min(len(tokens), first + _FURTHEST_NAME)):
        if tokens[n].text in {".", ";"}:
            return None
        if tokens[n].low == "as" or is_opening(tokens, n):
            return n
    return None
