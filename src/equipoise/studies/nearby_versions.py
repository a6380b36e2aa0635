"""Scenarios and top levels of conditions on the horizon, under versions that differ little from a case as authored.

The settings are drawn once; under another version they count by how much likelier it makes the record, as in
`studies.common_particles`, which reads the scenarios alone. Where too few would carry the answer they are drawn afresh.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np

from equipoise.analysis.readings import Readings, joined, read_everything
from equipoise.assess.vintage_run import VintageRun, ask_vintage
from equipoise.case.case import Case
from equipoise.errors import NotTrustworthyError
from equipoise.inference.posterior import Posterior
from equipoise.inference.prior import prior_of
from equipoise.inference.split_chain import shared_moves
from equipoise.model.arrays import Floats
from equipoise.studies.common_particles import LEAST_EFFECTIVE
from equipoise.studies.named_settings import NamedSettings
from equipoise.studies.versions import believe_version, by_island, standard_error


@dataclass(frozen=True)
class Sight:
    """What is seen on the horizon, means over each island of particles; one island where nothing is drawn.

    Attributes:
        scenarios: `[scenario, island]`.
        tops: Probability of the top level of each condition, `[condition, island]`.
        top_levels: Condition and level of each.
        is_redrawn: Whether settings had to be drawn afresh.
    """

    scenarios: Floats
    tops: Floats
    top_levels: tuple[tuple[str, str], ...]
    is_redrawn: bool

    @property
    def error(self) -> float:
        """Largest Monte Carlo standard error of a scenario, 0 to 1."""
        return float(standard_error(self.scenarios).max())


class NearbyVersions:
    """Settings drawn for a case as authored, and what is seen under them."""

    def __init__(self, case: Case, *, as_of: date, rater: str, particles: int, seed: int) -> None:
        """Draw them.

        Args:
            case: The case as authored.
            as_of: The vintage.
            rater: Whose ratings count.
            particles: Particles over all islands.
            seed: Seed; the draws are those of `assess` with the same seed and number.

        Raises:
            NotTrustworthyError: If the evidence is impossible under every state.
        """
        self._ask = partial(ask_vintage, as_of=as_of, rater=rater)
        self._draw = partial(believe_version, as_of=as_of, rater=rater, particles=particles, seed=seed)
        base = self._draw(case)
        self._run, self._log_likelihood = base.run, base.readings.log_likelihood
        self._settings = NamedSettings.of(base.run)
        self.count = base.run.posterior.num_particles
        self.authored = _sight(base.run, base.readings, None)

    def see(self, version: Case) -> Sight:
        """What is seen under another version.

        Raises:
            UsageError: If the chain is too fast to follow.
            NotTrustworthyError: If its evidence is impossible under every state.
        """
        run = self._without_draws(version)
        if set(run.posterior.prior.names) <= set(self._settings.by_name):
            readings = self._read(run)
            weights = _weights(readings.log_likelihood - self._log_likelihood)
            if 1 / (weights**2).sum() >= LEAST_EFFECTIVE * self.count:
                return _sight(run, readings, weights)
        drawn = self._draw(version)
        return replace(_sight(drawn.run, drawn.readings, None), is_redrawn=True)

    def _without_draws(self, version: Case) -> VintageRun:
        asked = self._ask(version)
        inquiry = replace(asked.inquiry, days=self._run.posterior.inquiry.days)
        model, own = asked.model, self._run.posterior
        posterior = Posterior(model, inquiry, prior_of(model), shared_moves(model), own.draws, own.seed)
        return replace(self._run, case=asked.case, posterior=posterior)

    def _read(self, run: VintageRun) -> Readings:
        days = [run.day(run.case.definition.clock.horizon)]
        coordinates = self._settings.for_(run)
        return joined(run.posterior.read(lambda belief: read_everything(belief, days, days), coordinates=coordinates))


def _sight(run: VintageRun, readings: Readings, weights: Floats | None) -> Sight:
    """Means over islands; all particles count alike without weights."""
    conditions = run.case.definition.conditions
    last_levels = np.cumsum([len(condition.levels) for condition in conditions.values()]).astype(int) - 1
    return Sight(
        scenarios=_by_island(readings.scenario[-1], weights),
        tops=_by_island(readings.levels[-1][last_levels], weights),
        top_levels=tuple((name, condition.levels[-1]) for name, condition in conditions.items()),
        is_redrawn=False,
    )


def _by_island(values: Floats, weights: Floats | None) -> Floats:
    if weights is None or len(weights) == 1:
        return by_island(values)
    parts = by_island(np.concatenate([values * weights, weights[None]]))
    return np.asarray(parts[:-1] / np.where(parts[-1] > 0, parts[-1], 1.0))


def _weights(log_ratio: Floats) -> Floats:
    top = log_ratio.max()
    if not np.isfinite(top):
        raise NotTrustworthyError("the evidence is impossible under every setting of the parameters", items=())
    weights = np.exp(log_ratio - top)
    return np.asarray(weights / weights.sum())
