r"""Recalibration: what a judge's past says a number of theirs stands for.

$logit\,p' = a + b\,logit\,p$. $b$ above 1 mends under-confidence, below 1 over-confidence; $a$ mends a bias towards yes
or no. Fitted to resolved questions by penalised likelihood: beforehand $a$ is normal about 0 and $b$ about 1, so that
a short record changes little. It is refused under fifty resolved questions.

References:
    Turner, B. M., Steyvers, M., Merkle, E. C., Budescu, D. V. & Wallsten, T. S. (2014). Forecast aggregation via
    recalibration. Machine Learning 95(3), 261-289. doi:10.1007/s10994-013-5401-4
    Mandel, D. R. & Barnes, A. (2014). Accuracy of forecasts in strategic intelligence. Proceedings of the National
    Academy of Sciences 111(30), 10984-10989. doi:10.1073/pnas.1406138111
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from equipoise.errors import UsageError
from equipoise.probability.distribution import FLOOR, checked_floor, checked_probability

LEAST_RESOLVED = 50
"""Resolved questions needed at least; two numbers fitted to fewer mostly fit noise."""

PRIOR_SPREAD = 0.5
"""Standard deviation of intercept and slope beforehand: a slope from 0.5 to 1.5 is ordinary, 0 or 2 is not."""

_STEPS = 50
_CLOSE = 1e-12


@dataclass(frozen=True)
class Recalibration:
    """What a judge's numbers are turned into.

    Attributes:
        intercept: Added to log-odds, nats; 0 changes nothing.
        slope: By what log-odds are multiplied; 1 changes nothing.
        questions: Resolved questions it was fitted to.
        floor: The least a probability counts as, and one less it the most.
    """

    intercept: float
    slope: float
    questions: int
    floor: float = FLOOR

    def apply(self, probability: float) -> float:
        """The probability that the judge's number stands for.

        Raises:
            ValueError: If it is no probability.
        """
        log_odds = self.intercept + self.slope * float(_log_odds(np.array([probability]), self.floor)[0])
        return float(1 / (1 + np.exp(-log_odds)))


def fit_recalibration(
    probabilities: Sequence[float],
    occurred: Sequence[bool],
    *,
    questions: Sequence[Hashable] | None = None,
    least: int = LEAST_RESOLVED,
    prior_spread: float = PRIOR_SPREAD,
    floor: float = FLOOR,
) -> Recalibration:
    """Fit a recalibration to resolved questions.

    Forecasts on one question are given the weight of one forecast together.

    Args:
        probabilities: What was said.
        occurred: Whether each event occurred.
        questions: The question of each forecast; each its own unless told.
        least: Fewest resolved questions.
        prior_spread: Standard deviation of intercept and slope beforehand.
        floor: The least a probability counts as, and one less it the most.

    Raises:
        UsageError: If there are fewer resolved questions than that.
        ValueError: If one is no probability.
    """
    labels = list(range(len(probabilities)) if questions is None else questions)
    forecasts_on = Counter(labels)
    if len(forecasts_on) < least:
        raise UsageError(
            f"recalibration needs {least} resolved questions, got {len(forecasts_on)}",
            hint="show the forecasts as they were given until there are more",
        )
    weights = np.array([1 / forecasts_on[label] for label in labels])
    came = np.array([float(one) for one in occurred])
    log_odds = _log_odds(np.array([checked_probability(value) for value in probabilities]), floor)
    intercept, slope = _maximise(log_odds, came, weights, prior_spread)
    return Recalibration(intercept, slope, len(forecasts_on), floor)


def _log_odds(probabilities: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    least = checked_floor(floor, 2)
    if not np.all((probabilities >= 0) & (probabilities <= 1)):
        raise ValueError("a probability lies between 0 and 1")
    inside = np.clip(probabilities, least, 1 - least)
    log_odds: NDArray[np.float64] = np.log(inside) - np.log1p(-inside)
    return log_odds


def _maximise(
    log_odds: NDArray[np.float64], came: NDArray[np.float64], weights: NDArray[np.float64], spread: float
) -> tuple[float, float]:
    """Newton's method on a concave function, halving a step that would go down."""
    design = np.stack([np.ones_like(log_odds), log_odds], axis=1)
    start = np.array([0.0, 1.0])

    def value(at: NDArray[np.float64]) -> float:
        line = design @ at
        likelihood = weights @ (came * line - np.logaddexp(0, line))
        return float(likelihood - np.sum((at - start) ** 2) / (2 * spread**2))

    found = start
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-(design @ found)))
        gradient = design.T @ (weights * (came - fitted)) - (found - start) / spread**2
        curvature = design.T @ (design * (weights * fitted * (1 - fitted))[:, None]) + np.eye(2) / spread**2
        step = np.linalg.solve(curvature, gradient)
        while value(found + step) < value(found) and np.max(np.abs(step)) > _CLOSE:
            step = step / 2
        found = found + step
        if np.max(np.abs(step)) <= _CLOSE:
            break
    return float(found[0]), float(found[1])
