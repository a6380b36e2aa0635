"""The parameter range: the central 80 per cent of a number over the particles."""

from __future__ import annotations

import numpy as np

from equipoise.assess.vintage_run import VintageRun
from equipoise.model.arrays import Floats

RANGE = (0.1, 0.9)

Range = tuple[float, float] | tuple[None, None]


def central_range(run: VintageRun, values: Floats) -> Range:
    """The 10th and 90th percentile over particles, `[n]`; None where no parameter is uncertain."""
    if not run.posterior.is_sampled:
        return None, None
    low, high = np.quantile(values, RANGE)
    return float(low), float(high)


def weighted_range(run: VintageRun, values: Floats, weights: Floats) -> Range:
    """The same over particles that do not count alike, `[n]` each."""
    if not run.posterior.is_sampled:
        return None, None
    low, high = np.quantile(values, RANGE, weights=weights, method="inverted_cdf")
    return float(low), float(high)
