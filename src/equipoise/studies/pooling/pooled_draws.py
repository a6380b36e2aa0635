"""Populations drawn in proportion to some cases' records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from equipoise.inference.hierarchy import CaseParticles, monte_carlo_error, pool_cases
from equipoise.inference.population import Population
from equipoise.inference.smc import Draws
from equipoise.model.arrays import Floats
from equipoise.studies.pooling.alone import CaseAlone
from equipoise.studies.pooling.common_ground import CommonGround


@dataclass(frozen=True)
class PooledDraws:
    """Populations given some cases' records.

    Values stand in the order of `ground.parameters`, numbers as logs.

    Attributes:
        ground: What is pooled.
        particles: The cases.
        draws: Coordinates of the populations.
    """

    ground: CommonGround
    particles: tuple[CaseParticles, ...]
    draws: Draws

    @cached_property
    def population(self) -> Population:
        """The populations drawn."""
        return self.ground.prior.at(self.draws.coordinates.reshape(self.ground.prior.num_coordinates, -1))

    @property
    def mean(self) -> Floats:
        """Mean shares and log medians over cases, `[parameter, n]`."""
        return np.vstack([self.population.shares, self.population.centre])

    @property
    def differ(self) -> Floats:
        """Standard deviation of shares, and of logs of numbers, between cases, `[parameter, n]`."""
        shares = self.population.shares
        return np.vstack([np.sqrt(shares * (1 - shares) / (self.population.strength + 1)), self.population.spread])

    @property
    def contraction(self) -> Floats:
        """Posterior over prior standard deviation of `mean`, `[parameter]`."""
        prior = self.ground.prior
        of_shares = np.sqrt(prior.shares * (1 - prior.shares) / (prior.shares_strength + 1))
        return np.asarray(self.mean.std(axis=1) / np.concatenate([of_shares, prior.scale]))

    @cached_property
    def error(self) -> Floats:
        """Monte Carlo standard error of posterior means of `mean`, `[parameter]`."""
        return monte_carlo_error(self.particles, self.ground.prior, self.draws, self.mean)


def draw_pooled(ground: CommonGround, alone: Sequence[CaseAlone], *, populations: int, seed: int) -> PooledDraws:
    """Draw populations given the records of some cases."""
    particles = tuple(one.particles(ground.explanations, ground.numbers) for one in alone)
    return PooledDraws(ground, particles, pool_cases(particles, ground.prior, particles=populations, seed=seed))
