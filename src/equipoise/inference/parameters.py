"""Settings of the parameters, one per particle."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from equipoise.model.arrays import LETTERS, Floats, Model


@dataclass(frozen=True)
class Parameters:
    """What the record may move, `n` particles of it; an axis of length 1 is the same for all.

    Attributes:
        mix: Shares of the explanations, `[n, e]`, rows sum to one (no column where a case has no explanation).
        unknowns: Numbers authored as distributions, `[unknown, n]`.
        accuracy: Probability that a report of each grade letter is accurate, `[letter, n]`.
        rating_factor: What all ratings are multiplied by: 1, or one half for the baseline.
    """

    mix: Floats
    unknowns: Floats
    accuracy: Floats
    rating_factor: float = 1.0

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return int(max(self.mix.shape[0], self.unknowns.shape[1], self.accuracy.shape[1]))


def median_parameters(model: Model) -> Parameters:
    """One particle: every distribution at its median, the mix at its prior shares, reports as accurate as graded."""
    medians = [unknown.at(np.zeros(1)) for unknown in model.unknowns]
    return Parameters(
        mix=model.prior_shares[None, :],
        unknowns=np.array(medians).reshape(len(medians), 1),
        accuracy=np.array([alpha / (alpha + beta) for alpha, beta in LETTERS.values()])[:, None],
    )


def each_explanation_alone(model: Model, parameters: Parameters) -> Parameters:
    """One particle per explanation, the whole mix on it, all else as in the one particle given."""
    return replace(parameters, mix=np.eye(len(model.prior_shares)))


def at_half_strength(parameters: Parameters) -> Parameters:
    """The same particles with ratings worth half."""
    return replace(parameters, rating_factor=parameters.rating_factor / 2)
