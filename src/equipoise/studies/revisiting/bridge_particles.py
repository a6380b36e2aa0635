"""Settings drawn for two vintages of a case, pooled, so that every step between the two is read off the same settings.

Under any version of the case a setting counts in proportion to its likelihood over the mixture of the posteriors that
all settings were drawn from. That is the estimator with the least variance of its kind: Shirts, M. R. & Chodera, J. D.
(2008), "Statistically optimal analysis of samples from multiple equilibrium states", J. Chem. Phys. 129, 124105. With
one setting, where nothing is uncertain, all of it is exact.

Other studies weigh the draws of one posterior (`shared_draws.common_particles`). Between two vintages the record grows,
often by much: draws for either alone would say little of the other, and the steps between would not sum to the change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.analysis.put_in import put_in
from equipoise.inference.belief import Belief, Inquiry
from equipoise.inference.posterior import ISLANDS, Posterior
from equipoise.inference.prior import Prior, prior_of
from equipoise.model.arrays import Floats, ItemArrays, Model
from equipoise.studies.shared_draws.weighing import effective_share, read_under, scenarios_in, state_on, weights_of

# Iterations after which the two normalisers stand still to far below the noise of the draws.
_ITERATIONS = 200


@dataclass(frozen=True)
class Station:
    """One version of a case on the way from one vintage to the other.

    Attributes:
        model: Its arrays.
        days: Days on which the scenarios are wanted, counted from the start of the case.
        arriving: Items to put in, each alone, beside its record; the scenarios are wanted on the last of `days`.
    """

    model: Model
    days: tuple[int, ...]
    arriving: tuple[ItemArrays, ...] = ()


@dataclass(frozen=True)
class Look:
    """What is read at a station, under every pooled setting.

    Attributes:
        scenarios: Probability of each scenario on each day, `[day, scenario, n]`.
        log_with: Log of the probability of scenario and item given the record, nats, `[item, scenario, n]`.
        log_likelihood: Of the record, nats, `[n]`.
    """

    scenarios: Floats
    log_with: Floats
    log_likelihood: Floats


class BridgeParticles:
    """Pooled settings, and what each counts for under a version of the case."""

    def __init__(self, ends: Sequence[Posterior], models: Sequence[Model], *, seed: int) -> None:
        """Pool the draws of several posteriors.

        Args:
            ends: Posteriors, each of as many particles; those in which nothing is drawn add none.
            models: Every model that will be looked at: a coordinate that a posterior does not know is drawn from the
                prior, which is what that posterior says of it.
            seed: Seed of those draws.
        """
        self._drawn = [end for end in ends if end.is_sampled]
        self.count = sum(end.num_particles for end in self._drawn) or 1
        names = dict.fromkeys(name for model in models for name in _names(prior_of(model)))
        # The streams 0 to 2 of the seed are the sampler's, the reference's and the cover's.
        random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, 3])))
        self._coordinates = {name: self._pooled(name, random) for name in names}
        self._log_mixture = np.zeros(self.count)

    @property
    def is_sampled(self) -> bool:
        """Whether anything was drawn."""
        return bool(self._drawn)

    def weigh(self, looks_at_ends: Sequence[Look]) -> None:
        """Learn what the pooled settings were drawn from, by the likelihood at each end that was drawn for."""
        if not self.is_sampled:
            return
        logs = np.stack([look.log_likelihood for look in looks_at_ends])
        log_counts = np.log([end.num_particles for end in self._drawn])[:, None]
        log_evidence = np.zeros(len(logs))
        for _ in range(_ITERATIONS):
            parts = log_counts + logs - log_evidence[:, None]
            self._log_mixture = np.logaddexp.reduce(parts, axis=0)
            log_evidence = np.logaddexp.reduce(logs - self._log_mixture, axis=1)
            log_evidence -= log_evidence[0]

    def look(self, station: Station) -> Look:
        """Read a station under every pooled setting; one in which nothing is uncertain is the same under all."""
        model, targets = station.model, station.days
        dated = [item.day for item in (*model.items, *station.arriving) if item.is_rated]
        inquiry = Inquiry(
            as_of=targets[-1],
            last=max([*targets, *dated]),
            days=(*targets, *(item.day for item in station.arriving)),
        )

        names = _names(prior_of(model))
        coordinates = np.array([self._coordinates[name] for name in names]).reshape(len(names), self.count)
        return self._alike(read_under(model, inquiry, coordinates, lambda belief: _read(belief, station)))

    def probability(self, look: Look, day: int) -> Floats:
        """Each scenario on one of the station's days, mean over settings, `[scenario]`."""
        return np.asarray(look.scenarios[day] @ self._weights(look))

    def probability_by_island(self, look: Look, day: int) -> Floats:
        """The same over each quarter of the settings, which never exchanged anything, `[scenario, island]`."""
        weights, values = self._by_island(self._weights(look)), self._by_island(look.scenarios[day])
        total = weights.sum(axis=-1)
        return np.asarray((values * weights).sum(axis=-1) / np.where(total > 0, total, 1.0))

    def probability_with(self, look: Look) -> Floats:
        """Each scenario with each arriving item put in alone, `[item, scenario]`."""
        log_joint = look.log_with + self._log_weights(look)
        joint = np.exp(log_joint - log_joint.max(axis=(1, 2), keepdims=True)).sum(axis=-1)
        return np.asarray(joint / joint.sum(axis=1, keepdims=True))

    def effective(self, look: Look) -> float:
        """Effective share of the settings, 0 to 1 (Kish 1965)."""
        return effective_share(self._weights(look))

    def log_evidence(self, look: Look) -> float:
        """Log evidence of a station, nats, up to a constant that all stations share."""
        return float(np.logaddexp.reduce(self._log_weights(look)))

    def _log_weights(self, look: Look) -> Floats:
        return np.asarray(look.log_likelihood - self._log_mixture)

    def _weights(self, look: Look) -> Floats:
        return weights_of(self._log_weights(look))

    def _pooled(self, name: str, random: np.random.Generator) -> Floats:
        parts = []
        for end in self._drawn:
            own = _names(end.prior)
            known = name in own
            parts.append(end.coordinates[own.index(name)] if known else random.standard_normal(end.num_particles))
        return np.concatenate(parts) if parts else np.zeros(1)

    def _by_island(self, values: Floats) -> Floats:
        """Values `[..., n]` as `[..., island, m]`: a quarter of each posterior's draws in each."""
        ends = np.split(values, len(self._drawn), axis=-1)
        return np.concatenate([end.reshape(*end.shape[:-1], ISLANDS, -1) for end in ends], axis=-1)

    def _alike(self, parts: Sequence[Look]) -> Look:
        fields = {
            name: np.concatenate([getattr(part, name) for part in parts], axis=-1)
            for name in ("scenarios", "log_with", "log_likelihood")
        }
        return Look(**{name: np.broadcast_to(one, (*one.shape[:-1], self.count)) for name, one in fields.items()})


def _read(belief: Belief, station: Station) -> Look:
    scenarios = np.stack([scenarios_in(belief, state_on(belief, day)) for day in station.days])
    particles = scenarios.shape[-1]
    log_likelihood = np.broadcast_to(np.asarray(belief.log_evidence, dtype=np.float64), (particles,))
    log_with = np.zeros((0, scenarios.shape[1], particles))
    if station.arriving:
        found = put_in(_from(belief, min(item.day for item in station.arriving)), station.arriving).log_with
        log_with = np.broadcast_to(found, (*found.shape[:-1], particles))
    return Look(scenarios=scenarios, log_with=log_with, log_likelihood=log_likelihood)


def _from(belief: Belief, first: int) -> Belief:
    """The same belief, whose values are carried back to a day and no further: nothing before it is asked for."""
    schedule = belief.schedule
    later = {day: factor for day, factor in schedule.log_factors.items() if day >= first}
    days = tuple(day for day in schedule.days if day >= first)
    return replace(belief, schedule=replace(schedule, log_factors=later, days=days))


def _names(prior: Prior) -> tuple[str, ...]:
    """A name for each coordinate of a prior; shares of the mix by their place, for a station knows no explanations."""
    return (*(f"mix.{stick}" for stick in range(prior.sticks)), *prior.names)
