"""The actor's eyes beside the analyst's: what each takes the conditions for, and how courses rank for each."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.assess.assessment import Assessment, CourseRow
from equipoise.case.case import Case
from equipoise.report.names import Names
from equipoise.report.numbers import decimal, percent_text
from equipoise.report.rounding import whole_percents
from equipoise.report.view.chances import Chance, chance
from equipoise.report.view.in_sentence import level_in_sentence


@dataclass(frozen=True)
class SeenLevelView:
    """A level of a condition: how likely it is, and how likely the actor is to take it for so."""

    condition: str
    level: str
    true: str
    seen: Chance


@dataclass(frozen=True)
class RankedCourseView:
    """A course and what its reasons are worth, in nats behind the best; `0.0` for the best."""

    course: str
    scenario: str
    to_analyst: str
    to_actor: str


@dataclass(frozen=True)
class EyesView:
    """Both pairs of eyes.

    Attributes:
        levels: Every level of every condition.
        courses: Courses, the best for the actor first.
        verdict: Whether the two rank courses alike.
    """

    levels: tuple[SeenLevelView, ...]
    courses: tuple[RankedCourseView, ...]
    verdict: str


def eyes_view(assessment: Assessment, *, names: Names) -> EyesView:
    """What the actor sees and prefers, and what an analyst in its place would."""
    return EyesView(
        levels=tuple(_levels(assessment, names)),
        courses=tuple(_course(row, assessment, names) for row in assessment.course_rows),
        verdict=_verdict(assessment, names),
    )


def _levels(assessment: Assessment, names: Names) -> list[SeenLevelView]:
    views = []
    for condition in assessment.case.definition.conditions:
        rows = [row for row in assessment.perception_rows if row.condition == condition]
        true = whole_percents([row.true for row in rows])
        for row, percent in zip(rows, true, strict=True):
            seen = chance(row.seen, row.low, row.high)
            level = names.level(condition, row.level)
            views.append(SeenLevelView(names.condition(condition), level, percent_text(percent), seen))
    return views


def _course(row: CourseRow, assessment: Assessment, names: Names) -> RankedCourseView:
    return RankedCourseView(
        course=_course_title(row, assessment.case, names),
        scenario=names.scenario(row.scenario),
        to_analyst=decimal(row.to_analyst),
        to_actor=_with_range(row),
    )


def _course_title(row: CourseRow, case: Case, names: Names) -> str:
    return ", ".join(
        f"{names.instrument(name)} {level_in_sentence(name, level, case)}" for name, level in row.course.items()
    )


def _with_range(row: CourseRow) -> str:
    if row.low is None or row.high is None:
        return decimal(row.to_actor)
    return f"{decimal(row.to_actor)} ({decimal(row.low)} to {decimal(row.high)})"


def _verdict(assessment: Assessment, names: Names) -> str:
    rows, case = assessment.course_rows, assessment.case
    if not rows:
        return ""
    by_analyst = sorted(rows, key=lambda row: -row.to_analyst)
    first, other = rows[0], by_analyst[0]
    if dict(first.course) != dict(other.course):
        return (
            f"They differ: the actor's reasons speak most for {_course_title(first, case, names)}, an analyst's in its "
            f"place for {_course_title(other, case, names)}."
        )
    if [dict(row.course) for row in rows] != [dict(row.course) for row in by_analyst]:
        return "Both put the same course first, and rank others differently."
    return "Both rank the courses alike."
