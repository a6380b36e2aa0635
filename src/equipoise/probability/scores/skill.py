r"""Skill: by how much a record is better than a plainer forecast of the same questions.

$1 - \bar s / \bar s_{ref}$ for a score of which lower is better. 1 is perfect, 0 as good as the reference, below 0
worse. Only questions that both forecast are compared, and how many were left out is said. The skill score of a proper
rule is not itself proper for few questions, so that the plain difference, with its interval, stands beside it.

References:
    Murphy, A. H. (1973). Hedging and skill scores for probability forecasts. Journal of Applied Meteorology 12(1),
    215-223.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.probability.scores.bootstrap import RESAMPLES, Floats
from equipoise.probability.scores.estimate import Estimate, estimates


@dataclass(frozen=True)
class Skill:
    """A record against a reference on the same questions.

    Attributes:
        skill: 1 is perfect, 0 as good as the reference, below 0 worse; higher is better. Undefined where the reference
            was perfect.
        gain: Score of the reference less that of the record, in units of the score; above 0 the record is better.
        mean: Mean score of the record; lower is better. None where nothing is compared.
        reference: Mean score of the reference; None where nothing is compared.
        questions: How many are compared.
        left_out: How many could not be, because one of the two had no score.
    """

    skill: Estimate
    gain: Estimate
    mean: float | None
    reference: float | None
    questions: int
    left_out: int


def skill_against(
    penalties: Sequence[float | None],
    reference: Sequence[float | None],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
    level: float = 0.95,
) -> Skill:
    """Skill of a record against a reference, with bootstrap intervals over questions.

    Args:
        penalties: Score of the record on each question, lower better; None where it has none.
        reference: Score of the reference on the same questions, in the same order.
        seed: Seed of the resamples.
        resamples: How many are drawn; 0 for no intervals.
        level: How much the intervals hold.
    """
    pairs = [(a, b) for a, b in zip(penalties, reference, strict=True) if a is not None and b is not None]
    left_out = len(penalties) - len(pairs)
    if not pairs:
        unknown = Estimate(None, None, None)
        return Skill(unknown, unknown, None, None, 0, left_out)
    scores = np.array(pairs, dtype=np.float64)

    def statistics(times: Floats) -> Floats:
        mean, plain = times @ scores / np.sum(times)
        return np.array([1 - mean / plain if plain > 0 else np.nan, plain - mean])

    skill, gain = estimates(statistics, np.arange(len(scores)), seed=seed, resamples=resamples, level=level)
    mean, plain = map(float, scores.mean(axis=0))
    return Skill(skill, gain, mean, plain, len(pairs), left_out)
