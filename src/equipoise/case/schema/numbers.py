"""Numbers of a case: probabilities, marks, and quantities that are fixed or known to within a spread."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from equipoise.authored.base import Authored

Probability = Annotated[float, Field(ge=0, le=1)]
NonNegative = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]
Mark = Literal["--", "-", "0", "+", "++"]


class Normal(Authored):
    """A number known to within a standard deviation."""

    mean: float
    sd: Positive


class LogNormal(Authored):
    """A positive number known to within a factor; `spread` is its 84th percentile over its median."""

    median: Positive
    spread: Annotated[float, Field(gt=1)]


class Between(Authored):
    """An effect known to lie between two values, in points; risk aversion decides where in between."""

    low: float
    high: float


Quantity = float | Normal | LogNormal
"""A fixed number, or a distribution that the record may move."""


def middle(quantity: Quantity) -> float:
    """The median of a quantity: itself if it is fixed."""
    if isinstance(quantity, Normal):
        return quantity.mean
    if isinstance(quantity, LogNormal):
        return quantity.median
    return float(quantity)
