"""The posterior of the parameters, and beliefs under it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from equipoise.inference.belief import Belief, Inquiry, believe
from equipoise.inference.blocks import block_size, one_thread_a_product, over_blocks
from equipoise.inference.chain import too_fast
from equipoise.inference.fitted_normal import FittedNormal
from equipoise.inference.parameters import Parameters, median_parameters
from equipoise.inference.prior import Prior, prior_of
from equipoise.inference.schedule import months_between
from equipoise.inference.smc import Draws, LogLikelihood, sample
from equipoise.inference.split_chain import ConditionMoves, make_dynamics, shared_moves
from equipoise.model.arrays import Floats, Model

Result = TypeVar("Result")
Alter = Callable[[Parameters], Parameters]

ISLANDS = 4
PARTICLES = 2048
# Steps of a pass beyond which drawing parameters would take hours.
MOST_STEPS = 6000
# Small enough to redraw while a person moves a slider.
INTERACTIVE_PARTICLES = 512


@dataclass(frozen=True)
class Reference:
    """Weighted particles of the prior.

    Attributes:
        coordinates: `[d, n]`.
        log_weights: Log of what each counts for, `[n]`; their mean is about one.
    """

    coordinates: Floats
    log_weights: Floats


@dataclass(frozen=True)
class Posterior:
    """Settings of the parameters in proportion to what the record says of them.

    Attributes:
        model: The model.
        inquiry: What was asked.
        prior: Which parameters the record may move.
        moves: Condition moves that all particles share; None where they differ.
        draws: The particles; None where every parameter is fixed and the one setting stands for all.
        seed: Seed of the draws.
    """

    model: Model
    inquiry: Inquiry
    prior: Prior
    moves: ConditionMoves | None
    draws: Draws | None
    seed: int

    @property
    def is_sampled(self) -> bool:
        """Whether parameters were drawn."""
        return self.draws is not None

    @property
    def coordinates(self) -> Floats:
        """Standard-normal coordinates of all particles, `[d, n]`; one particle at zero where nothing is drawn."""
        if self.draws is None:
            return np.zeros((0, 1))
        return self.draws.coordinates.reshape(self.draws.coordinates.shape[0], -1)

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        return int(self.coordinates.shape[1])

    @property
    def log_evidence_by_island(self) -> Floats:
        """Log evidence of items, analogues and spans together, nats, `[island]`; sampled runs only."""
        return np.zeros(0) if self.draws is None else self.draws.log_evidence[-1]

    def parameters(self) -> Parameters:
        """The parameters of all particles."""
        return self.prior.at(self.coordinates) if self.is_sampled else median_parameters(self.model)

    def reference(self, particles: int, *, spread: float = 1.0) -> Reference:
        """Fresh particles that cover both prior and posterior, with weights that make them stand for the prior.

        Half of each island's are drawn from the prior and half from a normal distribution fitted to the posterior, so
        that neither what is said before the record nor what is said after it hangs on a few of them; no weight exceeds
        2.

        Args:
            particles: Number of particles.
            spread: What every prior standard deviation is multiplied by.
        """
        if self.draws is None:
            return Reference(np.zeros((0, 1)), np.zeros(1))
        random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([self.seed, 1])))
        coordinates = random.standard_normal((self.prior.num_coordinates, particles))
        fitted = FittedNormal.of(self.coordinates)
        from_fitted = (np.arange(particles) // ISLANDS) % 2 == 1
        coordinates[:, from_fitted] = fitted.near(coordinates[:, from_fitted], 1.0, coordinates[:, from_fitted])
        coordinates[:, ~from_fitted] *= spread
        log_excess = fitted.log_density_over_prior(coordinates) + _log_standard_over(spread, coordinates)
        return Reference(coordinates, -np.logaddexp(math.log(0.5), math.log(0.5) + log_excess))

    def thinned(self, particles: int) -> Floats:
        """Some of the particles, evenly from all islands, `[d, n]`."""
        every = max(1, self.num_particles // particles)
        return np.ascontiguousarray(self.coordinates[:, ::every])

    def read(
        self,
        reader: Callable[[Belief], Result],
        *,
        coordinates: Floats | None = None,
        with_items: bool = True,
        alter: Alter | None = None,
    ) -> list[Result]:
        """Read something off the belief under every particle, block by block, in order.

        Args:
            reader: Reads one block.
            coordinates: Other particles than those of the posterior.
            with_items: False to leave all evidence out.
            alter: Changes the parameters first.
        """
        inquiry = replace(self.inquiry, with_items=with_items)
        change = alter or (lambda parameters: parameters)
        if not self.is_sampled:
            return [reader(believe(self.model, change(median_parameters(self.model)), inquiry))]

        def work(block: Floats) -> Result:
            parameters = change(self.prior.at(block))
            chain = make_dynamics(self.model, parameters, self.moves)
            return reader(believe(self.model, parameters, inquiry, chain=chain))

        with one_thread_a_product():
            chosen = self.coordinates if coordinates is None else coordinates
            return over_blocks(work, chosen, block_size(self.model))


def infer(
    model: Model, inquiry: Inquiry, *, particles: int = PARTICLES, seed: int = 0, alter: Alter | None = None
) -> Posterior:
    """Draw the parameters in proportion to prior and likelihood; exact where none is uncertain.

    Args:
        model: The model at its vintage.
        inquiry: What is asked; spans count as evidence, held conditions do not.
        particles: Number of particles over all islands.
        seed: Seed; the same seed gives the same bytes on one build.
        alter: Changes the parameters of every particle before its likelihood is found; give it to `read` as well.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every setting of the parameters.
        UsageError: If reviews, or moves of conditions, are too fast to follow.
    """
    prior = prior_of(model)
    moves = shared_moves(model)
    alone = Posterior(model, inquiry, prior, moves, None, seed)
    if prior.num_coordinates == 0:
        return alone
    target = _target(replace(alone, draws=_NOTHING_DRAWN), alter)
    return replace(alone, draws=_sampled([target], prior, particles=particles, seed=seed))


def infer_over_arrivals(
    vintages: Sequence[tuple[Model, Inquiry]], *, particles: int = PARTICLES, seed: int = 0
) -> Draws:
    """Draw the parameters as the record grew: one batch of items, and one target, per date on which anything arrived.

    Each target is a whole filter pass over all items known by then, since an item may tell of a time long past. The
    last target is the posterior that `infer` draws from; on the way, the log evidence of each vintage is kept.

    Args:
        vintages: The model and question of each date of arrival, in order; all with the same parameters.
        particles: Number of particles over all islands.
        seed: Seed; the same seed gives the same bytes on one build.

    Raises:
        NotTrustworthyError: If the evidence of a vintage is impossible under every setting of the parameters.
    """
    prior = prior_of(vintages[-1][0])
    targets = [
        _target(Posterior(model, inquiry, prior, shared_moves(model), _NOTHING_DRAWN, seed))
        for model, inquiry in vintages
    ]
    return _sampled(targets, prior, particles=particles, seed=seed)


def _target(drawn: Posterior, alter: Alter | None = None) -> LogLikelihood:
    """Log likelihood of the record, analogues and spans included, at coordinates."""
    months = months_between(0, drawn.inquiry.last)
    if drawn.moves is not None and months > MOST_STEPS * drawn.moves.longest_step:
        raise too_fast(months / drawn.moves.longest_step, months)
    to_last_evidence = replace(drawn, inquiry=replace(drawn.inquiry, last=_last_that_counts(drawn.inquiry), days=()))

    def log_likelihood(coordinates: Floats) -> Floats:
        # A block takes as many steps as its fastest reviewer needs, so like is put with like.
        review_months = drawn.model.review_months.filled(drawn.prior.at(coordinates).unknowns)
        order = np.argsort(np.broadcast_to(review_months, coordinates.shape[1]), kind="stable")
        found = np.empty(coordinates.shape[1])
        found[order] = np.concatenate(
            to_last_evidence.read(_log_likelihood, coordinates=coordinates[:, order], alter=alter)
        )
        return found

    return log_likelihood


def _sampled(targets: Sequence[LogLikelihood], prior: Prior, *, particles: int, seed: int) -> Draws:
    return sample(
        targets,
        num_coordinates=prior.num_coordinates,
        islands=ISLANDS,
        particles=max(1, math.ceil(particles / ISLANDS)),
        seed=seed,
    )


def _log_standard_over(spread: float, coordinates: Floats) -> Floats:
    """Log density of the standard normal over that of a normal `spread` times as wide, `[n]`."""
    squared = (coordinates**2).sum(axis=0)
    return np.asarray(0.5 * squared * (1 / spread**2 - 1) + len(coordinates) * math.log(spread))


def _log_likelihood(belief: Belief) -> Floats:
    return np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64)


def _last_that_counts(inquiry: Inquiry) -> int:
    """The last day on which anything bears on the parameters."""
    return max([inquiry.as_of, *(span.last for span in inquiry.spans)])


_NOTHING_DRAWN = Draws(np.zeros((0, ISLANDS, 1)), np.zeros((ISLANDS, 1)), np.zeros((1, ISLANDS)), 1.0, 0, 1.0)
