"""Text and Markdown: the text of the file is the text of the document, character for character."""

from __future__ import annotations

import codecs
import re

from equipoise.authored.lines import Lines
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.masthead import front_matter
from equipoise.documents.media_type import MediaType
from equipoise.documents.reading import Reading, UnreadableDocumentError
from equipoise.errors import UsageError

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACEMENT = "\ufffd"
# What typographic quotes and accents in UTF-8 look like once somebody has read them as Windows-1252.
_TWICE_DECODED = re.compile("â€[™œ\x9d\u009d“”˜¦]|Ã[©¨¼¶¤ ]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def read_plain_text(raw: bytes, *, kind: MediaType = MediaType.TEXT, encoding: str | None = None) -> Reading:
    """Read a text as it is: UTF-8, or what a byte order mark says, or the encoding asked for.

    Nothing is changed: line ends, tabs and a UTF-8 byte order mark stay, so that places are those in the file.

    Args:
        raw: The bytes of the file.
        kind: Text or Markdown; the front matter of Markdown is read for what it says of the document.
        encoding: Name of the encoding, where the file is not UTF-8.

    Raises:
        UnreadableDocumentError: If the bytes are not in that encoding, or hold no text.
        UsageError: If there is no encoding of that name.
    """
    text = decode(raw, encoding=encoding)
    if not text.strip("\ufeff \t\r\n\f"):
        raise UnreadableDocumentError("there is nothing in it but white space", hint="see whether it is the right file")
    stated = front_matter(text) if kind is MediaType.MARKDOWN else None
    reading = Reading(FrozenText(text), kind, notes=doubts(text))
    return reading if stated is None else Reading(reading.text, kind, stated, reading.notes)


def decode(raw: bytes, *, encoding: str | None = None) -> str:
    """The characters of some bytes; never with a replacement for a byte that does not fit.

    Raises:
        UnreadableDocumentError: If a byte does not fit, with its line and what the encoding may be.
        UsageError: If there is no encoding of that name.
    """
    name = encoding or next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(name)
    except LookupError as error:
        raise UsageError(f"there is no encoding {name!r}", hint="such as utf-8, cp1252, utf-16, gb18030") from error
    except UnicodeDecodeError as error:
        raise _undecodable(raw, name, error) from error


def doubts(text: str) -> tuple[str, ...]:
    """Signs that a text was damaged before it came here."""
    found = []
    if lost := text.count(_REPLACEMENT):
        found.append(f"{lost} characters were lost in an earlier conversion (shown as {_REPLACEMENT})")
    if len(_TWICE_DECODED.findall(text)) > 2:
        found.append("it looks as if UTF-8 had once been read as Windows-1252 (â€™ for ’): look for a better copy")
    if controls := len(_CONTROLS.findall(text)):
        found.append(f"{controls} control characters stand in it")
    return tuple(found)


def _undecodable(raw: bytes, name: str, error: UnicodeDecodeError) -> UnreadableDocumentError:
    line, _ = Lines(raw[: error.start].decode("latin-1")).place(error.start)
    problem = f"the byte 0x{raw[error.start]:02x} on line {line} is not {name.upper()}"
    if name != "utf-8":
        return UnreadableDocumentError(problem, hint="give its encoding with --encoding")
    return UnreadableDocumentError(
        problem, hint=f"save it as UTF-8, or say what it is, such as --encoding {_likely(raw)}"
    )


def _likely(raw: bytes) -> str:
    """A guess for the hint; the person decides, since most bytes are something in every one of them."""
    for name in ("gb18030", "cp1251"):
        try:
            letters = raw.decode(name)
        except UnicodeDecodeError:
            continue
        other = [one for one in letters if ord(one) > 0x7F]
        wanted = ("\u4e00", "\u9fff") if name == "gb18030" else ("\u0400", "\u04ff")
        # Of a Western text few bytes are above ASCII; of a Chinese or Russian one most are.
        if len(other) > len(letters) / 4 and sum(wanted[0] <= one <= wanted[1] for one in other) > 0.8 * len(other):
            return name
    return "cp1252"
