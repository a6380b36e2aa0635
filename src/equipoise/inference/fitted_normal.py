"""A normal distribution fitted to particles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class FittedNormal:
    """Attributes: `centre`, `[d, 1]`; `root`, lower Cholesky factor of the covariance, `[d, d]`."""

    centre: Floats
    root: Floats

    @classmethod
    def of(cls, coordinates: Floats) -> FittedNormal:
        """Fit to particles `[d, m]`, drawn towards the standard normal where there are few of them."""
        dimensions, count = coordinates.shape
        centre = coordinates.mean(axis=1, keepdims=True)
        apart = coordinates - centre
        trust = count / (count + 2 * dimensions)
        spread = trust * (apart @ apart.T) / count + (1 - trust) * np.eye(dimensions)
        return cls(centre, np.linalg.cholesky(spread))

    def near(self, coordinates: Floats, step: float, noise: Floats) -> Floats:
        """Proposals from standard-normal noise that leave this distribution as it is; a step of 1 forgets the start."""
        start = np.sqrt(1 - step**2) * (coordinates - self.centre)
        return np.asarray(self.centre + start + step * (self.root @ noise))

    def log_density_over_prior(self, coordinates: Floats) -> Floats:
        """Log density of this distribution over that of the standard normal, `[m]`."""
        own = np.linalg.solve(self.root, coordinates - self.centre)
        log_volume = np.log(np.diag(self.root)).sum()
        return np.asarray(0.5 * (coordinates**2).sum(axis=0) - 0.5 * (own**2).sum(axis=0) - log_volume)
