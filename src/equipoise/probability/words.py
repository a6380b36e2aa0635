"""Words for probabilities, and the probabilities that words stand for.

A word only renders a number that is at hand; no number is ever read out of prose.

**Edges.** Two bands that meet share their edge: it belongs to the band nearer 50 %, so that 20 % is *unlikely* and
80 % is *likely*. Where terms lie inside one another (IPCC), the narrowest that holds is used, its edges included, and
of two equally narrow the one nearer 50 %.
"""

from __future__ import annotations

import difflib
from itertools import pairwise

from equipoise.errors import UsageError
from equipoise.probability.standards import STANDARDS, Band, Standard

DEFAULT_STANDARD = "ICD 203"

WIDEST_RANGE_WITH_A_WORD = 2
"""A range over more terms than this gets no word: the word would hide how wide it is."""

# Ten digits are kept so that 1 - 0.8 is 20 % and not a hair less.
_DIGITS = 10


def standard_named(name: str = DEFAULT_STANDARD) -> Standard:
    """A standard by name, whatever its capitals.

    Raises:
        UsageError: If there is no such standard.
    """
    for known in STANDARDS.values():
        if known.name.casefold() == name.strip().casefold():
            return known
    near = difflib.get_close_matches(name, STANDARDS, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else ""
    raise UsageError(f"no standard of words {name!r}; there are {', '.join(STANDARDS)}", hint=hint)


def bands(standard: str = DEFAULT_STANDARD) -> tuple[Band, ...]:
    """The terms of a standard, lowest first."""
    return standard_named(standard).bands


def word_for(probability: float, standard: str = DEFAULT_STANDARD) -> str | None:
    """The word for a probability; None where the standard has none (below 1 % and above 99 % in ICD 203).

    Raises:
        ValueError: If it is no probability.
        UsageError: If there is no such standard.
    """
    band = band_for(probability, standard)
    return band.term if band else None


def band_for(probability: float, standard: str = DEFAULT_STANDARD) -> Band | None:
    """The row whose word a probability has, by the rule for edges above; None where the standard has none.

    Raises:
        ValueError: If it is no probability.
        UsageError: If there is no such standard.
    """
    return _holding(_percent(probability), standard_named(standard))


def word_for_range(probability: float, low: float, high: float, standard: str = DEFAULT_STANDARD) -> str | None:
    """The word for a probability known to a range; None where the range runs over more than two terms.

    Args:
        probability: The estimate.
        low: Lower end of its range.
        high: Upper end of its range.
        standard: Whose words.
    """
    met = _terms_between(_percent(low), _percent(high), standard_named(standard))
    return word_for(probability, standard) if len(met) <= WIDEST_RANGE_WITH_A_WORD else None


def band_of(word: str, standard: str = DEFAULT_STANDARD) -> Band:
    """The band of a term or of another form of it.

    Only a whole term is known: *very likely* is never taken for *likely*, nor found inside a sentence.

    Raises:
        UsageError: If the standard does not have the term.
    """
    chosen = standard_named(standard)
    wanted = " ".join(word.split()).casefold()
    for band in chosen.bands:
        if wanted in band.terms:
            return band
    terms = [band.term for band in chosen.bands]
    raise UsageError(f"{word!r} is no term of {chosen.name}; its terms are {', '.join(terms)}")


def _holding(percent: float, chosen: Standard) -> Band | None:
    holding = [band for band in chosen.bands if band.holds(percent)]
    if not holding:
        return None
    if chosen.is_nested:
        return min(holding, key=lambda band: (band.high - band.low, _distance_from_even(band)))
    return min(holding, key=_distance_from_even)


def _distance_from_even(band: Band) -> float:
    return abs((band.low + band.high) / 2 - 50)


def _terms_between(first: float, last: float, chosen: Standard) -> set[str]:
    """Every term that a per cent of the range has: the word changes only at limits, so those and what lies between."""
    limits = {float(limit) for band in chosen.bands for limit in (band.low, band.high) if first < limit < last}
    at = [first, *sorted(limits), last]
    between = [(lower + upper) / 2 for lower, upper in pairwise(at)]
    return {band.term for percent in (*at, *between) if (band := _holding(percent, chosen)) is not None}


def _percent(probability: float) -> float:
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, got {probability!r}")
    return round(100 * probability, _DIGITS)
