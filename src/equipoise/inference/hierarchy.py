r"""What the records of several cases say of the population that the cases were drawn from.

In the population a case has shares `m ~ Dirichlet(strength * shares)` and positive numbers
`log v ~ Normal(centre, spread^2)`, independently. A case that knows only some explanations has their shares of one
another, which are Dirichlet with the same parameters. Both densities are exponential families: a population enters
through its natural parameters alone, a particle of a case through `log m`, `log v` and `(log v)^2` alone.

The likelihood of a population is that of its cases with each case's own parameters integrated out, over particles of
the case by itself (Lunn, D. et al. (2013), "Fully Bayesian hierarchical modelling in two stages, with application to
meta-analysis", JRSS C 62(4)). It is the ratio

    sum_k b_k g_k L_k / sum_k b_k g_k

with `b` what a particle counts for over the density of the case's own prior, `g` its density in the population and `L`
its likelihood. Above and below stand the same particles: where a record says little, their noise cancels (Hesterberg,
T. (1995), "Weighted average importance sampling and defensive mixture distributions", Technometrics 37(2)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from equipoise.inference.blocks import one_thread_a_product, over_blocks
from equipoise.inference.population import Population, PopulationPrior
from equipoise.inference.smc import Draws, sample
from equipoise.model.arrays import Floats, Ints

# Islands of populations; and those of a case's particles, left out one by one to see how far the result hangs on which
# particles were drawn.
ISLANDS = 4


@dataclass(frozen=True)
class OwnPrior:
    """What a case's author believed of the parameters that are pooled.

    Attributes:
        explanations: Which of the population's explanations the case has shares of.
        concentration: Dirichlet parameters of those shares.
        numbers: Which of the population's numbers the case leaves open.
        centre: Log medians of those numbers.
        scale: Standard deviations of their logs.
    """

    explanations: Ints
    concentration: Floats
    numbers: Ints
    centre: Floats
    scale: Floats


@dataclass(frozen=True)
class CaseParticles:
    """A case by itself: weighted particles that stand for its own prior, and the likelihood of its record.

    Attributes:
        prior: The author's prior.
        log_shares: `[k, e]`, the explanations of `prior`.
        log_numbers: `[k, number]`, the numbers of `prior`.
        log_weights: What each particle counts for, so that together they stand for the prior, `[k]`.
        log_likelihood: Nats, `[k]`.
    """

    prior: OwnPrior
    log_shares: Floats
    log_numbers: Floats
    log_weights: Floats
    log_likelihood: Floats

    @cached_property
    def statistics(self) -> Floats:
        """Sufficient statistics of the particles, `[k, statistic]`."""
        return np.hstack([self.log_shares, self.log_numbers, self.log_numbers**2])

    @cached_property
    def log_base(self) -> Floats:
        """Log of weight over the density of the case's own prior, up to a constant, `[k]`."""
        own = self.prior
        natural = _natural(own.concentration[:, None], own.centre[:, None], own.scale[:, None])
        return np.asarray(self.log_weights - (self.statistics @ natural)[:, 0])

    @cached_property
    def weights_alone(self) -> Floats:
        """Weights of the particles given this case's own prior and record, `[k]`, sum to one."""
        log_weights = self.log_weights + self.log_likelihood
        weights = np.exp(log_weights - log_weights.max())
        return np.asarray(weights / weights.sum())

    def without(self, index: int, parts: int) -> CaseParticles:
        """All particles but every so many: those of one island, where particles are dealt to islands in turn."""
        chosen = np.arange(len(self.log_weights)) % parts != index
        return CaseParticles(
            self.prior,
            self.log_shares[chosen],
            self.log_numbers[chosen],
            self.log_weights[chosen],
            self.log_likelihood[chosen],
        )


def pool_cases(cases: Sequence[CaseParticles], prior: PopulationPrior, *, particles: int, seed: int) -> Draws:
    """Draw populations in proportion to their prior and to the records of all cases.

    Args:
        cases: Each case by itself.
        prior: What is believed of the population beforehand.
        particles: Number of populations over all islands.
        seed: Seed; the same seed gives the same bytes on one build.
    """

    def log_likelihood(coordinates: Floats) -> Floats:
        return np.concatenate(over_blocks(lambda block: _log_likelihood(cases, prior.at(block)), coordinates))

    with one_thread_a_product():
        return sample(
            [log_likelihood],
            num_coordinates=prior.num_coordinates,
            islands=ISLANDS,
            particles=max(1, particles // ISLANDS),
            seed=seed,
        )


def log_likelihood_of_case(case: CaseParticles, population: Population) -> Floats:
    """Log likelihood of a case's record under each population, its own parameters integrated out, nats, `[n]`."""
    top = case.log_likelihood.max()
    # A population that leaves a record no likelihood above the smallest number is as good as impossible.
    with np.errstate(divide="ignore"):
        return np.asarray(top + np.log(np.exp(case.log_likelihood - top) @ _weights_before(case, population)))


def weights_of_particles(case: CaseParticles, population: Population) -> Floats:
    """Weights of a case's particles under each population and its record, `[k, n]`, columns sum to one."""
    likelihood = np.exp(case.log_likelihood - case.log_likelihood.max())
    weights = _weights_before(case, population) * likelihood[:, None]
    return np.asarray(weights / weights.sum(axis=0))


def monte_carlo_error(cases: Sequence[CaseParticles], prior: PopulationPrior, draws: Draws, values: Floats) -> Floats:
    """Standard error of posterior means over populations: from which were drawn, and from which particles of cases.

    Args:
        cases: Each case by itself.
        prior: As in `pool_cases`.
        draws: What came of `pool_cases`.
        values: Any values of the populations drawn, `[value, n]`, in the order of the draws.

    Returns:
        In the unit of the values, `[value]`.
    """
    by_island = values.reshape(len(values), ISLANDS, -1).mean(axis=2)
    population = prior.at(draws.coordinates.reshape(prior.num_coordinates, -1))
    means = []
    for index in range(ISLANDS):
        gain = _log_likelihood([case.without(index, ISLANDS) for case in cases], population)
        gain -= draws.log_likelihood.ravel()
        weights = np.exp(gain - gain.max())
        means.append(values @ (weights / weights.sum()))
    # The jackknife: Tukey, J. W. (1958), "Bias and confidence in not-quite large samples", Ann. Math. Statist. 29(2).
    of_particles = np.sqrt(ISLANDS - 1) * np.std(means, axis=0)
    error: Floats = np.hypot(by_island.std(axis=1, ddof=1) / np.sqrt(ISLANDS), of_particles)
    return error


def _log_likelihood(cases: Sequence[CaseParticles], population: Population) -> Floats:
    return np.asarray(np.sum([log_likelihood_of_case(case, population) for case in cases], axis=0))


def _weights_before(case: CaseParticles, population: Population) -> Floats:
    """Weights of a case's particles as drawn from each population, its record left out, `[k, n]`."""
    own = case.prior
    natural = _natural(
        population.strength * population.shares[own.explanations],
        population.centre[own.numbers],
        population.spread[own.numbers],
    )
    weights: Floats = case.statistics @ natural
    # In place: these matrices are what pooling spends its time on.
    weights += case.log_base[:, None]
    weights -= weights.max(axis=0)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=0)
    return weights


def _natural(concentration: Floats, centre: Floats, spread: Floats) -> Floats:
    """Natural parameters that go with the sufficient statistics, `[statistic, n]`."""
    precision = spread**-2
    return np.vstack([concentration, centre * precision, -0.5 * precision])
