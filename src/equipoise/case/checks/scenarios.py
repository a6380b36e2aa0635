"""Courses and scenarios: what is open, that every open course lies in exactly one scenario, and how many states.

Runs only on a case whose instruments, scenarios and excluded courses name what exists.
"""

from __future__ import annotations

from equipoise.case.checks.findings import Findings
from equipoise.case.courses import (
    Course,
    allowed_courses,
    goes_back,
    matches,
    number_of_condition_states,
    number_of_courses,
    start_mass,
)
from equipoise.case.schema import Analogue

LARGEST = 5_000
"""States (courses x conditions) a case may have; far beyond it an assessment takes hours."""

LARGE = 1_000
"""States from which an assessment is no longer a matter of seconds."""

_MOST_LISTED = 1_000_000
"""Courses, excluded ones included, that are still listed one by one to find those that are open."""


def check_scenarios(findings: Findings) -> None:
    """Report scenarios that overlap, leave a course out or hold none, and a case too large to assess."""
    definition = findings.case.definition
    for index, closed in enumerate(definition.excluded):
        if not closed.levels:
            findings.error(
                ("excluded", index), "names no instrument, so it closes every course", "name the levels it closes"
            )
    for name, scenario in definition.scenarios.items():
        for instrument, levels in scenario.levels.items():
            if not levels:
                findings.error(
                    ("scenarios", name, instrument), f"no level of {instrument} is listed", "list one or leave it out"
                )
    if len(definition.scenarios) < 2:
        number = "one scenario" if definition.scenarios else "no scenarios"
        findings.error(("scenarios",), f"{number}, expected two or more", "add the others", key=True)
    if findings.has_errors("excluded", "scenarios"):
        return
    if number_of_courses(definition) > _MOST_LISTED:
        _report_size(findings, number_of_courses(definition))
        return
    courses = allowed_courses(definition)
    if not courses:
        findings.error(("excluded",), "every course is excluded", "leave at least one course open")
        return
    _report_size(findings, len(courses))
    _check_partition(findings, courses)
    _check_starts(findings, courses)
    _check_analogues(findings, courses)


def _report_size(findings: Findings, courses: int) -> None:
    states = number_of_condition_states(findings.case.definition)
    factors = " x ".join(f"{len(condition.levels)}" for condition in findings.case.definition.conditions.values())
    product = f"{courses:,} courses x {states:,} states of the conditions" + (f" ({factors})" if factors else "")
    if courses * states > LARGEST:
        findings.error(
            ("instruments",),
            f"{product} = {courses * states:,} states, more than {LARGEST:,}",
            "use fewer levels, fewer conditions, or exclude courses this actor would never take",
            key=True,
        )
    elif courses * states > LARGE:
        findings.note(
            ("instruments",),
            f"{product} = {courses * states:,} states",
            f"expect to wait; a case of up to {LARGE:,} states is assessed in seconds",
            key=True,
        )


def _check_partition(findings: Findings, courses: tuple[Course, ...]) -> None:
    definition = findings.case.definition
    instruments = list(definition.instruments)
    scenarios_of = {
        course: [
            name for name, scenario in definition.scenarios.items() if matches(course, scenario.levels, instruments)
        ]
        for course in courses
    }
    left_out = [course for course, names in scenarios_of.items() if not names]
    if left_out:
        findings.error(
            ("scenarios",),
            f"no scenario holds the course {_named(left_out[0], instruments)}{_and_others(len(left_out))}",
            "add it to a scenario, or to excluded if the actor would never take it",
            key=True,
        )
    overlaps: dict[tuple[str, str], list[Course]] = {}
    for course, names in scenarios_of.items():
        for index, name in enumerate(names[1:], start=1):
            overlaps.setdefault((names[index - 1], name), []).append(course)
    for (first, second), shared in overlaps.items():
        findings.error(
            ("scenarios", second),
            f"overlaps with {first}: both hold the course {_named(shared[0], instruments)}{_and_others(len(shared))}",
            "scenarios exclude one another; name more levels in one of them",
            key=True,
        )
    held = {name for names in scenarios_of.values() for name in names}
    for name in definition.scenarios:
        if name not in held:
            findings.error(
                ("scenarios", name), "holds no course that is open", "check its levels against excluded", key=True
            )


def _check_starts(findings: Findings, courses: tuple[Course, ...]) -> None:
    definition = findings.case.definition
    if not findings.has_errors("starts") and not any(start_mass(definition, course) > 0 for course in courses):
        findings.error(
            ("starts",),
            "all courses that the case may start in are excluded",
            "give a start to a course that is open",
            key=True,
        )


def _check_analogues(findings: Findings, courses: tuple[Course, ...]) -> None:
    """An analogue must begin, and its actor must end, in a course that this actor could take too."""
    instruments = list(findings.case.definition.instruments)
    for name, analogue in findings.case.definition.analogues.items():
        if findings.has_errors(f"analogues.{name}"):
            continue
        for key, chosen in (("from", analogue.from_), ("course", analogue.course)):
            named = {instrument: [level] for instrument, level in (chosen or {}).items()}
            if chosen is None:
                continue
            if not named:
                findings.error(("analogues", name, key), "names no instrument", "name a level of one at least")
            elif not any(matches(course, named, instruments) for course in courses):
                findings.error(
                    ("analogues", name, key),
                    "no open course is like this, so it informs nothing",
                    "choose levels that excluded leaves open, or remove the analogue",
                )
        if not findings.has_errors(f"analogues.{name}") and _goes_back(findings, analogue, courses):
            findings.error(
                ("analogues", name, "course"),
                "goes back below a level that is irreversible, which no review does",
                "choose another course, or take the level out of irreversible",
            )
        if (analogue.course is None) == (analogue.months is None):
            found = "neither course nor months" if analogue.course is None else "both course and months"
            findings.error(
                ("analogues", name),
                f"found {found}, expected one of the two",
                "write course for a review that chose it, or months for a time without change",
                key=True,
            )


def _goes_back(findings: Findings, analogue: Analogue, courses: tuple[Course, ...]) -> bool:
    """Whether no course that the analogue may have come from leads to one that it chose."""
    definition = findings.case.definition
    if analogue.course is None or not any(one.irreversible for one in definition.instruments.values()):
        return False
    instruments = list(definition.instruments)
    came_from, chosen = (
        [course for course in courses if matches(course, {i: [level] for i, level in named.items()}, instruments)]
        for named in (analogue.from_, analogue.course)
    )
    return all(goes_back(definition, course, other) for course in came_from for other in chosen)


def _named(course: Course, instruments: list[str]) -> str:
    return " & ".join(f"{name}={level}" for name, level in zip(instruments, course, strict=True))


def _and_others(number: int) -> str:
    if number < 2:
        return ""
    return f" (and {number - 1} other{'s' if number > 2 else ''})"
