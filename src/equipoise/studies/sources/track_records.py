"""Sources: who they are, what rests on them, and how their settled claims came out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.assess.vintage_run import VintageRun
from equipoise.case.case import Case
from equipoise.case.schema import Source
from equipoise.inference.quantiles import beta_at
from equipoise.model.compile import is_learned
from equipoise.model.track_record import track_record

CENTRAL_80 = np.array([-1.2815515655446004, 1.2815515655446004])
"""Standard-normal coordinates of the ends of a central 80 per cent."""


@dataclass(frozen=True)
class SourceRow:
    """A source of the case.

    Attributes:
        source: Its id.
        grade: Its letter; None where nobody graded it.
        access, motive, expertise, independence: As authored; None where not said.
        items: Ids of the rated items that name it.
        alone: Those of them that name no other.
        right, wrong, void: Its claims settled by the as-of date.
        later: Claims settled later, which do not count.
        grade_mean: Probability that a report of its letter is accurate.
        mean, low, high: The same with its settled claims taken in, with the central 80 per cent.
        learned: Whether the case has asked that its claims count.
        learned_items: Ids of the rated items whose accuracy then rests on claims.
    """

    source: str
    grade: str | None
    access: str | None
    motive: str | None
    expertise: str | None
    independence: str | None
    items: tuple[str, ...]
    alone: tuple[str, ...]
    right: int
    wrong: int
    void: int
    later: int
    grade_mean: float
    mean: float
    low: float
    high: float
    learned: bool
    learned_items: tuple[str, ...]

    @property
    def settled(self) -> int:
        """Claims that came out right or wrong."""
        return self.right + self.wrong


def source_rows(case: Case, run: VintageRun) -> tuple[SourceRow, ...]:
    """Every source, those with the most rated items first.

    Args:
        case: The whole case that the run is a vintage of.
        run: The vintage.
    """
    rows = [_row(case.sources[name], run, name, source) for name, source in run.case.sources.items()]
    return tuple(sorted(rows, key=lambda row: -len(row.items)))


def _row(whole: Source, run: VintageRun, name: str, source: Source) -> SourceRow:
    rated = {item.id for item in run.model.items if item.is_rated}
    items = [item for item in run.case.evidence if item.id in rated and name in item.sources]
    record = track_record(source, run.as_of)
    low, high = beta_at(CENTRAL_80, *record.posterior)
    alpha, beta = record.prior
    return SourceRow(
        source=name,
        grade=source.grade,
        access=source.access,
        motive=source.motive,
        expertise=source.expertise,
        independence=source.independence,
        items=tuple(item.id for item in items),
        alone=tuple(item.id for item in items if set(item.sources) == {name}),
        right=record.right,
        wrong=record.wrong,
        void=record.void,
        later=len(whole.claims) - record.right - record.wrong - record.void,
        grade_mean=alpha / (alpha + beta),
        mean=record.mean,
        low=float(low),
        high=float(high),
        learned=source.reliability == "learned",
        learned_items=tuple(item.id for item in items if is_learned(run.case, item)),
    )
