"""How the record became likelier or less likely as it arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from equipoise.assess.vintage_run import VintageRun, days_from_opens
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.inference.belief import Inquiry
from equipoise.inference.posterior import ISLANDS, infer_over_arrivals
from equipoise.model.arrays import Model
from equipoise.model.compile import items_and_origins


@dataclass(frozen=True)
class Arrival:
    """One date on which anything became known.

    Attributes:
        date: The date.
        items: Number of items that became known on it.
        log_evidence: Log evidence of all that was known by its end, nats.
        error: Monte Carlo standard error of it, nats.
    """

    date: date
    items: int
    log_evidence: float
    error: float


def follow_arrivals(
    case: Case, run: VintageRun, *, rater: str = "default", particles: int = 512, seed: int = 0
) -> tuple[Arrival, ...]:
    """Take in a record in the order in which it became known, by sequential Monte Carlo over dates of arrival.

    The reasons, conditions and explanations are those of the run's vintage throughout; items, their ranks among copies
    and what supersedes what are those of each date.

    Args:
        case: The whole case that the run is a vintage of.
        run: The vintage at which the record ends.
        rater: Whose ratings count.
        particles: Particles over all islands.
        seed: Seed of the draws.
    """
    arrived = sorted({case.known(item) for item in run.case.evidence})
    dates = [day for day in arrived if case.definition.clock.opens <= day <= run.as_of]
    vintages = [_vintage(case, run, day, rater) for day in dates]
    if not run.posterior.is_sampled or not vintages:
        return ()
    draws = infer_over_arrivals(vintages, particles=particles, seed=seed)
    means = [_log_mean_exp(by_island) for by_island in draws.log_evidence]
    ratios = [np.exp(by_island - mean) for by_island, mean in zip(draws.log_evidence, means, strict=True)]
    return tuple(
        Arrival(
            date=day,
            items=sum(case.known(item) == day for item in run.case.evidence),
            log_evidence=mean,
            error=float(ratio.std(ddof=1) / np.sqrt(ISLANDS)),
        )
        for day, mean, ratio in zip(dates, means, ratios, strict=True)
    )


def _vintage(case: Case, run: VintageRun, day: date, rater: str) -> tuple[Model, Inquiry]:
    items, origins = items_and_origins(as_known(case, day, rater=rater), run.model.variables, day)
    at = days_from_opens(case, day)
    return replace(run.model, items=items, origins=origins), replace(run.posterior.inquiry, as_of=at, last=at, days=())


def _log_mean_exp(by_island: np.ndarray) -> float:
    top = float(by_island.max())
    return top + float(np.log(np.exp(by_island - top).mean()))
