"""Reading off what the actor sees, and how courses rank."""

from __future__ import annotations

from equipoise.analysis.perception import Perception, joined, read_perception
from equipoise.assess.assessment import CourseRow, PerceptionRow
from equipoise.assess.ranges import central_range
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.courses import allowed_courses


def read_eyes(run: VintageRun) -> Perception:
    """The as-of date as it is and as the actor sees it, under every particle."""
    return joined(run.posterior.read(read_perception))


def perception_rows(run: VintageRun, found: Perception) -> tuple[PerceptionRow, ...]:
    """One row per level of each condition; the range is that of what the actor sees."""
    conditions = run.case.definition.conditions
    names = [(name, level) for name, condition in conditions.items() for level in condition.levels]
    return tuple(
        PerceptionRow(
            name,
            level,
            float(found.true[index].mean()),
            float(found.seen[index].mean()),
            *central_range(run, found.seen[index]),
        )
        for index, (name, level) in enumerate(names)
    )


def course_rows(run: VintageRun, found: Perception) -> tuple[CourseRow, ...]:
    """One row per course, the best for the actor first."""
    definition = run.case.definition
    scenarios = list(definition.scenarios)
    rows = []
    for index, course in enumerate(allowed_courses(definition)):
        low, high = central_range(run, found.to_actor[index])
        rows.append(
            CourseRow(
                course=dict(zip(definition.instruments, course, strict=True)),
                scenario=scenarios[run.model.scenario_of_course[index]],
                to_analyst=float(found.to_analyst[index].mean()),
                to_actor=float(found.to_actor[index].mean()),
                low=low,
                high=high,
            )
        )
    return tuple(sorted(rows, key=lambda row: -row.to_actor))
