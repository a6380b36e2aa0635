"""The two implementations behind one call, so that one law can be asked of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from oracle.dense import answer
from oracle.numbers import Numbers, numbers_of_answer, numbers_of_assessment


def by_engine(case: Case, as_of: date | None, **asked: Any) -> Numbers:
    """The numbers of `assess`."""
    return numbers_of_assessment(assess(case, as_of=as_of, **asked))


def by_oracle(case: Case, as_of: date | None, **asked: Any) -> Numbers:
    """The numbers of the dense oracle."""
    return numbers_of_answer(answer(case, as_of=as_of, **asked))


Implementation = Callable[..., Numbers]
IMPLEMENTATIONS: tuple[Implementation, ...] = (by_engine, by_oracle)
