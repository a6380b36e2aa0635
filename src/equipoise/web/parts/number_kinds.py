"""What the numbers of each part of a brief or page are, and what their ranges count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Rests = Literal["scenario", "condition", "explanation", "ledger"]

OVER_PARAMETERS = (
    "The range is the central 80 % of the number over the uncertain parameters; it does not cover what the case takes "
    "as given."
)
NO_RANGE = "It has no range: it compares two means over the same settings of the parameters."
AS_RECORDED = "Its range, where it has one, is the one that was recorded with it."


@dataclass(frozen=True)
class NumberKind:
    """A kind of number.

    Attributes:
        what: What it is, in one sentence.
        ranges: What its range counts, in one sentence.
        words: Words of the glossary that explain it.
        rests: What it rests on: the evidence by what it moves a scenario, tells explanations apart or says of a
            condition; or lines of the ledger.
    """

    what: str
    ranges: str = OVER_PARAMETERS
    words: tuple[str, ...] = ()
    rests: Rests = "scenario"


_SCENARIO = NumberKind(
    "How likely the case makes the scenario on the day or over the time named, as the mean over all settings of the "
    "uncertain parameters that the record leaves open.",
    words=("scenario", "range", "particle"),
)
_AGAIN = "The headline computed again with one thing otherwise, as the row says; all else is as in the case."

NUMBER_KINDS: Mapping[str, NumberKind] = {
    "bottom-line": _SCENARIO,
    "judgements": _SCENARIO,
    "course": _SCENARIO,
    "headline": _SCENARIO,
    "unusable": NumberKind("A number that nobody may use, kept for the record.", words=("range",)),
    "explanations": NumberKind(
        "How well an explanation alone predicted the dated record, in decibans behind the best; or its share of the "
        "mix.",
        "The range of a share is its central 80 % over the uncertain parameters; that of a score is its Monte Carlo "
        "error.",
        ("explanation", "mix", "deciban"),
        "explanation",
    ),
    "circumstances": NumberKind(
        "How likely a condition stands at a level, or what a cost or benefit weighs for the actor.",
        words=("condition", "level", "consideration"),
        rests="condition",
    ),
    "measures": NumberKind(
        "How likely the condition stands at this level on the day named, given all readings and reports rated on it.",
        words=("condition", "level", "rating"),
        rests="condition",
    ),
    "baselines": NumberKind(
        "What a plainer forecast says of the same event, to show what the evidence adds.", words=("baseline", "range")
    ),
    "evidence": NumberKind(
        "What an item adds to the odds of the scenario on the as-of date: how far they would fall were it left out, in "
        "decibans; or how much less the model expected it than somebody without a view.",
        NO_RANGE,
        ("evidence item", "rating", "deciban", "origin"),
    ),
    "changed": NumberKind(
        "A step of the change since the earlier vintage; the steps sum to the whole change in the odds.",
        NO_RANGE,
        ("vintage", "deciban"),
    ),
    "vintages": NumberKind(
        "The same number computed with nothing but what was known on that earlier day.",
        words=("vintage", "as-of date", "backcast"),
    ),
    "tipping": NumberKind(
        "The value of a lever at which another scenario leads, found by trying every value on the model; or how likely "
        "a scenario is at a value.",
        words=("tipping point", "lever", "range"),
    ),
    "assumptions": NumberKind(_AGAIN, words=("assumption", "scenario")),
    "stability": NumberKind(_AGAIN, words=("stability", "baseline")),
    "sensitivity": NumberKind(
        "How far the headline moves when one number of the case goes from one end of its range to the other.",
        words=("stability", "range"),
    ),
    "drivers": NumberKind(
        "How far the headline moves when one number of the case goes from one end of its range to the other.",
        words=("stability", "range"),
    ),
    "watch": NumberKind(
        "What the number would become if the finding is seen by its date, or is not; seen and not seen average back to "
        "the number now.",
        words=("indicator", "finding", "expected information"),
    ),
    "what-if": NumberKind(_AGAIN, words=("edit", "scenario")),
    "dissent": NumberKind(
        "What another rater, person or published author holds; a judgement is shown and is never evidence.",
        AS_RECORDED,
        ("judgement", "rater"),
    ),
    "unknown": NumberKind("A count of what the record does not cover.", NO_RANGE, ("coverage", "unassessed")),
    "method": NumberKind("A count or threshold of the method.", NO_RANGE, ("scenario", "explanation")),
    "ledger": NumberKind(
        "A number as it was put on the record: it is never changed afterwards, and each line holds the hash of the one "
        "before.",
        AS_RECORDED,
        ("ledger", "judgement", "resolution", "head"),
        "ledger",
    ),
    "scores": NumberKind(
        "What recorded forecasts cost once their outcome was known; lower is better.",
        "The range of a score is taken over the questions that were resolved.",
        ("score", "skill", "resolution"),
        "ledger",
    ),
}
"""By id of the section of a brief, or the name a page gives its numbers."""


def number_kind(of: str) -> NumberKind:
    """The kind of a number; what a scenario's chance is where nothing more is known of it."""
    return NUMBER_KINDS.get(of, _SCENARIO)
