"""Reading off explanations and parameters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.analysis.trials import Ranking, Trial, rank, try_alone
from equipoise.assess.assessment import ExplanationRow, ParameterRow, TrialPoint
from equipoise.assess.ranges import central_range
from equipoise.assess.vintage_run import VintageRun, date_of_day
from equipoise.model.arrays import Floats

# Particles that each explanation is tried with.
TRIAL_PARTICLES = 256


@dataclass(frozen=True)
class Trials:
    """Every explanation on trial.

    Attributes:
        run: The vintage.
        by_explanation: Trial of each, in the case's order.
        ranking: Whether they may be ranked.
    """

    run: VintageRun
    by_explanation: Mapping[str, Trial]
    ranking: Ranking


def try_explanations(run: VintageRun, *, spread: float = 1.0, particles: int = TRIAL_PARTICLES) -> Trials:
    """Let each explanation alone predict the record; `spread` multiplies the prior spreads of all other parameters."""
    reference = run.posterior.reference(particles, spread=spread)
    names = list(run.case.definition.explanations)
    trials = {name: try_alone(run.posterior, index, reference) for index, name in enumerate(names)}
    items_by_day = Counter(item.day for item in run.model.items if item.is_rated)
    return Trials(run, trials, rank(list(trials.values()), items_by_day))


def explanation_rows(trials: Trials) -> tuple[ExplanationRow, ...]:
    """Each explanation's share of the mix, and how well it alone predicted the record."""
    run = trials.run
    shares = run.posterior.parameters().mix
    rows = []
    for index, (name, trial) in enumerate(trials.by_explanation.items()):
        share = shares[:, index]
        low, high = central_range(run, share) if run.posterior.prior.sticks else (None, None)
        rows.append(
            ExplanationRow(
                explanation=name,
                share=float(share.mean()),
                low=low,
                high=high,
                contraction=_contraction_of_share(run, index, share),
                alone_log_score=trial.score,
                alone_error=trial.score_error,
            )
        )
    return tuple(rows)


def trial_points(trials: Trials) -> tuple[TrialPoint, ...]:
    """The course of the scores: one point per explanation and day with evidence."""
    return tuple(
        TrialPoint(name, date_of_day(trials.run.case, day), float(score), float(error))
        for name, trial in trials.by_explanation.items()
        for day, score, error in zip(trial.days, trial.cumulative, trial.error, strict=True)
    )


def parameter_rows(run: VintageRun) -> tuple[ParameterRow, ...]:
    """Every parameter beyond the mix that the record may move.

    Contraction is the spread of the posterior over that of the prior, both on the scale on which the prior is normal.
    """
    posterior = run.posterior
    if not posterior.is_sampled:
        return ()
    parameters = posterior.parameters()
    coordinates = posterior.coordinates[posterior.prior.sticks :]
    accuracy = [parameters.accuracy[letter] for letter in posterior.prior.letters]
    rows = []
    for name, values, standard in zip(
        posterior.prior.names, [*parameters.unknowns, *accuracy], coordinates, strict=True
    ):
        low, high = central_range(run, values)
        rows.append(ParameterRow(name, float(values.mean()), low, high, float(standard.std())))
    return tuple(rows)


def _contraction_of_share(run: VintageRun, index: int, share: Floats) -> float | None:
    """Standard deviation of a share over that of its Dirichlet prior."""
    strength = run.model.mix_strength
    prior = float(run.model.prior_shares[index])
    if not run.posterior.prior.sticks or strength is None or prior == 0:
        return None
    return float(share.std() / math.sqrt(prior * (1 - prior) / (strength + 1)))
