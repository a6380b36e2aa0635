"""Simulated futures of a case: how long scenarios last, when they first come, and in what order.

Probabilities on dates need no simulation (`assess` has them exactly). Only what hangs on whole paths is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from equipoise._version import __version__
from equipoise.analysis.path_statistics import (
    change_times,
    duration_quantiles,
    durations,
    first_times,
    frequent_sequences,
    labels_at,
    mean_months_in,
    quantiles_of_times,
)
from equipoise.assess.futures_found import Duration, FirstTime, Futures, ScenarioFutures, SequenceOfScenarios
from equipoise.assess.progress import Progress, silence
from equipoise.assess.stretches import read_stretches
from equipoise.assess.trust import findings_on_particles
from equipoise.assess.vintage_run import Stretch, VintageRun, resolve_as_of, run_vintage, with_horizon
from equipoise.calendar import DAYS_PER_MONTH, report_dates
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.inference.belief import Belief
from equipoise.inference.blocks import block_size
from equipoise.inference.futures import LEAST_SHARE_KEPT, Spells, joined, most_jumps, simulate
from equipoise.inference.posterior import PARTICLES
from equipoise.model.arrays import Floats, Ints

PATHS = 20_000
# Low, middle and high of what paths show: the central 80 per cent.
QUANTILES = (0.1, 0.5, 0.9)
SEQUENCES_SHOWN = 10
# Paths followed at a time.
PATHS_AT_ONCE = 50_000
# Jumps over all paths that take minutes.
MOST_JUMPS = 5e8


def futures(
    case: Case,
    *,
    as_of: date | str | None = None,
    until: date | str | None = None,
    given: Sequence[str] = (),
    do: Sequence[str] = (),
    rater: str = "default",
    seed: int = 0,
    particles: int = PARTICLES,
    paths: int = PATHS,
    progress: Progress | None = None,
) -> Futures:
    """Simulate paths of a case from the as-of date on.

    Args:
        case: The case.
        as_of: The vintage, as in `assess`.
        until: Last day of the paths; the horizon by default.
        given: Spans that are taken as having happened, `condition=level@from..until` each.
        do: Spans in which a condition is set and held from outside, likewise.
        rater: Whose ratings count.
        seed: The same seed gives the same futures; the parameters are those that `assess` draws with it.
        particles: Settings of the parameters; paths are spread evenly over them.
        paths: Number of paths.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a date, rater or span is not one the case has; if there is no time ahead; if too few paths keep
            to the spans given, or they jump too often to be followed.
        NotTrustworthyError: If the evidence, or what is given, is impossible under every state.
    """
    say = progress or silence
    if paths < 1:
        raise UsageError(f"{paths} paths are none", hint="ask for one or more")
    case = with_horizon(case, until)
    day, last = resolve_as_of(case, as_of), case.definition.clock.horizon
    if day == last:
        raise UsageError(f"nothing lies ahead of the as-of date {day}", hint="choose an earlier --as-of")
    say("believing the record")
    run = run_vintage(
        case,
        as_of=day,
        rater=rater,
        given=read_stretches(given, case, first=day, last=last),
        do=read_stretches(do, case, first=day, last=last),
        particles=particles,
        seed=seed,
    )
    say("simulating futures")
    spells = _simulated(run, paths, run.day(last))
    findings = findings_on_particles(run.posterior.draws)
    return Futures(
        case=run.case,
        fingerprint=case.fingerprint,
        version=__version__,
        as_of=day,
        until=last,
        seed=seed,
        particles=run.posterior.num_particles,
        paths=paths,
        trustworthy=not findings,
        findings=findings,
        scenarios=tuple(_scenario_futures(run, spells, index) for index in range(run.model.num_scenarios)),
        first_change=_first_time(run, change_times(spells)),
        sequences=_sequences(run, spells),
        rater=rater,
        given=tuple(str(stretch) for stretch in run.given),
        do=tuple(str(stretch) for stretch in run.do),
    )


# --- drawing -------------------------------------------------------------------------------------------------------


def _simulated(run: VintageRun, paths: int, until: int) -> Spells:
    """Paths spread evenly over all particles, worked through in parts that fit in memory."""
    model, coordinates = run.model, run.posterior.coordinates
    particles = coordinates.shape[1]
    counts = np.diff(np.arange(particles + 1) * paths // particles)
    parts = []
    for index, (first, last) in enumerate(_parts(counts, block_size(model))):
        random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([run.posterior.seed, 2, index])))
        walk = _Walkers(run, counts[first:last], until, random, paths)
        parts += run.posterior.read(walk, coordinates=coordinates[:, first:last])
    return joined(parts)


def _parts(counts: Ints, at_once: int) -> list[tuple[int, int]]:
    """Runs of particles that hold no more than so many particles and about so many paths."""
    parts, first = [], 0
    for last in range(1, len(counts) + 1):
        full = last - first == at_once or counts[first : last + 1].sum() > PATHS_AT_ONCE
        if full or last == len(counts):
            parts.append((first, last))
            first = last
    return parts


@dataclass(frozen=True)
class _Walkers:
    """Reads paths off the belief under a block of particles."""

    run: VintageRun
    counts: Ints
    until: int
    random: np.random.Generator
    paths: int

    def __call__(self, belief: Belief) -> Spells:
        if most_jumps(belief, self.until) * self.paths > MOST_JUMPS:
            raise UsageError(
                f"{self.paths:,} paths would jump more than {MOST_JUMPS:.0e} times before {self.until}",
                hint="ask for fewer --paths or an earlier --until, or look at conditions with a short dwell",
            )
        label = self.run.model.variables[0].level_of_state
        try:
            return simulate(belief, label=label, counts=self.counts, until=self.until, random=self.random)
        except ArithmeticError:
            raise UsageError(
                f"fewer than {LEAST_SHARE_KEPT:.0%} of the simulated futures keep to what is given: "
                + _named(self.run.given),
                hint="shorten the span, or use `equipoise assess --given`, which needs no simulation",
            ) from None


def _named(stretches: Sequence[Stretch]) -> str:
    return ", ".join(str(stretch) for stretch in stretches)


# --- reading off ---------------------------------------------------------------------------------------------------


def _scenario_futures(run: VintageRun, spells: Spells, index: int) -> ScenarioFutures:
    times = first_times(spells, index)
    clock = run.case.definition.clock
    dates = [d for d in report_dates(clock.opens, clock.horizon, run.as_of, clock.step) if d >= run.as_of]
    ahead = [(d, (d - run.as_of).days / DAYS_PER_MONTH) for d in dates]
    return ScenarioFutures(
        scenario=list(run.case.definition.scenarios)[index],
        now=float((labels_at(spells, 0.0) == index).mean()),
        first=_first_time(run, times),
        first_by=tuple((d, float((times <= months).mean())) for d, months in ahead),
        mean_months=mean_months_in(spells, index),
        duration=_duration(spells, index),
    )


def _first_time(run: VintageRun, times: Floats) -> FirstTime:
    low, median, high = (_day_of(run, months) for months in quantiles_of_times(times, QUANTILES))
    return FirstTime(float(np.isfinite(times).mean()), low, median, high)


def _day_of(run: VintageRun, months: float | None) -> date | None:
    """The day in which a moment falls; the as-of date for its end, where paths start."""
    if months is None:
        return None
    return run.as_of + timedelta(days=math.ceil(months * DAYS_PER_MONTH - 1e-9))


def _duration(spells: Spells, index: int) -> Duration:
    found = durations(spells, index)
    low, median, high = duration_quantiles(found, QUANTILES)
    return Duration(len(found.months) / spells.num_paths, low, median, high)


def _sequences(run: VintageRun, spells: Spells) -> tuple[SequenceOfScenarios, ...]:
    names = list(run.case.definition.scenarios)
    return tuple(
        SequenceOfScenarios(tuple(names[label] for label in labels), share)
        for labels, share in frequent_sequences(spells, SEQUENCES_SHOWN)
    )
