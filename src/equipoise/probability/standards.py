"""Published standards of words for probabilities, as data.

A standard is never edited in place: a new edition is a new entry with its own year, so that a brief made under
one edition can still be read. Limits are in whole per cent, as published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """One term and the probabilities it stands for.

    Attributes:
        term: The word, as the standard spells it.
        low: Lowest per cent.
        high: Highest per cent.
        others: Other terms of the same row, and other forms of the term.
        without_low: Whether `low` itself lies outside.
        without_high: Whether `high` itself lies outside.
    """

    term: str
    low: float
    high: float
    others: tuple[str, ...] = ()
    without_low: bool = False
    without_high: bool = False

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
        edition: Year or date of the edition.
        issuer: Who published it.
        reference: Where to find it.
        bands: Terms, lowest first.
    """

    name: str
    edition: str
    issuer: str
    reference: str
    bands: tuple[Band, ...]


ICD_203 = Standard(
    name="ICD 203",
    edition="2015",
    issuer="Office of the Director of National Intelligence, United States",
    reference="Intelligence Community Directive 203, Analytic Standards, 2 January 2015",
    bands=(
        Band("almost no chance", 1, 5, ("remote",)),
        Band("very unlikely", 5, 20, ("highly improbable",)),
        Band("unlikely", 20, 45, ("improbable", "improbably")),
        Band("roughly even chance", 45, 55, ("roughly even odds",)),
        Band("likely", 55, 80, ("probable", "probably")),
        Band("very likely", 80, 95, ("highly probable",)),
        Band("almost certain", 95, 99, ("almost certainly", "nearly certain")),
    ),
)

PHIA = Standard(
    name="PHIA",
    edition="24 March 2025",
    issuer="Professional Head of Intelligence Assessment, United Kingdom",
    reference="PHIA Probability Yardstick, gov.uk",
    # The limits are approximate and the gaps between terms deliberate: 50 % has no term.
    bands=(
        Band("remote chance", 0, 5, without_low=True),
        Band("highly unlikely", 10, 20),
        Band("unlikely", 25, 35),
        Band("realistic possibility", 40, 50, without_high=True),
        Band("likely", 55, 75, ("probable", "probably")),
        Band("highly likely", 80, 90),
        Band("almost certain", 95, 100, ("almost certainly",), without_high=True),
    ),
)

KENT = Standard(
    name="Kent",
    edition="1964",
    issuer="Sherman Kent, Studies in Intelligence",
    reference="Kent, S. (1964). Words of Estimative Probability. Studies in Intelligence 8(4)",
    # Certainty and impossibility, 100 and 0 in Kent's table, are left out: nothing open is either.
    bands=(
        Band("almost certainly not", 2, 12),
        Band("probably not", 20, 40),
        Band("chances about even", 40, 60),
        Band("probable", 63, 87, ("probably",)),
        Band("almost certain", 87, 99, ("almost certainly",)),
    ),
)

STANDARDS: Mapping[str, Standard] = {standard.name: standard for standard in (ICD_203, PHIA, KENT)}
"""Every standard by name."""
