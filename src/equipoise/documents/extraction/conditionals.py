"""Conditionals: a marker and its condition, or a condition without a marker, and what would follow.

Known without a marker: an inversion (`Should talks fail, ...`), a doing for a subject (`Arming rebels would ...`,
`only raising the cost could ...`), `Such a step would ...`, `A cold winter would ...`, and pairs of degrees (`the
longer ..., the greater ...`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases, vocabulary, whole_words


def conditionals(prose: Prose) -> Iterator[Mention]:
    """Conditionals in order; details: `marker` (None without one), `condition` and `consequent` as places."""
    for sentence in prose.read:
        seen: list[Span] = []
        for marker, condition in _found(prose, sentence):
            whole = Span(marker.start if marker else condition.start, condition.end)
            if any(whole.overlaps(other) for other in seen):
                continue
            seen.append(whole)
            details = {
                "marker": prose.plain[marker.start : marker.end] if marker else None,
                "condition": list(condition),
                "consequent": _consequent(prose, sentence, whole),
            }
            yield Mention("conditional", whole, sentence.span, details)


def has_condition(prose: Prose, sentence: Sentence, *, but_should: bool = False) -> bool:
    """Whether a sentence holds a condition.

    Args:
        prose: The text.
        sentence: The sentence.
        but_should: Leave inversions with `should` out.
    """
    return any(marker is not None for marker, _ in _marked(prose, sentence)) or (
        not but_should and next(iter(_unmarked(prose, sentence)), None) is not None
    )


Found = tuple[Span | None, Span]


def _found(prose: Prose, sentence: Sentence) -> Iterator[Found]:
    yield from _marked(prose, sentence)
    yield from _unmarked(prose, sentence)


def _marked(prose: Prose, sentence: Sentence) -> Iterator[Found]:
    plain, (start, end) = prose.plain, sentence.span
    excluded = [
        Span(*found.span()) for found in whole_words("conditionals", "not_conditions").finditer(plain, start, end)
    ]
    for found in _markers().finditer(plain, start, end):
        marker = Span(*found.span("marker"))
        if any(marker.overlaps(other) for other in excluded) or not _opens_condition(plain, found, sentence):
            continue
        yield marker, Span(marker.end, _clause_end(prose, marker.end, end))
    for found in _depends().finditer(plain, start, end):
        yield Span(*found.span()), Span(found.end(), _clause_end(prose, found.end(), end))
    for found in _DEGREES.finditer(plain, start, end):
        yield Span(found.start(), found.start("rest")), Span(found.start("rest"), found.end("rest"))


@cache
def _markers() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<marker>{alternatives(phrases('conditionals', 'markers'))})(?![\w-])", re.IGNORECASE
    )


@cache
def _depends() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{alternatives(phrases('conditionals', 'depends'))})\s+(?:[a-z]+ly\s+|in\s+part\s+|"
        rf"very\s+much\s+|more\s+)?(?:up)?on\s+"
        rf"(?=(?:whether|how|if|who|what|when|which|where)\b)(?:whether\b)?"
        r"|(?:(?<=will\s)|(?<=would\s))depend\s+(?:[a-z]+ly\s+)?(?:up)?on"
        r"|(?:heavily|largely|entirely|critically|crucially)\s+dependent\s+(?:up)?on\s+whether",
        re.IGNORECASE,
    )


_COMPARATIVE = r"(?:more|less|worse|[a-z]{3,10}er)"
_DEGREES = re.compile(
    rf"(?<![\w-])the\s+{_COMPARATIVE}\s+(?P<rest>[^.;]{{3,250}}?),\s+the\s+(?:more\s+|less\s+)?{_COMPARATIVE}\b",
    re.IGNORECASE,
)
_TEMPORAL = re.compile(
    r"\s+(?:\d|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many)\s+(?:day|week|month|year|decade|hour|centur))",
    re.IGNORECASE,
)


def _opens_condition(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    marker = " ".join(found["marker"].lower().split())
    before = plain[max(sentence.span.start, found.start() - 40) : found.start()]
    after = plain[found.end() : min(sentence.span.end, found.end() + 60)]
    is_first = not before.strip(" \"“'‘(—–,")
    opens_clause = (
        is_first
        or re.search(r"[,;:—–(\"“]\s*(?:but|and|or|that|yet)?\s*$|\b(?:but|and|that|or)\s+$", before) is not None
    )
    if marker in {"as long as", "so long as"}:
        return _TEMPORAL.match(after) is None and not _tells_past(plain, found, sentence)
    if marker in {"provided", "providing"}:
        # The verb "provided" has a subject before it; the marker comes after a comma or opens the sentence.
        return (
            opens_clause
            and re.match(r"\s+(?:that|the|a|an|it|they|he|she|we|you|there|[A-Z])", after) is not None
            and not re.match(r"\s+(?:that\s+)?(?:a|the|an)\s+\w+\s+(?:of|for|to|with)\b", after)
        )
    if marker in {"absent", "assuming", "supposing", "suppose", "barring"}:
        return opens_clause and not re.match(
            r"\s+(?:from|the\s+(?:role|office|post|presidency|position|mantle|title))\b", after
        )
    if marker in {"otherwise", "if so", "if not", "in that case", "in which case"}:
        return opens_clause and _modal_near(after)
    if marker == "subject to":
        return (
            re.match(
                r"\s+(?:approval|ratification|agreement|review|confirmation|conditions?|the\s+approval|parliament|final)",
                after,
            )
            is not None
        )
    if marker in {"predicated on", "premised on"}:
        return True
    if marker == "in the absence of":
        return _modal_near(plain[sentence.span.start : sentence.span.end])
    if marker == "in case":
        return not re.match(r"\s+of\b", after) or True
    if marker == "but for the":
        return (
            opens_clause
            and re.match(r"\s+(?:first|last|past|next|time|moment|most|rest|people|sake)\b", after) is None
            and _modal_near(plain[found.end() : sentence.span.end])
        )
    if marker == "if" or marker.endswith("if"):
        return re.match(r"\s*[,.)]", after) is None and _is_clause(after)
    return True


def _tells_past(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    """`They sat there as long as the light lasted`: how long something went on."""
    clause = re.split(r"[,;:.]", plain[found.end() : sentence.span.end], maxsplit=1)[0]
    verbs = [word for word in re.findall(r"[a-z]+", clause.lower())[1:] if word.endswith("ed") or word in _past_forms()]
    return bool(verbs) and not _modal_near(plain[sentence.span.start : sentence.span.end])


@cache
def _past_forms() -> frozenset[str]:
    forms = {form for listed in vocabulary("irregular_verbs").values() for form in listed}
    return frozenset(form for form in forms if not form.endswith(("s", "ing"))) | {"was", "were", "had", "did"}


def _is_clause(after: str) -> bool:
    """Whether `if` opens a clause, not an aside: `a strong, if flawed, report`."""
    aside = re.match(r"\s+(?:[a-z]+ly\s+)?[a-z]+\s*,|\s+(?:albeit|rather|somewhat|not)\b", after)
    return aside is None


def _modal_near(text: str) -> bool:
    return whole_words("conditionals", "consequence").search(text) is not None


# --- conditions without a marker --------------------------------------------------------------------------------

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
    r"End|Keep|Ban|Tax|Arm|Ask|Move|Shift|Send|Hold|Turn|Withdraw|Sell|Buy|Delay|Double|Halve|Loosen|Tighten|Bring|Offer|Pay|Put|Make|Miss)\s[^,.;:?!]{3,80}?),?\s+and\s+(?:you\s+(?!and\b)\w+|(?:[\w’'-]+\s+){1,4}?(?:will|would|'ll|could|may|might)\b)"
)
"""`Cut the subsidy and the towns will empty`."""
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


def _unmarked(prose: Prose, sentence: Sentence) -> Iterator[Found]:
    plain, (start, end) = prose.plain, sentence.span
    lead = _after_marks(plain, start, end)
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
    for found in _PERMITTING.finditer(piece):
        yield _group(found, "marker", lead), _group(found, "what", lead)
    if (command := _COMMAND.match(piece)) is not None:
        yield None, _group(command, "what", lead)
    yield from _gerunds(plain, sentence, lead)
    yield from _supposed_things(plain, sentence, lead)


def _group(found: re.Match[str], name: str, lead: int) -> Span:
    """A group's place in the text, for a match in a piece that starts at `lead`."""
    return Span(lead + found.start(name), lead + found.end(name))


def _inversions(prose: Prose, sentence: Sentence, lead: int, piece: str) -> Iterator[Found]:
    for found in _LATE_SHOULD.finditer(piece):
        if found.start() > 0 and not _ASKS.search(piece[: found.start()]):
            at = lead + found.start("rest")
            yield (
                _group(found, "first", lead),
                Span(at, _clause_end(prose, at, sentence.span.end)),
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
            Span(at, _clause_end(prose, at, sentence.span.end)),
        )


def _gerunds(plain: str, sentence: Sentence, lead: int) -> Iterator[Found]:
    """`Backing one side may open ...`: doing something is the condition, what it may do the consequence."""
    for begin in _clause_starts(plain, lead, sentence.span.end):
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


def _supposed_things(plain: str, sentence: Sentence, lead: int) -> Iterator[Found]:
    """`A cold winter would ...`: its coming is the condition. Persons would for other reasons."""
    for begin in _clause_starts(plain, lead, sentence.span.end):
        found = _SUPPOSED.match(plain, begin, sentence.span.end)
        if found is None:
            continue
        words = found["what"].lower().split()
        if not any(word in _RELATIVE or word in phrases("reporting", "speakers") for word in words):
            yield None, Span(*found.span("what"))


def _clause_starts(plain: str, lead: int, end: int) -> Iterator[int]:
    yield lead
    for found in re.finditer(r"(?:\bthat|[;—–]|\bbut|\bConversely,|\bHowever,|\b[A-Z][a-z]+ly,)\s+", plain[lead:end]):
        yield lead + found.end()


def _after_marks(plain: str, start: int, end: int) -> int:
    found = re.compile(r"[\s\"“'‘(\[—–-]*").match(plain, start, end)
    return found.end() if found else start


# --- places ------------------------------------------------------------------------------------------------------


def _clause_end(prose: Prose, at: int, end: int) -> int:
    """Where a condition ends: at a comma that a main clause follows, a dash, or the end of the sentence."""
    for found in re.finditer(r"[,;—–”]|\s[“\"]|\bthen\b", prose.plain[at:end]):
        if at + found.start() > at + 2:
            return at + found.start()
    stop = re.compile(r"[.!?\"”’'\s]+$").search(prose.plain, at, end)
    return stop.start() if stop and stop.start() > at else end


def _consequent(prose: Prose, sentence: Sentence, whole: Span) -> list[int] | None:
    after = re.compile(r"[\s,;—–“\"]*").match(prose.plain, whole.end, sentence.span.end)
    start = after.end() if after else whole.end
    if sentence.span.end - start > _WORTH_NAMING:
        return [start, sentence.span.end]
    if whole.start - sentence.span.start > _WORTH_NAMING:
        return [sentence.span.start, whole.start]
    return None


_WORTH_NAMING = 8
