"""Which other ways there are to make the arbitrary choices of a case, as edits of it or as other raters.

Each is one run of the edited case. What can be had from the run of the case itself, leaving out evidence or recoding
it, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from equipoise.case.case import Case
from equipoise.case.raters import POOL
from equipoise.case.schema import LogNormal, Quantity, middle
from equipoise.model.compile.reasons import review_months
from equipoise.studies.stability.choices import Kind
from equipoise.studies.stability.opened_course import (
    course_text,
    excluded_but,
    excluded_courses,
    scenarios_that_would_hold,
)

# Each opened course is a run of its own; a case that closes more would take many minutes.
MOST_OPENED = 20


@dataclass(frozen=True)
class OtherWay:
    """Another way to make a choice.

    Attributes:
        kind, name, title: The choice, as in `Choice`.
        label: The way, as in `Setting`.
        edits: What is edited.
        rater: Whose ratings count instead; None to keep the rater.
        refusal: Why it cannot be tried; empty where it can.
    """

    kind: Kind
    name: str
    title: str
    label: str
    edits: Mapping[str, Any] = field(default_factory=dict)
    rater: str | None = None
    refusal: str = ""


def other_ways(case: Case, rater: str) -> tuple[OtherWay, ...]:
    """Every other way, those of one choice together.

    Args:
        case: The case.
        rater: Whose ratings count in the assessment.
    """
    return (
        *_decisiveness(case),
        *_raters(case, rater),
        *_rating_strength(case),
        *_opened_courses(case),
        *_review_time(case),
    )


def _decisiveness(case: Case) -> Iterator[OtherWay]:
    """At its 16th and its 84th percentile; a number that the author fixed has none."""
    authored = case.definition.decision_maker.decisiveness
    if not isinstance(authored, LogNormal):
        return
    for value in (authored.median / authored.spread, authored.median * authored.spread):
        edits = {"decision_maker.decisiveness": value}
        yield OtherWay("decisiveness", "decisiveness", "Decisiveness", f"{value:.3g}", edits)


def _raters(case: Case, rater: str) -> Iterator[OtherWay]:
    """Everybody else who rated anything, and the mean over all."""
    known = list(dict.fromkeys(row.rater for row in case.ratings))
    others = [name for name in known if name != rater]
    if len(known) > 1 and rater != POOL:
        others.append(POOL)
    for name in others:
        label = "mean of all" if name == POOL else name
        yield OtherWay("rater", "rater", "Whose ratings count", label, rater=name)


def _rating_strength(case: Case) -> Iterator[OtherWay]:
    edits = {"rating_strength": _times(case.definition.rating_strength, 0.5)}
    yield OtherWay("rating_strength", "rating_strength", "Rating strength", "half", edits)


def _opened_courses(case: Case) -> Iterator[OtherWay]:
    """Each excluded course opened by itself."""
    tried = 0
    for course in excluded_courses(case.definition):
        name = course_text(case.definition, course)
        refusal = ""
        if not scenarios_that_would_hold(case.definition, course):
            refusal = "the course belongs to no scenario"
        elif tried == MOST_OPENED:
            refusal = f"{MOST_OPENED} courses are opened in turn and no more, since each takes a run of its own"
        else:
            tried += 1
        edits = {"excluded": excluded_but(case.definition, course)}
        yield OtherWay("excluded", name, name, "open", edits, refusal=refusal)


def _review_time(case: Case) -> Iterator[OtherWay]:
    """Half and twice the time between reviews, as uncertain as before; one that the base rate gives is a number."""
    authored = review_months(case.definition)
    for factor in (0.5, 2.0):
        months = factor * middle(authored)
        label = f"{months:.3g} month{'' if months == 1 else 's'}"
        edits = {"decision_maker.review.every": _times(authored, factor)}
        yield OtherWay("review", "review", "Review time", label, edits)


def _times(quantity: Quantity, factor: float) -> Any:
    """A number that is never below 0 times a factor; where it is uncertain, as uncertain as before."""
    if isinstance(quantity, LogNormal):
        return {"median": factor * quantity.median, "spread": quantity.spread}
    return factor * middle(quantity)
