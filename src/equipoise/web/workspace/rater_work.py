"""Long work on raters: how far they are apart, what each alone would have the model say, and what each gap moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER, POOL, rows_of
from equipoise.case.schema import Rating
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.compile import EXPLANATIONS
from equipoise.studies.agreement import Agreement, agreement
from equipoise.studies.live import Live
from equipoise.studies.shared_draws.horizon_run import run_to_horizon
from equipoise.web.workspace.work import Progress

MOST_MOVES = 24
"""Gaps whose effect is worked out, the widest first; each takes two moments or three."""

Gap = tuple[str, str]
"""An item and the subject on which raters differ."""


@dataclass(frozen=True)
class RaterAnswers:
    """What the ratings of each rater would have the model say.

    Attributes:
        as_of: The vintage.
        by_rater: Of each rater, every scenario on the horizon by their ratings alone. As a study of stability gives it,
            so that a brief says the same.
        of_mean: The same by the mean of their ratings; empty where one rater alone rated.
        moves: How far a gap moves the answer, in probability: with everything else at the mean of all, the greatest
            difference that it makes to any scenario whose ratings of that one item are taken.
    """

    as_of: date
    by_rater: Mapping[str, Mapping[str, float]]
    of_mean: Mapping[str, float]
    moves: Mapping[Gap, float]


def compare_ratings(case: Case, raters: tuple[str, ...], *, progress: Progress) -> Agreement:
    """Put the ratings of some raters side by side."""
    progress("comparing raters")
    return agreement(case, raters)


def compare_answers(case: Case, raters: tuple[str, ...], as_of: date | None, *, progress: Progress) -> RaterAnswers:
    """Find what the ratings of each rater alone would have the model say, and what each of their gaps moves."""
    day = resolve_as_of(case, as_of)
    case = replace(case, ratings=tuple(row for row in case.ratings if row.rater in raters))
    names = tuple(dict.fromkeys(row.rater for row in case.ratings))
    answers = {}
    for name in names:
        progress(f"by the ratings of {name}")
        answers[name] = _answer(case, day, name)
    if len(names) < 2:
        return RaterAnswers(day, answers, {}, {})
    progress("by the mean of all ratings")
    return RaterAnswers(day, answers, _answer(case, day, POOL), _moves(case, day, progress))


def _answer(case: Case, day: date, rater: str) -> Mapping[str, float]:
    return run_to_horizon(case, as_of=day, rater=rater, particles=INTERACTIVE_PARTICLES, seed=0).probability


def _moves(case: Case, day: date, progress: Progress) -> Mapping[Gap, float]:
    apart = [one for one in agreement(case, resamples=0).differences if one.largest and one.subject != EXPLANATIONS]
    gaps = [(one.item, one.subject) for one in apart[:MOST_MOVES] if one.item in case.items]
    mean = rows_of(case.ratings, POOL, case.definition.scale)
    pooled = replace(case, ratings=mean)
    live = Live.of(pooled, as_of=day)
    found = {}
    for number, gap in enumerate(gaps, start=1):
        progress(f"gap {number} of {len(gaps)}: {gap[0]}")
        live.prepare([gap[0]])
        versions = [replace(pooled, ratings=(*_without(mean, gap), *rows)) for rows in _by_rater(case, gap)]
        # Near versions of one case: settings drawn for the mean carry them, and drawing anew would take minutes.
        said = [live.rerated(version, least_effective=0.0).on_horizon for version in versions]
        found[gap] = max(_span([one[name].probability for one in said]) for name in case.definition.scenarios)
    return found


def _without(rows: Sequence[Rating], gap: Gap) -> tuple[Rating, ...]:
    return tuple(row for row in rows if (row.item, row.subject) != gap)


def _by_rater(case: Case, gap: Gap) -> list[tuple[Rating, ...]]:
    """The rows of each rater who rated the item on the subject, as rows of nobody in particular."""
    rated: dict[str, list[Rating]] = {}
    for row in case.ratings:
        if (row.item, row.subject) == gap:
            rated.setdefault(row.rater, []).append(row.model_copy(update={"rater": DEFAULT_RATER}))
    return [tuple(rows) for rows in rated.values()]


def _span(values: Sequence[float]) -> float:
    return max(values) - min(values)
