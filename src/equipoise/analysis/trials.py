"""Explanations on trial: how well each, alone, predicted the record."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from equipoise.analysis.scores import log_mean
from equipoise.inference.belief import Belief
from equipoise.inference.parameters import Parameters
from equipoise.inference.posterior import ISLANDS, Alter, Posterior, Reference
from equipoise.model.arrays import Floats

# An item tells explanations apart when their predictions of it differ by half a decibel or more, the least that
# anybody would call a difference; chosen here, and stated with every result.
DISCRIMINATES_DB = 0.5
FEWEST_DISCRIMINATING = 5


@dataclass(frozen=True)
class Trial:
    """How well one explanation, alone, predicted the record. Higher is better.

    Attributes:
        days: Days with evidence, in order.
        cumulative: Log score up to and with each day, nats, `[day]`.
        error: Monte Carlo standard error of each, nats, `[day]`; 0 where nothing is drawn.
    """

    days: tuple[int, ...]
    cumulative: Floats
    error: Floats

    @property
    def score(self) -> float:
        """Log score of the whole record, nats."""
        return float(self.cumulative[-1]) if len(self.days) else 0.0

    @property
    def score_error(self) -> float:
        """Monte Carlo standard error of it, nats."""
        return float(self.error[-1]) if len(self.days) else 0.0


def alone(explanation: int) -> Alter:
    """The change that puts the whole mix on one explanation."""

    def alter(parameters: Parameters) -> Parameters:
        corner = np.zeros(parameters.mix.shape)
        corner[:, explanation] = 1
        return replace(parameters, mix=corner)

    return alter


def try_alone(posterior: Posterior, explanation: int, reference: Reference) -> Trial:
    """Cumulative predictive log score with the whole mix on one explanation, items of the vintage in date order.

    The score of a day is the log of the mean of its evidence under what all earlier days say of the other parameters.
    Analogues weigh those parameters from the start, but are no part of the score.

    Args:
        posterior: The posterior of the whole case; its model and question are used.
        explanation: Index of the explanation.
        reference: Weighted particles that stand for the prior of the other parameters.
    """
    parts = posterior.read(_by_day, coordinates=reference.coordinates, alter=alone(explanation))
    days = tuple(sorted(parts[0][1]))
    log_weights = reference.log_weights + np.concatenate([start for start, _ in parts])
    cumulative = [np.concatenate([by_day[day] for _, by_day in parts]) for day in days]
    scores = np.array([log_mean(likelihood, log_weights) for likelihood in cumulative])
    if not posterior.is_sampled:
        return Trial(days, scores, np.zeros(len(days)))
    islands = [slice(island, None, ISLANDS) for island in range(ISLANDS)]
    by_island = [[log_mean(likelihood[own], log_weights[own]) for own in islands] for likelihood in cumulative]
    error = np.array(by_island).reshape(len(days), ISLANDS).std(axis=1, ddof=1) / math.sqrt(ISLANDS)
    return Trial(days, scores, error)


@dataclass(frozen=True)
class Ranking:
    """Whether explanations may be ranked, and why not.

    Attributes:
        discriminating: Number of days whose evidence tells explanations apart.
        refusal: Why no ranking is given; empty where one is.
    """

    discriminating: int
    refusal: str


def rank(trials: Sequence[Trial], items_by_day: dict[int, int]) -> Ranking:
    """Decide whether the best two explanations are further apart than two Monte Carlo errors, on enough items.

    Args:
        trials: One trial per explanation.
        items_by_day: Number of rated items of each day.
    """
    days = trials[0].days if trials else ()
    gains = np.array([np.diff(trial.cumulative, prepend=0.0) for trial in trials]).reshape(len(trials), len(days))
    apart = np.ptp(gains, axis=0) * 10 / math.log(10) if len(trials) else np.zeros(len(days))
    discriminating = sum(items_by_day[day] for day, db in zip(days, apart, strict=True) if db >= DISCRIMINATES_DB)
    if len(trials) < 2:
        return Ranking(discriminating, "there is only one explanation")
    if discriminating < FEWEST_DISCRIMINATING:
        told = {0: "no item tells", 1: "only one item tells"}.get(discriminating, f"only {discriminating} items tell")
        return Ranking(
            discriminating,
            f"{told} the explanations apart by {DISCRIMINATES_DB} dB or more; a ranking needs {FEWEST_DISCRIMINATING}",
        )
    first, second = sorted(trials, key=lambda trial: -trial.score)[:2]
    if first.score - second.score <= 2 * math.hypot(first.score_error, second.score_error):
        return Ranking(discriminating, "the best two lie within two Monte Carlo errors of each other")
    return Ranking(discriminating, "")


def _by_day(belief: Belief) -> tuple[Floats, dict[int, Floats]]:
    """Log likelihood of analogues and spans, and cumulative log evidence of items up to each day, `[n]` each."""
    weights = belief.passed.log_weights
    start = np.asarray(belief.log_evidence - belief.passed.log_evidence[0] + belief.log_span, dtype=np.float64)
    total = np.zeros(len(start))
    cumulative = {}
    for day in sorted(weights):
        total = total + weights[day][0]
        cumulative[day] = total
    return start, cumulative
