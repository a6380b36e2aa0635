"""The form that a language model fills in: words, and places for nothing else.

There is no field for a probability, a rating, a date, an actor or a place in the text. What a model adds to the form is
dropped when it is read, and nothing of it is passed on.
"""

from __future__ import annotations

import re
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

_Quote = Annotated[
    str,
    Field(description="Words of the passage, copied exactly as they stand there; one sentence or less"),
]


class Quoting(BaseModel):
    """Anything that rests on words of the text."""

    # Not `forbid`: whatever else a model offers, it is left unread rather than argued over.
    model_config = ConfigDict(extra="ignore", frozen=True)

    quote: _Quote


class OfferedCandidate(Quoting):
    """A stretch of the passage that may become evidence."""

    kind: Annotated[
        Literal["act", "statement"],
        Field(description="act: something was done or happened; statement: somebody said or wrote something"),
    ]


class OfferedReading(Quoting):
    """Another account of what an item tells, and the words that leave room for it."""

    reading: Annotated[str, Field(description="What else would have produced this, in one sentence")]
    would_show: Annotated[str, Field(description="What one would see if it were so and would not see otherwise")]


Offer = TypeVar("Offer", bound=Quoting)


class Offered(BaseModel, Generic[Offer]):
    """An answer: all that is offered for one passage, or nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    proposals: list[Offer]


LONGEST = 400
"""Characters of a sentence in a model's own words; more is an essay."""

_CHANCE = re.compile(
    r"""
      \d\s*(?:%|‰|per\s?cent\b)                 # 80 %, 80 per cent
    | (?<![\d.,])0?[.,]\d                       # 0.8
    | \d\s*(?:dB|decibans?)\b                   # 6 dB
    | \b\d+\s*(?:in|out\s+of)\s*\d{1,3}\b      # 4 in 5; but not: 4 in 2022
    | \b\d+\s*(?::|to|/)\s*1\b                 # 3 to 1
    | \b(?:one|two|three|four|nine)\s+(?:in|out\s+of|to)\s+(?:one|two|three|four|five|ten)\b
    | (?<![\w+])\+{1,2}(?![\w+])               # ++
    | (?<![\w-])--(?=["'”’.,;:)\]]|$)           # --, but not as a dash
    """,
    re.VERBOSE | re.IGNORECASE,
)


def gives_number(text: str) -> bool:
    """Whether a sentence in a model's own words gives a share, a chance, odds, a weight or a mark of a rating."""
    return _CHANCE.search(text) is not None
