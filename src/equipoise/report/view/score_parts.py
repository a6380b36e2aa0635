"""What a mean score is made of, as two tables: Murphy's parts and Yates's, each with which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.ledger.scoring.parts import Parts
from equipoise.probability.scores import Estimate, Murphy, Yates
from equipoise.report.numbers import EN_DASH, decimal

_OF = {
    "brier_01": f"the mean over days of the Brier score 0{EN_DASH}1",
    "brier_02": f"the mean over days of the Brier score 0{EN_DASH}2, over the number of scenarios",
    "ranked": "the mean over days of the ranked probability score",
}
_MURPHY = {
    "reliability": "0 is best",
    "resolution": "higher is better",
    "uncertainty": "is given",
    "within": "is near 0",
}
_YATES = {
    "bias": "0 is best",
    "slope": "1 is best",
    "covariance": "higher is better",
    "least_variance": "comes with the slope",
    "scatter": "0 is best",
}
_UNDEFINED = "undefined"


@dataclass(frozen=True)
class PartRow:
    """One part: its name, its value, its interval over questions, its range over sides, and which way is better."""

    name: str
    value: str
    questions: str
    sides: str
    better: str


@dataclass(frozen=True)
class PartsView:
    """A mean score taken apart.

    Attributes:
        murphy, yates: How each sums up, in a sentence.
        murphy_rows, yates_rows: Their parts.
        note: What the ranges mean.
    """

    murphy: str
    murphy_rows: tuple[PartRow, ...]
    yates: str
    yates_rows: tuple[PartRow, ...]
    note: str


def parts_view(parts: Parts) -> PartsView:
    """A mean score taken apart, in words and rounded numbers."""
    score = _number(parts.murphy.brier.value)
    return PartsView(
        murphy=(
            f"Murphy: {score}, {_OF[parts.of]}, is reliability less resolution plus uncertainty plus within. "
            "Reliability is how far rates lie from forecasts, resolution how far rates of groups lie from the common "
            "one, uncertainty how hard the questions were, within what grouping leaves over."
        ),
        murphy_rows=_rows(parts.murphy, parts.murphy_sides, _MURPHY),
        yates=(
            f"Yates: {score} is uncertainty plus the square of the bias plus least variance plus scatter less twice "
            "the covariance. Bias is the mean forecast less the rate, above 0 where events were overrated; slope, how "
            "much more was given to what occurred than to what did not; scatter, noise beside that."
        ),
        yates_rows=_rows(parts.yates, parts.yates_sides, _YATES),
        note=_note(has_sides=parts.murphy_sides is not None),
    )


def _note(*, has_sides: bool) -> str:
    over_questions = (
        "Questions: central 95 % of a bootstrap that draws whole questions again. Ranges of reliability and resolution "
        "lie somewhat too high, for resamples repeat the luck of small groups."
    )
    if not has_sides:
        return over_questions
    return (
        f"{over_questions} Sides: central 95 % over which side of each question is called the event, which is a choice "
        "(Merkle & Hartman 2018); the value is with the sides as they were asked."
    )


def _rows(found: Murphy | Yates, sides: Murphy | Yates | None, better: Mapping[str, str]) -> tuple[PartRow, ...]:
    rows = []
    for part, which in better.items():
        value: Estimate = getattr(found, part)
        over_sides = "" if sides is None else _range(getattr(sides, part))
        rows.append(PartRow(part.replace("_", " "), _number(value.value), _range(value), over_sides, which))
    return tuple(rows)


def _number(value: float | None) -> str:
    return _UNDEFINED if value is None else decimal(value, 3)


def _range(found: Estimate) -> str:
    if found.low is None or found.high is None:
        return ""
    return f"{_number(found.low)} to {_number(found.high)}"
