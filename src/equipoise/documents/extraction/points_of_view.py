"""Statements told as how somebody sees it: `to Cairo, the offer is a trap`, `from the bank's perspective`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.statement import Statement, without_end_mark
from equipoise.documents.extraction.vocabulary import alternatives, phrases


def statements_by_view(prose: Prose, sentence: Sentence, speakers: Collection[str]) -> Iterator[Statement]:
    """The first statement of a sentence that is told from somebody's point of view.

    Args:
        prose: The text.
        sentence: The sentence.
        speakers: Words of the names of those who spoke before. `For Lee, the deal is dead` tells what one of them
            thinks; for anyone else it may only tell whom it concerns.
    """
    end = without_end_mark(prose, sentence.span)
    for pattern in (_OWNED_VIEW, _SAYING_GOES, _MIND):
        found = pattern.search(prose.plain, *sentence.span)
        if found is not None:
            who = Span(*found.span("who")) if "who" in found.re.groupindex else None
            yield Statement(Span(sentence.span.start, end), who, Span(*found.span()))
            return
    for start in _clauses(prose.plain, sentence.span):
        found = _opening().match(prose.plain, start, sentence.span.end)
        if found is not None and _holds_view(found, speakers):
            yield Statement(Span(found.end(), end), Span(*found.span("who")), Span(*found.span()))
            return


def _holds_view(found: re.Match[str], speakers: Collection[str]) -> bool:
    if found["opens"].lower() == "to":
        # "To Lisbon, the train takes nine hours" goes to a place; what something is or means is a view.
        clause = re.split(r"[;.]", found.string[found.end() : found.endpos], maxsplit=1)[0]
        if found["pronoun"] is not None:
            return re.match(r"(?:[\w'’-]+\s+){1,4}(?:is|was|are|were)\b", clause) is not None
        return found["people"] is not None or _IS_OR_MEANS.search(clause) is not None
    if found["pronoun"] is not None:
        return False  # "For them, the ..." tells whom it concerns
    return found["people"] is None and any(word in speakers for word in found["who"].split())


_NAME = r"[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,3}"
_OWNER = rf"(?:his|her|their|our|my|{_NAME}'s|{_NAME}s'|(?:the|an?|one)\s+(?:[\w-]+\s+){{0,2}}?[\w-]+(?:'s|s'))"
_OWNED_VIEW = re.compile(
    rf"(?<!\w)(?:[Ii]n|[Bb]y|[Oo]n|[Ff]rom|[Aa]s\s+per|[Pp]er|[Tt]o\s+(?:use|borrow|adopt))\s+(?P<who>{_OWNER})\s+(?:own\s+)?"
    r"(?:view|opinion|words|judge?ment|telling|reading|estimation|account|reckoning|estimate|admission|count|perspective|"
    r"standpoint|point\s+of\s+view|viewpoint|vantage\s+point|eyes|mind|argument|version|narrative|phrase|formulation|"
    r"phrasing|interpretation|assessment|analysis|retelling|logic)"
    r"(?:(?=\s*(?:[,.;:–—)”]|\s-\s|$))|(?<=eyes|ount|ling|ning)(?=\s+(?:the|an?|this|that|it|they|he|she)\b))"
)
_SAYING_GOES = re.compile(
    r"\b(?:[Tt]he|[Ss]o\s+the|[Tt]his|[Aa]s\s+the)\s+(?:argument|thinking|reasoning|theory|story|claim|line|saying|refrain)\s+"
    r"(?:goes|went|runs|ran)(?=\s*[,.;:–—]|\s+that\b)"
)
_MIND = re.compile(
    r"(?:(?<![\w]\s)|(?<=\band\s)|(?<=\bbut\s))(?<!\w)(?:[Tt]o\s+(?P<who>his|her|their|my|our)\s+mind\b|"
    r"[Ii]n\s+[A-Z][\w-]+\s+eyes\b)"
)
"""`To his mind today's quarrel is ...`, `In Ukrainian eyes every cargo ...`."""
_IS_OR_MEANS = re.compile(
    r"\b(?:is|are|was|were|remains?|remained|seems?|seemed|looks?|looked|means?|meant|represents?|amounts?)\b"
)
_OPENING_MARKS = re.compile(r"[\s\"“'‘(]*")
_NEXT_CLAUSE = re.compile(r";\s+(?:and\s+|but\s+|while\s+)?")


def _clauses(plain: str, span: Span) -> Iterator[int]:
    opening = _OPENING_MARKS.match(plain, *span)
    yield opening.end() if opening else span.start
    for found in _NEXT_CLAUSE.finditer(plain, *span):
        yield found.end()


@cache
def _opening() -> re.Pattern[str]:
    """`To Cairo,`, `For Lee,`, `To hawks in Delhi,`: a name, or people in the plural, a comma, and a clause.

    No comma is asked for after a pronoun (`To him the quarrel is ...`) or before `this is` and its like.
    """
    people = alternatives(word for word in phrases("reporting", "speakers") if word.endswith("s"))
    return re.compile(
        rf"(?P<opens>[Tt]o|[Ff]or)\s+(?P<who>{_NAME}|(?P<pronoun>him|her|them)(?=,?\s+(?:the|this|that|it|an?)\s)|(?P<people>(?:(?:many|some|most|its|his|her|their|the|{_NAME}(?:'s|'|’s|’))\s+)?"
        rf"(?:[\w-]+\s+)?(?:{people})(?:\s+(?:in|of|at|from)\s+[\w-]+(?:\s+[A-Z][\w-]*)?)?))"
        r"(?:,\s+(?=\w)|(?<=him|her|hem)\s+(?=\w)|\s+(?=(?:this|that|it|such\s+an?\s+[\w-]+)\s+(?:is|was|means|meant|looks?|looked|seems|seemed)\b))"
    )
