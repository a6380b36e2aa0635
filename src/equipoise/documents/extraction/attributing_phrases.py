"""Statements attributed without a verb of saying: `according to`, `in her view`, `the minister's claim that`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.documents.extraction.complements import is_opening
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import Speaker, is_name, is_speaker, subject_before
from equipoise.documents.extraction.statement import Statement, speaker_span, without_end_mark
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def statements_by_phrases(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    """Statements of a sentence that no verb of saying attributes: the first by a phrase, else the first by a noun."""
    end = without_end_mark(prose, sentence.span)
    for pattern in (_HOLDS_THAT, _IS_CLEAR, _GIVES_CHANCE, _SEES_DIFFERENTLY):
        for found in pattern.finditer(prose.plain, *sentence.span):
            subject = _subject_of(tokens, found.start())
            if subject is not None:
                yield Statement(Span(found.end(), end), speaker_span(tokens, subject), Span(*found.span()))
                return
    if (introduced := _introduced(prose, sentence, tokens)) is not None:
        yield introduced
        return
    for pattern in (_ACCORDING, _FOR_SOME):
        for found in pattern.finditer(prose.plain, sentence.span.start, sentence.span.end):
            speaker = _speaker_from(prose, found, sentence)
            if speaker is not None:
                yield Statement(Span(sentence.span.start, end), speaker, Span(found.start(), found.end()))
                return
    yield from _by_nouns(prose, sentence, tokens)


_ACCORDING = re.compile(
    r"\b(?:according\s+to|in\s+the\s+(?:words|view|opinion|eyes|judge?ment|assessment)\s+of)\s+", re.IGNORECASE
)
_HOLDS_THAT = re.compile(
    r"\b(?:is|are|was|were|am|remains?|remained|seems?)\s+(?:[a-z]+ly\s+|also\s+|not\s+|still\s+)?"
    r"(?:adamant|convinced|confident|certain|sure|worried|concerned|afraid|hopeful|optimistic|sceptical|skeptical|alarmed|of\s+the\s+view)\s+that\b|"
    r"\b(?:makes?|made|making|takes?|took|puts?|came\s+to|comes\s+to|reached|reaches|offers?|advance[sd]?)\s+the\s+(?:case|point|view|argument|conclusion|position)\s+that\b"
)
_IS_CLEAR = re.compile(
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:[a-z]+ly\s+|also\s+|no\s+less\s+|more\s+|even\s+more\s+)?"
    r"(?:clear|blunt|blunter|adamant|unanimous|emphatic|unequivocal|categorical|frank|explicit|defiant|scathing)"
    r"(?:\s+(?:on|about|in)\s+[\w\s'-]{1,40})?\s*(?::|–|—)(?=\s)"
)
_GIVES_CHANCE = re.compile(
    r"\b(?:gives?|gave|giving)\s+(?=(?:[\w'’%-]+\s+){1,6}?(?<!\ba\s)(?<!\bthe\s)(?<!\bsecond\s)(?<!\blast\s)(?:chances?|odds)\b(?!\s+to\b))"
)
"""`Modellers give it one chance in five`; to give somebody a chance to do something is no estimate."""
_SEES_DIFFERENTLY = re.compile(
    r"\b(?:sees?|saw|views?|viewed|puts?|tells?|told|reads?|remembers?|remembered)\s+"
    r"(?:it|things|this|matters|the\s+(?:matter|case|affair|story))\s+"
    r"(?:[a-z]+ly|otherwise|another\s+way|in\s+another\s+light|this\s+way)\s*(?::|;|–|—)(?=\s)"
)
_COLON_QUOTE = re.compile(r":\s+[“\"‘'](?P<said>[^“”\"]*[.!?…][”\"’'])")
_PEOPLE = {"he", "she", "they", "we", "i", "who"}
_FOR_SOME = re.compile(
    r"(?<![^\s“\"])[Ff]or\s+(?P<who>some|many|others|most|critics|sceptics|skeptics|supporters|opponents|proponents|optimists|pessimists)"
    r"(?:\s+(?:analysts|observers|experts|scholars|economists|critics|commentators|officials))?\s*"
    r"(?=,|(?:the|this|these|it|they|such|a|an)\s)"
)  # fmt: skip


def _introduced(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Statement | None:
    """A whole quotation after a colon, with somebody before it: `Lee shrugged: “They lied.”`."""
    found = _COLON_QUOTE.search(prose.plain, *sentence.span)
    if found is None:
        return None
    before = [token for token in tokens if token.start < found.start()]
    named = [n for n, token in enumerate(before) if is_name(before, n) or is_speaker(token) or token.low in _PEOPLE]
    said = Span(found.start("said"), without_end_mark(prose, sentence.span))
    return Statement(said, before[named[-1]].span, None) if named else None


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
    said_by = after[: last + 1]
    is_person = any(token.is_capital or is_speaker(token) or token.low in {"him", "her", "them"} for token in said_by)
    # "according to the plan", "according to need": a measure, not a voice. Other nouns with an article speak.
    is_measure = any(token.low in phrases("reporting", "measures") for token in said_by[:_FIRST_WORDS])
    if is_person or (said_by[0].low in _ARTICLES and len(said_by) > 1 and not is_measure):
        return Span(said_by[0].start, said_by[-1].end)
    return None


_FIRST_WORDS = 4
_ARTICLES = {"the", "a", "an", "one", "two", "some", "several", "three"}


def _by_nouns(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    end = without_end_mark(prose, sentence.span)
    for at, token in enumerate(tokens[:-1]):
        if token.is_capital and at > 0:
            continue
        owner = None
        is_said = token.low in phrases("reporting", "nouns") and _states(tokens, at)
        if is_said or (token.low in phrases("reporting", "nouns_before_that") and _says_at_once(tokens, at)):
            owner = _owner(tokens, at) or _author(tokens, at)
        elif token.low in phrases("reporting", "documents") and tokens[at + 1].low == "by":
            owner = _author(tokens, at)
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
    is_told = any(token.low == "that" for token in following) or _author(tokens, at) is not None
    return first.low in {"that", ":"} or is_opening(tokens, at + 1) or is_told


def _says_at_once(tokens: Sequence[Token], at: int) -> bool:
    """Whether `that` follows a noun directly, after a comma, or after `is`: `the hope in Rome is that`."""
    that = next((n for n in range(at + 1, min(len(tokens), at + _AUTHOR_REACH)) if tokens[n].low == "that"), None)
    if that is None:
        return False
    return that == at + 1 or (that == at + 2 and tokens[at + 1].text == ",") or tokens[that - 1].low in _IS


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
    if token.low.endswith("'s") and token.low.removesuffix("'s") not in _times():
        return token.span
    if token.text in {"’", "'"} and n > 0 and tokens[n - 1].low.endswith("s"):
        return tokens[n - 1].span
    return None


def _author(tokens: Sequence[Token], at: int) -> Span | None:
    """Whose noun of saying it is by what follows: `a pledge by Lee that`, `the view in Cairo is that`."""
    that = next((n for n in range(at + 1, min(len(tokens), at + _AUTHOR_REACH)) if tokens[n].low == "that"), None)
    if that is None:
        return None
    for n in range(at + 1, that):
        if tokens[n].low not in {"by", "in", "among", "amongst", "of", "from"}:
            continue
        named = [m for m in range(n + 1, that) if is_name(tokens, m) or is_speaker(tokens[m])]
        is_told = tokens[n].low == "by" or tokens[that - 1].low in _IS
        if named and is_told:
            return Span(tokens[n + 1].start, tokens[named[-1]].end)
    return None


_AUTHOR_REACH = 12
_IS = {"is", "was", "remains", "remained", "holds", "were", "are"}


def _times() -> frozenset[str]:
    return phrases("dates", "weekdays") | phrases("dates", "months") | phrases("reporting", "no_owners")


def _carries() -> frozenset[str]:
    return frozenset(form for base in phrases("reporting", "carries") for form in verb_forms(base))
