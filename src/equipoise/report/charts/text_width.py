"""How wide a label is at most, so that labels can be kept apart without a browser.

The advance widths are those of Helvetica, in thousandths of the type size, which Arial and Liberation Sans share.
Other sans faces a platform may choose run a little wider, so a margin is added.
"""

from __future__ import annotations

import unicodedata

TYPE_SIZE = 12.0
"""Text in charts, in pixels."""

_MARGIN = 1.08
_BOLD = 1.08
_WIDE, _OTHER = 1000, 700

_ADVANCES = {
    222: "’‘ijl",
    278: " \u00a0\u202f!,./:;I[\\]ft",
    333: "()-`r",
    191: "'",
    355: '"',
    389: "*",
    500: "cksvxyzJ",
    556: "#$?_0123456789abdeghnopquL–“”",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
_ADVANCE = {character: advance for advance, characters in _ADVANCES.items() for character in characters}


def text_width(text: str, *, bold: bool = False) -> float:
    """Width of a label in pixels, rather too wide than too narrow."""
    thousandths = sum(_advance(character) for character in text)
    return thousandths / 1000 * TYPE_SIZE * _MARGIN * (_BOLD if bold else 1)


def _advance(character: str) -> int:
    if character in _ADVANCE:
        return _ADVANCE[character]
    return _WIDE if unicodedata.east_asian_width(character) in ("W", "F", "A") else _OTHER
