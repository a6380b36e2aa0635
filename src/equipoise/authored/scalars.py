"""What a word written without quotes means, and how to write a value so that it means the same when read again.

Only `true`, `false`, `null`, whole numbers and decimal numbers are anything but text. So `NO` is a country, `12:30`
a time, `2022-02-25` a date as it was written, `010` and `1_000` what they look like.
"""

from __future__ import annotations

import json
import math
import re

from equipoise.errors import UsageError

_WHOLE = r"[-+]?(?:0|[1-9][0-9]*)"
WHOLE_NUMBER = re.compile(_WHOLE)
NUMBER = re.compile(rf"(?:{_WHOLE}(?:\.[0-9]*)?|[-+]?\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}

# Words that some other reader of YAML takes for true, false or null.
_WORDS_ELSEWHERE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d_](?:[\w ()/.-]*[\w)])?")
_DATE = re.compile(r"\d{4}-(?:\d{2}(?:-\d{2})?|Q[1-4])")
# What a double-quoted scalar cannot hold as it stands: controls, further line breaks, the byte order mark, half a
# surrogate pair, non-characters.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def read_plain(written: str) -> str | int | float | bool | None:
    """The value of a scalar written without quotes.

    Raises:
        ValueError: If it is a number that is not finite: `.nan`, `.inf`, or too large to be computed with.
    """
    if written in _WORDS:
        return _WORDS[written]
    if NUMBER.fullmatch(written):
        return read_number(written)
    if _NOT_FINITE.fullmatch(written):
        raise ValueError(f"{written} is not a finite number")
    return written


def read_number(written: str) -> int | float:
    """The number that a text matching `NUMBER` stands for.

    Raises:
        ValueError: If it is too large to be computed with.
    """
    if not math.isfinite(float(written)):
        raise ValueError("the number is too large")
    return int(written) if WHOLE_NUMBER.fullmatch(written) else float(written)


def write_scalar(value: str | int | float | bool | None, *, quote: str = "") -> str:
    """Write a value on one line so that it reads back as the same value in any place of a YAML file.

    Args:
        value: What to write.
        quote: The quotes that a text is to have, `'` or `"`, where they can hold it; empty for none where none are
            needed.

    Raises:
        UsageError: If it cannot be written: a number that is not finite, half a surrogate pair.
    """
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _write_number(value)
    return _write_text(value, quote)


def _write_number(number: int | float) -> str:
    try:
        is_finite = math.isfinite(float(number))
    except OverflowError:
        is_finite = False
    if not is_finite:
        raise UsageError("a number that is not finite, or too large to be computed with, cannot be written")
    # A subclass, such as NumPy's, may add its own name.
    return int.__repr__(number) if isinstance(number, int) else float.__repr__(number)


def _write_text(text: str, quote: str) -> str:
    if not quote and _is_plain(text):
        return text
    if quote == "'" and not _ESCAPED.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _is_plain(text: str) -> bool:
    if _DATE.fullmatch(text):
        return True
    return bool(_NEEDS_NO_QUOTES.fullmatch(text)) and text.lower() not in _WORDS_ELSEWHERE


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        raise UsageError("the text cannot be written: it holds half a surrogate pair")
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character, f"\\u{ord(character):04x}")
