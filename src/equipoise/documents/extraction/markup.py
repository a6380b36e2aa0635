"""Markup taken out of sight: a text of the same length in which only the prose is left.

Offsets into what is returned are offsets into the text itself, so nothing has to be mapped back.
"""

from __future__ import annotations

import re

FILLER = "_"
"""Stands for each character of an address: one long word that no rule knows."""
BREAK = "\v"
"""Stands for marks that begin a block of their own, so that headings and items of lists end where they end."""


def prose_only(text: str) -> str:
    """The text with links, emphasis and heading marks blanked, addresses filled, and apostrophes made straight.

    `[word](url)` keeps the word, `**word**` loses its stars, and U+2019 between letters becomes `'`. Every character
    is replaced by exactly one character.
    """
    plain = _APOSTROPHE.sub("'", text).replace(_BYTE_ORDER_MARK, " ")
    plain = _IMAGE.sub(_blank, plain)
    plain = _LINK.sub(lambda link: " " + link["word"] + " " * (len(link[0]) - len(link["word"]) - 1), plain)
    plain = _ADDRESS.sub(lambda address: FILLER * len(address[0]), plain)
    plain = _HEADING.sub(lambda head: BREAK * len(head["marks"]) + head["words"] + BREAK * len(head["end"]), plain)
    plain = _RULE.sub(_blank, plain)
    plain = _LIST.sub(lambda mark: BREAK * len(mark[0]), plain)
    return _EMPHASIS.sub(_blank, _ESCAPE.sub(" ", plain))


_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_BYTE_ORDER_MARK = "\ufeff"
_LINK = re.compile(r"\[(?P<word>[^\[\]]{1,300})\]\((?:#|https?:|/|\.|mailto:)?[^()\s]{0,500}\)")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")
_HEADING = re.compile(r"^(?P<marks>[ \t]{0,3}#{1,6})(?P<words>[ \t][^\n]*)(?P<end>\n?)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_LIST = re.compile(r"^[ \t]*[-*+•](?=[ \t])", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)"
)
_ESCAPE = re.compile(r"\\(?=[^\w\s])")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
