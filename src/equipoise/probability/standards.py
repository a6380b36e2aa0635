"""Published standards of words for probabilities, read from the files in `data/words`.

A file is never edited in place: a new edition is a new file with its own date, so that a brief made under one edition
can still be read. Limits are in whole per cent, as published.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

EDITIONS = ("icd_203_2015", "phia_2025", "nato_ajp_2_1", "kent_1964", "ipcc_ar6_2021")
"""Files of the editions in use, the default first."""


@dataclass(frozen=True)
class Band:
    """One term and the probabilities it stands for.

    Attributes:
        term: The word, as the standard spells it, in lower case.
        low: Lowest per cent.
        high: Highest per cent.
        others: Other terms of the same row, and other forms of the term.
        without_low: Whether `low` itself lies outside.
        without_high: Whether `high` itself lies outside.
        is_unverified: Whether nobody has checked the row against the publication or a reprint of it.
    """

    term: str
    low: float
    high: float
    others: tuple[str, ...] = ()
    without_low: bool = False
    without_high: bool = False
    is_unverified: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The term and its other forms."""
        return self.term, *self.others

    def holds(self, percent: float) -> bool:
        """Whether the published limits hold this per cent; a shared edge is held by both neighbours."""
        above = percent > self.low if self.without_low else percent >= self.low
        below = percent < self.high if self.without_high else percent <= self.high
        return above and below


@dataclass(frozen=True)
class Standard:
    """A table of terms from low to high. Where it has gaps, a probability in a gap has no word.

    Attributes:
        name: What a person calls it.
        edition: Year, date or number of the edition.
        issuer: Who published it.
        reference: Where to find it.
        seen: Where the limits were read for this package.
        note: What a reader must know of it: gaps, approximate limits, what is left out.
        is_nested: Whether terms lie inside one another; otherwise they only touch.
        bands: Terms, lowest first.
    """

    name: str
    edition: str
    issuer: str
    reference: str
    seen: str
    note: str
    is_nested: bool
    bands: tuple[Band, ...]


def standard_from(written: Mapping[str, Any]) -> Standard:
    """A standard as its file has it; one that is unverified as a whole makes every row so.

    Raises:
        KeyError: If a field is missing.
    """
    doubted = bool(written.get("unverified", False))
    return Standard(
        name=written["name"],
        edition=written["edition"],
        issuer=written["issuer"],
        reference=written["reference"],
        seen=written["seen"],
        note=" ".join(written["note"].split()),
        is_nested=bool(written.get("nested", False)),
        bands=tuple(_band(row, doubted=doubted) for row in written["bands"]),
    )


def _band(row: Mapping[str, Any], *, doubted: bool) -> Band:
    return Band(
        term=row["term"],
        low=row["low"],
        high=row["high"],
        others=tuple(row.get("others", ())),
        without_low=bool(row.get("without_low", False)),
        without_high=bool(row.get("without_high", False)),
        is_unverified=doubted or bool(row.get("unverified", False)),
    )


def _read(edition: str) -> Standard:
    text = files("equipoise.data").joinpath("words", f"{edition}.toml").read_text(encoding="utf-8")
    return standard_from(tomllib.loads(text))


STANDARDS: Mapping[str, Standard] = {standard.name: standard for standard in map(_read, EDITIONS)}
"""Every standard by name, in the edition in use."""
