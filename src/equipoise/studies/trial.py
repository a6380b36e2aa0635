"""Explanations on trial: which has been predicting best, how firmly, and what analysts had thought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.assess.arrivals import Arrival, follow_arrivals
from equipoise.assess.assessment import ExplanationRow, TrialPoint
from equipoise.assess.explanation_rows import Trials, explanation_rows, trial_points, try_explanations
from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import VintageRun, resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.case.raters import decibans
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.compile import EXPLANATIONS
from equipoise.studies.plain_data import headed

SCHEMA = "equipoise/trial/1"
# Halving and doubling every prior spread shows how much of a score is a matter of how wide the prior was.
SPREADS = (0.5, 1.0, 2.0)
DECIBANS_PER_NAT = 4.342944819032518


@dataclass(frozen=True)
class Earned:
    """What one explanation earned on the record, and what analysts had rated it.

    Attributes:
        explanation: Its id.
        share, low, high: Its share of the mix now, with the central 80 per cent; the range is None for a fixed mix.
        contraction: Spread of the share over that before the record; near 1, the record taught nothing. None for a
            fixed mix.
        ahead_db: Per prior spread, its score when alone less the mean score over all explanations, dB.
        error_db: Monte Carlo standard error of its score, per prior spread, dB.
        rated_db: What analysts rated it on counted items, copies discounted, less the mean over explanations, dB; None
            where nobody rated any. Not part of any other number.
    """

    explanation: str
    share: float
    low: float | None
    high: float | None
    contraction: float | None
    ahead_db: dict[float, float]
    error_db: dict[float, float]
    rated_db: float | None


@dataclass(frozen=True)
class TrialOfExplanations:
    """All explanations on trial.

    Attributes:
        case: Name of the case.
        fingerprint: SHA-256 of it.
        as_of: The vintage.
        seed: Seed of the draws.
        earned: One entry per explanation, in the case's order.
        best: The explanation that has been predicting best; None where no ranking is due.
        refusal: Why no ranking is due; empty where one is.
        discriminating: Number of items on days whose evidence tells the explanations apart.
        scores: Cumulative score of each by date.
        arrivals: Log evidence of the whole case as the record arrived; empty where nothing is drawn.
    """

    case: str
    fingerprint: str
    as_of: date
    seed: int
    earned: tuple[Earned, ...]
    best: str | None
    refusal: str
    discriminating: int
    scores: tuple[TrialPoint, ...]
    arrivals: tuple[Arrival, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def trial(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> TrialOfExplanations:
    """Let each explanation alone predict the record, under prior spreads as authored, halved and doubled.

    "Which has been predicting best", never "which is true": an explanation can be right for the wrong reason. The order
    is given only where enough items tell the explanations apart and the best two differ by more than two Monte Carlo
    errors, under each prior spread.

    Args:
        case: The case.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date or the rater is not one the case has.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    run = run_vintage(case, as_of=day, rater=rater, particles=particles, seed=seed)
    by_spread = {}
    for spread in SPREADS:
        say(f"trying explanations alone, prior spreads times {spread:g}")
        by_spread[spread] = try_explanations(run, spread=spread, particles=particles)
    say("taking in the record as it arrived")
    arrivals = follow_arrivals(case, run, rater=rater, particles=particles, seed=seed)
    refusal = _refusal(by_spread)
    rated = _rated_db(run)
    return TrialOfExplanations(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        seed=seed,
        earned=tuple(_earned(row, by_spread, rated) for row in explanation_rows(by_spread[1.0])),
        best=None if refusal else _best(by_spread[1.0]),
        refusal=refusal,
        discriminating=by_spread[1.0].ranking.discriminating,
        scores=trial_points(by_spread[1.0]),
        arrivals=arrivals,
    )


def _earned(row: ExplanationRow, by_spread: dict[float, Trials], rated: dict[str, float] | None) -> Earned:
    name = row.explanation
    return Earned(
        explanation=name,
        share=row.share,
        low=row.low,
        high=row.high,
        contraction=row.contraction,
        ahead_db={spread: _ahead_db(trials, name) for spread, trials in by_spread.items()},
        error_db={
            spread: DECIBANS_PER_NAT * trials.by_explanation[name].score_error for spread, trials in by_spread.items()
        },
        rated_db=None if rated is None else rated[name],
    )


def _ahead_db(trials: Trials, name: str) -> float:
    scores = {other: one.score for other, one in trials.by_explanation.items()}
    return DECIBANS_PER_NAT * (scores[name] - sum(scores.values()) / len(scores))


def _best(trials: Trials) -> str:
    return max(trials.by_explanation, key=lambda name: trials.by_explanation[name].score)


def _refusal(by_spread: dict[float, Trials]) -> str:
    """Why no order is given; one that hangs on how wide the priors were is not given either."""
    authored = by_spread[1.0]
    if authored.ranking.refusal:
        return authored.ranking.refusal
    if len({_best(trials) for trials in by_spread.values()}) > 1:
        return "which predicted best changes when the prior spreads are halved or doubled"
    return ""


def _rated_db(run: VintageRun) -> dict[str, float] | None:
    """Sum over counted items of what analysts rated each explanation, less the mean over explanations."""
    names = list(run.case.definition.explanations)
    exponents = {item.id: item.exponent for item in run.model.items}
    rows = [row for row in run.case.ratings if row.subject == EXPLANATIONS and row.item in exponents]
    if not rows:
        return None
    total = dict.fromkeys(names, 0.0)
    for row in rows:
        total[row.level] += exponents[row.item] * decibans(row, run.case.definition.scale)
    mean = sum(total.values()) / len(total)
    return {name: value - mean for name, value in total.items()}
