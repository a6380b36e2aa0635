"""Sobol indices of a scenario over the most sensitive numbers of a case: which of them matter together, and how much.

One number at a time says nothing of numbers that matter only together. Here the widest of them vary all at once, each
evenly over the range of its standard step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.model.arrays import Floats
from equipoise.studies.plain_data import headed
from equipoise.studies.sensitivity.authored_numbers import AuthoredNumber, edits_to
from equipoise.studies.sensitivity.close_versions import CloseVersions
from equipoise.studies.sensitivity.sensitivity import Sensitive, Sensitivity
from equipoise.studies.sensitivity.sobol_indices import CONFIDENCE, Index, refuse_samples, runs_of, sobol_indices

SCHEMA = "equipoise/sobol/1"

NUMBERS, SAMPLES = 8, 64
WEIGHED = 32
"""Particles of each run: it takes many runs, and what one of them is off by averages out."""
_TELLS = 20


@dataclass(frozen=True)
class SobolNumber:
    """A number that varied.

    Attributes:
        path, line: As in `Sensitive`.
        low, high: Its range; of a mark in points, of a prior the share it stands for.
        first: Share of the variance it explains by itself.
        total: Share that would go if it were held, interactions with others counted in full.
    """

    path: str
    line: int | None
    low: float
    high: float
    first: Index
    total: Index


@dataclass(frozen=True)
class Sobol:
    """How the variance of a scenario divides among the numbers that varied.

    Attributes:
        scenario: The scenario, on the horizon.
        numbers: Those that varied, the greatest total first.
        passed_over: Paths of more sensitive numbers that share a table with one that varied.
        samples, runs: Base samples, and runs they took.
        weighed: Particles of each run.
        seed: Seed of the samples.
        confidence: Of the intervals.
        mean, sd: Of the scenario's probability over the samples, as that of the authored case would be moved.
    """

    scenario: str
    numbers: tuple[SobolNumber, ...]
    passed_over: tuple[str, ...]
    samples: int
    runs: int
    weighed: int
    seed: int
    confidence: float
    mean: float
    sd: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full."""
        return headed(SCHEMA, self)


def sobol(
    case: Case,
    found: Sensitivity,
    *,
    scenario: str | None = None,
    numbers: int = NUMBERS,
    samples: int = SAMPLES,
    weighed: int = WEIGHED,
    progress: Progress | None = None,
) -> Sobol:
    """Vary the most sensitive numbers of a case all at once.

    Of shares that sum to one only the most sensitive varies, the others in proportion. Draws are those of the study of
    single numbers, weighed anew in each run.

    Args:
        case: The case.
        found: What each number does by itself.
        scenario: The scenario; the leader by default.
        numbers: How many numbers vary.
        samples: Base samples, a power of two; the runs are `samples * (numbers + 2)`.
        weighed: Particles of each run.
        progress: Called with a few words as the work goes on; first with the number of runs.

    Raises:
        UsageError: If there is no such scenario, or a number makes no sense.
        EquipoiseError: If SALib is not installed, or a run cannot be carried out.
    """
    refuse_samples(samples)
    if numbers < 1 or weighed < 1:
        raise UsageError(f"{numbers} numbers, {weighed} particles a run", hint="ask for 1 or more")
    say = progress or silence
    wanted = found.leader if scenario is None else scenario
    chosen, passed_over = _chosen(found.widest(wanted), wanted, numbers)
    if not chosen:
        raise UsageError(f"no number moves {wanted}", hint="there is nothing to vary")
    runs = runs_of(len(chosen), samples)
    say(f"{runs} runs: {samples} samples of {len(chosen)} numbers")
    versions = CloseVersions(
        case, as_of=found.as_of, rater=found.rater, particles=found.particles, weighed=weighed, seed=found.seed
    )
    place = list(found.base).index(wanted)

    def probability(values: Floats) -> float:
        edits: dict[str, Any] = {}
        for one, value in zip(chosen, values.tolist(), strict=True):
            edits |= edits_to(case.definition, one.number, value)
        return found.base[wanted] + float(versions.change(edits).difference[place])

    every = max(1, -(-runs // _TELLS))
    indices = sobol_indices(
        probability,
        [_range(one.number) for one in chosen],
        samples=samples,
        seed=found.seed,
        progress=lambda done, of: say(f"{done} of {of} runs") if done % every == 0 and done < of else None,
    )
    rows = [
        SobolNumber(one.path, one.line, *_range(one.number), first, total)
        for one, first, total in zip(chosen, indices.first, indices.total, strict=True)
    ]
    return Sobol(
        scenario=wanted,
        numbers=tuple(sorted(rows, key=lambda row: -row.total.value)),
        passed_over=passed_over,
        samples=samples,
        runs=runs,
        weighed=versions.weighed,
        seed=found.seed,
        confidence=CONFIDENCE,
        mean=indices.mean,
        sd=indices.sd,
    )


def _chosen(widest: Sequence[Sensitive], scenario: str, numbers: int) -> tuple[tuple[Sensitive, ...], tuple[str, ...]]:
    """The most sensitive, one of each table of shares; and those passed over on the way."""
    chosen: list[Sensitive] = []
    passed_over: list[str] = []
    for one in widest:
        if len(chosen) == numbers or one.moves(scenario) == 0:
            break
        if one.number.table and one.number.table in {other.number.table for other in chosen}:
            passed_over.append(one.path)
        else:
            chosen.append(one)
    return tuple(chosen), tuple(passed_over)


def _range(number: AuthoredNumber) -> tuple[float, float]:
    """From a step down to a step up; from where it stands where it cannot go one way."""
    return number.number if number.low is None else number.low, number.number if number.high is None else number.high
