"""Ranked probability score: for options in an order, where to miss by one step is better than by three.

The mean of the 0-1 Brier scores of the questions "at this option or below?", one for each step between neighbours. On
the scale 0-1; the sum instead of the mean, which some use, is the same times the number of steps.

References:
    Epstein, E. S. (1969). A scoring system for probability forecasts of ranked categories. Journal of Applied
    Meteorology 8(6), 985-987.
    Jose, V. R. R., Nau, R. F. & Winkler, R. L. (2009). Sensitivity to distance and baseline distributions in forecast
    evaluation. Management Science 55(4), 582-590. doi:10.1287/mnsc.1080.0955
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from equipoise.probability.distribution import checked_distribution, checked_outcome
from equipoise.probability.scores.rule import Rule

RANKED = Rule(
    name="ranked",
    title="Ranked probability score, 0–1",
    best=0,
    worst=1,
    even=0.25,
    note="Options in their order; for two options the Brier score on the scale 0–1.",
    reference="Epstein (1969)",
)


def ranked_score(probabilities: Sequence[float], outcome: int) -> float:
    """Ranked probability score of options in their order, 0 (best) to 1 (worst).

    Args:
        probabilities: What each option was given, in the order of the options.
        outcome: Index of the option that came.

    Raises:
        ValueError: If they are no distribution, or there is no such option.
    """
    values = checked_distribution(probabilities)
    came = checked_outcome(outcome, len(values))
    up_to = list(accumulate(values))[:-1]
    return math.fsum((below - float(option >= came)) ** 2 for option, below in enumerate(up_to)) / len(up_to)
