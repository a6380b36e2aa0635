"""Hedged claims: words that put a distance between the author and a claim about what is or was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases


def hedged_claims(prose: Prose, estimative: tuple[Span, ...] = ()) -> Iterator[Mention]:
    """Hedges in order; `details.claim` is the place of the words they stand before.

    Args:
        prose: The text.
        estimative: Places already taken: `seemingly unlikely` gives a chance and hedges no fact.
    """
    for sentence in prose.read:
        if sentence.is_heading or sentence.is_question:
            continue
        for found in _hedges().finditer(prose.plain, *sentence.span):
            span = Span(*found.span("hedge"))
            if any(span.overlaps(other) for other in estimative) or not _counts(prose.plain, found, sentence):
                continue
            claim = Span(span.end, sentence.span.end)
            yield Mention("hedged_claim", span, sentence.span, {"claim": list(claim)})


@cache
def _hedges() -> re.Pattern[str]:
    def listed(key: str) -> str:
        return alternatives(phrases("hedges", key))

    return re.compile(
        rf"(?<![\w-])(?P<hedge>(?P<term>{listed('terms')})"
        rf"|(?:(?:do|does|did)\s+not\s+|don't\s+|doesn't\s+|didn't\s+)?(?P<seeming>{listed('seeming')})(?=\s+(?P<next>[\w'-]+))"
        rf"|(?P<adjective>{listed('before_nouns')})(?=\s+(?P<noun>[a-z][\w-]*))"
        rf"|(?:the\s+|an?\s+|some\s+|no\s+)?(?P<indication>{listed('indications')})(?:\s+(?:so|thus)\s+far)?(?=\s+(?:(?:is|are|was|were)\s+)?that\b)"
        rf"|(?P<nearly>{listed('nearly')})(?=\s+(?P<after>[a-z][\w-]*))"
        r"|(?<=,\s)(?:suggesting|indicating|implying)(?=\s+that\b)"
        r"|(?<=\b(?:its)\s)reported(?=\s+[a-z])|(?<=\b(?:the|his|her)\s)reported(?=\s+[a-z]{3,})"
        rf"|(?:{listed('pointers')})\s+(?:also\s+|strongly\s+)?(?:{listed('points')})(?=\s+[a-z])"
        rf"|(?:is|are|was|were)\s+(?:[a-z]+ly\s+|long\s+|now\s+)(?:{listed('reputed')})\s+to(?=\s+(?:be|have)\b)"
        rf"|(?<=this\s)(?P<points>{listed('points')})|(?<=evidence\s)(?:{listed('points')})|(?<=data\s)(?:{listed('points')})"
        r")(?![\w-])",
        re.IGNORECASE,
    )


_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|it|seems?|remains?|becomes?|consider|so|if|where|when)\s+(?:[a-z]+ly\s+|also\s+|not\s+|then\s+)?$",
    re.IGNORECASE,
)
_VERB_FORM = re.compile(r"(?:to|be|been|speak|call|say|[a-z]+ed|a|an|the|certain(?:ly)?)$")


def _counts(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    before = plain[max(sentence.span.start, found.start() - 30) : found.start()]
    if found["seeming"]:
        return found["next"].lower() not in phrases("hedges", "not_seeming")
    if found["adjective"]:
        if _PREDICATE.search(before) or found["noun"].lower() in {
            "to",
            "for",
            "that",
            "by",
            "because",
            "but",
            "and",
            "or",
            "in",
            "if",
            "only",
        }:
            return False
        return not re.search(
            r"\b(?:all|every|any|best|worst|earliest|only|broadest|highest|lowest|greatest|full|least)\s+$",
            before,
            re.IGNORECASE,
        )
    if found["nearly"]:
        return _VERB_FORM.match(found["after"].lower()) is not None and not re.match(
            r"certain|the\s+same", found["after"].lower()
        )
    if found["indication"]:
        # With an owner the noun attributes: the ministry's claim that.
        return re.search(r"(?:'s|s'|\b(?:his|her|their|its|our|my))\s+$", before, re.IGNORECASE) is None
    if found["term"]:
        term = " ".join(found["term"].lower().split())
        return not (term in {"as if", "as though"} and not before) and not (
            term == "supposed" and plain[found.end() :].lstrip().startswith("to")
        )
    return True
