"""Figures: numbers with what they measure or count.

A number in digits with a unit, a currency or a thing counted; a number in words with a unit, with people or hardware
counted, or with a qualifier (`at least two banks`). Dates, ordinals, names (`F-16`, `Article 5`) and plain small counts
in words (`two sides`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite

from equipoise.documents.extraction.date_phrases import date_phrases
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, vocabulary


def figures(prose: Prose) -> Iterator[Mention]:
    """Figures in order; details: `value` (None where only a magnitude is given), `unit` and `qualifier`."""
    for sentence in prose.read:
        if sentence.is_heading:
            continue
        dates = [Span(*found.span()) for form, found in date_phrases(prose.plain, sentence.span) if form != "anchor"]
        for found in _pattern().finditer(prose.plain, *sentence.span):
            place = Span(*found.span("figure"))
            if any(place.overlaps(date) for date in dates) or not _is_figure(prose.plain, found, sentence):
                continue
            yield Mention("figure", place, sentence.span, _details(found))


_QUALIFIERS = (
    "at least", "at most", "more than", "less than", "fewer than", "no more than", "no fewer than", "no less than",
    "up to", "as many as", "as much as", "as few as", "as little as", "about", "around",
    "roughly", "approximately", "nearly", "almost", "over", "under", "some", "an estimated", "close to", "well over",
    "just over", "just under", "only", "another", "an additional", "exactly", "a record",
    "above", "below", "upwards of", "in excess of", "a total of", "an average of", "a further", "barely", "fully",
    "an extra",
)  # fmt: skip
_STRONG = frozenset(_QUALIFIERS) - {
    "some",
    "only",
    "another",
    "a further",
    "about",
    "over",
    "under",
    "above",
    "below",
    "exactly",
}


@cache
def _pattern() -> re.Pattern[str]:
    units = vocabulary("units")
    symbols = "|".join(re.escape(one) for one in sorted(units["currencies"], key=len, reverse=True))
    codes = "|".join(units["codes"])
    words = alternatives(units["words"])
    scales = "|".join(sorted(units["scales"], key=len, reverse=True))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    worded = (
        rf"(?:{words})(?:[\s-]+(?:and\s+)?(?:{words}|hundred|thousand|million|billion|trillion|dozen)){{0,9}}|"
        r"(?:a|an|the|half\s+a|several|a\s+few)\s+(?:hundred|thousand|million|billion|trillion|dozen|quarter)"
        r"(?:\s+(?:thousand|million|billion))?"
    )
    fractions = (
        r"(?:one|two|three|four)[\s-](?:half|halves|thirds?|quarters?|fifths?|tenths?)|a\s+(?:third|quarter|fifth|tenth)|"
        r"half(?:\s+an?)?(?=\s+(?:percentage\s+point|per\s*cent|degree|kilomet|mile|metre|tonne|ton\b|litre|gram))|half(?=\s+(?:of\b|the\s+(?:population|country's|world's)|a\s+(?:million|billion)))"
    )
    vague = (
        r"(?:tens|hundreds|dozens|thousands|millions|billions|trillions)"
        r"(?:\s+of\s+(?:thousands|millions|billions))?(?=\s+of\b)"
    )
    unit = "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") for one in sorted(units["units"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<figure>(?:(?P<qualifier>{alternatives(_QUALIFIERS)})\s+)?"
        rf"(?:(?P<currency>(?:US|A|C|HK|NZ|S|R)?\s?(?:{symbols})|(?:{codes})\s?)\s?)?"
        rf"(?:(?P<digits>{digits})(?:\s?(?:-|–|to|and)\s?(?:{symbols}|US\s?\$)?\s?(?P<second>{digits}))?|(?P<fraction>{fractions})|(?P<vague>{vague})|(?P<worded>{worded})(?![\w]))"
        rf"(?:[\s-]?(?P<scale>{scales})(?![\w]))?"
        rf"(?P<unitpart>[\s-]*(?P<unit>{unit})(?![\w]))?)",
        re.IGNORECASE,
    )


_NAME_BEFORE = re.compile(
    r"(?:\b(?:Article|Chapter|Section|Resolution|Phase|Group|Type|Part|Title|Figure|Table|Page|Volume|No|Number|Room|Flight|Route|Highway|Category|Level|Act|Boeing|Airbus|version|Covid|Web|War|Channel|Basel|Rule|Formula|[A-Z]{1,4})\.?[\s-]*|[#/:.§'’]\s?)$"
)
_COUNTED_AFTER = re.compile(
    r"[\s-]+(?:(?P<first>[A-Za-z][\w'-]*)(?:\s+(?P<second>[A-Za-z][\w'-]*))?(?:\s+(?P<third>[A-Za-z][\w'-]*))?)?"
)
_NOT_COUNTED = {
    "and",
    "or",
    "in",
    "on",
    "at",
    "to",
    "by",
    "for",
    "from",
    "is",
    "was",
    "were",
    "are",
    "with",
    "as",
    "when",
    "after",
    "before",
    "but",
    "that",
    "which",
    "who",
    "it",
    "the",
    "a",
}
_RATE = re.compile(r"\s+(?:an?|per)\s+(?:hour|day|week|month|quarter|year|head|night|barrel|tonne|ton)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
_SMALL = 12


def _is_figure(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    before = plain[max(sentence.span.start, found.start() - 16) : found.start()]
    after = plain[found.end() : min(sentence.span.end, found.end() + 60)]
    if found["fraction"] or found["vague"]:
        return not (found["fraction"] or "").lower().startswith("one half") and (
            found["vague"] is not None
            or "half" in found[0].lower()
            or re.match(r"\s+of\b", after) is not None
            or found["unit"] is not None
        )
    if found["worded"]:
        return _is_worded_figure(found, after)
    if _RATE.match(after):
        return True
    if _ORDINAL.match(after) or re.match(
        r"[\d:/]|\.\d|-(?!year|month|day|week|hour|kilo|mile|point\s+(?:lead|margin|gap|drop|rise|fall|swing|increase|advantage|cut)|fold|strong|member|man|nation|country|page|foot|tonne|ton)[A-Za-z]",
        after,
    ):
        return False
    if found["currency"] or found["scale"] or found["unit"]:
        return True
    if _NAME_BEFORE.search(before) or (before.endswith(("(", "[")) and re.match(r"\s*[)\]]", after)):
        return False
    if not found["qualifier"] and _YEAR.match(found["digits"]) and found["second"] is None:
        return False
    if not plain[sentence.span.start : found.start()].strip() and re.match(r"[.)]", after):
        return False
    counted = _COUNTED_AFTER.match(after)
    word = (counted["first"] or "") if counted else ""
    if word and word[0].islower() and word not in _NOT_COUNTED:
        return True
    if word and word[0].isupper():
        return any(_is_plural(counted[key]) for key in ("first", "second", "third")) if counted else False
    return (
        found["qualifier"] is not None
        or (word in {"of", "in", "for"} and re.match(r"\s+of\b|\s+in\s+\d", after) is not None)
        or "," in found["digits"]
    )


def _is_worded_figure(found: re.Match[str], after: str) -> bool:
    worded = " ".join(found["worded"].lower().split())
    qualifier = " ".join((found["qualifier"] or "").lower().split())
    if found["unit"]:
        return (
            (worded != "one" and not worded.startswith(("a ", "an ")))
            or qualifier in _STRONG
            or found["unit"].lower() in {"per cent", "percent"}
        )
    if found["currency"] or found["scale"] or re.search(r"hundred|thousand|million|billion|trillion|dozen", worded):
        return True
    counted = _COUNTED_AFTER.match(after)
    following = [counted[key] for key in ("first", "second", "third") if counted and counted[key]] if counted else []
    if any(word.lower() in vocabulary("units")["counted"]["words"] for word in following[:2]):
        return worded != "one" or bool(qualifier in _STRONG)
    if qualifier in _STRONG:
        return bool(following) and following[0].lower() not in _NOT_COUNTED
    value = _word_value(worded)
    return value is not None and value >= _SMALL and bool(following) and following[0].lower() not in _NOT_COUNTED


def _is_plural(word: str | None) -> bool:
    return word is not None and (word.endswith("s") or word.lower() in vocabulary("units")["counted"]["words"])


def _details(found: re.Match[str]) -> Mapping[str, object]:
    units = vocabulary("units")
    details: dict[str, object] = {
        "value": _value(found),
        "unit": None,
        "qualifier": (found["qualifier"] or "").lower() or None,
    }
    if found["currency"]:
        written = "".join(found["currency"].split())
        details["unit"] = units["currencies"].get(written) or units["codes"].get(written.upper()) or written
    elif found["unit"]:
        details["unit"] = units["units"].get(" ".join(found["unit"].split())) or units["units"].get(
            " ".join(found["unit"].lower().split())
        )
    if found["second"]:
        details["to"] = _scaled(float(found["second"].replace(",", "")), found["scale"])
    return details


def _value(found: re.Match[str]) -> float | None:
    if found["digits"]:
        return _scaled(float(found["digits"].replace(",", "")), found["scale"])
    if found["worded"]:
        value = _word_value(" ".join(found["worded"].lower().replace("-", " ").split()))
        return None if value is None else _scaled(value, found["scale"])
    return None


def _scaled(value: float, scale: str | None) -> float | None:
    scaled = value * (vocabulary("units")["scales"].get((scale or "").lower(), 1.0) if scale else 1.0)
    if not isfinite(scaled):
        return None  # a row of four hundred digits
    return int(scaled) if scaled == int(scaled) else scaled


def _word_value(worded: str) -> float | None:
    """`two hundred and fifty thousand` is 250,000; None for `several hundred`."""
    words, scales = vocabulary("units")["words"], vocabulary("units")["scales"]
    total, part = 0.0, 0.0
    for word in worded.replace("-", " ").split():
        if word in words:
            part += words[word]
        elif word in {"a", "an"}:
            part += 1
        elif word in scales:
            if scales[word] > _HUNDRED and word != "dozen":
                total, part = total + max(part, 1.0) * scales[word], 0.0
            else:
                part = max(part, 1.0) * scales[word]
        elif word != "and":
            return None
    return total + part


_HUNDRED = 100
