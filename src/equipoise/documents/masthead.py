"""What the head of a text says of the document: title, authors, publisher, date.

Fields made for it come first (`front_matter`). The rest is a guess by the shape of lines, and is kept as one.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date

from equipoise.authored.yaml_text import read_yaml
from equipoise.calendar import CoarseDate, parse_date
from equipoise.documents.description import Description

_HEAD_LINES = 15
_HEAD_CHARACTERS = 6000
_LONGEST_LINE = 160
"""Of a title, a byline or a date; what is longer is a paragraph."""
_WORDS_OF_A_SENTENCE = 10

_MONTHS = [name.lower() for name in month_name[1:]]
_MONTH_NUMBER = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBER, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<digits>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
]
_BODIES = re.compile(
    r"\b(?:Academy|Agency|Association|Bureau|Cent(?:er|re)|Chronicle|College|Commission|Committee|Council|Department|"
    r"Embassy|Foundation|Gazette|Government|Group|Herald|Initiative|Institut(?:e|ion)|Journal|Laborator(?:y|ies)|"
    r"Magazine|Ministry|Network|News|Office|Organi[sz]ation|Post|Press|Programme|Quarterly|Review|School|Society|"
    r"Studies|Times|Tribune|University|Weekly)\b(?!-)"
)
_NAME = r"[^\W\d_][\w.’'-]*"
_PERSON = re.compile(rf"(?:(?:Dr|Prof|Professor|Sir|Dame|Ambassador|General)\.? )?(?:{_NAME} ){{1,3}}{_NAME}")
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von"}
)
_NOT_NAME = re.compile(
    r"\b(?:abstract|analysis|brief|contents|findings|introduction|issue|papers?|report|series|summary|volume|"
    r"an?|and|are|at|by|for|from|how|in|is|it|of|on|or|the|to|what|when|who|why|will|with)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:written\s+)?by\s+(?=[A-Z])", re.IGNORECASE)
_IN_PLACE = re.compile(r"\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*$")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def front_matter(text: str) -> Description:
    """What the YAML between `---` lines at the top of a Markdown text says; nothing where there is none."""
    found = _FRONT_MATTER.match(text)
    data = read_yaml(found.group(1), file="").data if found else None
    if not isinstance(data, dict):
        return Description()
    said = {str(key).lower(): value for key, value in data.items()}
    return Description(
        title=_text(said.get("title")),
        authors=_texts(said.get("authors", said.get("author"))),
        publisher=_text(said.get("publisher")),
        published=written_date(_text(said.get("published", said.get("date"))) or ""),
        url=_text(said.get("url")),
    )


def masthead(text: str) -> Description:
    """What the lines above the first paragraph seem to say.

    The title is the highest heading, else the line above the authors, else the first line that is nothing else. A line
    of names and a date also counts below a caption or a summary.
    """
    lines, below = _head(text)
    bare = [_bare(line) for line in lines]
    byline = _byline(bare)
    title = _title(lines, byline)
    rest = [line for index, line in enumerate(bare) if index != title]
    signed = [line for line in map(_bare, below) if _people(line) and written_date(line)]
    names = bare[byline] if byline is not None and byline != title else next(iter(signed), "")
    return Description(
        title=bare[title] if title is not None else None,
        authors=_people(names),
        publisher=next(filter(None, map(_publisher, rest)), None),
        published=next(filter(None, map(written_date, [*bare, *signed])), None),
    )


def written_date(text: str) -> CoarseDate | None:
    """The first date in a text that names a year, a month, and a day or none; None where there is none."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = int(parts["digits"]) if parts.get("digits") else _MONTH_NUMBER[parts["month"].lower()]
            day = int(parts["day"]) if parts.get("day") else None
            try:
                if day is None:
                    return parse_date(f"{parts['year']}-{month:02d}")
                return parse_date(date(int(parts["year"]), month, day))
            except ValueError:
                continue
    return None


def _head(text: str) -> tuple[list[str], list[str]]:
    """The lines above the first paragraph, and the short ones among those that follow."""
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    stripped = (line.strip("\ufeff \t\f") for line in text[start : start + _HEAD_CHARACTERS].splitlines())
    lines = [line for line in stripped if _bare(line)][:_HEAD_LINES]
    end = next((index for index, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    return lines[:end], [line for line in lines[end:] if not _is_paragraph(line)]


def _is_paragraph(line: str) -> bool:
    is_sentence = line.endswith(".") and len(line.split()) >= _WORDS_OF_A_SENTENCE
    return is_sentence or len(line) > _LONGEST_LINE


def _bare(line: str) -> str:
    """A line without the marks of Markdown."""
    heading = _HEADING.match(line)
    return re.sub(r"\*{1,3}|(?<!\w)_+|_+(?!\w)", "", heading.group(2) if heading else line).strip(" -=~|/•")


def _byline(lines: Sequence[str]) -> int | None:
    """The line that says "by", else the last line of names: a series or a title can look like one, and comes first."""
    named = [index for index, line in enumerate(lines) if index > 0 and _people(line)]
    said = [index for index in named if _BY.match(lines[index])]
    return next(iter(said or named[::-1]), None)


def _title(lines: Sequence[str], byline: int | None) -> int | None:
    headings = [(len(found.group(1)), index) for index, line in enumerate(lines) if (found := _HEADING.match(line))]
    if headings:
        return min(headings)[1]
    free = [index for index, line in enumerate(lines) if index != byline and not _is_of_issue(_bare(line))]
    above = [index for index in free if byline is not None and index < byline]
    return above[-1] if above else next(iter(free), None)


def _is_of_issue(line: str) -> bool:
    """Whether a line is a date or a publisher, with nothing else in it."""
    return _publisher(line) is not None or (written_date(line) is not None and len(line.split()) <= 4)


def _people(line: str) -> tuple[str, ...]:
    """The names in a line that holds nothing but names, a date and a place; none where there is more."""
    said_so = _BY.match(line)
    rest = _without_date(line[said_so.end() :] if said_so else line)
    rest = _IN_PLACE.sub("", rest).strip(" ,|·–—-")
    names = [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*", rest) if name.strip()]
    return tuple(names) if names and all(map(_is_person, names)) and len(names) <= 8 else ()


def _is_person(name: str) -> bool:
    words = name.split()
    if not _PERSON.fullmatch(name) or _BODIES.search(name) or _NOT_NAME.search(name):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[0][0].isupper()


def _publisher(line: str) -> str | None:
    rest = _without_date(line).strip(" ,|·–—-")
    words = rest.split()
    is_short = 1 < len(words) <= 9 and words[0][0].isupper() and not rest.endswith((".", "?", "!", ":"))
    capitals = sum(word[0].isupper() or word.lower() in {"of", "for", "the", "and", "on", "in", "&"} for word in words)
    return rest if is_short and _BODIES.search(rest) and capitals == len(words) else None


def _without_date(line: str) -> str:
    for pattern in _DATES:
        line = pattern.sub("", line)
    return line


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(text for one in values if (text := _text(one)) is not None)
