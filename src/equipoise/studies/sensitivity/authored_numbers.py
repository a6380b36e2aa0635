"""Every number of `case.yaml`, and the edits that move it by a standard step.

Defaults are among them: a number that nobody wrote moves the answer as much as one that somebody did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.case.paths import Steps, value_at
from equipoise.case.ranges import POINTS
from equipoise.case.schema import CaseDefinition
from equipoise.studies.sensitivity.number_kinds import Direction, KindOfNumber, as_written, kind_of_number, moved

Written = float | str
"""A number, or a mark that stands for one."""


@dataclass(frozen=True)
class AuthoredNumber:
    """A number of a case that can be moved.

    Attributes:
        path: Where it stands, as in an edit.
        steps: The same in steps.
        kind: What kind of number it is.
        value: What is written.
        number: The same as a number; a mark in points.
        table: Path of the shares it sums to one with; empty for a number by itself.
        low, high: One standard step down and up, of a mark in points; None where it cannot go there.
    """

    path: str
    steps: Steps
    kind: KindOfNumber
    value: Written
    number: float
    table: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class LeftOut:
    """A number that is not moved, and why."""

    path: str
    value: Written
    reason: str


def authored_numbers(definition: CaseDefinition) -> tuple[tuple[AuthoredNumber, ...], tuple[LeftOut, ...]]:
    """Every number of a definition exactly once, in its order: those that can be moved, and those left out."""
    data = definition.model_dump(mode="json", by_alias=True)
    numbers: list[AuthoredNumber] = []
    left_out: list[LeftOut] = []
    for steps, value in _leaves(data, ()):
        path = ".".join(map(str, steps))
        found = _number_at(data, steps, path, value)
        if isinstance(found, str):
            left_out.append(LeftOut(path, value, found))
        else:
            numbers.append(found)
    return tuple(numbers), tuple(left_out)


def edits_to(definition: CaseDefinition, number: AuthoredNumber, value: float) -> dict[str, Any]:
    """The edits that set a number, and scale the other shares of its table where it is one.

    Args:
        definition: The definition it is of.
        number: The number.
        value: What it is set to; of a mark points, of a prior the share it stands for.
    """
    data = definition.model_dump(mode="json", by_alias=True)
    if number.table == _PRIORS:
        others = sum(_priors(data).values()) - float(value_at(data, number.steps))
        return {number.path: others * value / (1 - value)}
    if number.table:
        table: Mapping[str, float] = value_at(data, number.steps[:-1])
        return {number.table: _rescaled(table, str(number.steps[-1]), value)}
    return {number.path: as_written(number.kind, value)}


_PRIORS = "explanations"
"""Name of the table that the priors make, whose values need not sum to one."""

_READ_ELSEWHERE: Mapping[str, str] = {
    "equipoise": "the version of the case language",
    "assumptions": "what holds only if an assumption is false",
    "levers": "how far a lever reaches",
    "indicators": "chances of what may be seen later",
    "questions": "part of a question to be resolved later",
}
_NO_STEP = "0, which no factor moves"
_MARK_ZERO = "the mark 0, which is 0 dB in every case"
_NOT_IN_THE_MIX = "a prior of 0 keeps its explanation out"
_CERTAIN = "certain, with nothing beside it that could take its place"


def _number_at(data: Any, steps: Steps, path: str, value: Written) -> AuthoredNumber | str:
    """The number at a place, or why it cannot be moved."""
    kind = kind_of_number(steps)
    if kind is None:
        return _READ_ELSEWHERE.get(str(steps[0]), "no scenario depends on it")
    if isinstance(value, str):
        kind = "mark"
    number = float(POINTS[value]) if isinstance(value, str) else float(value)  # type: ignore[index]
    table = ""
    if kind == "share":
        is_prior = steps[-1] == "prior" and steps[0] == _PRIORS
        table = _PRIORS if is_prior else ".".join(map(str, steps[:-1]))
        shares = _priors(data) if is_prior else value_at(data, steps[:-1])
        own = str(steps[1] if is_prior else steps[-1])
        if is_prior and number == 0:
            return _NOT_IN_THE_MIX
        if not any(share > 0 for name, share in shares.items() if name != own):
            return _CERTAIN
        number = number / sum(shares.values())
    elif kind in ("factor", "duration") and number == 0:
        return _NO_STEP
    elif steps == ("scale", "0"):
        return _MARK_ZERO
    low, high = _end(kind, steps, number, -1), _end(kind, steps, number, 1)
    return AuthoredNumber(path, steps, kind, value, number, table, low, high)


def _end(kind: KindOfNumber, steps: Steps, number: float, direction: Direction) -> float | None:
    end = moved(kind, steps, number, direction)
    return None if end == number else end


def _priors(data: Any) -> dict[str, float]:
    return {name: float(one["prior"]) for name, one in data[_PRIORS].items()}


def _rescaled(table: Mapping[str, float], name: str, value: float) -> dict[str, float]:
    others = sum(share for other, share in table.items() if other != name)
    return {other: value if other == name else share * (1 - value) / others for other, share in table.items()}


def _leaves(data: Any, above: Steps) -> Iterator[tuple[Steps, Written]]:
    """Every number, and every mark where marks stand for numbers."""
    if isinstance(data, Mapping):
        for name, below in data.items():
            yield from _leaves(below, (*above, name))
    elif isinstance(data, list):
        for index, below in enumerate(data):
            yield from _leaves(below, (*above, index))
    elif isinstance(data, str):
        if data in POINTS and kind_of_number(above) == "points":
            yield above, data
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield above, data
