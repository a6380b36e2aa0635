r"""Sequential Monte Carlo over a sequence of targets, by islands.

Del Moral, P., Doucet, A. & Jasra, A. (2006), "Sequential Monte Carlo samplers", JRSS B 68(3), for the scheme;
Chopin, N. (2002), "A sequential particle filter method for static models", Biometrika 89(3), for targets that are
posteriors of more and more data; Cotter, S. L. et al. (2013), "MCMC methods for functions", Statistical Science 28(3),
for the moves (pCN), which leave a normal distribution alone whatever their step: here not the prior's but one fitted
to the island, so that most moves are accepted (Pinski, F. J. et al. (2015), "Algorithms for Kullback-Leibler
approximation of probability measures in infinite dimensions", SIAM J. Sci. Comput. 37(6)).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.errors import NotTrustworthyError
from equipoise.inference.fitted_normal import FittedNormal
from equipoise.model.arrays import Bools, Floats, Ints

LogLikelihood = Callable[[Floats], Floats]
"""From standard-normal coordinates `[d, n]` to log likelihoods `[n]`."""

# Share of the particles below which the effective number triggers resampling.
LEAST_EFFECTIVE = 0.5
# Moves after resampling stop once this share of an island's particles has moved, or after MOST_MOVES. A move that is
# accepted forgets nearly all of where it came from, so one that moves most particles is enough.
MOVED_ENOUGH = 0.7
MOST_MOVES = 4
BISECTIONS = 60


@dataclass(frozen=True)
class Draws:
    """Particles from the last target, equally weighted, in islands that never exchanged anything.

    Attributes:
        coordinates: Standard-normal coordinates, `[d, island, m]`.
        log_likelihood: Log likelihood of the last target, `[island, m]`.
        log_evidence: Log of the mean likelihood under the prior after each target, nats, `[target, island]`.
        distinct: Share of particles that differ from all others.
        stages: Resamplings over all targets and islands.
        acceptance: Share of proposed moves that were accepted; 1 where none was proposed.
    """

    coordinates: Floats
    log_likelihood: Floats
    log_evidence: Floats
    distinct: float
    stages: int
    acceptance: float


def sample(targets: Sequence[LogLikelihood], *, num_coordinates: int, islands: int, particles: int, seed: int) -> Draws:
    """Draw particles from the prior and carry them through the targets.

    A target that would halve the effective number of particles is approached in tempered stages. One target alone is
    adaptive tempering from the prior.

    Args:
        targets: Log likelihoods, each to be added to the prior alone (the second target includes the first's data).
        num_coordinates: Number of standard-normal coordinates.
        islands: Number of independent samplers.
        particles: Particles an island.
        seed: Seed; the same seed gives the same bytes on one build.

    Raises:
        NotTrustworthyError: If a target is impossible at every particle of an island.
    """
    sampler = _Sampler(num_coordinates, islands, particles, seed)
    for target in targets:
        sampler.approach(target)
    sampler.equalise(targets[-1])
    return Draws(
        coordinates=sampler.coordinates,
        log_likelihood=sampler.log_likelihood,
        log_evidence=np.array(sampler.log_evidence_by_target),
        distinct=sampler.distinct(),
        stages=sampler.stages,
        acceptance=sampler.accepted / sampler.proposed if sampler.proposed else 1.0,
    )


class _Sampler:
    """The state of all islands: particles, their log weights, and the target they stand for."""

    def __init__(self, num_coordinates: int, islands: int, particles: int, seed: int) -> None:
        seeds = np.random.SeedSequence(seed).spawn(islands)
        self.random = [np.random.Generator(np.random.SFC64(child)) for child in seeds]
        self.coordinates = np.stack([r.standard_normal((num_coordinates, particles)) for r in self.random], axis=1)
        self.log_likelihood = np.zeros((islands, particles))
        self.log_weights = np.full((islands, particles), -math.log(particles))
        self.log_evidence = np.zeros(islands)
        self.log_evidence_by_target: list[Floats] = []
        self.step = np.full(islands, 0.95)
        self.previous: LogLikelihood | None = None
        self.stages = self.accepted = self.proposed = 0

    def approach(self, target: LogLikelihood) -> None:
        old = self.log_likelihood
        new = self._evaluated(target, self.coordinates)
        if not np.all(np.any(np.isfinite(new), axis=1)):
            raise NotTrustworthyError("the evidence is impossible under every setting of the parameters", items=())
        temper = np.zeros(len(self.random))
        while np.any(temper < 1):
            for island in np.flatnonzero(temper < 1).tolist():
                gain = _gain(old[island], new[island])
                following = _next_temper(self.log_weights[island], gain, temper[island])
                self._reweigh(island, gain * (following - temper[island]))
                temper[island] = following
            tired = np.flatnonzero(_effective_share(self.log_weights) < LEAST_EFFECTIVE * (1 + 1e-6))
            if len(tired):
                old, new = self._refresh(tired, old, new, temper, target)
        self.log_likelihood = new
        self.previous = target
        self.log_evidence_by_target.append(self.log_evidence.copy())

    def equalise(self, target: LogLikelihood) -> None:
        """Resample and move islands whose particles do not weigh alike."""
        uneven = np.flatnonzero(np.ptp(self.log_weights, axis=1) > 0)
        if len(uneven):
            everything = np.ones(len(self.random))
            _, self.log_likelihood = self._refresh(uneven, self.log_likelihood, self.log_likelihood, everything, target)

    def distinct(self) -> float:
        flat = self.coordinates.reshape(self.coordinates.shape[0], -1)
        return float(len(np.unique(flat, axis=1).T) / flat.shape[1]) if flat.size else 1.0

    def _evaluated(self, target: LogLikelihood, coordinates: Floats) -> Floats:
        flat = coordinates.reshape(coordinates.shape[0], -1)
        return target(flat).reshape(coordinates.shape[1:])

    def _reweigh(self, island: int, log_increment: Floats) -> None:
        weights = self.log_weights[island] + log_increment
        total = _log_sum(weights)
        self.log_evidence[island] += total
        self.log_weights[island] = weights - total if np.isfinite(total) else -math.log(len(weights))

    def _refresh(
        self, islands: Ints, old: Floats, new: Floats, temper: Floats, target: LogLikelihood
    ) -> tuple[Floats, Floats]:
        """Resample some islands and move their particles until most have moved."""
        old, new = old.copy(), new.copy()
        count = new.shape[1]
        for island in islands.tolist():
            chosen = _systematic(np.exp(self.log_weights[island]), self.random[island].uniform())
            self.coordinates[:, island] = self.coordinates[:, island, chosen]
            old[island], new[island] = old[island, chosen], new[island, chosen]
            self.log_weights[island] = -math.log(count)
            self.stages += 1
        moved = np.zeros((len(islands), count), dtype=bool)
        for _ in range(MOST_MOVES):
            accepted = self._move(islands, old, new, temper, target)
            moved |= accepted
            self._adapt(islands, accepted)
            if moved.mean(axis=1).min() >= MOVED_ENOUGH:
                break
        return old, new

    def _move(self, islands: Ints, old: Floats, new: Floats, temper: Floats, target: LogLikelihood) -> Bools:
        here = self.coordinates[:, islands]
        shapes = [FittedNormal.of(here[:, i]) for i in range(len(islands))]
        steps = self.step[islands]
        there = np.stack(
            [
                shape.near(here[:, i], steps[i], self.random[island].standard_normal(here[:, i].shape))
                for i, (shape, island) in enumerate(zip(shapes, islands.tolist(), strict=True))
            ],
            axis=1,
        )
        log_uniform = np.log(np.stack([self.random[i].uniform(size=new.shape[1]) for i in islands]))
        proposed_new = self._evaluated(target, there)
        proposed_old = np.zeros_like(proposed_new)
        heat = temper[islands][:, None]
        if self.previous is not None and np.any(heat < 1):
            proposed_old = self._evaluated(self.previous, there)
        correction = np.stack(
            [
                shape.log_density_over_prior(here[:, i]) - shape.log_density_over_prior(there[:, i])
                for i, shape in enumerate(shapes)
            ]
        )
        gain = _tempered(proposed_old, proposed_new, heat) - _tempered(old[islands], new[islands], heat)
        accepted: Bools = log_uniform < gain + correction
        self.coordinates[:, islands] = np.where(accepted, there, here)
        new[islands] = np.where(accepted, proposed_new, new[islands])
        old[islands] = np.where(accepted, proposed_old, old[islands])
        self.accepted += int(accepted.sum())
        self.proposed += accepted.size
        return accepted

    def _adapt(self, islands: Ints, accepted: Bools) -> None:
        """Longer steps where most are accepted, shorter where few are; decided between moves, never within one."""
        share = accepted.mean(axis=1)
        self.step[islands] = np.clip(self.step[islands] * np.exp(share - 0.5), 0.05, 1.0)


def _gain(old: Floats, new: Floats) -> Floats:
    """What a particle's log likelihood gains; minus infinity for a particle that the new target rules out."""
    possible = np.isfinite(new)
    return np.where(possible, np.where(possible, new, 0.0) - np.where(np.isfinite(old), old, 0.0), -np.inf)


def _tempered(old: Floats, new: Floats, temper: Floats) -> Floats:
    """`(1 - temper) * old + temper * new`; a target that is not in play must not spoil it by being infinite."""
    mixed: Floats = np.where(temper < 1, (1 - temper) * np.where(temper < 1, old, 0.0), 0.0) + temper * new
    return mixed


def _next_temper(log_weights: Floats, gain: Floats, temper: float) -> float:
    """The furthest temper at which the effective number of particles stays above the threshold."""

    def effective(following: float) -> float:
        return float(_effective_share((log_weights + gain * (following - temper))[None])[0])

    if effective(1.0) >= LEAST_EFFECTIVE:
        return 1.0
    low, high = temper, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if effective(middle) >= LEAST_EFFECTIVE else (low, middle)
    return low if low > temper else high


def _effective_share(log_weights: Floats) -> Floats:
    """Effective number of particles over their number, `1 / (n Σ w²)`, per island."""
    top = log_weights.max(axis=1, keepdims=True)
    weights = np.exp(log_weights - np.where(np.isfinite(top), top, 0.0))
    total = weights.sum(axis=1)
    squares = (weights**2).sum(axis=1)
    share: Floats = np.where(squares > 0, total**2 / np.where(squares > 0, squares, 1.0), 0.0) / log_weights.shape[1]
    return share


def _systematic(weights: Floats, uniform: float) -> Ints:
    """Systematic resampling: one uniform number, evenly spaced points on the cumulative weights."""
    count = len(weights)
    points = (np.arange(count) + uniform) / count
    cumulative = np.cumsum(weights)
    chosen: Ints = np.minimum(np.searchsorted(cumulative / cumulative[-1], points, side="right"), count - 1)
    return chosen


def _log_sum(log_weights: Floats) -> float:
    top = float(log_weights.max())
    if not math.isfinite(top):
        return top
    return top + math.log(float(np.exp(log_weights - top).sum()))
