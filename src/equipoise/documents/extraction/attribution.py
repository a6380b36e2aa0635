"""Attributed statements: who says, thinks or names what, in whose words.

A verb of saying needs a subject that can speak and something said: a clause, a quotation, or a sentence that it closes
(`..., she said.`). Beside verbs there are `according to`, owned nouns of saying (`the minister's claim that`), and
sentences that stand wholly between quotation marks, whose speaker is named elsewhere. What only a phrase attributes is
looked for where no verb does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.documents.extraction.agreement import agrees, is_supposed
from equipoise.documents.extraction.attributing_phrases import statements_by_phrases
from equipoise.documents.extraction.carried_subjects import carried_subject
from equipoise.documents.extraction.complements import (
    bare_clause_start,
    clause_start,
    is_opening,
    names_plainly,
    naming_start,
    object_start,
    takes_position,
)
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.passive_statements import statements_in_passive
from equipoise.documents.extraction.points_of_view import statements_by_view
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.quotations import says_something
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import Speaker, subject_before
from equipoise.documents.extraction.stances import raised_start, stance_start, weighed_start
from equipoise.documents.extraction.statement import Statement, speaker_span, without_end_mark
from equipoise.documents.extraction.tails import closes_statement, speaker_after_statement
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import CLAIMS, SAY, ReportingVerb, reporting_verb
from equipoise.documents.extraction.vocabulary import verb_forms


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
    inverted = speaker_after_statement(tokens, at, kind)
    if inverted is not None:
        return Statement(Span(sentence.span.start, tokens[at - 1].start), speaker_span(tokens, inverted), verb)
    subject = subject_before(tokens, at, kind)
    if subject is None:
        subject = carried_subject(tokens, at, kind, has_spoken=has_spoken)
    if subject is None:
        return None
    speaker = None if subject.last == at else speaker_span(tokens, subject)
    if subject.last != at and (is_supposed(tokens, at, subject, kind) or not agrees(tokens, at, subject)):
        return None
    negated = any(
        token.low in {"not", "never", "n't"} or token.low.endswith("n't") for token in tokens[max(0, subject.last) : at]
    )
    if not subject.is_known and kind.weighs:
        return None
    if subject.first > 0 and tokens[subject.first - 1].low == "what" and not kind.names:
        return None  # "What the law says fills a page": what is said has no words here
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
    if states and at > 0 and tokens[at - 1].low == "to" and tokens[at].low in CLAIMS and at + 1 < len(tokens):
        return Span(tokens[at + 1].start, end)
    if states or kind.quotes_only:
        start = _spoken_clause(tokens, at, kind, states=states)
        if start is not None:
            return Span(tokens[start].start, end)
    if states and closes_statement(tokens, at, subject, states=states):
        return Span(sentence.span.start, tokens[max(0, subject.first - 1)].start)
    if states and tokens[at].low not in _NEEDS_THAT:
        start = bare_clause_start(tokens, at)
        is_certain = subject.is_known and (not kind.weighs or tokens[subject.last].low != "they")
        if start is not None and (is_certain or tokens[at].low in SAY):
            return Span(tokens[start].start, end)
    if kind.says and (start := object_start(tokens, at)) is not None and start < len(tokens):
        return Span(tokens[start].start, end)
    if kind.quotes_only and closes_statement(tokens, at, subject, states=states):
        return Span(sentence.span.start, tokens[max(0, subject.first - 1)].start)
    if tokens[at].low in SAY and subject.last != at and at + 1 < len(tokens) and tokens[at + 1].is_word:
        return Span(tokens[at + 1].start, end)
    has_as_only = tokens[at].low in _SEES
    if kind.names and subject.is_known and (start := naming_start(tokens, at, quotation=not has_as_only)) is not None:
        return Span(tokens[start].start, end)
    if kind.names and subject.is_known and tokens[at].low in _CALL and names_plainly(tokens, at):
        return Span(tokens[at + 1].start, end)
    if (kind.says or kind.repeats) and (start := _quotation_near(tokens, at)) is not None:
        return Span(tokens[start].start, end)
    if kind.repeats and subject.is_known and takes_position(tokens, at):
        return Span(tokens[at + 1].start, end)
    if subject.is_known and (start := stance_start(tokens, at)) is not None:
        return Span(tokens[start].start, end)
    is_other = subject.last != at and tokens[subject.last].low not in {"we", "i"}
    if kind.thinks and subject.is_known and is_other:
        start = raised_start(tokens, at)
        start = weighed_start(tokens, at) if start is None else start
        return None if start is None else Span(tokens[start].start, end)
    return None


def _spoken_clause(tokens: Sequence[Token], at: int, kind: ReportingVerb, *, states: bool) -> int | None:
    start = clause_start(tokens, at)
    if start is None or start >= len(tokens):
        return None
    if not states:
        return start if is_opening(tokens, start) and tokens[at + 1].low != "to" else None
    # A thought has no hearer or place before it; what follows further on belongs to something else.
    return start if kind.says or kind.weighs or start <= at + _BESIDE else None


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
_QUOTE_REACH = 12


def _quotation_near(tokens: Sequence[Token], at: int) -> int | None:
    for n in range(at + 1, min(len(tokens), at + _QUOTE_REACH)):
        if tokens[n].text in {".", ";", ","}:
            return None
        if is_opening(tokens, n):
            return n
    return None


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
