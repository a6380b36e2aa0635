"""What the mean score of a record is made of: Murphy's and Yates's parts, each question counting one.

Every judgement enters for the days on which it stood, so that the parts sum to the mean over days that is shown: the
weights of Merkle & Hartman (2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.ledger.scoring.course import ScoredCourse
from equipoise.ledger.scoring.penalties import distribution
from equipoise.probability.scores import (
    BinaryRows,
    Murphy,
    Yates,
    murphy,
    murphy_over_sides,
    rows_of_events,
    rows_of_options,
    rows_of_ordered,
    topic_weights,
    yates,
    yates_over_sides,
)


@dataclass(frozen=True)
class Parts:
    """A mean score taken apart.

    Attributes:
        of: What is taken apart: `brier_01` of yes and no; `ranked` of scenarios in an order; `brier_02` of others,
            there divided by the number of scenarios.
        murphy: Calibration, resolution and how hard the questions were, with intervals over questions.
        yates: Bias, separation and noise, likewise.
        murphy_sides: Murphy's parts over which side of each question is called the event; None for scenarios, which
            have no sides.
        yates_sides: Yates's parts likewise.
    """

    of: str
    murphy: Murphy
    yates: Yates
    murphy_sides: Murphy | None
    yates_sides: Yates | None


def parts_of(courses: Sequence[ScoredCourse], *, seed: int) -> Parts | None:
    """Take a mean over days apart.

    Args:
        courses: One for each question, all of yes and no or all of scenarios.
        seed: Seed of the intervals.

    Returns:
        The parts; None where scenarios stand in an order in some questions and in none in others.
    """
    of = {_rule(course) for course in courses if course.mean is not None}
    if len(of) != 1:
        return None
    (rule,) = of
    rows = _rows([course for course in courses if course.mean is not None], rule)
    by_murphy, by_yates = murphy(rows, seed=seed), yates(rows, seed=seed)
    assert by_murphy is not None, "every course stood for a day"
    assert by_yates is not None, "and so both are known"
    has_sides = rule == "brier_01"
    return Parts(
        of=rule,
        murphy=by_murphy,
        yates=by_yates,
        murphy_sides=murphy_over_sides(rows, seed=seed) if has_sides else None,
        yates_sides=yates_over_sides(rows, seed=seed) if has_sides else None,
    )


def _rule(course: ScoredCourse) -> str:
    return "ranked" if course.posed.is_ordered else course.rule


def _rows(courses: Sequence[ScoredCourse], rule: str) -> BinaryRows:
    stood = [
        (n, course, line, days)
        for n, course in enumerate(courses)
        for line, days in zip(course.standing, course.days, strict=True)
        if days
    ]
    questions = [n for n, *_ in stood]
    weights = topic_weights(questions, [None] * len(stood), days=[days for *_, days in stood])
    came = [course.posed.came for _, course, *_ in stood]
    said = [distribution(line.said, course.posed) for _, course, line, _ in stood]
    if rule == "brier_01":
        chances = [yes for _, yes in said]
        return rows_of_events(chances, [bool(one) for one in came], weights=weights, questions=questions)
    rows = rows_of_ordered if rule == "ranked" else rows_of_options
    return rows(said, came, weights=weights, questions=questions)
