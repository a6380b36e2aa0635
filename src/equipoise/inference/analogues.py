"""How likely earlier episodes are under each setting of the parameters (docs/model.md, section 5)."""

from __future__ import annotations

import numpy as np

from equipoise.inference.dynamics import Dynamics
from equipoise.model.arrays import AnalogueArrays, Floats, Model


def log_likelihood_of_analogues(model: Model, chain: Dynamics) -> Floats:
    """Sum over analogues of similarity times log likelihood, nats, `[n]`."""
    total = np.zeros(chain.num_particles)
    for analogue in model.analogues:
        total = total + analogue.similarity * _log_likelihood(analogue, chain)
    return total


def _log_likelihood(analogue: AnalogueArrays, chain: Dynamics) -> Floats:
    courses = len(analogue.from_weight)
    likelihood = np.ones((courses, len(analogue.condition_weight), chain.num_particles))
    if analogue.to_course is not None:
        likelihood = likelihood * chain.choice[:, analogue.to_course].sum(axis=1)
    if analogue.months is not None:
        stays = chain.choice[np.arange(courses), np.arange(courses)]
        likelihood = likelihood * np.exp(-analogue.months * chain.review_rate * (1 - stays))
    mean = np.einsum("a,c,acn->n", analogue.from_weight, analogue.condition_weight, likelihood)
    with np.errstate(divide="ignore"):
        log_likelihood: Floats = np.log(mean)
    return log_likelihood
