"""Sobol indices of any function: what share of its variance each of its arguments explains, alone and with others.

Saltelli, A. et al. (2010), "Variance based sensitivity analysis of model output. Design and estimator for the total
sensitivity index", Computer Physics Communications 181(2). Samples and estimators are those of SALib (Herman, J. &
Usher, W. (2017), Journal of Open Source Software 2(9)).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from equipoise.errors import EquipoiseError, UsageError
from equipoise.model.arrays import Floats

CONFIDENCE = 0.95
INSTALL = "pip install 'equipoise[sweep]'"


@dataclass(frozen=True)
class Index:
    """A share of the variance with its bootstrap interval; both may lie a little outside 0 to 1 by sampling."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Indices:
    """What share of the variance each argument explains.

    Attributes:
        first: By itself, all others averaged over.
        total: Together with others, interactions counted in full.
        mean, sd: Of the function over the samples.
    """

    first: tuple[Index, ...]
    total: tuple[Index, ...]
    mean: float
    sd: float


def runs_of(arguments: int, samples: int) -> int:
    """How often the function is called."""
    return samples * (arguments + 2)


def refuse_samples(samples: int) -> None:
    """Refuse a number of samples for which the sequence of Sobol is not balanced.

    Raises:
        UsageError: If it is no power of two, or below 8.
    """
    if samples < 8 or samples & (samples - 1):
        raise UsageError(f"{samples} samples", hint="ask for a power of two from 8 on, such as 64 or 128")


def refuse_without_salib() -> None:
    """Refuse to begin where SALib is not installed.

    Raises:
        EquipoiseError: With how to install it.
    """
    _salib()


def sobol_indices(
    function: Callable[[Floats], float],
    ranges: Sequence[tuple[float, float]],
    *,
    samples: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Indices:
    """First-order and total indices of a function of independent uniform arguments.

    Args:
        function: Takes one value of each argument, `[argument]`.
        ranges: Least and greatest value of each.
        samples: Base samples, a power of two; the function is called `samples * (arguments + 2)` times.
        seed: Seed of the samples and of the bootstrap.
        progress: Called after each call with its number and how many there are.

    Raises:
        UsageError: If the number of samples is no power of two.
        EquipoiseError: If SALib is not installed.
    """
    refuse_samples(samples)
    sample, analyse = _salib()
    names = [f"x{place}" for place in range(len(ranges))]
    problem = {"num_vars": len(ranges), "names": names, "bounds": [list(ends) for ends in ranges]}
    points = sample.sample(problem, samples, calc_second_order=False, seed=seed)
    told = progress or (lambda done, of: None)
    values = np.empty(len(points))
    for place, point in enumerate(points):
        values[place] = function(point)
        told(place + 1, len(points))
    mean, sd = float(values.mean()), float(values.std())
    if sd == 0:
        nothing = (Index(0.0, 0.0, 0.0),) * len(ranges)
        return Indices(nothing, nothing, mean, sd)
    found = analyse.analyze(problem, values, calc_second_order=False, conf_level=CONFIDENCE, seed=seed)
    return Indices(_with_intervals(found, "S1"), _with_intervals(found, "ST"), mean, sd)


def _salib() -> tuple[Any, Any]:
    """The samples and the estimators of SALib.

    Raises:
        EquipoiseError: If it is not installed.
    """
    try:
        from SALib.analyze import sobol as analyse
        from SALib.sample import sobol as sample
    except ImportError:
        raise EquipoiseError("Sobol indices need the package SALib, which is not installed", hint=INSTALL) from None
    return sample, analyse


def _with_intervals(found: Mapping[str, Floats], name: str) -> tuple[Index, ...]:
    pairs = zip(found[name], found[f"{name}_conf"], strict=True)
    return tuple(Index(float(value), float(value - half), float(value + half)) for value, half in pairs)
