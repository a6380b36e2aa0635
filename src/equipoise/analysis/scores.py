"""How well each item was predicted from the days before it, and each explanation alone predicted the record."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.parameters import Parameters
from equipoise.inference.passes import predictive_log_score
from equipoise.inference.posterior import ISLANDS, Posterior, Reference
from equipoise.model.arrays import Floats


def predictive_log_scores(posterior: Posterior, reference: Reference) -> dict[int, float]:
    """Log of the predictive weight of each rated item given all earlier days, nats, by index of the item.

    Particles of the prior are weighed by how well they predicted the earlier days.
    """
    parts = posterior.read(_scores_of_items, coordinates=reference.coordinates)
    days = parts[0][1].keys()
    so_far = reference.log_weights
    scores: dict[int, float] = {}
    for day in sorted(days):
        for index in parts[0][0][day]:
            item = np.concatenate([np.ravel(part[0][day][index]) for part in parts])
            scores[index] = _log_mean(item, so_far)
        so_far = so_far + np.concatenate([np.ravel(part[1][day]) for part in parts])
    return scores


@dataclass(frozen=True)
class Trial:
    """How well one explanation, alone, predicted the record.

    Attributes:
        days: Days with evidence, in order.
        cumulative: Log score up to and with each day, nats, `[day]`; higher is better.
        error: Monte Carlo standard error of each, nats, `[day]`; 0 where nothing is drawn.
    """

    days: tuple[int, ...]
    cumulative: Floats
    error: Floats


def try_alone(posterior: Posterior, explanation: int, reference: Reference) -> Trial:
    """Cumulative predictive log score with the whole mix on one explanation, items of the vintage in date order.

    All other parameters keep their prior; analogues weigh them from the start.
    """
    corner = np.zeros(len(posterior.model.prior_shares))
    corner[explanation] = 1

    def alone(parameters: Parameters) -> Parameters:
        return replace(parameters, mix=np.broadcast_to(corner, (parameters.mix.shape[0], len(corner))))

    parts = posterior.read(_weights_by_day, coordinates=reference.coordinates, alter=alone)
    days = tuple(sorted(parts[0][1]))
    start = np.concatenate([part[0] for part in parts])
    by_day = [np.concatenate([np.ravel(part[1][day]) for part in parts]) for day in days]
    cumulative = start + np.cumsum(np.array(by_day).reshape(len(days), -1), axis=0)
    scores = np.array([_log_mean(day, reference.log_weights) for day in cumulative])
    if not posterior.is_sampled:
        return Trial(days, scores, np.zeros(len(days)))
    islands = [np.arange(island, cumulative.shape[1], ISLANDS) for island in range(ISLANDS)]
    by_island = [[_log_mean(day[own], reference.log_weights[own]) for own in islands] for day in cumulative]
    error = np.array(by_island).reshape(len(days), ISLANDS).std(axis=1, ddof=1) / np.sqrt(ISLANDS)
    return Trial(days, scores, error)


def _scores_of_items(belief: Belief) -> tuple[dict[int, dict[int, Floats]], dict[int, Floats]]:
    scores = {
        day: {index: predictive_log_score(belief.passed.before[day], factor)[0] for index, factor in factors}
        for day, factors in belief.item_log_factors.items()
    }
    return scores, {day: weight[0] for day, weight in belief.passed.log_weights.items()}


def _weights_by_day(belief: Belief) -> tuple[Floats, dict[int, Floats]]:
    start = belief.log_evidence - belief.passed.log_evidence[0]
    return np.asarray(start), {day: weight[0] for day, weight in belief.passed.log_weights.items()}


def _log_mean(log_values: Floats, log_weights: Floats) -> float:
    """Log of the mean of values under weights, both as logs."""
    return _log_mean_exp(log_values + log_weights) - _log_mean_exp(np.broadcast_to(log_weights, log_values.shape))


def _log_mean_exp(log_values: Floats) -> float:
    top = float(log_values.max())
    return top + float(np.log(np.exp(log_values - top).mean())) if np.isfinite(top) else top
