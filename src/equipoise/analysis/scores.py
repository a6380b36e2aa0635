"""How well each item was predicted from the days before it."""

from __future__ import annotations

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.passes import predictive_log_score
from equipoise.inference.posterior import Posterior, Reference
from equipoise.model.arrays import Floats


def predictive_log_scores(posterior: Posterior, reference: Reference) -> dict[int, float]:
    """Log of the predictive weight of each rated item given all earlier days, nats, by index of the item.

    Particles of the prior are weighed by analogues and by how well they predicted the earlier days.
    """
    parts = posterior.read(_scores_of_items, coordinates=reference.coordinates)
    days = parts[0][1].keys()
    so_far = reference.log_weights + np.concatenate([np.asarray(part[2]) for part in parts])
    scores: dict[int, float] = {}
    for day in sorted(days):
        for index in parts[0][0][day]:
            item = np.concatenate([np.ravel(part[0][day][index]) for part in parts])
            scores[index] = log_mean(item, so_far)
        so_far = so_far + np.concatenate([np.ravel(part[1][day]) for part in parts])
    return scores


def _scores_of_items(belief: Belief) -> tuple[dict[int, dict[int, Floats]], dict[int, Floats], Floats]:
    scores = {
        day: {i: predictive_log_score(belief.passed.before[day], belief.item_log_factor(i))[0] for i in indices}
        for day, indices in belief.rated_items.items()
    }
    start = belief.log_evidence - belief.passed.log_evidence[0] + belief.log_span
    return scores, {day: weight[0] for day, weight in belief.passed.log_weights.items()}, start


def log_mean(log_values: Floats, log_weights: Floats) -> float:
    """Log of the mean of values under weights, both as logs."""
    return _log_of_mean(log_values + log_weights) - _log_of_mean(np.broadcast_to(log_weights, log_values.shape))


def _log_of_mean(log_values: Floats) -> float:
    top = float(log_values.max())
    return top + float(np.log(np.exp(log_values - top).mean())) if np.isfinite(top) else top
