"""The same settings of the parameters under several versions of a case, so that differences are not drowned in noise.

Particles are drawn once, for the case as authored. Under another version each counts in proportion to how much likelier
that version makes the record, given it (see `shared_draws.weighing`). Answers are then smooth in the number that is
changed, which answers from fresh draws are not. Where too few particles would carry the answer, they are drawn afresh.

Tipping points, conditionals, levers and the sensitivity to every number are all read this way. A version that is a
result in itself, and not only a difference, has draws of its own (`shared_draws.versions`); two vintages, between which
the record grows, pool the draws of both (`revisiting.bridge_particles`).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from equipoise.assess.ranges import RANGE
from equipoise.assess.vintage_run import Asked
from equipoise.errors import UsageError
from equipoise.inference.belief import Belief
from equipoise.inference.posterior import ISLANDS, infer
from equipoise.model.arrays import Floats
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.named_settings import NamedSettings
from equipoise.studies.shared_draws.spreads import Difference, Spread
from equipoise.studies.shared_draws.weighing import (
    effective_share,
    moves_as_kept,
    read_under,
    scenarios_in,
    state_on,
    weights_of,
)

LEAST_EFFECTIVE = 0.5
"""Effective share of the particles below which a version of the case gets draws of its own."""


@dataclass(frozen=True)
class Outlook:
    """The scenarios on the horizon under one version of a case.

    Attributes:
        mean: Probability of each, mean over the parameters, `[scenario]`.
        tops: Likewise, of the top level of each condition, `[condition]`.
        by_particle: Under each common particle, `[scenario, n]`.
        weights: What each common particle counts for under this version, `[n]`; sums to one.
        by_island: Mean over each quarter of the particles, which never exchanged anything, `[scenario, island]`; one
            column where nothing is drawn.
        log_likelihood: Of the record and of spans, nats, `[n]`.
        effective: Effective share of the common particles, 1 where all count alike.
        is_redrawn: Whether `mean`, `tops` and `by_island` come from draws of this version's own.
    """

    mean: Floats
    tops: Floats
    by_particle: Floats
    weights: Floats
    by_island: Floats
    log_likelihood: Floats
    effective: float
    is_redrawn: bool

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario, 0 to 1; 0 where nothing is drawn."""
        return float(standard_error(self.by_island).max())

    def range_of(self, values: Floats) -> tuple[float, float] | tuple[None, None]:
        """Central 80 per cent over the parameters of a number `[n]`; None where nothing is uncertain."""
        if len(self.weights) < 2:
            return None, None
        low, high = np.quantile(values, RANGE, weights=self.weights, method="inverted_cdf")
        return float(low), float(high)

    def spreads(self) -> list[Spread]:
        """Each scenario with its range, in the case's order."""
        pairs = zip(self.mean, self.by_particle, strict=True)
        return [Spread(float(mean), *self.range_of(values)) for mean, values in pairs]

    def differences_from(self, other: Outlook) -> list[Difference]:
        """Each scenario here less there, in the case's order.

        The range is of the difference under one and the same setting of the parameters, settings weighed as this
        version makes them likely, widened to the mean if need be.
        """
        return [self._difference(index, other) for index in range(len(self.mean))]

    def _difference(self, index: int, other: Outlook) -> Difference:
        mean = float(self.mean[index] - other.mean[index])
        low, high = self.range_of(self.by_particle[index] - other.by_particle[index])
        if low is None or high is None:
            return Difference(mean, None, None)
        return Difference(mean, min(low, mean), max(high, mean))


class CommonParticles:
    """Settings of the parameters drawn once, for the case as authored.

    Attributes:
        count: How many there are; 1 where nothing is drawn.
        is_sampled: Whether parameters were drawn.
        authored: The outlook on the case as authored.
    """

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
        self._settings = NamedSettings.of(authored.case, posterior)
        self.count = posterior.num_particles
        self.is_sampled = posterior.is_sampled
        self._moves = posterior.moves
        self._may_redraw = True
        self._log_likelihood = self._read(authored).log_likelihood
        self.authored = self.outlook(authored)

    def outlook(self, version: Asked) -> Outlook:
        """The scenarios on the horizon under a version of the case.

        Raises:
            NotTrustworthyError: If its evidence, or what is given, is impossible under every setting.
        """
        outlook = self._weighed(self._read(version))
        if not self._may_redraw:
            return outlook
        knows_all = self._settings.know(version.case, version.model)
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
        few._settings = self._settings.some(kept)
        few.count, few._may_redraw = len(kept), False
        # Read anew: an answer depends in its last digits on the particles it shares a block with, and a version
        # that changes nothing should change nothing.
        few._log_likelihood = few._read(self._asked).log_likelihood
        few.authored = few.outlook(self._asked)
        return few

    def _weighed(self, read: _Read) -> Outlook:
        weights = weights_of(read.log_likelihood - self._log_likelihood)
        return Outlook(
            mean=read.scenarios @ weights,
            tops=read.tops @ weights,
            by_particle=read.scenarios,
            weights=weights,
            by_island=by_island(read.scenarios, weights),
            log_likelihood=read.log_likelihood,
            effective=effective_share(weights),
            is_redrawn=False,
        )

    def _redrawn(self, outlook: Outlook, version: Asked) -> Outlook:
        posterior = infer(version.model, version.inquiry, particles=self._particles, seed=self._seed)
        own = _joined(posterior.read(_on_the_last_day))
        return replace(
            outlook,
            mean=own.scenarios.mean(axis=-1),
            tops=own.tops.mean(axis=-1),
            by_island=by_island(own.scenarios),
            is_redrawn=True,
        )

    def _read(self, version: Asked) -> _Read:
        """A version under every common particle; one in which nothing is uncertain is the same under all."""
        coordinates = self._settings.put_to(version.case, version.model)
        moves = moves_as_kept(version.model, self._moves)
        read = _joined(read_under(version.model, version.inquiry, coordinates, _on_the_last_day, moves=moves))
        return _Read(*(np.broadcast_to(one, (*one.shape[:-1], self.count)) for one in read))


class _Read(NamedTuple):
    """Scenarios `[scenario, n]`, top levels of conditions `[condition, n]` and log likelihood `[n]`."""

    scenarios: Floats
    tops: Floats
    log_likelihood: Floats


def _on_the_last_day(belief: Belief) -> _Read:
    state = state_on(belief, belief.inquiry.last)
    scenarios = scenarios_in(belief, state)
    log_likelihood = np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64)
    return _Read(scenarios, _top_levels(belief, state), np.broadcast_to(log_likelihood, scenarios.shape[1:]))


def _top_levels(belief: Belief, state: Floats) -> Floats:
    """Probability of the top level of each condition in a state, `[condition, n]`."""
    model = belief.model
    of_combination = state.sum(axis=0, dtype=np.float64)
    total = of_combination.sum(axis=0)
    tops = np.cumsum(model.condition_sizes, dtype=int) - 1
    return np.asarray(model.level_of_condition[:, tops].T @ of_combination / np.where(total > 0, total, 1.0))


def _joined(parts: Sequence[_Read]) -> _Read:
    return _Read(*(np.concatenate(fields, axis=-1) for fields in zip(*parts, strict=True)))
