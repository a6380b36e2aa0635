"""Attributed statements: who says, thinks or names what, in whose words.

A verb of saying needs a subject that can speak and something said: a clause, a quotation, or a sentence that it closes
(`..., she said.`). Beside verbs there are `according to`, owned nouns of saying (`the minister's claim that`), and
sentences that stand wholly between quotation marks, whose speaker is named elsewhere. What only a phrase attributes is
looked for where no verb does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.documents.extraction.attributing_phrases import statements_by_phrases
from equipoise.documents.extraction.complements import (
    bare_clause_start,
    clause_start,
    closes_sentence,
    is_opening,
    naming_start,
    object_start,
)
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.passive_statements import statements_in_passive
from equipoise.documents.extraction.points_of_view import statements_by_view
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.quotations import says_something
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import Speaker, is_speaker, subject_after, subject_before
from equipoise.documents.extraction.stances import raised_start, stance_start
from equipoise.documents.extraction.statement import Statement, speaker_span, without_end_mark
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import ReportingVerb, is_base_form, reporting_verb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def attributed_statements(prose: Prose) -> Iterator[Mention]:
    """Attributed statements in order of sentences.

    Details: `speaker` and `verb` (text and place; None where the sentence does not name them), `quoted` (direct, mixed
    or indirect), and `negated` where the speaker is said not to say it.
    """
    last_speaker: Span | None = None
    names: set[str] = set()
    for sentence in prose.read:
        tokens = prose.tokens(sentence.span)
        found = (
            list(_by_verbs(prose, sentence, tokens))
            or list(statements_in_passive(prose, sentence, tokens))
            or list(statements_by_phrases(prose, sentence, tokens))
            or list(statements_by_view(prose, sentence, names))
        )
        if not found and (whole := _wholly_quoted(prose, sentence)) is not None:
            found = [Statement(whole, None, None)]
        for statement in found:
            yield _mention(prose, sentence, statement, last_speaker)
            last_speaker = statement.speaker or last_speaker
            if statement.speaker is not None:
                names.update(token.text for token in prose.tokens(statement.speaker) if token.is_capital)


def _by_verbs(prose: Prose, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Statement]:
    has_spoken = False
    for at in range(len(tokens)):
        kind = reporting_verb(tokens, at)
        if kind is None:
            continue
        found = _statement(prose, sentence, tokens, at, kind, has_spoken=has_spoken)
        if found is not None:
            has_spoken = True
            yield found


def _statement(
    prose: Prose, sentence: Sentence, tokens: Sequence[Token], at: int, kind: ReportingVerb, *, has_spoken: bool
) -> Statement | None:
    verb = tokens[at].span
    inverted = _inverted(tokens, at, kind)
    if inverted is not None:
        return Statement(Span(sentence.span.start, tokens[at - 1].start), speaker_span(tokens, inverted), verb)
    subject = subject_before(tokens, at, kind)
    if subject is None:
        subject = _carried(tokens, at, kind, has_spoken=has_spoken)
    if subject is None:
        return None
    speaker = None if subject.last == at else speaker_span(tokens, subject)
    if subject.last != at and (_is_supposed(tokens, at, subject, kind) or not _agrees(tokens, at, subject)):
        return None
    negated = any(
        token.low in {"not", "never", "n't"} or token.low.endswith("n't") for token in tokens[max(0, subject.last) : at]
    )
    if not subject.is_known and kind.weighs:
        return None
    said = _said(prose, sentence, tokens, at, kind, subject)
    return None if said is None else Statement(said, speaker, verb, negated)


def _said(
    prose: Prose, sentence: Sentence, tokens: Sequence[Token], at: int, kind: ReportingVerb, subject: Speaker
) -> Span | None:
    """What is said, or None where the verb says nothing here."""
    end = without_end_mark(prose, sentence.span)
    # A verb inside a quotation governs no more than the quotation.
    end = next((part.end for part in prose.quoted(sentence.span) if part.start <= tokens[at].start < part.end), end)
    states = kind.says or kind.weighs or kind.thinks
    if states and subject.first > 0 and tokens[subject.first - 1].low == "as":
        return Span(sentence.span.start, end)
    if states and at > 0 and tokens[at - 1].low == "to" and tokens[at].low in _CLAIMS and at + 1 < len(tokens):
        return Span(tokens[at + 1].start, end)
    if states or kind.quotes_only:
        start = _spoken_clause(tokens, at, kind, states=states)
        if start is not None:
            return Span(tokens[start].start, end)
    if states and _is_tail(tokens, at, subject, states=states):
        return Span(sentence.span.start, tokens[max(0, subject.first - 1)].start)
    if states and tokens[at].low not in _NEEDS_THAT:
        start = bare_clause_start(tokens, at)
        is_certain = subject.is_known and (not kind.weighs or tokens[subject.last].low != "they")
        if start is not None and (is_certain or tokens[at].low in _SAY):
            return Span(tokens[start].start, end)
    if kind.says and (start := object_start(tokens, at)) is not None and start < len(tokens):
        return Span(tokens[start].start, end)
    if kind.quotes_only and _is_tail(tokens, at, subject, states=states):
        return Span(sentence.span.start, tokens[max(0, subject.first - 1)].start)
    if tokens[at].low in _SAY and subject.last != at and at + 1 < len(tokens) and tokens[at + 1].is_word:
        return Span(tokens[at + 1].start, end)
    has_as_only = tokens[at].low in _SEES
    if kind.names and subject.is_known and (start := naming_start(tokens, at, quotation=not has_as_only)) is not None:
        return Span(tokens[start].start, end)
    if kind.names and subject.is_known and tokens[at].low in _CALL and _names_plainly(tokens, at):
        return Span(tokens[at + 1].start, end)
    if (kind.says or kind.repeats) and (start := _quotation_near(tokens, at)) is not None:
        return Span(tokens[start].start, end)
    if kind.repeats and subject.is_known and _takes_position(tokens, at):
        return Span(tokens[at + 1].start, end)
    if subject.is_known and (start := stance_start(tokens, at)) is not None:
        return Span(tokens[start].start, end)
    is_other = subject.last != at and tokens[subject.last].low not in {"we", "i"}
    if kind.thinks and subject.is_known and is_other and (start := raised_start(tokens, at)) is not None:
        return Span(tokens[start].start, end)
    return None


def _spoken_clause(tokens: Sequence[Token], at: int, kind: ReportingVerb, *, states: bool) -> int | None:
    start = clause_start(tokens, at)
    if start is None or start >= len(tokens):
        return None
    if not states:
        return start if is_opening(tokens, start) and tokens[at + 1].low != "to" else None
    # A thought has no hearer or place before it; what follows further on belongs to something else.
    return start if kind.says or kind.weighs or start <= at + _BESIDE else None


_SAY = verb_forms("say")
_CLAIMS = {"suggest", "argue", "claim", "allege", "say", "imply", "warn", "insist", "deny", "note"}
_BESIDE = 3
_NEEDS_THAT = verb_forms("consider") | verb_forms("know") | verb_forms("feel") | verb_forms("hold") | verb_forms("find")
_SEES = (
    verb_forms("read")
    | verb_forms("interpret")
    | verb_forms("see")
    | verb_forms("view")
    | verb_forms("regard")
    | verb_forms("perceive")
)
_CALL = verb_forms("call") | verb_forms("term") | verb_forms("dub")
_INVERTS = {"says", "said", "writes", "wrote"} | phrases("reporting", "tags")
_QUOTE_REACH = 12
_POSITION_REACH = 7


def _inverted(tokens: Sequence[Token], at: int, kind: ReportingVerb) -> Speaker | None:
    """`..., said the minister`: the verb right after a closing mark or a comma."""
    if at == 0 or tokens[at].low not in _INVERTS or not (kind.says or kind.quotes_only):
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
    if not (tokens[right.first].is_capital or is_speaker(tokens[right.last]) or is_pronoun):
        return True
    if right.last + 1 < len(tokens) and tokens[right.last + 1].is_word and tokens[right.last + 1].low != "who":
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


def _carried(tokens: Sequence[Token], at: int, kind: ReportingVerb, *, has_spoken: bool) -> Speaker | None:
    """A verb whose subject stands further left: `and said that`, `adding that`, `went on to say that`."""
    n = at - 1
    while n >= 0 and tokens[n].low in _HAVE:
        n -= 1
    while n >= 0 and (
        tokens[n].low in {"then", "also", "rather", "later", "instead", "further"} or tokens[n].low.endswith("ly")
    ):
        n -= 1
    if n < 0:
        return None
    before = tokens[n].low
    is_spoken_clause = clause_start(tokens, at) is not None or (kind.says and object_start(tokens, at) is not None)
    says_plainly = tokens[at].low in _SAY and bare_clause_start(tokens, at) is not None
    if tokens[at].low.endswith("ing"):
        if kind.weighs and before == "," and not has_spoken:
            return None  # "They signed, suggesting that ...": the act suggests it, nobody says it
        is_clause = kind.says and (is_spoken_clause or (not kind.weighs and bare_clause_start(tokens, at) is not None))
        is_name = kind.names and (naming_start(tokens, at, quotation=True) is not None or _names_plainly(tokens, at))
        return Speaker(at, at, is_known=True) if before in _BEFORE_SAYING and (is_clause or is_name) else None
    if before in {"and", "but", "or"} and (says_plainly or (is_spoken_clause and (has_spoken or not kind.weighs))):
        return Speaker(at, at, is_known=True)
    if (
        before in {"and", "but"}
        and kind.repeats
        and tokens[at].low.endswith(("ed", "es"))
        and _takes_position(tokens, at)
    ):
        return Speaker(at, at, is_known=True)
    if before == "to" and tokens[at].low in _CLAIMS and any(token.low in _GOES for token in tokens[max(0, n - 5) : n]):
        return Speaker(at, at, is_known=True)
    return None


_BEFORE_SAYING = {",", "by", "in", "as", "–", "—", *phrases("reporting", "documents")}
_HAVE = {"has", "have", "had"}
_GOES = verb_forms("go") | {
    "continued",
    "continues",
    "sought",
    "seeks",
    "tried",
    "wants",
    "wanted",
    "appeared",
    "appears",
}


def _is_supposed(tokens: Sequence[Token], at: int, subject: Speaker, kind: ReportingVerb) -> bool:
    """`China may see it as ...`, `I would call it`: nobody has said or thought it yet."""
    helpers = {token.low for token in tokens[subject.last + 1 : at]} & _SUPPOSING
    if not helpers:
        return False
    return tokens[subject.last].low == "i" or kind.names or (kind.thinks and not kind.says)


_SUPPOSING = {"may", "might", "could", "would", "will", "should", "must", "can", "'d", "'ll"}


def _agrees(tokens: Sequence[Token], at: int, subject: Speaker) -> bool:
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
        }:
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


def _is_tail(tokens: Sequence[Token], at: int, subject: Speaker, *, states: bool) -> bool:
    """`..., the minister said`: the subject comes after a comma or a closing mark, nothing of weight follows.

    Behind a closing mark, the hearer may: `...,” the minister told a reporter`.
    """
    if subject.first == 0:
        return False
    before = _mark_before(tokens, subject.first)
    if not closes_sentence(tokens, at) and not (tokens[at].low in _TELL and before in _CLOSING):
        return False
    if not states and not any(token.text in _QUOTING for token in tokens[: subject.first]):
        return False
    return before in {",", "”", '"', "’", "'", "–", "—", "?", "!", "»"}


_TELL = verb_forms("tell")
_CLOSING = {"”", '"', "’", "»"}


def _names_plainly(tokens: Sequence[Token], at: int) -> bool:
    """`called the decree unconstitutional`, `called it a coup`: a name without quotation marks."""
    rest: list[Token] = []
    for token in tokens[at + 1 : at + _NAMING_REACH]:
        if not token.is_word:
            break
        rest.append(token)
    if len(rest) < _TWO or rest[0].low in _CALLS_OTHERWISE:
        return False
    has_second_noun = any(token.low in {"a", "an"} for token in rest[1:])
    is_bare = rest[0].low not in {"the", "a", "an", "it", "this", "that", "them", "him", "her", "its", "their", "his"}
    return has_second_noun or rest[-1].low.endswith(_OF_ADJECTIVES) or is_bare


_TWO = 2
_NAMING_REACH = 14
_CALLS_OTHERWISE = {"for", "on", "off", "in", "up", "out", "into", "to", "by", "upon", "back", "at"}
_OF_ADJECTIVES = (
    "al", "ive", "ous", "able", "ible", "ful", "less", "ic", "ary", "ent", "ant", "ish", "just", "fair", "mad",
    "wrong", "right", "dead",
    "invalid", "absurd", "premature", "immature", "insane", "unsafe", "fake",
)  # fmt: skip


def _quotation_near(tokens: Sequence[Token], at: int) -> int | None:
    for n in range(at + 1, min(len(tokens), at + _QUOTE_REACH)):
        if tokens[n].text in {".", ";", ","}:
            return None
        if is_opening(tokens, n):
            return n
    return None


def _takes_position(tokens: Sequence[Token], at: int) -> bool:
    return any(token.low in phrases("reporting", "positions") for token in tokens[at + 1 : at + _POSITION_REACH])


# --- quotations -------------------------------------------------------------------------------------------------

_MOST = 0.6


def _wholly_quoted(prose: Prose, sentence: Sentence) -> Span | None:
    """The quoted part of a sentence that is nearly all quotation and says something."""
    if sentence.is_heading:
        return None
    length = sentence.span.end - sentence.span.start
    for part in prose.quoted(sentence.span):
        if part.end - part.start >= _MOST * length and says_something(prose.plain, part):
            return part
    return None


def _mention(prose: Prose, sentence: Sentence, statement: Statement, last_speaker: Span | None) -> Mention:
    said = statement.said if statement.said.end > statement.said.start else sentence.span
    details: dict[str, object] = {
        "speaker": _place(prose, statement.speaker),
        "verb": _place(prose, statement.verb),
        "quoted": _mode(prose, said),
    }
    if statement.speaker is None and last_speaker is not None:
        details["likely_speaker"] = _place(prose, last_speaker)
    if statement.negated:
        details["negated"] = True
    return Mention("attributed_statement", said, sentence.span, details)


def _place(prose: Prose, span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"text": prose.plain[span.start : span.end], "start": span.start, "end": span.end}


def _mode(prose: Prose, said: Span) -> str:
    quoted = sum(part.end - part.start for part in prose.quoted(said))
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.9 * (said.end - said.start) - 2 else "mixed"
