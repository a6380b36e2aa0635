"""A population of cases: how shares and positive numbers differ between them, and what is believed of that beforehand.

Half-normal spreads: Gelman, A. (2006), "Prior distributions for variance parameters in hierarchical models", Bayesian
Analysis 1(3); Röver, C. et al. (2021), "On weakly informative prior distributions for the heterogeneity parameter in
Bayesian random-effects meta-analysis", Research Synthesis Methods 12(4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from equipoise.inference.quantiles import REACH, stick_breaking
from equipoise.model.arrays import Floats

# How far the strength of a case's shares may lie from its median, factor to the 84th percentile. Within two deviations
# of a median of 8, shares of one half may differ between cases by 30 points (strength 2) or by 9 (32).
SPREAD_OF_STRENGTH = 2.0
# Least spread between cases over the prior's scale. Below it the particles of a case are too far apart to tell one
# population from another; half-normal spreads would lie there with probability 0.04.
LEAST_SPREAD = 0.05


@dataclass(frozen=True)
class Population:
    """Settings of a population, `n` of them.

    Attributes:
        shares: Mean share of each explanation, `[e, n]`, columns sum to one.
        strength: Dirichlet strength of a case's shares, `[n]`: the larger, the more alike the cases.
        centre: Log of the median of each number over cases, `[number, n]`.
        spread: Standard deviation of the log of each number between cases, `[number, n]`.
    """

    shares: Floats
    strength: Floats
    centre: Floats
    spread: Floats


@dataclass(frozen=True)
class PopulationPrior:
    """What is believed of a population before any record.

    Coordinates are ordered: sticks of the shares, strength, centres, spreads.

    Attributes:
        shares: Prior mean of the shares, `[e]`, all positive; empty where no case leaves its mix open.
        shares_strength: Dirichlet strength of the population's shares about that mean.
        median_strength: Median of the strength of a case's shares about the population's.
        centre: Prior mean of the log median of each number, `[number]`.
        scale: Its standard deviation, and the scale of the half-normal spread between cases, `[number]`.
    """

    shares: Floats
    shares_strength: float
    median_strength: float
    centre: Floats
    scale: Floats

    @property
    def sticks(self) -> int:
        """Coordinates of the shares."""
        return max(len(self.shares) - 1, 0)

    @property
    def num_coordinates(self) -> int:
        """Number of standard-normal coordinates."""
        return self.sticks + int(self.sticks > 0) + 2 * len(self.centre)

    def at(self, coordinates: Floats) -> Population:
        """Populations at standard-normal coordinates `[d, n]`."""
        first = self.sticks + int(self.sticks > 0)
        sticks, strength, centre, spread = np.split(coordinates, [self.sticks, first, first + len(self.centre)])
        shares = np.zeros((0, coordinates.shape[1]))
        if self.sticks:
            shares = stick_breaking(sticks, self.shares, self.shares_strength).T
        return Population(
            shares=shares,
            strength=self.median_strength * np.exp(math.log(SPREAD_OF_STRENGTH) * strength.sum(axis=0)),
            centre=self.centre[:, None] + self.scale[:, None] * centre,
            spread=self.scale[:, None] * np.hypot(LEAST_SPREAD, _half_normal_at(spread)),
        )


def _half_normal_at(standard_normal: Floats) -> Floats:
    """The number whose probability under the half-normal of scale one is that of the coordinate under the normal."""
    normal = NormalDist()
    within_reach = np.clip(standard_normal, -REACH, REACH).ravel().tolist()
    return np.array([-normal.inv_cdf(normal.cdf(-z) / 2) for z in within_reach]).reshape(standard_normal.shape)
