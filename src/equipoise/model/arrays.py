"""The model of a case as arrays.

Axes, always in this order: course `a` (the course chosen `b` after it), conditions `c` (all conditions'
levels, the last condition fastest), lane `t` (variants run side by side), particle `n` (settings of the
parameters). Consideration is `j`, explanation `e`, condition `k`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Reliability:
    """Probability that a report is accurate: Beta(alpha, beta) times a factor, or a number when beta is None."""

    mean: float
    alpha: float | None = None
    beta: float | None = None
    factor: float = 1.0


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

    Attributes:
        levels_of_course: Level of each instrument, `[a, instrument]`.
        condition_sizes: Number of levels of each condition.
        start: Probability of each state at the start, `[a, c]`.
        scenario_of_course: Scenario of each course, `[a]`.
        log_reference: Log of the reference measure over courses, `[a]`.
        inertia_nats: Cost of moving from course to course, `[a, b]`.
        effect: Points of each consideration, `[j, a, c]`, at no risk aversion.
        effect_half_range: Half the authored range of those points, `[j, a, c]`.
        weights: Nats per point, `[e, j]`.
        bias: Levels by which each explanation misjudges each condition, `[e, k]`.
        noise: Standard deviation of perception in levels, `[e]`.
        advisers: Independent channels, `[e]`.
        shared_error: Share of the error that all channels have in common, `[e]`.
        risk_aversion: `[e]`.
        patience: Weight of the value at the next review, 0 to below 1.
        dwell_months: Mean stay in an inner level, `[k]`.
        upward_log_odds: Log-odds that a move of condition k goes up, per k `[a, c]`.
        prior_shares: Shares of the mix before the record, `[e]`.
        mix_is_fixed: Whether the case fixes the mix.
        decisiveness, review_months, rating_strength: Fixed values, or medians of distributions.
        variables: What ratings are about; scenarios first, then instruments, then conditions.
        items: Items that count, in the author's order.
        analogues: Earlier episodes.
        origins: Names of the origins, by index.
    """

    levels_of_course: Ints
    condition_sizes: tuple[int, ...]
    start: Floats
    scenario_of_course: Ints
    log_reference: Floats
    inertia_nats: Floats
    effect: Floats
    effect_half_range: Floats
    weights: Floats
    bias: Floats
    noise: Floats
    advisers: Floats
    shared_error: Floats
    risk_aversion: Floats
    patience: float
    dwell_months: Floats
    upward_log_odds: tuple[Floats, ...]
    prior_shares: Floats
    mix_is_fixed: bool
    decisiveness: float
    review_months: float
    rating_strength: float
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
