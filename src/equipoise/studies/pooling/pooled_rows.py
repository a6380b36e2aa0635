"""Reading off what cases share, what each takes from the others, and what a further case may start from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from equipoise.inference.hierarchy import weights_of_particles
from equipoise.model.arrays import Floats
from equipoise.studies.pooling.alone import CaseAlone
from equipoise.studies.pooling.pooled import CaseRow, PooledCase, PopulationRow
from equipoise.studies.pooling.pooled_draws import PooledDraws

RANGE = (0.1, 0.9)


def population_rows(
    pooled: PooledDraws, alone: Sequence[CaseAlone], contraction_of_one_case: Floats
) -> tuple[PopulationRow, ...]:
    """What the cases share."""
    error = pooled.error
    rows = []
    for index, parameter in enumerate(pooled.ground.parameters):
        is_share = index < len(pooled.ground.explanations)
        mean = pooled.mean[index] if is_share else np.exp(pooled.mean[index])
        differ = pooled.differ[index] if is_share else np.exp(pooled.differ[index])
        rows.append(
            PopulationRow(
                parameter,
                sum(parameter in one.own.parameters for one in alone),
                *_mean_and_range(mean),
                # The error of a number is that of its log times the number.
                float(error[index] if is_share else error[index] * mean.mean()),
                float(pooled.contraction[index]),
                float(contraction_of_one_case[index]),
                *_mean_and_range(differ),
            )
        )
    return tuple(rows)


def case_rows(pooled: PooledDraws, alone: Sequence[CaseAlone]) -> tuple[tuple[CaseRow, ...], tuple[PooledCase, ...]]:
    """What each case takes from the others, and how many of its particles bear it."""
    rows: list[CaseRow] = []
    cases = []
    for one, particles in zip(alone, pooled.particles, strict=True):
        weights = weights_of_particles(particles, pooled.population)
        variances = _variances_in_population(pooled, one)
        values = [*np.exp(particles.log_shares.T), *particles.log_numbers.T]
        for index, parameter in enumerate(one.own.parameters):
            within = weights.T @ values[index] ** 2 - (weights.T @ values[index]) ** 2
            shown = values[index] if index < len(one.own.explanations) else np.exp(values[index])
            rows.append(
                CaseRow(
                    one.own.name,
                    parameter,
                    *_weighted_mean_and_range(shown, particles.weights_alone),
                    *_weighted_mean_and_range(shown, weights.mean(axis=1)),
                    float((within / variances[index]).mean()),
                )
            )
        effective = float((1 / (weights**2).sum(axis=0)).mean())
        cases.append(PooledCase(one.own.name, one.own.case.fingerprint, one.own.as_of, effective))
    return tuple(rows), tuple(cases)


def next_case(pooled: PooledDraws) -> dict[str, Any]:
    """Edits that give a further case of the population the mean and the spread that its parameters have for it.

    They take in how far cases differ and how uncertain the population still is, each by its variance.
    """
    ground, population = pooled.ground, pooled.population
    edits: dict[str, Any] = {}
    if ground.explanations:
        shares = population.shares.mean(axis=1)
        variance = (pooled.differ[: len(shares)] ** 2).mean(axis=1) + population.shares.var(axis=1)
        edits |= {f"explanations.{name}.prior": float(s) for name, s in zip(ground.explanations, shares, strict=True)}
        # One strength for all shares: a Dirichlet's variances sum to sum(s (1 - s)) / (strength + 1).
        edits["decision_maker.mix_strength"] = float((shares * (1 - shares)).sum() / variance.sum() - 1)
    for path, centre, spread in zip(ground.numbers, population.centre, population.spread, strict=True):
        deviation = np.sqrt((spread**2).mean() + centre.var())
        edits[path] = {"median": float(np.exp(centre.mean())), "spread": float(np.exp(deviation))}
    return edits


def _variances_in_population(pooled: PooledDraws, one: CaseAlone) -> list[Floats]:
    """Variance of each of a case's parameters in each population before the case's record, `[n]` each."""
    population, ground = pooled.population, pooled.ground
    known = [ground.explanations.index(name) for name in one.own.explanations]
    concentration = population.strength * population.shares[known]
    total = concentration.sum(axis=0)
    share = concentration / total
    spreads = population.spread[[ground.numbers.index(path) for path in one.own.numbers]]
    return [*(share * (1 - share) / (total + 1)), *spreads**2]


def _mean_and_range(values: Floats) -> tuple[float, float, float]:
    low, high = np.quantile(values, RANGE)
    return float(values.mean()), float(low), float(high)


def _weighted_mean_and_range(values: Floats, weights: Floats) -> tuple[float, float, float]:
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - weights[order] / 2
    low, high = np.interp(RANGE, middle, values[order])
    return float(values @ weights), float(low), float(high)
