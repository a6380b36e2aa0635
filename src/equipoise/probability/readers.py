"""What readers take words for probabilities to mean, by surveys: another answer than a standard's, with its spread.

A standard says what its writers mean by a word. A survey says what people who never saw the standard take it for, and
how far they differ. Where the two part, write the number.

Surveys are data files in `data/words`: quantiles of the answers for each phrase.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from equipoise.errors import UsageError
from equipoise.probability.distribution import checked_probability

SURVEYS = ("readers_capphrase_2026", "readers_zonination_2015")
"""Files of the surveys, the larger first."""

_STEP = 5
"""Quantiles are kept at every five per cent, from 5 to 95."""


@dataclass(frozen=True)
class Phrase:
    """What readers answered for one phrase, in per cent.

    Attributes:
        phrase: In lower case.
        answers: How many answers the quantiles rest on.
        quantiles: Answers at 5, 10, ... 95 per cent of the readers.
    """

    phrase: str
    answers: int
    quantiles: tuple[float, ...]

    @property
    def median(self) -> float:
        """The answer of the reader in the middle."""
        return self._at(50)

    @property
    def low(self) -> float:
        """One reader in ten answered this or less."""
        return self._at(10)

    @property
    def high(self) -> float:
        """One reader in ten answered this or more."""
        return self._at(90)

    def distance(self, percent: float) -> float:
        """How far readers' answers lie from a number on average, in points."""
        return sum(abs(answer - percent) for answer in self.quantiles) / len(self.quantiles)

    def _at(self, share: int) -> float:
        return self.quantiles[share // _STEP - 1]


@dataclass(frozen=True)
class Survey:
    """A survey of readers.

    Attributes:
        name: What a person calls it.
        edition: Year.
        people: How many answered.
        asked: Who they were.
        reference: Where to find it.
        licence: Licence of the data.
        phrases: Phrases by median, lowest first.
    """

    name: str
    edition: str
    people: int
    asked: str
    reference: str
    licence: str
    phrases: tuple[Phrase, ...]


@cache
def surveys() -> Mapping[str, Survey]:
    """Every survey by name."""
    return {survey.name: survey for survey in map(_read, SURVEYS)}


def survey_named(name: str) -> Survey:
    """A survey by name, whatever its capitals.

    Raises:
        UsageError: If there is no such survey.
    """
    for known in surveys().values():
        if known.name.casefold() == name.strip().casefold():
            return known
    raise UsageError(f"no survey of words {name!r}; there are {', '.join(surveys())}")


def phrase_of(word: str, survey: str) -> Phrase:
    """What readers take a phrase for. Only a whole phrase is known.

    Raises:
        UsageError: If there is no such survey, or it did not ask for the phrase.
    """
    chosen = survey_named(survey)
    wanted = " ".join(word.split()).casefold()
    for phrase in chosen.phrases:
        if phrase.phrase == wanted:
            return phrase
    raise UsageError(f"{chosen.name} did not ask for {word!r}; its phrases are {_listed(chosen)}")


def phrase_for(probability: float, survey: str) -> Phrase:
    """The phrase whose median answer is nearest a probability; of several as near, the one readers agree on most.

    Every probability has a phrase; the spread of its answers says how well it fits.

    Raises:
        ValueError: If it is no probability.
        UsageError: If there is no such survey.
    """
    # Ten digits are kept so that 0.58 is 58 and two medians as near are a tie.
    percent = round(100 * checked_probability(probability), 10)
    return min(survey_named(survey).phrases, key=lambda one: (abs(one.median - percent), one.distance(percent)))


def _listed(survey: Survey) -> str:
    return ", ".join(phrase.phrase for phrase in survey.phrases)


def _read(name: str) -> Survey:
    text = files("equipoise.data").joinpath("words", f"{name}.toml").read_text(encoding="utf-8")
    written: dict[str, Any] = tomllib.loads(text)
    phrases = tuple(Phrase(row["phrase"], row["answers"], tuple(row["quantiles"])) for row in written.pop("phrases"))
    return Survey(**written, phrases=phrases)
