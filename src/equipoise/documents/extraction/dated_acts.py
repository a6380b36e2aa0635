"""Dated acts: what happened, happens or will, with the date the sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from equipoise.documents.extraction.date_phrases import date_phrases
from equipoise.documents.extraction.event_types import event_type
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.resolve_date import resolve_date
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span


def dated_acts(prose: Prose, published: date | None) -> Iterator[Mention]:
    """Dated acts in order; details: `iso`, `precision`, `basis`, `act` (the clause, as a place) and `event` if clear.

    Headings, bylines and references hold dates but no acts. Ages and spans of time are no dates.

    Args:
        prose: The text.
        published: When it was published, if known.
    """
    for sentence in prose.read:
        if sentence.is_heading:
            continue
        for form, found in sorted(date_phrases(prose.plain, sentence.span), key=lambda one: one[1].start()):
            if not _dates_an_act(prose, form, found, sentence):
                continue
            act = _clause_around(prose, sentence, Span(*found.span()))
            looks_ahead = _AHEAD.search(prose.plain, *act) is not None
            when = resolve_date(form, found, published, looks_ahead=looks_ahead)
            details: dict[str, object] = {
                "iso": when.iso, "precision": when.precision, "basis": when.basis, "act": list(act),
            }  # fmt: skip
            if (event := event_type(prose.tokens(act))) is not None:
                details["event"] = event
            yield Mention("dated_act", Span(*found.span()), sentence.span, details)


_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:due\s+)?to|scheduled|going\s+to|(?:is|are)\s+expected)\b|'ll\b", re.IGNORECASE
)
_TITLE_YEAR = re.compile(r"\s+(?:report|edition|census|study|paper|survey|book|film|budget|issue|model|annual)\b")
_ADVERBIAL = re.compile(
    r"(?:^|[,;:—–]|\b(?:and|but|that|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]inally|[Tt]hen|[Ee]ven|[Oo]nly|[Ss]hortly|[Jj]ust|[Ii]mmediately|[Ss]oon)\b,?)[\s\"“‘*]*$"
)


def _dates_an_act(prose: Prose, form: str, found: re.Match[str], sentence: Sentence) -> bool:
    plain = prose.plain
    if form == "anchor":
        # Only where it stands as an adverbial of its own, in front of what it dates.
        return (
            _ADVERBIAL.search(plain[sentence.span.start : found.start()]) is not None
            or re.match(r"(?i)(?:on|until|by)\s+the|\w+\s+\w+\s+(?:after|before)", found[0]) is not None
        )
    if form in {"year", "bracket_year"} and _TITLE_YEAR.match(plain, found.end()):
        return False
    if form == "year":
        return not found[0].lower().startswith(("over", "for", "toward")) and not (
            found[0].lower().startswith("of") and not re.search(r"\b[A-Za-z]+\s+$", plain[: found.start()][-20:])
        )
    if form == "weekday":
        if _ANY_DAY.search(plain, sentence.span.start, found.start()):
            return False
        stands_alone = (
            found["relation"]
            or "'s" in found[0]
            or not re.match(
                r"\s+(?!that\b|the\b|to\b|in\b|at\b|by\b|after\b|with\b|for\b|and\b|when\b|as\b|he\b|she\b|it\b|they\b)[a-z]",
                plain[found.end() : found.end() + 8],
            )
        )
        return bool(stands_alone) and not re.match(
            r"\s+(?:Times|Post|Mail|Telegraph|Agreement)\b", plain[found.end() : found.end() + 12]
        )
    if form == "ago":
        return not (
            found["direction"].lower() in {"on", "earlier", "later"}
            and found["number"].isdigit()
            and int(found["number"]) > _LONG
        )
    return True


_LONG = 500
_ANY_DAY = re.compile(r"\b(?:any|every|each|other|most)\s+$")
"""`like any other Sunday`: no day in particular."""


def _clause_around(prose: Prose, sentence: Sentence, place: Span) -> Span:
    """The clause the date stands in: between marks, widened over a date that stands between commas."""
    start, end = sentence.span
    before = [found.end() for found in _BREAK.finditer(prose.plain, start, place.start)]
    after = _BREAK.search(prose.plain, place.end, end)
    first = before[-1] if before else start
    last = after.start() if after else end
    if last - first - (place.end - place.start) < _SHORT_CLAUSE:
        following = _BREAK.search(prose.plain, min(end, (after.end() if after else end)), end)
        last = following.start() if following else end
        if last - first - (place.end - place.start) < _SHORT_CLAUSE:
            first = before[-2] if len(before) > 1 else start
    return Span(first, last)


_BREAK = re.compile(r"[,;:—–]\s+|\s+(?:and|but)\s+(?=\w+ed\b)|[.!?][\"”’'\s]*$")
_SHORT_CLAUSE = 12
