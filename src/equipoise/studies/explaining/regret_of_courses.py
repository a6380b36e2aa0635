"""What each course costs for not being the best: for the actor, for an analyst, and where the conditions are worst."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.analysis.perception import Perception
from equipoise.analysis.regret import Regret
from equipoise.assess.perception_rows import course_rows
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.courses import allowed_courses
from equipoise.model.arrays import Floats

PLAUSIBLE = 0.01
"""Least probability of a joint state of the conditions for which a course is asked to stand."""


@dataclass(frozen=True)
class CourseRegret:
    """A course, its reasons alone; nats, 0 or more, less is better.

    Attributes:
        course: Level of each instrument, by id.
        scenario: The scenario it belongs to.
        to_actor: Behind the best course as the actor sees the conditions, with its attitude to risk.
        to_analyst: Behind the best course to somebody with the actor's motives, no attitude to risk, and the conditions
            as they are likely to be.
        expected: What the same person loses on average, were the state of the conditions known only afterwards; never
            less than `to_analyst`.
        worst: The most that person loses in any plausible joint state of the conditions; None where none is.
        worst_state: That state, by condition; empty likewise, and in a case without conditions.
    """

    course: Mapping[str, str]
    scenario: str
    to_actor: float
    to_analyst: float
    expected: float
    worst: float | None
    worst_state: Mapping[str, str]


def regrets_of_courses(run: VintageRun, eyes: Perception, found: Regret) -> tuple[CourseRegret, ...]:
    """Every course, the best for the actor first.

    Args:
        run: The vintage.
        eyes: How courses rank for the actor and the analyst, of the same run.
        found: Regret by state, of the same run.
    """
    courses = allowed_courses(run.case.definition)
    instruments = list(run.case.definition.instruments)
    expected, by_state = found.expected(), found.by_state()
    plausible = np.flatnonzero(found.probability() >= PLAUSIBLE)
    rows = []
    for row in course_rows(run, eyes):
        index = courses.index(tuple(row.course[name] for name in instruments))
        worst, state = _worst(run, by_state[index], plausible)
        rows.append(
            CourseRegret(
                course=row.course,
                scenario=row.scenario,
                to_actor=-row.to_actor,
                to_analyst=-row.to_analyst,
                expected=float(expected[index]),
                worst=worst,
                worst_state=state,
            )
        )
    return tuple(rows)


def _worst(run: VintageRun, lost: Floats, plausible: np.ndarray) -> tuple[float | None, dict[str, str]]:
    if not len(plausible):
        return None, {}
    at = int(plausible[np.argmax(lost[plausible])])
    conditions = run.case.definition.conditions
    levels = np.unravel_index(at, run.model.condition_sizes) if conditions else ()
    state = {
        name: condition.levels[int(level)] for (name, condition), level in zip(conditions.items(), levels, strict=True)
    }
    return float(lost[at]), state
