"""The result of `pool`: plain records, and their machine output as docs/pooling.md defines it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from equipoise.assess.frames import frame_of
from equipoise.errors import Finding

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "equipoise/pooled/1"


@dataclass(frozen=True)
class PooledCase:
    """A case that was pooled.

    Attributes:
        case: Its name.
        fingerprint: SHA-256 of what it says.
        as_of: What was known by the end of this day counts.
        effective: Effective number of its particles under the populations drawn, mean over these.
    """

    case: str
    fingerprint: str
    as_of: datetime.date
    effective: float


@dataclass(frozen=True)
class PopulationRow:
    """A parameter over all cases.

    Attributes:
        parameter: `share.<explanation>`, or the path of a number.
        cases: Cases that leave it open.
        mean: Posterior mean: of the population's mean share, or of the median of a number over cases.
        low, high: Central 80 per cent of the same.
        error: Monte Carlo standard error of the mean.
        contraction: Posterior over prior standard deviation (of a number, of its log). Near 1: the records taught
            nothing.
        contraction_of_one_case: The same with one case alone, mean over several.
        differ: How far cases differ: standard deviation of a share between them; of a number the spread, its 84th
            percentile over its median. Posterior mean.
        differ_low, differ_high: Central 80 per cent of the same.
    """

    parameter: str
    cases: int
    mean: float
    low: float
    high: float
    error: float
    contraction: float
    contraction_of_one_case: float
    differ: float
    differ_low: float
    differ_high: float


@dataclass(frozen=True)
class CaseRow:
    """A parameter of one case: given its own record alone, and given all.

    Attributes:
        case: Name of the case.
        parameter: As in `PopulationRow`; a share is among the explanations the case knows.
        alone, alone_low, alone_high: Mean and central 80 per cent given its own record alone.
        pooled, pooled_low, pooled_high: Given the records of all cases.
        shrinkage: How much of it is left to the population: about 1, its own record says nothing more; 0, the case
            speaks for itself.
    """

    case: str
    parameter: str
    alone: float
    alone_low: float
    alone_high: float
    pooled: float
    pooled_low: float
    pooled_high: float
    shrinkage: float


@dataclass(frozen=True)
class GrowthRow:
    """Contraction of a parameter of the population with some number of cases, mean over several choices of them."""

    cases: int
    parameter: str
    contraction: float


@dataclass(frozen=True)
class Pooled:
    """What several cases say together.

    Attributes:
        version: Version of the package.
        seed: Seed of all draws.
        particles: Particles of each case.
        pooled_cases: The cases, by name.
        population_rows: What they share.
        case_rows: What each takes from the others.
        growth_rows: What the number of cases does.
        next_case: Edits that give a further case of the population, not one of these, the prior they have earned.
        trustworthy: False where too few particles were effective.
        findings: Why not; and, as notes, which case takes no part in what.
    """

    version: str
    seed: int
    particles: int
    pooled_cases: tuple[PooledCase, ...]
    population_rows: tuple[PopulationRow, ...]
    case_rows: tuple[CaseRow, ...]
    growth_rows: tuple[GrowthRow, ...]
    next_case: Mapping[str, Any]
    trustworthy: bool
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The machine output of docs/pooling.md: plain data for JSON, numbers in full."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "seed": self.seed,
            "particles": self.particles,
            "trustworthy": self.trustworthy,
            "findings": [finding.to_dict() for finding in self.findings],
            "cases": [asdict(case) | {"as_of": case.as_of.isoformat()} for case in self.pooled_cases],
            "population": [asdict(row) for row in self.population_rows],
            "each_case": [asdict(row) for row in self.case_rows],
            "growth": [asdict(row) for row in self.growth_rows],
            "next_case": dict(self.next_case),
        }

    @property
    def population(self) -> pd.DataFrame:
        """What the cases share."""
        return _frame(self.population_rows)

    @property
    def each_case(self) -> pd.DataFrame:
        """What each case takes from the others."""
        return _frame(self.case_rows)

    @property
    def growth(self) -> pd.DataFrame:
        """What the number of cases does."""
        return _frame(self.growth_rows)


def _frame(rows: Sequence[Any]) -> pd.DataFrame:
    return frame_of(rows)
