"""What a case leaves for the record to say, of what can be pooled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import UsageError
from equipoise.inference.prior import prior_of
from equipoise.model.arrays import Floats
from equipoise.model.compile import compile_model

DECISIVENESS = "decision_maker.decisiveness"
REVIEW_MONTHS = "decision_maker.review.every"
NUMBERS = (DECISIVENESS, REVIEW_MONTHS)
"""The numbers that are pooled, by their paths in a case."""


@dataclass(frozen=True)
class OpenCase:
    """A case, and what its author believed of the parameters that can be pooled and that it leaves open.

    Attributes:
        case: The case.
        as_of: What was known by the end of this day counts.
        explanations: Explanations whose shares are open; none where the mix is fixed.
        concentration: Dirichlet parameters of those shares.
        numbers: Those of `NUMBERS` that are written as a median and a spread.
        centre: Their log medians.
        scale: Standard deviations of their logs.
    """

    case: Case
    as_of: date
    explanations: tuple[str, ...]
    concentration: Floats
    numbers: tuple[str, ...]
    centre: Floats
    scale: Floats

    @property
    def name(self) -> str:
        """Name of the case."""
        return self.case.name

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters: shares, then numbers."""
        return (*(share_of(name) for name in self.explanations), *self.numbers)


def open_case(case: Case, *, rater: str) -> OpenCase:
    """Find out what a case leaves open, as it was known on the last day anything in it became known.

    Raises:
        UsageError: If nobody of the rater's name has rated anything.
    """
    as_of = resolve_as_of(case, None)
    try:
        known = as_known(case, as_of, rater=rater)
    except UsageError as error:
        raise UsageError(f"{case.name}: {error}", hint=error.hint) from None
    model = compile_model(known, as_of)
    shares = model.prior_shares if prior_of(model).sticks else np.zeros(0)
    names = [name for name, share in zip(known.definition.explanations, shares, strict=False) if share > 0]
    numbers = [one for one in model.unknowns if one.name in NUMBERS and one.family == "log-normal"]
    return OpenCase(
        case=case,
        as_of=as_of,
        explanations=tuple(names),
        concentration=(model.mix_strength or 0.0) * shares[shares > 0],
        numbers=tuple(one.name for one in numbers),
        centre=np.array([np.log(one.centre) for one in numbers]),
        scale=np.array([np.log(one.scale) for one in numbers]),
    )


def share_of(explanation: str) -> str:
    """The name of the share of an explanation."""
    return f"share.{explanation}"
