"""Courses, conditions and scenarios as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.case.courses import allowed_courses, lowest_still_open, matches
from equipoise.case.schema import CaseDefinition
from equipoise.model.arrays import Bools, Floats, Ints, Variable
from equipoise.model.compile.magnitudes import refuse_beyond
from equipoise.model.compile.unknowns import positions

SCENARIOS = "scenarios"

Course = Mapping[str, str]


@dataclass(frozen=True)
class States:
    """The states of a case.

    Attributes:
        courses: Every allowed course.
        scenario_of_course: `[a]`.
        instrument_levels: From instrument and level to position `i`.
        condition_levels: From condition and level to position `l`.
        level_of_condition: Level of each condition in each joint state, `[c]` each.
    """

    courses: tuple[Course, ...]
    scenario_of_course: Ints
    instrument_levels: Mapping[tuple[str, str], int]
    condition_levels: Mapping[tuple[str, str], int]
    level_of_condition: Mapping[str, Ints]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of courses and of joint states of the conditions."""
        joint = next((len(level) for level in self.level_of_condition.values()), 1)
        return len(self.courses), joint


def states_of(definition: CaseDefinition) -> States:
    """Number the states of a case."""
    courses = tuple(dict(zip(definition.instruments, c, strict=True)) for c in allowed_courses(definition))
    sizes = tuple(len(condition.levels) for condition in definition.conditions.values())
    grids = np.indices(sizes).reshape(len(sizes), -1) if sizes else np.empty((0, 1), dtype=np.int64)
    return States(
        courses=courses,
        scenario_of_course=np.array([_scenario_index(definition, course) for course in courses]),
        instrument_levels=positions({name: i.levels for name, i in definition.instruments.items()}),
        condition_levels=positions({name: k.levels for name, k in definition.conditions.items()}),
        level_of_condition=dict(zip(definition.conditions, grids, strict=True)),
    )


def is_among(course: Course, named: Mapping[str, Sequence[str]]) -> bool:
    """Whether a course has one of the named levels for every instrument named."""
    return matches(tuple(course.values()), named, tuple(course))


def start(definition: CaseDefinition, states: States) -> Floats:
    """Probability of each state at the start, `[a, c]`: all independent, excluded courses removed."""
    of_course = np.array(
        [np.prod([definition.starts[name].get(level, 0.0) for name, level in c.items()]) for c in states.courses]
    )
    joint = np.ones(1)
    for condition in definition.conditions.values():
        joint = np.outer(joint, [condition.starts.get(level, 0.0) for level in condition.levels]).ravel()
    normalised: Floats = (of_course / of_course.sum())[:, None] * joint[None, :]
    return normalised


def one_hot_courses(states: States) -> Floats:
    """Which levels of instruments each course has, `[a, i]`."""
    hot = np.zeros((len(states.courses), len(states.instrument_levels)))
    for index, course in enumerate(states.courses):
        for pair in course.items():
            hot[index, states.instrument_levels[pair]] = 1
    return hot


def one_hot_conditions(definition: CaseDefinition, states: States) -> Floats:
    """Which levels of conditions each joint state has, `[c, l]`."""
    hot = np.zeros((states.shape[1], len(states.condition_levels)))
    for (name, level), position in states.condition_levels.items():
        hot[:, position] = states.level_of_condition[name] == definition.conditions[name].levels.index(level)
    return hot


def log_reference(definition: CaseDefinition, states: States) -> Floats:
    """Log of the reference measure, `[a]`: equal mass per scenario, even over its courses, times exp(availability)."""
    for name, nats in definition.availability.items():
        refuse_beyond(f"availability.{name}", nats)
    available = np.array([definition.availability.get(name, 0.0) for name in definition.scenarios])
    courses_of_scenario = np.bincount(states.scenario_of_course, minlength=len(definition.scenarios))
    share_of_course = available - np.log(np.maximum(courses_of_scenario, 1)) - np.log(len(definition.scenarios))
    reference: Floats = share_of_course[states.scenario_of_course]
    return reference


def levels_moved(definition: CaseDefinition, states: States) -> Floats:
    """Levels of each instrument between two courses, `[a, b, instrument]`."""
    level = np.array([[i.levels.index(c[name]) for name, i in definition.instruments.items()] for c in states.courses])
    moved: Floats = np.abs(level[:, None, :] - level[None, :, :]).astype(np.float64)
    return moved


def may_follow(definition: CaseDefinition, states: States) -> Bools:
    """Whether a review in one course may pick another, going back below no irreversible level, `[a, b]`."""
    instruments = definition.instruments.items()
    level = np.array([[i.levels.index(course[name]) for name, i in instruments] for course in states.courses])
    lowest = np.array([[lowest_still_open(i, course[name]) for name, i in instruments] for course in states.courses])
    return np.asarray(np.all(level[None, :, :] >= lowest[:, None, :], axis=2))


def variables(definition: CaseDefinition, states: States) -> tuple[Variable, ...]:
    """What ratings can be about: the scenarios, each instrument, each condition."""
    scenarios = np.broadcast_to(states.scenario_of_course[:, None], states.shape)
    found = [Variable(SCENARIOS, len(definition.scenarios), scenarios)]
    for name, instrument in definition.instruments.items():
        level = np.array([instrument.levels.index(course[name]) for course in states.courses])
        found.append(Variable(name, len(instrument.levels), np.broadcast_to(level[:, None], states.shape)))
    for name, condition in definition.conditions.items():
        levels = np.broadcast_to(states.level_of_condition[name][None, :], states.shape)
        found.append(Variable(name, len(condition.levels), levels))
    return tuple(found)


def levels_of_variable(definition: CaseDefinition, name: str) -> list[str]:
    """Ids of the levels of a subject of ratings: the scenarios, an instrument or a condition."""
    if name == SCENARIOS:
        return list(definition.scenarios)
    if name in definition.instruments:
        return definition.instruments[name].levels
    return definition.conditions[name].levels


def _scenario_index(definition: CaseDefinition, course: Course) -> int:
    for index, scenario in enumerate(definition.scenarios.values()):
        if is_among(course, scenario.levels):
            return index
    raise ValueError(f"no scenario holds the course {dict(course)}")
