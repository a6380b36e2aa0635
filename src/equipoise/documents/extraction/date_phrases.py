"""Expressions that name a time, found by pattern: no word is taken for a date that is not written as one.

A library that searches a text for dates invents some (`by Jan` in a name becomes a day in January), so nothing is
searched for beyond these forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases

_MONTH_NAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_MONTH_NAME}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SMALL = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|\d{1,3})"
_UNIT = r"(?:day|week|fortnight|month|year|decade)"
_PART = (
    r"(?:early|mid|late|mid-to-late|the\s+(?:start|beginning|middle|end|turn|close|eve)\s+of|"
    r"the\s+(?:first|second|third|fourth|last|final)\s+(?:half|quarter|week|month|months|weeks|days)\s+of|"
    r"(?:spring|summer|autumn|fall|winter)(?:\s+of)?)"
)
_BEFORE_YEAR = (
    r"(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]efore|[Aa]fter|[Tt]hroughout|[Bb]etween|[Aa]round|[Cc]irca|"
    r"[Tt]hrough|[Tt]ill|[Oo]f|[Aa]s\s+of|[Aa]s\s+early\s+as|[Aa]s\s+late\s+as|[Aa]s\s+far\s+back\s+as|[Bb]ack\s+in|[Oo]ver|"
    r"[Ff]or|[Tt]owards?)"
)
_BEFORE_MONTH = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter|[Ll]ast|[Nn]ext|[Tt]his|[Tt]hroughout|[Oo]f|"
    r"[Tt]ill|[Ee]arlier\s+in|[Ll]ate\s+in|[Bb]ack\s+in|[Ee]arly\s+in)"
)
_NO_YEAR_AFTER = (
    r"(?![\w%-]|[.,]\d|\s*(?:per\s+cent|percent|people|million|billion|troops|soldiers|dollars|euros|tonnes|tons|km|"
    r"kilomet))"
)
_BEFORE_WEEKDAY = (
    r"(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Ll]ate\s+on|[Ee]arly\s+on|[Ll]ate|[Ee]arly|"
    r"[Ff]rom|[Cc]oming)"
)
_RELATED = (
    r"(?:[Tt]his|[Ll]ast|[Nn]ext|[Tt]he\s+previous|[Tt]he\s+following|[Tt]he\s+same|[Tt]hat\s+same|[Tt]he\s+coming)"
)
_PERIOD = r"(?:week|month|year|weekend|spring|summer|autumn|winter|quarter|night)"
_ABOUT = r"(?:(?:about|some|just|over|nearly|almost|more\s+than|around|less\s+than|barely)\s+)?"
_ANCHOR = (
    rf"(?:(?:(?:shortly|soon|immediately|just|right|{_SMALL}\s+(?:hours|{_UNIT}s?))\s+)?(?:after|before|since|following)|"
    r"(?:until|on|by)\s+the\s+(?:eve|day|morning|night|anniversary)\s+of|"
    rf"(?:in|within)\s+(?:the\s+)?{_SMALL}?\s*(?:hours|days|weeks|months|years)\s+(?:after|since|before|following))"
)
_HAPPENING = alternatives(phrases("dates", "happenings"))
_OWNER = r"(?:the|its|his|her|their|that|[A-Z][\w'’-]+'s?)"

PATTERNS: dict[str, re.Pattern[str]] = {
    "iso": re.compile(rf"(?<![\w/.-])(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"),
    "day_month": re.compile(
        rf"(?<![\w.,-])(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})"
        rf"(?:,?\s+(?P<year>{_YEAR}))?(?![\w-])"
    ),
    "month_day": re.compile(
        rf"(?<![\w-])(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?!\d|\s*(?:per\s+cent|percent|%)|,\d)"
        rf"(?:,?\s+(?P<year>{_YEAR}))?(?![\w-])"
    ),
    "next_month": re.compile(rf"(?<![\w-])the\s+(?:following|next|previous)\s+(?P<month>{_MONTH_NAME})(?![\w-]|\s+\d)"),
    "month_year": re.compile(
        rf"(?<![\w-])(?:{_PART}[\s-]+)?(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})(?![\w-])"
    ),
    "quarter": re.compile(
        r"(?<![\w-])(?:Q(?P<quarter>[1-4])|the\s+(?P<which>first|second|third|fourth)\s+quarter)(?:\s+of)?"
        rf"\s+(?P<year>{_YEAR})(?![\w-])"
    ),
    "month": re.compile(
        rf"(?<![\w-])(?P<relation>{_BEFORE_MONTH})\s+(?:{_PART}[\s-]+|early\s+|late\s+|mid-)?"
        rf"(?P<month>{_MONTH_NAME})(?:'s)?(?![\w-]|\s+\d)"
    ),
    "part_year": re.compile(
        r"(?<![\w-])(?:(?:in|since|by|until|midway\s+through)\s+)?"
        rf"(?:{_PART}|midway\s+through|fiscal(?:\s+year)?)[\s-]+(?P<year>{_YEAR})(?![\w-])",
        re.IGNORECASE,
    ),
    "year": re.compile(
        rf"(?<![\w-]){_BEFORE_YEAR}\s+(?:both\s+|either\s+|about\s+|around\s+|at\s+least\s+)?"
        rf"(?P<year>{_YEAR}){_NO_YEAR_AFTER}"
    ),
    "year_pair": re.compile(rf"(?<=\b(?:19|20)\d\d)\s+(?:and|to|or)\s+(?P<year>{_YEAR})(?![\w-])"),
    "bracket_year": re.compile(rf"(?<=\()(?P<year>{_YEAR})(?=\))"),
    "weekday": re.compile(
        rf"(?<![\w-])(?:(?P<relation>{_BEFORE_WEEKDAY})\s+)?(?:last\s+|next\s+)?(?P<weekday>{_WEEKDAY})(?:'s)?"
        r"(?:\s+(?:morning|afternoon|evening|night))?(?![\w-])"
    ),
    "this_period": re.compile(
        rf"(?<![\w-])(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<relation>{_RELATED})\s+(?P<unit>{_PERIOD})(?:'s)?"
        r"(?![\w-]|\s+(?:before|of))"
    ),
    "near_day": re.compile(
        r"(?<![\w-])(?P<near>[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]he\s+day\s+before\s+yesterday|[Ee]arlier\s+today|"
        r"[Ll]ater\s+today)(?:'s)?(?![\w-])"
    ),
    "today": re.compile(r"(?<![\w-])(?:(?<=\bsaid\s)|(?<=ed\s))today(?![\w-])|(?<![\w-])today(?=\s+[a-z]+ed\b)"),
    "ago": re.compile(
        rf"(?<![\w-]){_ABOUT}(?P<number>{_SMALL})\s+(?P<unit>{_UNIT})s?\s+"
        r"(?P<direction>ago|earlier|later|from\s+now|previously)(?![\w-])",
        re.IGNORECASE,
    ),
    "anchor": re.compile(
        rf"(?<![\w-])(?P<relation>{_ANCHOR})\s+{_OWNER}\s+(?:[\w'-]+\s+){{0,3}}?(?P<happening>{_HAPPENING})(?![\w-])",
        re.IGNORECASE,
    ),
}
"""Forms of dates by name, those that say most first."""


def date_phrases(plain: str, span: Span) -> Iterator[tuple[str, re.Match[str]]]:
    """Dates of a stretch with the name of their form; of two that overlap the one that says more is kept."""
    taken: list[Span] = []
    for form, pattern in PATTERNS.items():
        for found in pattern.finditer(plain, *span):
            place = Span(*found.span())
            if not any(place.overlaps(other) for other in taken):
                taken.append(place)
                yield form, found
