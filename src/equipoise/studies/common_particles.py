"""The same settings of the parameters under several versions of a case, so that differences are not drowned in noise.

Particles are drawn once, for the case as authored. Under another version each counts in proportion to how much likelier
that version makes the record, given it: importance sampling from one posterior towards another (Robert, C. P. &
Casella, G. (2004), "Monte Carlo Statistical Methods", section 3.3). Answers are then smooth in the number that is
changed, which answers from fresh draws are not. Where too few particles would carry the answer, they are drawn afresh.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from equipoise.assess.ranges import RANGE
from equipoise.assess.vintage_run import Asked
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.inference.belief import Belief, believe
from equipoise.inference.blocks import block_size, one_thread_a_product, over_blocks
from equipoise.inference.parameters import median_parameters
from equipoise.inference.posterior import ISLANDS, infer
from equipoise.inference.prior import Prior, prior_of
from equipoise.inference.split_chain import ConditionMoves, make_dynamics, shared_moves
from equipoise.model.arrays import Floats, Model

LEAST_EFFECTIVE = 0.5
"""Effective share of the particles below which a version of the case gets draws of its own."""


@dataclass(frozen=True)
class Outlook:
    """The scenarios on the horizon under one version of a case.

    Attributes:
        mean: Probability of each, mean over the parameters, `[scenario]`.
        by_particle: Under each common particle, `[scenario, n]`.
        weights: What each common particle counts for under this version, `[n]`; sums to one.
        by_island: Mean over each quarter of the particles, which never exchanged anything, `[scenario, island]`; one
            column where nothing is drawn.
        log_likelihood: Of the record and of spans, nats, `[n]`.
        effective: Effective share of the common particles, 1 where all count alike.
        is_redrawn: Whether `mean` and `by_island` come from draws of this version's own.
    """

    mean: Floats
    by_particle: Floats
    weights: Floats
    by_island: Floats
    log_likelihood: Floats
    effective: float
    is_redrawn: bool

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario, 0 to 1; 0 where nothing is drawn."""
        islands = self.by_island.shape[1]
        return 0.0 if islands < 2 else float((self.by_island.std(axis=1, ddof=1) / math.sqrt(islands)).max())

    def range_of(self, values: Floats) -> tuple[float, float] | tuple[None, None]:
        """Central 80 per cent over the parameters of a number `[n]`; None where nothing is uncertain."""
        if len(self.weights) < 2:
            return None, None
        low, high = np.quantile(values, RANGE, weights=self.weights, method="inverted_cdf")
        return float(low), float(high)


class CommonParticles:
    """Settings of the parameters drawn once, for the case as authored."""

    def __init__(self, authored: Asked, *, particles: int, seed: int) -> None:
        """Draw them.

        Args:
            authored: The case as authored, at its vintage.
            particles: Particles over all islands.
            seed: Seed; the draws are those of `assess` with the same seed and number.

        Raises:
            UsageError: If the seed or the number of particles makes no sense.
            NotTrustworthyError: If the evidence is impossible under every setting of the parameters.
        """
        if particles < 1 or seed < 0:
            raise UsageError(
                f"{particles} particles, seed {seed}", hint="ask for 1 particle or more, and a seed from 0 on"
            )
        self._particles, self._seed, self._asked = particles, seed, authored
        posterior = infer(authored.model, authored.inquiry, particles=particles, seed=seed)
        self._coordinates = dict(zip(_names(posterior.prior), posterior.coordinates, strict=True))
        self.count = posterior.num_particles
        self.is_sampled = posterior.is_sampled
        self._moves = posterior.moves
        self._may_redraw = True
        _, self._log_likelihood = self._read(authored)
        self.authored = self.outlook(authored)

    def outlook(self, version: Asked) -> Outlook:
        """The scenarios on the horizon under a version of the case.

        Raises:
            NotTrustworthyError: If its evidence, or what is given, is impossible under every setting.
        """
        outlook = self._weighed(*self._read(version))
        if not self._may_redraw:
            return outlook
        knows_all = all(name in self._coordinates for name in _names(prior_of(version.model)))
        return outlook if knows_all and outlook.effective >= LEAST_EFFECTIVE else self._redrawn(outlook, version)

    def thinned(self, particles: int) -> CommonParticles:
        """Some of these, evenly from all islands, that are never drawn afresh: for many versions that lie close by.

        Their outlook on the authored case differs from that of all particles by noise; what lies between two of their
        outlooks hardly does.

        Args:
            particles: About how many to keep; all where that is no fewer.
        """
        if not self.is_sampled:
            return self
        a_quarter = self.count // ISLANDS
        every = max(1, a_quarter // max(1, particles // ISLANDS))
        kept = np.arange(self.count).reshape(ISLANDS, a_quarter)[:, ::every].ravel()
        few = copy.copy(self)
        few._coordinates = {name: values[kept] for name, values in self._coordinates.items()}
        few.count, few._may_redraw = len(kept), False
        # Read anew: an answer depends in its last digits on the particles it shares a block with, and a version
        # that changes nothing should change nothing.
        _, few._log_likelihood = few._read(self._asked)
        few.authored = few.outlook(self._asked)
        return few

    def _weighed(self, by_particle: Floats, log_likelihood: Floats) -> Outlook:
        weights = _weights(log_likelihood - self._log_likelihood)
        effective = float(1 / (weights**2).sum() / self.count)
        return Outlook(
            mean=by_particle @ weights,
            by_particle=by_particle,
            weights=weights,
            by_island=self._by_island(by_particle, weights),
            log_likelihood=log_likelihood,
            effective=effective,
            is_redrawn=False,
        )

    def _redrawn(self, outlook: Outlook, version: Asked) -> Outlook:
        posterior = infer(version.model, version.inquiry, particles=self._particles, seed=self._seed)
        own = np.concatenate([scenarios for scenarios, _ in posterior.read(_on_the_last_day)], axis=-1)
        by_island = own.reshape(len(own), ISLANDS, -1).mean(axis=-1) if posterior.is_sampled else own
        return replace(outlook, mean=own.mean(axis=-1), by_island=by_island, is_redrawn=True)

    def _read(self, version: Asked) -> tuple[Floats, Floats]:
        """Scenarios `[scenario, n]` and log likelihood `[n]` of a version under every common particle."""
        model, prior = version.model, prior_of(version.model)
        if prior.num_coordinates == 0:
            parts = [_on_the_last_day(believe(model, median_parameters(model), version.inquiry))]
        else:
            moves = self._moves_of(model)

            def work(block: Floats) -> tuple[Floats, Floats]:
                parameters = prior.at(block)
                chain = make_dynamics(model, parameters, moves)
                return _on_the_last_day(believe(model, parameters, version.inquiry, chain=chain))

            with one_thread_a_product():
                parts = over_blocks(work, _arranged(self._coordinates, prior, self.count), block_size(model))
        scenarios = np.concatenate([one for one, _ in parts], axis=-1)
        log_likelihood = np.concatenate([one for _, one in parts])
        return (
            np.broadcast_to(scenarios, (len(scenarios), self.count)),
            np.broadcast_to(log_likelihood, (self.count,)),
        )

    def _moves_of(self, model: Model) -> ConditionMoves | None:
        """The moves of conditions: those of the authored case, with what they keep, where none differs."""
        moves, own = shared_moves(model), self._moves
        if moves is None or own is None or moves.longest_step != own.longest_step:
            return moves
        return own if np.array_equal(moves.generators, own.generators) else moves

    def _by_island(self, by_particle: Floats, weights: Floats) -> Floats:
        if not self.is_sampled:
            return by_particle
        parts = weights.reshape(ISLANDS, -1)
        total = parts.sum(axis=1)
        weighed = (by_particle * weights).reshape(len(by_particle), ISLANDS, -1).sum(axis=-1)
        return np.asarray(weighed / np.where(total > 0, total, 1.0))


def _on_the_last_day(belief: Belief) -> tuple[Floats, Floats]:
    """Scenarios at the end of the horizon, `[scenario, n]`, and the log likelihood, `[n]`; no backward pass is due."""
    model = belief.model
    of_course = belief.passed.after[belief.inquiry.last][:, :, 0].sum(axis=1, dtype=np.float64)
    member = np.arange(model.num_scenarios)[:, None] == model.scenario_of_course[None, :]
    scenarios = member.astype(np.float64) @ of_course
    total = scenarios.sum(axis=0)
    log_likelihood = np.broadcast_to(belief.log_evidence + belief.log_span, total.shape)
    return scenarios / np.where(total > 0, total, 1.0), np.asarray(log_likelihood, dtype=np.float64)


def _weights(log_ratio: Floats) -> Floats:
    top = log_ratio.max()
    if not np.isfinite(top):
        raise NotTrustworthyError("the evidence is impossible under every setting of the parameters", items=())
    weights = np.exp(log_ratio - top)
    return np.asarray(weights / weights.sum())


def _names(prior: Prior) -> tuple[str, ...]:
    """A name for each coordinate of a prior."""
    return (*(f"mix.{stick}" for stick in range(prior.sticks)), *prior.names)


def _arranged(known: Mapping[str, Floats], prior: Prior, count: int) -> Floats:
    """The coordinates that a prior asks for; one that the authored case does not have stays at its median.

    A coordinate that is left out costs nothing: what is left of the particles stands for the rest of the parameters.
    """
    return np.stack([known[name] if name in known else np.zeros(count) for name in _names(prior)])
