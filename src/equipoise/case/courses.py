"""Which courses an actor may take, and which of them make up a scenario.

A course is one level for each instrument. `excluded` closes some; a scenario is those that match every
instrument it names (docs/model.md, section 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from equipoise.case.schema import CaseDefinition, Instrument

Course = tuple[str, ...]
"""One level for each instrument, in the order of `instruments`."""


def allowed_courses(definition: CaseDefinition) -> tuple[Course, ...]:
    """Every course not excluded: the product of the levels, the last instrument varying fastest."""
    instruments = list(definition.instruments)
    levels = [instrument.levels for instrument in definition.instruments.values()]
    return tuple(
        course
        for course in product(*levels)
        if not any(matches(course, closed.levels, instruments) for closed in definition.excluded)
    )


def courses_of(definition: CaseDefinition, scenario: str) -> tuple[Course, ...]:
    """The allowed courses that make up a scenario; an instrument it does not name is free.

    Raises:
        KeyError: If the case has no such scenario.
    """
    named = definition.scenarios[scenario].levels
    instruments = list(definition.instruments)
    return tuple(course for course in allowed_courses(definition) if matches(course, named, instruments))


def matches(course: Course, named: Mapping[str, Sequence[str]], instruments: Sequence[str]) -> bool:
    """Whether a course has one of the named levels for every instrument named."""
    chosen = dict(zip(instruments, course, strict=True))
    return all(chosen.get(instrument) in levels for instrument, levels in named.items())


def lowest_still_open(instrument: Instrument, level: str) -> int:
    """Position of the lowest level to which an actor at a level may still go: the highest irreversible one so far.

    A level above an irreversible one counts as having gone to it (docs/model.md, section 4).
    """
    here = instrument.levels.index(level)
    passed = (place for place in map(instrument.levels.index, instrument.irreversible) if place <= here)
    return max(passed, default=0)


def goes_back(definition: CaseDefinition, course: Course, other: Course) -> bool:
    """Whether going from one course to another would take an instrument back below an irreversible level."""
    return any(
        instrument.levels.index(then) < lowest_still_open(instrument, now)
        for instrument, now, then in zip(definition.instruments.values(), course, other, strict=True)
    )


def number_of_courses(definition: CaseDefinition) -> int:
    """The product of the numbers of levels, excluded courses included; found without listing them."""
    return prod(len(instrument.levels) for instrument in definition.instruments.values())


def number_of_condition_states(definition: CaseDefinition) -> int:
    """In how many ways the conditions can stand; 1 for a case without conditions."""
    return prod(len(condition.levels) for condition in definition.conditions.values())


def start_mass(definition: CaseDefinition, course: Course) -> float:
    """What `starts` gives a course before excluded courses are removed: instruments are independent."""
    return prod(
        definition.starts.get(instrument, {}).get(level, 0.0)
        for instrument, level in zip(definition.instruments, course, strict=True)
    )
