r"""Extremizing: a pool pushed away from even, because each judge knew only a part.

Log-odds are multiplied: $p_i \propto p_i^a$. It is right only for judges who draw on *different* information. A lone
judge, or several who read the same reports, has nothing to be extremized. It is off unless asked for, refused under two
independent judges, and never above two, for later data made some of its gains look like a fluke.

References:
    Baron, J. et al. (2014). Two reasons to make aggregated probability forecasts more extreme. Decision Analysis 11(2),
    133-145. doi:10.1287/deca.2014.0293
    Satopää, V. A. et al. (2014). Combining multiple probability predictions using a simple logit model. International
    Journal of Forecasting 30(2), 344-356. doi:10.1016/j.ijforecast.2013.09.009
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np

from equipoise.errors import UsageError
from equipoise.probability.pooling.pool import Pool

OFF = 1.0
"""The exponent that leaves a pool as it is, and the one used unless another is asked for."""

HIGHEST = 2.0
"""The largest exponent."""

LEAST_INDEPENDENT = 2
"""Independent judges needed at least."""


def extremized(pool: Pool, *, independent: Sequence[Hashable], exponent: float = OFF) -> Pool:
    """A pool pushed away from even; as it was unless an exponent is asked for.

    Args:
        pool: What the judges say together.
        independent: For each judge, whom it shares its information with: equal labels are one source, as are copies of
            one program or analysts who read the same file.
        exponent: By what log-odds are multiplied; 1 is off.

    Raises:
        UsageError: If the exponent is below 1 or above 2, or there are fewer than two independent judges.
        ValueError: If there are not as many labels as judges.
    """
    if len(independent) != pool.judges:
        raise ValueError(f"{pool.judges} judges have as many labels, got {len(independent)}")
    if exponent == OFF:
        return pool
    if not OFF <= exponent <= HIGHEST:
        raise UsageError(f"an exponent of {exponent:g} is outside {OFF:g} to {HIGHEST:g}")
    known = len(set(independent))
    if known < LEAST_INDEPENDENT:
        raise UsageError(
            f"extremizing needs {LEAST_INDEPENDENT} independent judges, got {known}",
            hint="judges who draw on the same information count as one; use the pool as it is",
        )
    return replace(
        pool,
        probabilities=sharpened(pool.probabilities, exponent),
        method=f"{pool.method}, extremized by {exponent:g}",
    )


def sharpened(probabilities: Sequence[float], exponent: float) -> tuple[float, ...]:
    """Probabilities with their log-odds multiplied by a number, whoever they are of."""
    with np.errstate(divide="ignore"):  # nought stays nought
        logs = exponent * np.log(np.asarray(probabilities, dtype=np.float64))
    raised = np.exp(logs - logs.max())
    return tuple(map(float, raised / raised.sum()))
