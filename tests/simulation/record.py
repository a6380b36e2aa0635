r"""Findings of items, drawn so that the factors of the page are likelihoods of something.

A rating is a likelihood ratio: the page says how much likelier what was found is under one state than under another,
not what else could have been found. To draw data, an item needs a set of findings with probabilities that sum to one
in every state. Take an item as written, its factor a function $g$ of the cell $x$ of its grid (scenario, level, ...),
and let finding $f$ shift it round the grid: $g_f(x) = g(x - f)$, each axis taken round its end. Then

    P(f | x) = g(x - f) / Σ_y g(y)

sums to one over findings in every cell, for every rating strength, accuracy, chance of planting and exponent, because
a shift only rearranges the cells. The engine divides the factor by its plain mean over the grid, so what it multiplies
in for a finding is P(f | x) times the number of cells: the likelihood, up to a constant that no parameter moves. Ranks
of the true parameters among the engine's particles must therefore be uniform.

The order of copies of one origin does not change with the finding: it looks at ranges of dB, which shifts keep.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from equipoise.inference.chain import make_chain
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import AnalogueArrays, ItemArrays, Model
from simulation.actor import Path

Finding = tuple[int, ...]
"""By how many levels the ratings of each axis of an item's grid are shifted."""


def draw_record(model: Model, parameters: Parameters, path: Path, random: np.random.Generator) -> Model:
    """The model with the findings of its items on a path, and the reviews of its analogues, drawn."""
    strength = float(model.rating_strength.filled(parameters.unknowns).ravel()[0])
    items = []
    for item in model.items:
        if item.is_rated:
            course, around = path.at(item.day)
            cell = tuple(int(model.variables[v].level_of_state[course, around]) for v in item.variables)
            chances = chances_of_findings(item, strength, accuracy_of(item, parameters), cell)
            shifts = np.unravel_index(random.choice(chances.size, p=chances.ravel()), chances.shape)
            items.append(shifted(item, tuple(int(shift) for shift in shifts)))
        else:
            items.append(item)
    choice = make_chain(model, parameters).choice[..., 0]
    analogues = tuple(_reviewed(analogue, choice, random) for analogue in model.analogues)
    return replace(model, items=tuple(items), analogues=analogues)


def shifted(item: ItemArrays, finding: Finding) -> ItemArrays:
    """The item with another finding: its ratings, true and planted, shifted round each axis."""
    return replace(
        item,
        decibans=tuple(np.roll(values, shift) for values, shift in zip(item.decibans, finding, strict=True)),
        planted_decibans=tuple(
            np.roll(values, shift) for values, shift in zip(item.planted_decibans, finding, strict=True)
        ),
    )


def chances_of_findings(item: ItemArrays, strength: float, accuracy: float, cell: tuple[int, ...]) -> np.ndarray:
    """Probability of each finding when the state lies in a cell of the item's grid, an array over shifts."""
    assert item.silence_nats is None, "a silence has no shifts: it is heard or it is not"
    true = _product(item.decibans, strength)
    planted = _product(item.planted_decibans, strength)
    factor = accuracy * true + (1 - accuracy) * (1 - item.planted_chance + item.planted_chance * planted)
    weight = factor**item.exponent
    # Of finding f the weight in this cell is that of the cell f levels before it.
    before = np.ix_(*((c - np.arange(size)) % size for c, size in zip(cell, weight.shape, strict=True)))
    return weight[before] / weight.sum()


def accuracy_of(item: ItemArrays, parameters: Parameters) -> float:
    """Probability that the report of an item is accurate."""
    reliability = item.reliability
    if reliability.letter is None:
        return reliability.mean
    return float(parameters.accuracy[reliability.letter, 0]) * reliability.factor


def _product(decibans: tuple[np.ndarray, ...], strength: float) -> np.ndarray:
    """Product over axes of likelihoods, each over its mean."""
    product = np.ones(())
    for values in decibans:
        likelihood = 10 ** (strength * values / 10)
        product = np.multiply.outer(product, likelihood / likelihood.mean())
    return product


def _reviewed(analogue: AnalogueArrays, choice: np.ndarray, random: np.random.Generator) -> AnalogueArrays:
    """An analogue that counts in full, with the course its review picked drawn."""
    assert analogue.similarity == 1
    assert analogue.months is None
    chances = np.einsum("a,c,abc->b", analogue.from_weight, analogue.condition_weight, choice)
    picked = random.choice(len(chances), p=chances / chances.sum())
    return replace(analogue, to_course=np.arange(len(chances)) == picked)
