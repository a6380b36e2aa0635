"""From a case to an assessment: compile, believe, read off. The one path for command line, web, studies and tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise._version import __version__
from equipoise.assess.assessment import Assessment
from equipoise.assess.evidence_rows import coverage, evidence_rows, origin_rows, read_contributions, silent_dates
from equipoise.assess.explanation_rows import explanation_rows, parameter_rows, trial_points, try_explanations
from equipoise.assess.perception_rows import course_rows, perception_rows, read_eyes
from equipoise.assess.points import (
    baseline_points,
    condition_points,
    ever_points,
    headline_points,
    read_dates,
    scenario_points,
)
from equipoise.assess.progress import Progress, silence
from equipoise.assess.stops import stops_of
from equipoise.assess.stretches import read_stretches
from equipoise.assess.trust import judge_trust, log_evidence, log_span
from equipoise.assess.vintage_run import resolve_as_of, run_vintage, with_horizon
from equipoise.calendar import headline_dates, report_dates
from equipoise.case.case import Case
from equipoise.inference.posterior import PARTICLES

ENGINE = "numpy"


def assess(
    case: Case,
    *,
    as_of: date | str | None = None,
    until: date | str | None = None,
    rater: str = "default",
    given: Sequence[str] = (),
    do: Sequence[str] = (),
    seed: int = 0,
    particles: int = PARTICLES,
    progress: Progress | None = None,
) -> Assessment:
    """Assess a case as it was known on a date.

    Args:
        case: The case.
        as_of: The vintage: what was known by the end of this day counts. Default: the last day on which anything in
            the case became known.
        until: The last date of the report, no later than the horizon of the case (the default).
        rater: Whose ratings count; `pool` for the mean over all raters.
        given: Spans that are taken as having happened, `condition=level@from..until` each.
        do: Spans in which a condition is set and held from outside, likewise.
        seed: Seed of the sampling. With every parameter at one value nothing is drawn.
        particles: Particles over all islands; 512 redraw while a person moves a slider.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a date, rater or span is not one the case has.
        NotTrustworthyError: If the evidence, or what is given, is impossible under every state.
    """
    say = progress or silence
    case = with_horizon(case, until)
    day = resolve_as_of(case, as_of)
    clock = case.definition.clock
    dates = report_dates(clock.opens, clock.horizon, day, clock.step)
    headlines = headline_dates(day, clock.horizon)
    spans = read_stretches(given, case, first=day, last=clock.horizon)
    holds = read_stretches(do, case, first=day, last=clock.horizon)
    say("believing the record")
    run = run_vintage(
        case,
        as_of=day,
        rater=rater,
        given=spans,
        do=holds,
        days=stops_of(case, day),
        particles=particles,
        seed=seed,
    )
    say("reading scenarios and paths")
    read = read_dates(run, dates, headlines)
    say("leaving items and origins out")
    contributions = read_contributions(run)
    say("comparing with plainer forecasts")
    baselines = baseline_points(read)
    say("trying explanations alone")
    trials = try_explanations(run)
    eyes = read_eyes(run)
    trust = judge_trust(read)
    return Assessment(
        case=run.case,
        fingerprint=case.fingerprint,
        engine=ENGINE,
        version=__version__,
        as_of=day,
        horizon=clock.horizon,
        seed=seed,
        particles=run.posterior.num_particles,
        log_evidence=log_evidence(read),
        trustworthy=trust.is_trustworthy,
        findings=trust.findings,
        headline_dates=headlines,
        report_dates=dates,
        silent=silent_dates(run, dates),
        effective_origins=float(sum(item.exponent for item in run.model.items if item.is_rated)),
        coverage=coverage(run),
        scenario_points=scenario_points(read),
        headline_points=headline_points(read),
        ever_points=ever_points(read),
        baseline_points=baselines,
        condition_points=condition_points(read),
        explanation_rows=explanation_rows(trials),
        parameter_rows=parameter_rows(run),
        evidence_rows=evidence_rows(contributions),
        origin_rows=origin_rows(contributions),
        discriminating_items=trials.ranking.discriminating,
        monte_carlo_error=trust.error,
        perception_rows=perception_rows(run, eyes),
        course_rows=course_rows(run, eyes),
        trial_points=trial_points(trials),
        ranking_refused=trials.ranking.refusal,
        rater=rater,
        given=tuple(str(stretch) for stretch in run.given),
        do=tuple(str(stretch) for stretch in run.do),
        log_span=log_span(read) if run.given else None,
    )
