"""Forecasts that anyone could have made of the same events, scored: what a record has to beat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.ledger.scoring.course import ScoredCourse
from equipoise.ledger.scoring.penalties import penalties_of_distribution
from equipoise.ledger.scoring.posed import Posed, posed
from equipoise.ledger.standing import Track
from equipoise.probability.scores import base_rate, no_change, uniform


def against_uniform(course: ScoredCourse) -> float:
    """Score of the same probability for every option."""
    return _score(uniform(len(course.posed.options)), course)


def against_base_rate(course: ScoredCourse, tracks: Sequence[Track]) -> float | None:
    """Score of how often each option came, of events like it on this record that were settled before it opened.

    None where nothing of the course counts.
    """
    if course.opened is None:
        return None
    counts = [0] * len(course.posed.options)
    for track in tracks:
        before = posed(track)
        is_settled = track.resolution is not None and track.resolution.date < course.opened
        is_alike = track.event.is_of_scenarios == course.event.is_of_scenarios and not track.event.given
        if before is not None and is_settled and is_alike and _name(before) in course.posed.options:
            counts[course.posed.options.index(_name(before))] += 1
    return _score(base_rate(counts), course)


def against_no_change(course: ScoredCourse, held: str | None) -> float | None:
    """Score of as good as certainty that things stay as they are; None where that says nothing about the event.

    Args:
        course: What is compared.
        held: The scenario that held when the question opened; None where nobody said.
    """
    if held is None:
        return None
    options = course.posed.options
    if course.event.is_of_scenarios:
        return _score(no_change(len(options), options.index(held)), course) if held in options else None
    members = course.event.at or course.event.ever or course.event.throughout or []
    if any("=" in member for member in members):  # an instrument or a condition, of which the scenario does not tell
        return None
    return _score(no_change(2, int(held in members)), course)


def against_previous(course: ScoredCourse) -> tuple[float | None, float | None]:
    """Scores of what the judge said last, and the time before; None where it was said once."""
    if len(course.standing) < 2:
        return None, None
    before, last = course.standing[-2:]
    return last.penalties[course.rule], before.penalties[course.rule]


def held_when_opened(course: ScoredCourse, tracks: Sequence[Track]) -> str | None:
    """The scenario that the record itself says held, last before a question opened."""
    if course.opened is None:
        return None
    known: list[tuple[date, str]] = []
    for track in tracks:
        resolution = track.resolution
        if resolution is not None and resolution.scenario is not None and track.event.until <= course.opened:
            known.append((track.event.until, resolution.scenario))
    return max(known)[1] if known else None


def _name(before: Posed) -> str:
    return before.options[before.came]


def _score(values: tuple[float, ...], course: ScoredCourse) -> float:
    return penalties_of_distribution(values, course.posed)[course.rule]
