"""What to watch for: which findings ahead would tell most about the scenario on the horizon, absence included.

Expected information gain is Lindley's (1956; `probability.information`). Absence by a day is a finding like any other:
an indicator that nobody saw speaks for the scenarios under which it is rare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from equipoise.assess.progress import Progress, silence
from equipoise.assess.ranges import central_range
from equipoise.assess.stops import stops_of
from equipoise.assess.trust import findings_on_error, findings_on_particles
from equipoise.assess.vintage_run import VintageRun, resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.errors import Finding
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.arrays import Floats
from equipoise.probability.information import entropy_bits, information_bits
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.watching.joint_ahead import JointAhead, read_ahead, read_both_ahead
from equipoise.studies.watching.watched import (
    LEAST_GAIN_BITS,
    RARE_BUT_TELLING,
    Both,
    JointOutcome,
    Outcome,
    Watch,
    Watched,
    likeliest,
)
from equipoise.studies.watching.what_to_watch import LEAST_DB, Refused, Sought, what_to_watch

# Gains that agree to so many decimals are equal: the earlier day then decides.
_DIGITS = 9


def watch(
    case: Case,
    *,
    indicators: Sequence[str] = (),
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Watch:
    """Say which indicators would tell most about the scenario on the horizon, and what each finding would do.

    Args:
        case: The case.
        indicators: Ids of the indicators wanted; all by default.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count; `pool` for the mean over all raters.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date, the rater or an indicator is not one the case has.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    run = _run(case, day, rater=rater, particles=particles, seed=seed)
    sought, refused = what_to_watch(case, run, indicators)
    say("looking ahead")
    by_particle, joints = read_ahead(run, sought)
    now = _named(run, by_particle.mean(axis=-1))
    weighed = [_watched(one, joint, run, now) for one, joint in zip(sought, joints, strict=True)]
    too_weak = [_too_weak(one, found) for one, found in zip(sought, weighed, strict=True)]
    refused += [why for why in too_weak if why is not None]
    watched = [found for found, why in zip(weighed, too_weak, strict=True) if why is None]
    watched.sort(key=lambda one: (-round(one.gain_bits, _DIGITS), one.until))
    both = None
    if len(watched) > 1:
        say("weighing the first two together")
        both = _both(watched[0], watched[1], {one.indicator: one for one in sought}, run)
    order, error = list(case.definition.indicators), _error(by_particle)
    return Watch(
        case=run.case,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=run.posterior.num_particles,
        now=now,
        entropy_bits=entropy_bits(now.values()),
        error=error,
        findings=_doubts(run, error),
        watched=tuple(watched),
        refused=tuple(sorted(refused, key=lambda one: order.index(one.indicator))),
        both=both,
    )


def _run(case: Case, as_of: date, *, rater: str, particles: int, seed: int) -> VintageRun:
    """The stops are those of an assessment, so that its numbers come out, and the days of the indicators."""
    clock = case.definition.clock
    ahead = [
        day
        for indicator in case.definition.indicators.values()
        for day in (indicator.until, indicator.event.until if indicator.event else None)
        if day is not None and as_of < day <= clock.horizon
    ]
    days = (*stops_of(case, as_of), *ahead)
    return run_vintage(case, as_of=as_of, rater=rater, days=days, particles=particles, seed=seed)


def _doubts(run: VintageRun, error: float) -> tuple[Finding, ...]:
    return (*findings_on_particles(run.posterior.draws), *findings_on_error(error))


# --- weighing --------------------------------------------------------------------------------------------------------


def _watched(one: Sought, joint: JointAhead, run: VintageRun, now: Mapping[str, float]) -> Watched:
    seen, not_seen = (_outcome(part, joint.anyway, run) for part in (joint.seen, joint.not_seen))
    parts = [joint.seen.mean(axis=-1), joint.not_seen.mean(axis=-1)]
    return Watched(
        indicator=one.indicator,
        title=one.title,
        until=one.until,
        from_event=one.likelihood is None,
        likelihood=_likelihood(one, joint, run),
        seen=seen,
        not_seen=not_seen,
        gain_bits=information_bits([part.sum(axis=0).tolist() for part in parts]),
        gain_until_bits=information_bits([part.sum(axis=1).tolist() for part in parts]),
        flip_chance=sum(finding.chance for finding in (seen, not_seen) if finding.leader != likeliest(now)),
    )


def _outcome(joint: Floats, anyway: Floats, run: VintageRun) -> Outcome:
    """What one finding would do; `joint` is the finding together with the scenarios, `[s, s, n]`."""
    by_particle = joint.sum(axis=(0, 1))
    chance = float(by_particle.mean())
    # What cannot be found moves nothing.
    after = joint.mean(axis=-1) / chance if chance > 0 else anyway.mean(axis=-1)
    at_horizon = _named(run, after.sum(axis=0))
    move = after.sum(axis=0) - anyway.mean(axis=-1).sum(axis=0)
    moved = int(np.abs(move).argmax())
    low, high = central_range(run, by_particle)
    return Outcome(
        chance=chance,
        low=low,
        high=high,
        at_horizon=at_horizon,
        at_until=_named(run, after.sum(axis=1)),
        leader=likeliest(at_horizon),
        moved=list(at_horizon)[moved],
        move=float(move[moved]),
        error=_error(joint.sum(axis=0)),
    )


def _likelihood(one: Sought, joint: JointAhead, run: VintageRun) -> dict[str, float | None]:
    names = list(run.case.definition.scenarios)
    if one.likelihood is not None:
        return dict(zip(names, one.likelihood.tolist(), strict=True))
    seen, anyway = joint.seen.mean(axis=-1).sum(axis=1), joint.anyway.mean(axis=-1).sum(axis=1)
    return {
        name: float(of_both / of_all) if of_all > 0 else None
        for name, of_both, of_all in zip(names, seen, anyway, strict=True)
    }


def _too_weak(one: Sought, found: Watched) -> Refused | None:
    """The refusal of an indicator that tells scenarios, or the horizon, too little; None if it has its place."""
    db = one.most_telling_db
    is_alike = db is not None and db < LEAST_DB
    is_telling = found.flip_chance > 0 or found.largest_move >= RARE_BUT_TELLING
    if not is_alike and (found.gain_bits >= LEAST_GAIN_BITS or is_telling):
        return None
    return Refused(
        one.indicator,
        one.title,
        one.until,
        because="alike" if is_alike else "little",
        db=db if is_alike else None,
        gain_bits=found.gain_bits,
        largest_move=found.largest_move,
    )


def _both(first: Watched, second: Watched, sought: Mapping[str, Sought], run: VintageRun) -> Both:
    ways = read_both_ahead(run, sought[first.indicator], sought[second.indicator])
    gain = information_bits([joint.tolist() for joint in ways.values()])
    return Both(
        first=first.indicator,
        second=second.indicator,
        gain_bits=gain,
        adds_bits=gain - first.gain_bits,
        shared_bits=first.gain_bits + second.gain_bits - gain,
        outcomes=tuple(
            _joint_outcome(run, way, ways[way]) for way in ((True, True), (True, False), (False, True), (False, False))
        ),
    )


def _joint_outcome(run: VintageRun, way: tuple[bool, bool], joint: Floats) -> JointOutcome:
    chance = float(joint.sum())
    if chance <= 0:
        return JointOutcome(*way, chance=0.0, at_horizon=None, leader=None)
    at_horizon = _named(run, joint / chance)
    return JointOutcome(*way, chance=chance, at_horizon=at_horizon, leader=likeliest(at_horizon))


def _error(joint: Floats) -> float:
    """Largest Monte Carlo standard error of a scenario, from islands that never exchanged anything; `[s, n]`."""
    of_islands = by_island(joint)
    total = of_islands.sum(axis=0)
    share = of_islands / np.where(total > 0, total, 1.0)
    return float(standard_error(share).max())


def _named(run: VintageRun, probabilities: Floats) -> dict[str, float]:
    # The last bit of a sum may lie above one.
    return dict(zip(run.case.definition.scenarios, (min(float(p), 1.0) for p in probabilities), strict=True))
