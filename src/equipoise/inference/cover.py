"""Weighted particles of the prior that cover several distributions at once, evenly.

Drawn from a mixture whose parts are all known, and weighed by the whole mixture: Owen, A. & Zhou, Y. (2000), "Safe and
effective importance sampling", JASA 95(449). No weight exceeds the number of parts, since the prior is one of them.

Points are quasi-random: multiples of the square roots of primes (Niederreiter, H. (1992), Random Number Generation and
Quasi-Monte Carlo Methods, SIAM, ch. 3), shifted at random (Cranley, R. & Patterson, T. N. L. (1976), SIAM J. Numer.
Anal. 13(6)). Over few coordinates, smooth means err by about a third of what they would with independent draws.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import count, islice
from statistics import NormalDist

import numpy as np

from equipoise.inference.fitted_normal import FittedNormal
from equipoise.inference.posterior import ISLANDS, Posterior, Reference
from equipoise.model.arrays import Floats, Ints

# What standard deviations of the prior are multiplied by in the part that reaches beyond it. Only in a population more
# than twice as wide as what a case's author believed do the weights of the case's particles lose their bound.
REACH_BEYOND = 2.0
# Points nearer to 0 or 1 than this would be infinitely far out under a normal distribution.
EDGE = 1e-12


def cover(posterior: Posterior, particles: int, *, widely: Ints) -> Reference:
    """Fresh particles that cover prior, posterior, and populations wider than the prior in some coordinates.

    Args:
        posterior: Whose particles; the one setting where nothing is drawn.
        particles: Number of particles. Islands are dealt theirs in turn, each some from all parts.
        widely: Coordinates in which to reach beyond the prior.
    """
    if not posterior.is_sampled:
        return posterior.reference(particles)
    dimensions = posterior.prior.num_coordinates
    wide = np.ones(dimensions)
    wide[widely] = REACH_BEYOND
    origin = np.zeros((dimensions, 1))
    parts = [
        FittedNormal(origin, np.eye(dimensions)),
        FittedNormal.of(posterior.coordinates),
        FittedNormal(origin, np.diag(wide)),
    ]
    # The engine's own reference draws from the stream 1 of the seed.
    random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([posterior.seed, 2])))
    part_of = np.arange(particles) // ISLANDS % len(parts)
    coordinates = np.empty((dimensions, particles))
    for index, part in enumerate(parts):
        mine = part_of == index
        noise = _even_normal(dimensions, int(mine.sum()), random)
        coordinates[:, mine] = part.near(np.zeros_like(noise), 1.0, noise)
    return Reference(coordinates, -_log_mean_density_over_prior(parts, coordinates))


def _log_mean_density_over_prior(parts: Sequence[FittedNormal], coordinates: Floats) -> Floats:
    logs = [part.log_density_over_prior(coordinates) for part in parts]
    return np.asarray(np.logaddexp.reduce(logs, axis=0) - math.log(len(parts)))


def _even_normal(dimensions: int, number: int, random: np.random.Generator) -> Floats:
    """Standard-normal points spread evenly, `[d, number]`."""
    roots = np.sqrt(np.array(list(islice(_primes(), dimensions)), dtype=np.float64))[:, None]
    uniform = (np.arange(1, number + 1) * roots + random.uniform(size=(dimensions, 1))) % 1
    normal = NormalDist()
    inside = np.clip(uniform, EDGE, 1 - EDGE).ravel().tolist()
    return np.array([normal.inv_cdf(point) for point in inside]).reshape(dimensions, number)


def _primes() -> Iterator[int]:
    found: list[int] = []
    for candidate in count(2):
        if all(candidate % prime for prime in found):
            found.append(candidate)
            yield candidate
