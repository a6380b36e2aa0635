"""When a text was published, where it says so at its top."""

from __future__ import annotations

import re
from datetime import date

from equipoise.documents.extraction.date_phrases import PATTERNS
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.resolve_date import resolve_date


def publication_date(prose: Prose) -> date | None:
    """The first full date, or else month, on a line of its own kind among the first lines: a dateline or masthead.

    A month stands for its first day. A date inside a sentence is no dateline.
    """
    lines = [sentence for sentence in prose.sentences[:_TOP_LINES] if sentence.is_heading]
    for forms in (("iso", "day_month", "month_day"), ("month_year",)):
        for line in lines:
            for form in forms:
                # Bylines are often set in capitals; months are looked for as they are otherwise spelled.
                text = _CAPITALS.sub(lambda word: word[0].capitalize(), prose.plain[line.span.start : line.span.end])
                found = PATTERNS[form].search(text)
                if found is not None and (form == "iso" or found["year"]):
                    iso = resolve_date(form, found, None, looks_ahead=False).iso
                    if iso is not None:
                        return date.fromisoformat(iso if len(iso) == len("2022-02-25") else f"{iso}-01")
    return None


_TOP_LINES = 20
_CAPITALS = re.compile(r"\b[A-Z]{3,9}\b")
