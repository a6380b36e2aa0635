"""The model of a case as arrays.

Axes, always in this order: course `a` (the course chosen `b` after it), conditions `c` (all conditions'
levels, the last condition fastest), lane `t` (variants run side by side), particle `n` (settings of the
parameters). Consideration is `j`, explanation `e`, condition `k`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from equipoise.model.tables import Table, Unknown

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Beta priors of the accuracy of reports by the letter of their grade (docs/model.md, section 5). F is not judged.
LETTERS: dict[str, tuple[float, float]] = {
    "A": (19, 1),
    "B": (17, 3),
    "C": (14, 6),
    "D": (10, 10),
    "E": (6, 14),
    "F": (1, 1),
}


@dataclass(frozen=True)
class Reliability:
    """Probability that a report is accurate.

    Attributes:
        mean: Its mean before the record; the value itself where `letter` is None.
        letter: Index into `LETTERS` of the grade it is drawn for; None where the case gives a number.
        factor: What a letter's accuracy is multiplied by for the digit of the grade.
    """

    mean: float
    letter: int | None = None
    factor: float = 1.0

    def times(self, factor: float) -> Reliability:
        """The same, multiplied for the digit of a grade."""
        return Reliability(mean=factor * self.mean, letter=self.letter, factor=factor)


@dataclass(frozen=True)
class Variable:
    """Something a rating can be about: the scenarios, an instrument or a condition.

    Attributes:
        name: `scenarios`, or the id of the instrument or condition.
        size: Number of levels.
        level_of_state: Level in each state, `[a, c]`.
    """

    name: str
    size: int
    level_of_state: Ints


@dataclass(frozen=True)
class ItemArrays:
    """An item of evidence that counts.

    Attributes:
        day: Whole days from the start of the case to the end of the item's day.
        known_day: The same for the day it became known.
        variables: Indices of the variables it rates, truly or as planted; the axes of its grid.
        decibans: Per variable of the grid, dB of each level (zeros where the item does not rate it).
        planted_decibans: The same, if the report was planted.
        silence_nats: Log likelihood of the silence per scenario; None without silence.
        reliability: Probability that the report is accurate.
        is_exact: Whether its ratings are taken at their word, exempt from the strength of all others.
        planted_chance: Probability that an inaccurate report was planted.
        strength: What it is ranked by among copies, reliability times range of dB.
        origin: Index of its origin.
        exponent: How much of it counts beside copies of its origin.
        is_rated: Whether any rating or silence speaks in it.
    """

    id: str
    day: int
    known_day: int
    variables: tuple[int, ...]
    decibans: tuple[Floats, ...]
    planted_decibans: tuple[Floats, ...]
    silence_nats: Floats | None
    reliability: Reliability
    is_exact: bool
    planted_chance: float
    strength: float
    origin: int
    exponent: float
    is_rated: bool


@dataclass(frozen=True)
class AnalogueArrays:
    """An earlier episode: who stood where, what it did or how long it did nothing.

    Attributes:
        from_weight: Weight of each course it may have stood in, `[a]`, sums to one.
        to_course: Courses its review led to, `[a]`; None where no change is reported.
        condition_weight: Weight of the conditions it faced, `[c]`, sums to one.
        months: Months without change; None where none are reported.
        similarity: Exponent of its likelihood, 0 to 1.
    """

    name: str
    from_weight: Floats
    to_course: Bools | None
    condition_weight: Floats
    months: float | None
    similarity: float


@dataclass(frozen=True)
class Model:
    """Everything the engine needs of a case at a vintage.

    Levels are also counted through: `i` runs over the levels of all instruments, `l` over the levels of all
    conditions, each in the order of the case.

    Attributes:
        level_of_course: Which level of each instrument a course has, one-hot, `[a, i]`.
        condition_sizes: Number of levels of each condition.
        level_of_condition: Which level of each condition a joint state has, one-hot, `[c, l]`.
        start: Probability of each state at the start, `[a, c]`.
        scenario_of_course: Scenario of each course, `[a]`.
        log_reference: Log of the reference measure over courses, `[a]`.
        levels_moved: Levels of each instrument between two courses, `[a, b, instrument]`.
        may_follow: Whether a review in course `a` may pick `b`: not where it would go back on an irreversible level,
            `[a, b]`.
        inertia: Nats per level moved, `[instrument]`.
        effect: Points of each consideration by level of instrument, at no risk aversion, `[j, i]`.
        effect_half_range: Half the authored range of those points, `[j, i]`.
        weighs: Factor on the whole consideration by level of condition, `[j, l]`.
        when: Points added by level of condition and instrument, `[j, l, i]`.
        weights: Nats per point, `[e, j]`.
        bias: Levels by which each explanation misjudges each condition, `[e, k]`.
        noise: Standard deviation of perception in levels, `[e]`.
        advisers: Independent channels, `[e]`.
        shared_error: Share of the error that all channels have in common, `[e]`.
        risk_aversion: `[e]`.
        patience: Weight of the value at the next review, 0 to below 1.
        dwell_months: Mean stay in an inner level, `[k]`.
        drift: Log-odds that a move of a condition goes up, `[k]`.
        pushes: Log-odds added by level of instrument, then of condition, `[k, i + l]`.
        prior_shares: Shares of the mix before the record, `[e]`.
        mix_strength: Dirichlet strength of the mix; None where the case fixes it.
        decisiveness: Factor on all weights, `[]`.
        review_months: Mean time between reviews, `[]`.
        rating_strength: Factor on all ratings, `[]`.
        unknowns: The numbers authored as distributions.
        variables: What ratings are about; scenarios first, then instruments, then conditions.
        items: Items that count, in the author's order.
        analogues: Earlier episodes.
        origins: Names of the origins, by index.
    """

    level_of_course: Floats
    condition_sizes: tuple[int, ...]
    level_of_condition: Floats
    start: Floats
    scenario_of_course: Ints
    log_reference: Floats
    levels_moved: Floats
    may_follow: Bools
    inertia: Table
    effect: Table
    effect_half_range: Table
    weighs: Table
    when: Table
    weights: Table
    bias: Table
    noise: Table
    advisers: Floats
    shared_error: Floats
    risk_aversion: Table
    patience: float
    dwell_months: Table
    drift: Table
    pushes: Table
    prior_shares: Floats
    mix_strength: float | None
    decisiveness: Table
    review_months: Table
    rating_strength: Table
    unknowns: tuple[Unknown, ...]
    variables: tuple[Variable, ...]
    items: tuple[ItemArrays, ...]
    analogues: tuple[AnalogueArrays, ...]
    origins: tuple[str, ...]

    @property
    def num_courses(self) -> int:
        """Number of allowed courses."""
        return len(self.scenario_of_course)

    @property
    def num_conditions(self) -> int:
        """Number of joint condition states."""
        return int(np.prod(self.condition_sizes, dtype=np.int64))

    @property
    def num_scenarios(self) -> int:
        """Number of scenarios."""
        return self.variables[0].size
