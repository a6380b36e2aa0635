"""A judge's courses of one kind taken together: means, skill, calibration, ranges. Never across kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from equipoise.ledger.scoring.course import ScoredCourse
from equipoise.ledger.scoring.parts import Parts, parts_of
from equipoise.ledger.scoring.plainer import (
    against_base_rate,
    against_no_change,
    against_previous,
    against_uniform,
    held_when_opened,
)
from equipoise.ledger.standing import Track
from equipoise.probability.scores import FEWEST_FOR_CURVE, Reliability, Skill, reliability, skill_against

REFERENCES = ("uniform", "base_rate", "no_change", "previous_issue")


@dataclass(frozen=True)
class MeanScore:
    """Means of one rule over questions.

    Attributes:
        daily: Mean over questions of the mean over days; None where there is none.
        spot: Mean over questions of the score on the day each opened; None likewise.
        spots: How many questions that one is over.
    """

    daily: float | None
    spot: float | None
    spots: int


@dataclass(frozen=True)
class Ranges:
    """Whether ranges of probabilities held together. One outcome cannot hold or break one of them.

    Attributes:
        of: How many forecasts have a range.
        least, most: How many events they expect at least and at most: the sums of the low and of the high ends.
        occurred: How many did occur.
    """

    of: int
    least: float
    most: float
    occurred: int

    @property
    def holds(self) -> bool:
        """Whether as many occurred as the ranges expect."""
        return self.least <= self.occurred <= self.most


@dataclass(frozen=True)
class Group:
    """Courses of one judge that may be taken together.

    Attributes:
        kind, by_whom: The judge.
        imputed: Whether numbers were read into published texts.
        conditional: Whether events stood under a condition that was met.
        of_scenarios: Whether the question was which scenario; else yes and no.
        questions: How many resolved questions count.
        rule: The rule that skill is told by.
        means: Means by rule.
        covered: Mean share of open days on which a judgement stood; None where none counts.
        skill: By reference; None for each of which fewer than twenty questions can be compared.
        compared: How many questions can be compared, by reference.
        parts: What the mean over days is made of; None for fewer than twenty questions.
        calibration: Of the first counted probability of each question of yes and no; None for scenarios.
        ranges: Of the same; None where there is no range.
    """

    kind: str
    by_whom: str
    imputed: bool
    conditional: bool
    of_scenarios: bool
    questions: int
    rule: str
    means: Mapping[str, MeanScore]
    covered: float | None
    skill: Mapping[str, Skill | None]
    compared: Mapping[str, int]
    parts: Parts | None
    calibration: Reliability | None
    ranges: Ranges | None


def grouped(
    courses: Sequence[ScoredCourse], tracks: Sequence[Track], *, held: str | None, seed: int
) -> tuple[Group, ...]:
    """Courses that count, by judge and kind.

    Args:
        courses: Every scored course.
        tracks: All that is on the record.
        held: The scenario that held when questions opened; by default what the record says.
        seed: Seed of the bootstrap intervals.
    """
    sorted_out: dict[tuple[str, str, bool, bool, bool], list[ScoredCourse]] = {}
    for course in courses:
        if course.mean is not None:
            key = (course.kind, course.by_whom, course.imputed, course.conditional, course.event.is_of_scenarios)
            sorted_out.setdefault(key, []).append(course)
    return tuple(_group(key, members, tracks, held=held, seed=seed) for key, members in sorted_out.items())


def _group(
    key: tuple[str, str, bool, bool, bool],
    courses: Sequence[ScoredCourse],
    tracks: Sequence[Track],
    *,
    held: str | None,
    seed: int,
) -> Group:
    of_scenarios = key[4]
    compared, skill = {}, {}
    for name in REFERENCES:
        pairs = [_pair(name, course, tracks, held) for course in courses]
        compared[name] = sum(own is not None and plain is not None for own, plain in pairs)
        enough = compared[name] >= FEWEST_FOR_CURVE
        skill[name] = skill_against(*zip(*pairs, strict=True), seed=seed) if enough else None
    return Group(
        *key,
        questions=len(courses),
        rule=courses[0].rule,
        means={rule: _mean_score(rule, courses) for rule in courses[0].daily},
        covered=_mean([course.daily[course.rule].coverage for course in courses]),
        skill=skill,
        compared=compared,
        parts=parts_of(courses, seed=seed) if len(courses) >= FEWEST_FOR_CURVE else None,
        calibration=None if of_scenarios else _calibration(courses),
        ranges=None if of_scenarios else _ranges(courses),
    )


def _pair(
    name: str, course: ScoredCourse, tracks: Sequence[Track], held: str | None
) -> tuple[float | None, float | None]:
    """Scores of the record and of a reference on one question."""
    if name == "previous_issue":
        return against_previous(course)
    if name == "uniform":
        return course.mean, against_uniform(course)
    if name == "base_rate":
        return course.mean, against_base_rate(course, tracks)
    return course.mean, against_no_change(course, held or held_when_opened(course, tracks))


def _mean_score(rule: str, courses: Sequence[ScoredCourse]) -> MeanScore:
    spots = [course.spot[rule] for course in courses if rule in course.spot]
    # Scenarios are ordered in all courses of a case or in none, but options differ where a case was edited.
    means = [course.daily[rule].mean for course in courses if rule in course.daily]
    return MeanScore(_mean(means), _mean(spots), sum(one is not None for one in spots))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fsum(known) / len(known) if known else None


def _calibration(courses: Sequence[ScoredCourse]) -> Reliability:
    return reliability(
        [course.standing[0].said["yes"] for course in courses], [bool(course.posed.came) for course in courses]
    )


def _ranges(courses: Sequence[ScoredCourse]) -> Ranges | None:
    ends = [
        (line.low, line.high, course.posed.came)
        for course in courses
        if (line := course.standing[0]).low is not None and line.high is not None
    ]
    if not ends:
        return None
    return Ranges(len(ends), fsum(end[0] for end in ends), fsum(end[1] for end in ends), sum(end[2] for end in ends))
