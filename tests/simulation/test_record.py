"""Drawn findings are data for which the engine's factors are the likelihood: without this, ranks would mean nothing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from equipoise.inference.factors import log_factor
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import ItemArrays
from simulation.actor import draw_path
from simulation.parameters import draw_parameters
from simulation.record import accuracy_of, chances_of_findings, draw_record, shifted
from simulation.small_world import small_world

MODEL = small_world().model
every_item = pytest.mark.parametrize("item", MODEL.items, ids=lambda item: item.id)


def a_setting(seed: int) -> tuple[Parameters, float]:
    parameters = draw_parameters(MODEL, np.random.default_rng(seed))
    return parameters, float(MODEL.rating_strength.filled(parameters.unknowns).item())


@every_item
def test_findings_exclude_each_other_and_leave_none_out(item: ItemArrays) -> None:
    for seed in range(3):
        parameters, strength = a_setting(seed)
        for cell in product(*(range(len(values)) for values in item.decibans)):
            chances = chances_of_findings(item, strength, accuracy_of(item, parameters), cell)
            assert chances.min() > 0
            assert chances.sum() == pytest.approx(1, abs=1e-12)


@every_item
def test_the_engine_multiplies_by_the_probability_of_the_finding_times_the_number_of_cells(item: ItemArrays) -> None:
    parameters, strength = a_setting(4)
    shape = tuple(len(values) for values in item.decibans)
    level = [MODEL.variables[v].level_of_state for v in item.variables]
    for finding in product(*(range(size) for size in shape)):
        factor = np.exp(log_factor(MODEL, shifted(item, finding), parameters))[:, :, 0, 0]
        for state in np.ndindex(factor.shape):
            cell = tuple(int(of_state[state]) for of_state in level)
            chances = chances_of_findings(item, strength, accuracy_of(item, parameters), cell)
            assert factor[state] == pytest.approx(chances[finding] * chances.size, rel=1e-10)


def test_the_item_as_written_is_one_of_its_findings() -> None:
    item = MODEL.items[2]
    assert [values.tolist() for values in shifted(item, (0, 0)).decibans] == [v.tolist() for v in item.decibans]


def test_a_drawn_record_changes_findings_and_nothing_else() -> None:
    random = np.random.default_rng(5)
    parameters = draw_parameters(MODEL, random)
    drawn = draw_record(MODEL, parameters, draw_path(MODEL, parameters, small_world().as_of, random), random)
    for item, found in zip(MODEL.items, drawn.items, strict=True):
        assert (item.id, item.day, item.exponent, item.variables) == (
            found.id,
            found.day,
            found.exponent,
            found.variables,
        )
        for before, after in zip(item.decibans, found.decibans, strict=True):
            assert sorted(before) == sorted(after)
    assert all(analogue.to_course.sum() == 1 for analogue in drawn.analogues)
    assert any(
        not np.array_equal(item.decibans[0], found.decibans[0])
        for item, found in zip(MODEL.items, drawn.items, strict=True)
    )


def test_the_world_tries_what_the_page_has() -> None:
    """Two subjects at once, planting, copies ranked and copies tied, an accuracy given, and a review elsewhere."""
    assert any(len(item.variables) == 2 for item in MODEL.items)
    assert any(item.planted_chance > 0 for item in MODEL.items)
    assert {round(item.exponent, 2) for item in MODEL.items} == {1.0, 0.3, 0.65}
    assert any(item.reliability.letter is None for item in MODEL.items)
    assert MODEL.analogues
