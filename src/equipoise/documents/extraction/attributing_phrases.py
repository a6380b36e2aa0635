"""Statements attributed without a verb of saying: `according to`, `in her view`, `the minister's claim that`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.documents.extraction.complements import is_opening
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import Speaker, is_speaker, subject_before
from equipoise.documents.extraction.statement import Statement, speaker_span, without_end_mark
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def statements_by_phrases(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    """Statements of a sentence that no verb of saying attributes: the first by a phrase, else the first by a noun."""
    end = without_end_mark(prose, sentence.span)
    for found in _HOLDS_THAT.finditer(prose.plain, sentence.span.start, sentence.span.end):
        subject = _subject_of(tokens, found.start())
        if subject is not None:
            yield Statement(Span(found.end(), end), speaker_span(tokens, subject), Span(*found.span()))
            return
    for pattern in (_ACCORDING, _IN_VIEW, _FOR_SOME):
        for found in pattern.finditer(prose.plain, sentence.span.start, sentence.span.end):
            speaker = _speaker_from(prose, found, sentence)
            if speaker is not None:
                yield Statement(Span(sentence.span.start, end), speaker, Span(found.start(), found.end()))
                return
    yield from _by_nouns(prose, sentence, tokens)


_ACCORDING = re.compile(
    r"\b(?:according\s+to|in\s+the\s+(?:words|view|opinion|eyes|judge?ment|assessment)\s+of)\s+", re.IGNORECASE
)
_OWNERS = r"(?:his|her|their|my|our|[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,3}'s)"
_IN_VIEW = re.compile(
    rf"\b(?:[Ii]n\s+{_OWNERS}\s+(?:own\s+)?(?:view|opinion|words|judge?ment|telling|reading|estimation)|"
    rf"[Bb]y\s+{_OWNERS}\s+(?:own\s+)?(?:account|reckoning|estimate|admission|count))\b(?=\s*[,.])"
)
_HOLDS_THAT = re.compile(
    r"\b(?:is|are|was|were|am|remains?|remained|seems?)\s+(?:[a-z]+ly\s+|also\s+|not\s+|still\s+)?"
    r"(?:adamant|convinced|confident|certain|sure|worried|concerned|afraid|hopeful|optimistic|sceptical|skeptical|alarmed|of\s+the\s+view)\s+that\b|"
    r"\b(?:makes?|made|making|takes?|took|puts?|came\s+to|comes\s+to|reached|reaches|offers?|advance[sd]?)\s+the\s+(?:case|point|view|argument|conclusion|position)\s+that\b"
)
_FOR_SOME = re.compile(
    r"(?<![^\s“\"])[Ff]or\s+(?P<who>some|many|others|most|critics|sceptics|skeptics|supporters|opponents|proponents|optimists|pessimists)"
    r"(?:\s+(?:analysts|observers|experts|scholars|economists|critics|commentators|officials))?\s*"
    r"(?=,|(?:the|this|these|it|they|such|a|an)\s)"
)  # fmt: skip


def _subject_of(tokens: Sequence[Token], start: int) -> Speaker | None:
    """A person, body or name right before a place."""
    at = next((n for n, token in enumerate(tokens) if token.start >= start), None)
    if at is None:
        return None
    subject = subject_before(tokens, at, ReportingVerb(weighs=True))
    return subject if subject is not None and subject.is_known else None


def _speaker_from(prose: Prose, found: re.Match[str], sentence: Sentence) -> Span | None:
    if "who" in found.re.groupindex:
        return Span(*found.span("who"))
    if found.re is not _ACCORDING:
        return Span(found.start() + 3, found.end())
    after = [token for token in prose.tokens(Span(found.end(), sentence.span.end))]
    if not after or not after[0].is_word:
        return None
    last = 0
    while (
        last + 1 < len(after)
        and after[last + 1].is_word
        and after[last + 1].low not in {"who", "that", "which", "while", "whose"}
    ):
        last += 1
    names = [
        token
        for token in after[: last + 1]
        if token.is_capital or is_speaker(token) or token.low in {"him", "her", "them"}
    ]
    return Span(after[0].start, after[last].end) if names else None


def _by_nouns(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    end = without_end_mark(prose, sentence.span)
    for at, token in enumerate(tokens[:-1]):
        if token.is_capital and at > 0:
            continue
        if token.low in phrases("reporting", "nouns") and _states(tokens, at):
            owner = _owner(tokens, at)
            if owner is not None:
                yield Statement(Span(tokens[at + 1].start, end), owner, token.span)
                return
        if token.low in phrases("reporting", "nouns_alone") and tokens[at + 1].low in {
            "that",
            "emerge",
            "emerged",
            "say",
            "suggest",
        }:
            yield Statement(Span(tokens[at + 1].start, end), token.span, token.span)
            return


def _states(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1 : at + 7]
    if not following:
        return False
    first = following[0]
    if first.low == "to" and not any(token.low == "that" for token in following):
        owner = tokens[at - 1].low.removesuffix("'s") if at > 0 else ""
        return tokens[at].low in {"pledge", "vow", "promise", "threat", "demand"} or owner in phrases(
            "reporting", "documents"
        )
    return first.low in {"that", ":"} or is_opening(tokens, at + 1) or any(token.low == "that" for token in following)


def _owner(tokens: Sequence[Token], at: int) -> Span | None:
    """Who owns a noun of saying: `the ministry's claim`, `their claim`, `it contained a claim`."""
    n = at - 1
    while n >= 0 and tokens[n].is_word and tokens[n].low.isalpha() and at - n < 4 and not tokens[n].low.endswith("'s"):
        if tokens[n].low in {"his", "her", "their"}:
            return tokens[n].span
        if tokens[n].low in {"a", "an", "the", "some"}:
            carrier = next((m for m in range(n - 1, max(-1, n - 3), -1) if tokens[m].low in _carries()), None)
            return tokens[carrier].span if carrier is not None else None
        n -= 1
    if n < 0:
        return None
    token = tokens[n]
    if token.low.endswith("'s") and (token.is_capital or is_speaker(token)):
        return token.span
    if token.text in {"’", "'"} and n > 0 and (tokens[n - 1].is_capital or is_speaker(tokens[n - 1])):
        return tokens[n - 1].span
    return None


def _carries() -> frozenset[str]:
    return frozenset(form for base in phrases("reporting", "carries") for form in verb_forms(base))
