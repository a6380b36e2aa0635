"""Conditions with a marker (`if`, `as long as`, `depends on whether`) or told as a pair of degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from equipoise.documents.extraction.clauses import Condition, clause_end
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases, vocabulary, whole_words


def marked_conditions(prose: Prose, sentence: Sentence) -> Iterator[Condition]:
    """Conditions of a sentence that words open, in the order of the kinds of marker."""
    plain, (start, end) = prose.plain, sentence.span
    excluded = [
        Span(*found.span()) for found in whole_words("conditionals", "not_conditions").finditer(plain, start, end)
    ]
    for found in _markers().finditer(plain, start, end):
        marker = Span(*found.span("marker"))
        if any(marker.overlaps(other) for other in excluded) or not _opens_condition(plain, found, sentence):
            continue
        yield marker, Span(marker.end, clause_end(prose, marker.end, end))
    for found in _depends().finditer(plain, start, end):
        yield Span(*found.span()), Span(found.end(), clause_end(prose, found.end(), end))
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
        if re.search(r"\b(?:last(?:s|ed|ing)?|t(?:ake|akes|ook)|twice|half|times|almost|nearly)\s+$", before):
            return False  # "lasted as long as it takes to sign": how long it went on
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
