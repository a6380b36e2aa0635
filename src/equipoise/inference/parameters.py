"""Settings of the parameters, one per particle."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from equipoise.model.arrays import Floats, Model


@dataclass(frozen=True)
class Parameters:
    """What the record may move, `n` particles of it.

    Attributes:
        mix: Shares of the explanations, `[n, e]`, rows sum to one (no column where a case has no explanation).
        decisiveness: Factor on all weights, `[n]`.
        review_months: Mean time between reviews, `[n]`.
        rating_strength: Factor on all ratings, `[n]`.
    """

    mix: Floats
    decisiveness: Floats
    review_months: Floats
    rating_strength: Floats

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return len(self.decisiveness)


def median_parameters(model: Model) -> Parameters:
    """One particle: every distribution at its median, the mix at its prior shares."""
    return Parameters(
        mix=model.prior_shares[None, :].copy(),
        decisiveness=np.array([model.decisiveness]),
        review_months=np.array([model.review_months]),
        rating_strength=np.array([model.rating_strength]),
    )


def each_explanation_alone(model: Model) -> Parameters:
    """One particle per explanation, the whole mix on it, all else at the median."""
    count = len(model.prior_shares)
    return Parameters(
        mix=np.eye(count),
        decisiveness=np.full(count, model.decisiveness),
        review_months=np.full(count, model.review_months),
        rating_strength=np.full(count, model.rating_strength),
    )


def at_half_strength(parameters: Parameters) -> Parameters:
    """The same particles with ratings worth half."""
    return replace(parameters, rating_strength=parameters.rating_strength / 2)
