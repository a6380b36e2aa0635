"""Reading off explanations and parameters."""

from __future__ import annotations

import numpy as np

from equipoise.analysis.scores import try_alone
from equipoise.assess.assessment import ExplanationRow, ParameterRow
from equipoise.assess.vintage_run import VintageRun
from equipoise.model.arrays import Floats

RANGE = (0.1, 0.9)
# Particles of the prior that each explanation is tried with.
TRIAL_PARTICLES = 256


def explanation_rows(run: VintageRun) -> tuple[ExplanationRow, ...]:
    """Each explanation's share of the mix, and how well it alone predicted the record."""
    shares = run.posterior.parameters().mix
    reference = run.posterior.reference(TRIAL_PARTICLES)
    rows = []
    for index, name in enumerate(run.case.definition.explanations):
        trial = try_alone(run.posterior, index, reference)
        score = float(trial.cumulative[-1]) if len(trial.cumulative) else 0.0
        low, high = _range(shares[:, index], sampled=run.posterior.prior.sticks > 0)
        contraction = _contraction_of_share(run, index, shares[:, index])
        rows.append(ExplanationRow(name, float(shares[:, index].mean()), low, high, contraction, score))
    return tuple(rows)


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
        low, high = _range(values, sampled=True)
        rows.append(ParameterRow(name, float(values.mean()), low, high, float(standard.std())))
    return tuple(rows)


def _contraction_of_share(run: VintageRun, index: int, share: Floats) -> float | None:
    """Standard deviation of a share over that of its Dirichlet prior."""
    strength = run.model.mix_strength
    prior = float(run.model.prior_shares[index])
    if not run.posterior.prior.sticks or strength is None or prior == 0:
        return None
    return float(share.std() / np.sqrt(prior * (1 - prior) / (strength + 1)))


def _range(values: Floats, *, sampled: bool) -> tuple[float | None, float | None]:
    if not sampled:
        return None, None
    low, high = np.quantile(values, RANGE)
    return float(low), float(high)
