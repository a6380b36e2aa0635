"""A case with one of its excluded courses opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from equipoise.case.courses import Course, allowed_courses, matches
from equipoise.case.schema import CaseDefinition


def excluded_courses(definition: CaseDefinition) -> tuple[Course, ...]:
    """Every course that is closed, the last instrument varying fastest."""
    open_courses = set(allowed_courses(definition))
    levels = [instrument.levels for instrument in definition.instruments.values()]
    return tuple(course for course in product(*levels) if course not in open_courses)


def excluded_but(definition: CaseDefinition, course: Course) -> list[dict[str, Any]]:
    """The entries of `excluded` with one course taken out of them, as they would be written in the case file.

    An entry that closes the course along with others is split into as few as are needed to close just those others;
    all other entries stay as they are.
    """
    instruments = list(definition.instruments)
    left: list[dict[str, Any]] = []
    for closed in definition.excluded:
        why = {} if closed.why is None else {"why": closed.why}
        if matches(course, closed.levels, instruments):
            left += [named | why for named in _split(definition, closed.levels, course)]
        else:
            left.append({name: list(levels) for name, levels in closed.levels.items()} | why)
    return left


def scenarios_that_would_hold(definition: CaseDefinition, course: Course) -> tuple[str, ...]:
    """The scenarios that match a course, open or not."""
    instruments = list(definition.instruments)
    return tuple(
        name for name, scenario in definition.scenarios.items() if matches(course, scenario.levels, instruments)
    )


def course_text(definition: CaseDefinition, course: Course) -> str:
    """`stance=apart & arms=parts`: a course in the words of events."""
    return " & ".join(f"{name}={level}" for name, level in zip(definition.instruments, course, strict=True))


def _split(
    definition: CaseDefinition, closed: Mapping[str, Sequence[str]], course: Course
) -> Iterator[dict[str, list[str]]]:
    """Entries that close what the entry does, save the course.

    They differ from the course in the first instrument, or agree there and differ in the second, and so on.
    """
    agreeing: dict[str, list[str]] = {}
    later = {name: list(levels) for name, levels in closed.items()}
    for (name, instrument), level in zip(definition.instruments.items(), course, strict=True):
        others = [other for other in later.pop(name, instrument.levels) if other != level]
        if others:
            yield agreeing | {name: others} | later
        agreeing[name] = [level]
