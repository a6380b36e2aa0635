"""Text of a document: runs of one style, made from the words of a view."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from equipoise.report.document.blocks import Span, Text
from equipoise.report.view.chances import Chance

BREAK: Text = (Span("\n", "break"),)
"""The beginning of a new line."""

_NUMBER = re.compile("[<>]?\\d+\u202f%(?:\u00a0\\([^()]*\\))?")


def prose(text: str) -> Text:
    """Text in which every per cent with its range is kept on one line."""
    spans, end = [], 0
    for found in _NUMBER.finditer(text):
        spans += [Span(text[end : found.start()]), Span(found[0], "number")]
        end = found.end()
    return tuple(span for span in (*spans, Span(text[end:])) if span.text)


def strong(text: str, *, slot: int = 0) -> Text:
    """Text that stands out, in the colour of a scenario where one is named."""
    return (Span(text, "strong", slot),)


def hued(text: str, slot: int) -> Text:
    """Text in the colour of a scenario."""
    return (Span(text, slot=slot),)


def dim(text: str) -> Text:
    """Text that stands back."""
    return (Span(text, "dim"),)


def code(text: str) -> Text:
    """Text as a program knows it."""
    return (Span(text, "code"),)


def path(text: str) -> Text:
    """A dotted path inside a case."""
    return (Span(text, "path"),)


def number(chance: Chance) -> Text:
    """A chance with its range, kept on one line."""
    return (Span(chance.text, "number"),)


def link(text: str, url: str) -> Text:
    """Text that leads to a web address; plain text where the address is none, or would run something."""
    return (Span(text, url=url if is_web_address(url) else ""),)


def is_web_address(url: str) -> bool:
    """Whether a link may be made of it: http and https only, never a script."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def joined(parts: Iterable[Text], separator: str) -> Text:
    """Texts one after another with something between them."""
    spans: list[Span] = []
    for part in parts:
        spans += [Span(separator)] if spans else []
        spans += part
    return tuple(spans)


def lines(parts: Iterable[Text]) -> Text:
    """Texts one below another."""
    spans: list[Span] = []
    for part in parts:
        spans += BREAK if spans else ()
        spans += part
    return tuple(spans)


def plain(text: Text) -> str:
    """What a text says, without its styles."""
    return "".join(" " if span.style == "break" else span.text for span in text)
