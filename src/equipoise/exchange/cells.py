"""What a field of an item looks like in a cell, and what a cell says of a field.

A field that holds a list is joined with semicolons, and read back. Where its parts hold what parts them, the cell is
JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from equipoise.authored.scalars import NUMBER

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]\d{1,2}:\d{2}.*)?")
_DAY_MONTH_YEAR = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.? (\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_PLACE = re.compile(r"(\S+?):(\d+)-(\d+)")
_TRUE, _FALSE = frozenset({"yes", "y", "true", "x", "1"}), frozenset({"no", "n", "false", "0"})


def read_text(text: str) -> str:
    """The text itself."""
    return text


def read_small(text: str) -> str:
    """A word in small letters."""
    return text.lower()


def read_grade(text: str) -> str:
    """A grade, such as `B2`."""
    return text.upper().replace(" ", "")


def read_date(text: str) -> str:
    """A date in the form of the case: `2022-02-25` for `25 Feb 2022`, `2022/2/25` or a time of that day.

    What may be read in two ways, such as 03/04/2022, is handed on as it is, and refused by the case.
    """
    plain = " ".join(text.split())
    if found := _ISO.fullmatch(plain):
        return "-".join((found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)))
    named = _DAY_MONTH_YEAR.fullmatch(plain)
    day, month, year = named.groups() if named else (None, "", "")
    if other := _MONTH_DAY_YEAR.fullmatch(plain):
        month, day, year = other.groups()
    if month[:3].lower() not in _MONTHS:
        return plain
    number = _MONTHS.index(month[:3].lower()) + 1
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")


def read_number(text: str) -> float:
    """A number, with a point or a comma.

    Raises:
        ValueError: If it is none.
    """
    number = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not NUMBER.fullmatch(number):
        raise ValueError(f"{text!r} is no number; write one such as 0.8")
    return float(number)


def read_yes_or_no(text: str) -> bool:
    """Yes or no.

    Raises:
        ValueError: If it is neither.
    """
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise ValueError(f"{text!r} is neither yes nor no; write yes, or leave it empty")


def read_names(text: str) -> list[str]:
    """Names parted by semicolons or line breaks.

    Raises:
        ValueError: If it is JSON of something else.
    """
    return [str(name) for name in _from_json(text, list)] if _is_json(text) else _parts(text, r"[;\n]")


def read_chain(text: str) -> list[list[str]]:
    """Who told whom: `root > teller > source`, one for each way, parted by semicolons.

    Raises:
        ValueError: If it is JSON of something else.
    """
    if _is_json(text):
        return [[str(link) for link in way] for way in _from_json(text, list) if isinstance(way, list)]
    return [_parts(way, ">") for way in _parts(text, r"[;\n]")]


def read_places(text: str) -> list[dict[str, Any]]:
    """Spans of documents: `document:start-end`, parted by semicolons.

    Raises:
        ValueError: If a part is no span.
    """
    if _is_json(text):
        return list(_from_json(text, list))
    places = []
    for part in _parts(text, r"[;\n]"):
        found = _PLACE.fullmatch(part)
        if found is None:
            raise ValueError(f"{part!r} is no place; write document:start-end, such as talks:120-180")
        places.append({"document": found[1], "start": int(found[2]), "end": int(found[3])})
    return places


def read_rates(text: str) -> dict[str, float]:
    """Rates by scenario: `refuses=0.5; bargains=1`.

    Raises:
        ValueError: If a part is none.
    """
    if _is_json(text):
        return dict(_from_json(text, dict))
    rates = {}
    for part in _parts(text, r"[;\n]"):
        name, equals, number = part.partition("=")
        if not equals:
            raise ValueError(f"{part!r} is no rate; write scenario=number, such as refuses=0.5")
        rates[name.strip()] = read_number(number.strip())
    return rates


def write_text(value: Any) -> str:
    """A text, number or date as it is."""
    return str(value)


def write_number(value: float) -> str:
    """A number with all its digits."""
    return repr(float(value))


def write_yes_or_no(value: bool) -> str:
    """`yes`, or nothing."""
    return "yes" if value else ""


def write_names(value: list[str]) -> str:
    """Names, joined with semicolons."""
    return _joined(value, lambda names: "; ".join(names), read_names)


def write_chain(value: list[list[str]]) -> str:
    """Ways, joined with semicolons."""
    return _joined(value, lambda ways: "; ".join(" > ".join(way) for way in ways), read_chain)


def write_places(value: list[dict[str, Any]]) -> str:
    """Places, joined with semicolons."""
    return _joined(
        value,
        lambda places: "; ".join(f"{one['document']}:{one['start']}-{one['end']}" for one in places),
        read_places,
    )


def write_rates(value: dict[str, float]) -> str:
    """Rates, joined with semicolons."""
    return _joined(
        value, lambda rates: "; ".join(f"{name}={write_number(rate)}" for name, rate in rates.items()), read_rates
    )


def _joined(value: Any, join: Callable[[Any], str], read: Callable[[str], Any]) -> str:
    """The parts joined, where that reads back as it was; else JSON."""
    text = join(value)
    try:
        is_safe = text.strip() != "" and not _is_json(text) and read(text) == value
    except ValueError:
        is_safe = False
    return text if is_safe else json.dumps(value, ensure_ascii=False)


def _parts(text: str, parted_by: str) -> list[str]:
    return [part.strip() for part in re.split(parted_by, text) if part.strip()]


def _is_json(text: str) -> bool:
    return text.startswith(("[", "{"))


def _from_json(text: str, kind: type) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{text[:40]!r} begins as JSON does, and is none; part names by semicolons") from error
    if not isinstance(value, kind):
        raise ValueError(f"{text[:40]!r} is JSON of another kind; part names by semicolons")
    return value
