"""The path of one actor and its conditions, drawn jump by jump.

Gillespie, D. T. (1977), "Exact stochastic simulation of coupled chemical reactions", J. Phys. Chem. 81(25).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from equipoise.calendar import DAYS_PER_MONTH
from equipoise.inference.chain import Chain, make_chain
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import Model


@dataclass(frozen=True)
class Path:
    """Attributes: `days`, when each stay began; `states`, course and joint conditions during it, `[stay, 2]`."""

    days: np.ndarray
    states: np.ndarray

    def at(self, day: float) -> tuple[int, int]:
        """Course and conditions at the end of a day."""
        course, conditions = self.states[np.searchsorted(self.days, day, side="right") - 1]
        return int(course), int(conditions)


def draw_path(model: Model, parameters: Parameters, last: int, random: np.random.Generator) -> Path:
    """A path from the start of the case to the end of a day, under one setting of the parameters."""
    return path_of(make_chain(model, parameters), last, random)


def path_of(chain: Chain, last: int, random: np.random.Generator) -> Path:
    """A path of the first particle of a chain."""
    start = chain.start[:, :, 0, 0]
    course, around = np.unravel_index(random.choice(start.size, p=start.ravel()), start.shape)
    strides = [math.prod(chain.condition_sizes[k + 1 :]) for k in range(len(chain.condition_sizes))]
    moves = np.concatenate([[0], strides, [-stride for stride in strides]])
    day, days, states = 0.0, [0.0], [(course, around)]
    while True:
        up = [rate[course, around, 0] for rate in chain.up]
        down = [rate[course, around, 0] for rate in chain.down]
        rates = np.array([chain.review_rate[0], *up, *down])
        day += random.exponential(DAYS_PER_MONTH / rates.sum())
        if day > last:
            return Path(np.array(days), np.array(states))
        event = random.choice(len(rates), p=rates / rates.sum())
        if event == 0:
            choice = chain.choice[course, :, around, 0]
            course = random.choice(len(choice), p=choice / choice.sum())
        around = around + moves[event]
        days.append(day)
        states.append((course, around))
