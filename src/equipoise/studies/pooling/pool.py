"""What one case cannot identify, many can: shares of explanations, decisiveness and review time over several cases.

Cases of one actor, or of one kind of actor, are taken as drawn from one population (docs/pooling.md). Each is believed
by itself, once; then populations are drawn in proportion to how likely they make all records together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from equipoise._version import __version__
from equipoise.assess.progress import Progress, silence
from equipoise.case.case import Case
from equipoise.errors import Finding, Severity
from equipoise.inference.blocks import one_thread_a_product
from equipoise.model.arrays import Floats
from equipoise.studies.pooling.alone import CaseAlone, take_alone
from equipoise.studies.pooling.common_ground import CommonGround, find_common_ground
from equipoise.studies.pooling.gather_cases import gather_cases
from equipoise.studies.pooling.open_case import open_case
from equipoise.studies.pooling.pooled import GrowthRow, Pooled, PooledCase, PopulationRow
from equipoise.studies.pooling.pooled_draws import PooledDraws, draw_pooled
from equipoise.studies.pooling.pooled_rows import case_rows, next_case, population_rows

# Particles of each case. With five parameters pooled about fifty are then effective in any one population.
PARTICLES = 4096
# Populations drawn; and for each smaller number of cases, where only a spread is read off.
POPULATIONS = 1024
POPULATIONS_IN_GROWTH = 512
# Numbers of cases whose contraction is shown, and how many choices of so many cases it is the mean of.
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_CHOICES = 8

# Effective particles below which neither a case's own rows nor its part in the others is to be relied on.
LEAST_EFFECTIVE = 20
LEAST_DISTINCT = 0.1
# Largest Monte Carlo error of a mean over cases, in posterior standard deviations: it then widens what is known by a
# twentieth.
LARGEST_ERROR = 0.33


def pool(
    cases: str | Path | Sequence[Case | str | Path],
    *,
    rater: str = "default",
    seed: int = 0,
    particles: int = PARTICLES,
    progress: Progress | None = None,
) -> Pooled:
    """Learn from several cases of one actor or kind what they share, and lend each case what the others know.

    Each case counts as it was known on the last day on which anything in it became known.

    Args:
        cases: A folder that holds case folders; or cases, case folders and names of built-in cases.
        rater: Whose ratings count; `pool` for the mean over all raters.
        seed: Seed of all draws.
        particles: Particles of each case.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If there are fewer than two cases, they leave nothing open in common, two are alike, or they have
            different explanations.
        InvalidCaseError: If cases have errors; it carries the findings of all of them.
        NotTrustworthyError: If the evidence of a case is impossible under every state.
    """
    say = progress or silence
    say("reading cases")
    found = [open_case(case, rater=rater) for case in gather_cases(cases)]
    ground = find_common_ground(found)
    taking_part = [one for one in found if one.parameters]
    # Sums in one order, however many threads the machine has.
    with one_thread_a_product():
        alone = []
        for number, own in enumerate(taking_part, start=1):
            say(f"believing {own.name} by itself ({number} of {len(taking_part)})")
            alone.append(take_alone(own, rater=rater, particles=particles, seed=seed))
        return _pooled(ground, alone, seed=seed, particles=particles, say=say)


def _pooled(ground: CommonGround, alone: Sequence[CaseAlone], *, seed: int, particles: int, say: Progress) -> Pooled:
    say(f"pooling {len(alone)} cases")
    pooled = draw_pooled(ground, alone, populations=POPULATIONS, seed=seed)
    say("pooling fewer of them, to see what their number does")
    contraction = _contraction_by_size(pooled, alone, seed)
    rows = population_rows(pooled, alone, contraction[1])
    rows_of_cases, pooled_cases = case_rows(pooled, alone)
    findings = (*ground.findings, *_doubts(pooled, alone, pooled_cases, rows))
    return Pooled(
        version=__version__,
        seed=seed,
        particles=particles,
        pooled_cases=pooled_cases,
        population_rows=rows,
        case_rows=rows_of_cases,
        growth_rows=_growth_rows(ground, contraction),
        next_case=next_case(pooled),
        trustworthy=not any(finding.severity is Severity.ERROR for finding in findings),
        findings=findings,
    )


def _contraction_by_size(pooled: PooledDraws, alone: Sequence[CaseAlone], seed: int) -> dict[int, Floats]:
    """Contraction with fewer cases and with all, by number of cases; `[parameter]` each."""
    by_size = {}
    for size in (size for size in SIZES if size < len(alone)):
        chosen = [
            draw_pooled(pooled.ground, alone[first : first + size], populations=POPULATIONS_IN_GROWTH, seed=seed)
            for first in _firsts(len(alone), size)
        ]
        by_size[size] = np.mean([one.contraction for one in chosen], axis=0)
    return by_size | {len(alone): pooled.contraction}


def _firsts(count: int, size: int) -> list[int]:
    """Where runs of so many cases begin that have none in common, spread evenly over all."""
    runs = count // size
    return [size * int(run) for run in np.linspace(0, runs - 1, min(runs, MOST_CHOICES)).round()]


def _growth_rows(ground: CommonGround, contraction: dict[int, Floats]) -> tuple[GrowthRow, ...]:
    return tuple(
        GrowthRow(size, parameter, float(by_parameter[index]))
        for size, by_parameter in contraction.items()
        for index, parameter in enumerate(ground.parameters)
    )


def _doubts(
    pooled: PooledDraws, alone: Sequence[CaseAlone], cases: Sequence[PooledCase], rows: Sequence[PopulationRow]
) -> Iterator[Finding]:
    """Where too few particles bear the result."""
    mend = "run again with more --particles"
    alike = [f"{one.own.name} ({one.distinct:.0%})" for one in alone if one.distinct < LEAST_DISTINCT]
    if alike:
        problem = f"fewer than {LEAST_DISTINCT:.0%} of the particles are distinct, by itself, in {', '.join(alike)}"
        yield Finding("", 0, 0, "particles", problem, mend, Severity.ERROR)
    thin = [f"{case.case} ({case.effective:.0f})" for case in cases if case.effective < LEAST_EFFECTIVE]
    if thin:
        problem = f"fewer than {LEAST_EFFECTIVE} particles are effective in {', '.join(thin)}"
        yield Finding("", 0, 0, "particles", problem, mend, Severity.ERROR)
    if pooled.draws.distinct < LEAST_DISTINCT:
        problem = f"only {pooled.draws.distinct:.0%} of the populations drawn are distinct"
        yield Finding("", 0, 0, "population", problem, mend, Severity.ERROR)
    for row, error in zip(rows, pooled.error / pooled.mean.std(axis=1), strict=True):
        if error > LARGEST_ERROR:
            problem = f"the Monte Carlo error is {error:.0%} of the uncertainty, more than {LARGEST_ERROR:.0%}"
            yield Finding("", 0, 0, row.parameter, problem, mend, Severity.ERROR)
