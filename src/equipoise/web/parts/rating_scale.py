"""The seven steps of the rating scale: what each says, its key, and how it is written into `ratings.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.case.schema import Mark


@dataclass(frozen=True)
class Step:
    """A step of the scale.

    Attributes:
        key: The key that sets it.
        decibans: Its weight.
        words: What it says of an item: "4× more".
    """

    key: str
    decibans: float
    words: str


STEPS = (
    Step("1", -10.0, "10× less"),
    Step("2", -6.0, "4× less"),
    Step("3", -3.0, "2× less"),
    Step("4", 0.0, "same"),
    Step("5", 3.0, "2× more"),
    Step("6", 6.0, "4× more"),
    Step("7", 10.0, "10× more"),
)
UNASSESS = "u"


def written(step: Step, scale: Mapping[Mark, float]) -> float | Mark:
    """How a step is written: as the mark of the case's scale that weighs as much, else in decibans."""
    return next((mark for mark, weight in scale.items() if weight == step.decibans), step.decibans)
