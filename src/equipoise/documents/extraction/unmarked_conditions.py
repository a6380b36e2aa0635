"""Conditions that no word marks: inversions, doings, commands, such steps, things that only may come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from equipoise.documents.extraction.clauses import Condition, after_marks, clause_end, clause_starts
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import phrases

_INVERSION = re.compile(
    r"(?:(?<=[.!?;,—–]\s)|(?<=\bbut\s)|(?<=\band\s)|(?<=\bthat\s)|^)(?P<first>[Ss]hould|[Ww]ere|[Hh]ad)\s+(?P<rest>(?:the|a|an|any|this|that|these|those|it|he|she|they|we|[A-Z][\w'-]*|[a-z]+s?)\s+[^.;?]{3,200})"
)
_LATE_SHOULD = re.compile(
    r"(?<=[\w,]\s)(?P<first>should)\s+(?P<rest>(?:the|an?|any|it|he|she|they|we|no|there)\s+[^.;?]{3,200})"
)
"""`They get it back should the fair be cancelled`: before its subject, `should` asks or conditions."""
_ASKS = re.compile(
    r"\b(?:what|how|why|when|where|who|which|whether|nor|neither|only|never|so)\b[^,;]{0,40}$", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"(?P<what>(?:[Aa]n?|[Aa]ny|[Aa]nother)\s+(?:[\w’'-]+\s+){1,8}?)(?:[a-z]+ly\s+|also\s+|not\s+)?would\s+(?!(?:like|say|not\s+say|only|follow|later)\b)"
)
_GERUND = re.compile(
    r"(?:(?P<opener>[A-Za-z]+)[,]?\s+)?(?P<only>only\s+)?(?P<doing>[A-Za-z]+ing)\s+(?P<what>(?:[^\s,.;:?!“”\"]+\s+){1,14}?)(?:not\s+only\s+|also\s+|probably\s+|almost\s+certainly\s+|thus\s+|only\s+|likely\s+|then\s+)*(?P<modal>may|might|could|would|will|risks|wouldn't|won't)\b"
)
_SUCH = re.compile(
    r"(?:^|(?<=[,;]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bthat\s))(?P<what>[Ss]uch\s+(?:an?\s+)?(?:[\w-]+\s+){1,5}?|[Dd]oing\s+(?:so|that|this|it)\s+|[Tt]o\s+do\s+(?:so|that|this)\s+|[Aa]nything\s+(?:less|else|more)\s+)(?:[a-z]+ly\s+)?(?P<modal>would|could|might|may|will)\b"
)
_WITHOUT = re.compile(
    r"(?:^|(?<=[,;—–]\s)|(?<=\b[Bb]ut\s)|(?<=\b[Aa]nd\s)|(?<=\bthat\s))(?P<marker>[Ww]ithout|[Ff]ailing)\s+(?P<what>[^,.;]{3,120}),\s*(?P<then>[^.;]{3,200})"
)
_PERMITTING = re.compile(
    r"(?:^|(?<=,\s))(?P<what>(?:[\w'’-]+\s+){1,4}?)(?P<marker>permitting|allowing|willing)(?=\s*(?:[,.;)]|$))"
)
"""`Weather permitting, they sail at dawn`."""
_COMMAND = re.compile(
    r"(?P<what>(?:Give|Take|Let|Cut|Raise|Lower|Remove|Lose|Win|Push|Pull|Add|Leave|Drop|Break|Build|Close|Open|Stop|Lift|"
    r"End|Keep|Ban|Tax|Arm|Ask|Move|Shift|Send|Hold|Turn|Withdraw|Sell|Buy|Delay|Double|Halve|Loosen|Tighten|Bring|Offer|Pay|Put|Make|Miss)\s[^,.;:?!]{3,80}?)(?:,\s[^,.;]{3,80},|,)?\s+and\s+(?:you\s+(?!and\b)\w+|(?:[\w’'-]+\s+){1,4}?(?:will|would|'ll|could|may|might)\b|"
    r"(?:the|an?|it|he|she|[A-Z]\w+)\s+(?:\w+\s+)?(?!this\b)\w+s\s)"
)
"""`Cut the subsidy and the towns will empty`, `Pay in dollars and the bank asks questions`."""
_WITHOUT_COMMA = re.compile(
    r"(?:^|(?<=\bthat\s)|(?<=;\s))(?P<marker>[Ww]ithout)\s+(?P<what>(?:(?:the|an?|such|its|their|his|her|this|that|any|more)\s"
    r"(?:[\w’'-]+\s+){1,7}?|[A-Z][\w’'-]+\s+)(?:there\s+)?)(?:is|are|would|could|will|might|may)\s"
)
_RELATIVE = {
    "that",
    "which",
    "who",
    "whom",
    "when",
    "while",
    "because",
    "if",
    "said",
    "says",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "whether",
}


def unmarked_conditions(prose: Prose, sentence: Sentence) -> Iterator[Condition]:
    """Conditions of a sentence that only its shape tells, in the order of the shapes."""
    plain, (start, end) = prose.plain, sentence.span
    lead = after_marks(plain, start, end)
    piece = plain[lead:end]
    if not sentence.is_question:
        yield from _inversions(prose, sentence, lead, piece)
    for found in _SUCH.finditer(piece):
        yield None, _group(found, "what", lead).within(sentence.span)
    for found in _WITHOUT.finditer(piece):
        if re.search(
            r"\b(?:would|could|might|may|will|cannot|can|(?:un)?likely|certain(?:ly)?|probably|inevitabl[ey]|doomed)\b",
            found["then"],
        ):
            yield (
                _group(found, "marker", lead),
                _group(found, "what", lead),
            )
    for found in _WITHOUT_COMMA.finditer(piece):
        yield _group(found, "marker", lead), _group(found, "what", lead)
    for found in _PERMITTING.finditer(piece):
        yield _group(found, "marker", lead), _group(found, "what", lead)
    if (command := _COMMAND.match(piece)) is not None:
        yield None, _group(command, "what", lead)
    yield from _gerunds(plain, sentence, lead)
    yield from _supposed_things(plain, sentence, lead)


def _group(found: re.Match[str], name: str, lead: int) -> Span:
    """A group's place in the text, for a match in a piece that starts at `lead`."""
    return Span(lead + found.start(name), lead + found.end(name))


def _inversions(prose: Prose, sentence: Sentence, lead: int, piece: str) -> Iterator[Condition]:
    for found in _LATE_SHOULD.finditer(piece):
        if found.start() > 0 and not _ASKS.search(piece[: found.start()]):
            at = lead + found.start("rest")
            yield (
                _group(found, "first", lead),
                Span(at, clause_end(prose, at, sentence.span.end)),
            )
    for found in _INVERSION.finditer(piece):
        first = found["first"].lower()
        rest = found["rest"]
        if first in {"were", "had"} and not (
            re.search(r"\b(?:would|could|might)\b", piece)
            and (first == "had" or re.search(r"\bto\b|\bnot\b|\bit\b", rest[:80]))
        ):
            continue
        if first == "should" and not re.search(r",|\b(?:will|would|could|may|might)\b", rest):
            continue
        if found.start() > 0 and first != "should" and piece[found.start() - 2 : found.start() - 1] != ",":
            continue
        at = lead + found.start("rest")
        yield (
            _group(found, "first", lead),
            Span(at, clause_end(prose, at, sentence.span.end)),
        )


def _gerunds(plain: str, sentence: Sentence, lead: int) -> Iterator[Condition]:
    """`Backing one side may open ...`: doing something is the condition, what it may do the consequence."""
    for begin in clause_starts(plain, lead, sentence.span.end):
        found = _GERUND.match(plain, begin, sentence.span.end)
        if found is None:
            continue
        if found["opener"] and found["opener"].lower() not in phrases("conditionals", "openers"):
            continue
        doing = found["doing"]
        is_name = doing[0].isupper() and found.start("doing") != lead
        if is_name or doing.lower() in phrases("conditionals", "not_gerunds") or len(doing) < _SHORTEST_GERUND:
            continue
        words = found["what"].lower().split()
        if any(word in _RELATIVE for word in words):
            continue
        condition = Span(found.start("doing"), found.end("what"))
        marker = Span(*found.span("only")) if found["only"] else None
        yield marker, condition


_SHORTEST_GERUND = 5


def _supposed_things(plain: str, sentence: Sentence, lead: int) -> Iterator[Condition]:
    """`A cold winter would ...`: its coming is the condition. Persons would for other reasons."""
    for begin in clause_starts(plain, lead, sentence.span.end):
        found = _SUPPOSED.match(plain, begin, sentence.span.end)
        if found is None:
            continue
        words = found["what"].lower().split()
        if not any(word in _RELATIVE or word in phrases("reporting", "speakers") for word in words):
            yield None, Span(*found.span("what"))
