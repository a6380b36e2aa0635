"""Explanations on trial: how well each alone predicted the record, and what share of the mix it has."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.assess.assessment import Assessment, ExplanationRow
from equipoise.probability.decibans import db_of_nats
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, decibans, decimal, listed, percent_text, weight_of
from equipoise.report.rounding import whole_percents
from equipoise.report.view.chances import chance

FEWEST_DISCRIMINATING = 5
"""With fewer items that tell explanations apart there is no ranking (docs/model.md, section 6)."""

NOTICEABLE_DB = 1.0
"""A lead below this is no lead: a deciban is about the smallest weight of evidence a person can notice (Good 1950)."""


@dataclass(frozen=True)
class ExplanationView:
    """One explanation.

    Attributes:
        title: What it is called.
        slot: Its place in the case's order, from 1: it decides its line pattern.
        why: What it holds, in the author's words; empty where not said.
        prior: Its share of the mix before the record.
        share: Its share now.
        behind_db: Decibans behind the explanation that predicted best, 0 or less; None where it was not scored.
        error_db: Monte Carlo standard error of its score, decibans.
        score: The same as text, `−2.3 dB` or `best so far`; `not ranked` where scores may not be compared.
        ahead_db: Its score less the mean over all explanations at the end of each day with evidence, decibans; empty
            where scores may not be compared or their course is not known.
    """

    title: str
    slot: int
    why: str
    prior: str
    share: str
    behind_db: float | None
    error_db: float
    score: str
    ahead_db: tuple[float, ...] = ()


@dataclass(frozen=True)
class ExplanationsView:
    """All explanations.

    Attributes:
        heading: Which has been predicting best, or why none is ranked.
        ranked: Whether scores may be compared.
        reason: What the ranking rests on, or why there is none.
        learned: What the record taught about the shares.
        rows: Explanations in the case's order.
        days: Days with evidence, for the course of the scores.
        wedge_db: Two Monte Carlo errors of the least certain score on each of them, decibans.
    """

    heading: str
    ranked: bool
    reason: str
    learned: str
    rows: tuple[ExplanationView, ...]
    days: tuple[date, ...] = ()
    wedge_db: tuple[float, ...] = ()


def explanations_view(assessment: Assessment, *, names: Names) -> ExplanationsView:
    """Scores, shares and what may be said of them."""
    ranked, reason = _may_rank(assessment)
    course = _course(assessment) if ranked else _NO_COURSE
    rows = _rows(assessment, names=names, ranked=ranked, course=course)
    return ExplanationsView(
        heading=_heading(rows, ranked=ranked),
        ranked=ranked,
        reason=reason,
        learned=_learned(assessment),
        rows=rows,
        days=course.days,
        wedge_db=course.wedge_db,
    )


@dataclass(frozen=True)
class _Course:
    days: tuple[date, ...]
    ahead_db: Mapping[str, tuple[float, ...]]
    wedge_db: tuple[float, ...]


_NO_COURSE = _Course((), {}, ())


def _course(assessment: Assessment) -> _Course:
    """The scores day by day, each less the mean of all, and how uncertain the least certain of them is."""
    points = {(point.explanation, point.date): point for point in assessment.trial_points}
    names = list(dict.fromkeys(name for name, _ in points))
    days = tuple(sorted({day for _, day in points}))
    if not all((name, day) in points for name in names for day in days):
        return _NO_COURSE
    means = [sum(points[name, day].cumulative_log_score for name in names) / len(names) for day in days]
    return _Course(
        days=days,
        ahead_db={
            name: tuple(
                db_of_nats(points[name, day].cumulative_log_score - mean) for day, mean in zip(days, means, strict=True)
            )
            for name in names
        },
        wedge_db=tuple(2 * db_of_nats(max(points[name, day].error for name in names)) for day in days),
    )


def _may_rank(assessment: Assessment) -> tuple[bool, str]:
    """Whether scores may be compared, and the sentence that says why or why not."""
    scored = [row for row in assessment.explanation_rows if row.alone_log_score is not None]
    items = assessment.discriminating_items
    if len(scored) < 2:
        return False, "There is nothing to rank: fewer than two explanations were scored."
    if items is None:
        return False, "They are not ranked: how many items tell them apart has not been counted."
    if items < FEWEST_DISCRIMINATING:
        return False, f"{_items_tell(items)} them apart; a ranking needs {count(FEWEST_DISCRIMINATING)}."
    return True, f"{_items_tell(items)} them apart."


def _items_tell(items: int) -> str:
    told = f"{count(items)} item tells" if items == 1 else f"{count(items)} items tell"
    return told[:1].upper() + told[1:]


def _rows(assessment: Assessment, *, names: Names, ranked: bool, course: _Course) -> tuple[ExplanationView, ...]:
    found, definitions = assessment.explanation_rows, assessment.case.definition.explanations
    shares = _shares([row.share for row in found])
    priors = _shares([definitions[row.explanation].prior for row in found])
    best = max((row.alone_log_score for row in found if row.alone_log_score is not None), default=0.0)
    views = []
    for slot, row in enumerate(found, start=1):
        behind = None if row.alone_log_score is None else db_of_nats(row.alone_log_score - best)
        views.append(
            ExplanationView(
                title=names.explanation(row.explanation),
                slot=slot,
                why=tidy(definitions[row.explanation].why or ""),
                prior=priors[slot - 1],
                share=_share_with_range(row) or shares[slot - 1],
                behind_db=behind,
                error_db=db_of_nats(row.alone_error),
                score=_score(behind, ranked=ranked),
                ahead_db=course.ahead_db.get(row.explanation, ()),
            )
        )
    return tuple(views)


def _shares(weights: Sequence[float]) -> list[str]:
    """Weights as parts of a hundred that add up."""
    total = sum(weights)
    if total <= 0:
        return ["none" for _ in weights]
    return [percent_text(percent) for percent in whole_percents([weight / total for weight in weights])]


def _share_with_range(row: ExplanationRow) -> str:
    return "" if row.low is None or row.high is None else chance(row.share, row.low, row.high).text


def _score(behind_db: float | None, *, ranked: bool) -> str:
    if behind_db is None:
        return "not scored"
    if not ranked:
        return "not ranked"
    return "best so far" if behind_db == 0 else decibans(behind_db)


def _heading(rows: tuple[ExplanationView, ...], *, ranked: bool) -> str:
    if not rows:
        return "The case names no explanation of the actor"
    if not ranked:
        return "The explanations cannot be ranked yet"
    scored = sorted((row for row in rows if row.behind_db is not None), key=lambda row: (_lead(row), row.slot))
    level = [row.title for row in scored if _lead(row) < max(NOTICEABLE_DB, _two_errors(scored[0], row))]
    if len(level) == len(scored):
        return "No explanation has predicted noticeably better than another"
    if len(level) > 1:
        return f"{listed(level)} have predicted about equally well so far, ahead of the rest"
    second = scored[1]
    return f"{level[0]} has predicted best so far, {weight_of(_lead(second))} ahead of {second.title}"


def _lead(row: ExplanationView) -> float:
    """How far the best is ahead of it, decibans."""
    return -row.behind_db if row.behind_db is not None else 0.0


def _two_errors(best: ExplanationView, row: ExplanationView) -> float:
    """Two Monte Carlo errors of the difference between two scores, decibans."""
    return 2 * math.hypot(best.error_db, row.error_db)


def _learned(assessment: Assessment) -> str:
    """What the record taught about the shares of the mix."""
    if assessment.case.definition.decision_maker.mix is not None:
        return "The case fixes the mix; the record does not move it."
    contractions = [row.contraction for row in assessment.explanation_rows if row.contraction is not None]
    if not contractions:
        return "The shares stand as the case sets them: they are learnt only where parameters are sampled."
    return (
        f"One case teaches little: the spread of the shares is {decimal(min(contractions), 2)} to "
        f"{decimal(max(contractions), 2)} times what it was before the record."
    )
