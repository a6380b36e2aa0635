"""Reading off what each item and origin counts for, and what the record does not cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.analysis.contributions import log_odds_db, probabilities_without, probability_of_targets
from equipoise.analysis.origins import probabilities_without_groups
from equipoise.assess.assessment import Coverage, EvidenceRow, OriginRow
from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.passes import predictive_log_score
from equipoise.model.arrays import Floats
from equipoise.model.compile import SCENARIOS, counted_items


def evidence_rows(run: VintageRun) -> tuple[EvidenceRow, ...]:
    """One row per item that counts, in the author's order."""
    belief = run.belief
    factors = {day: [factor for _, factor in group] for day, group in belief.item_log_factors.items()}
    without = probabilities_without(belief.passed, belief.values, factors)
    moved: dict[int, dict[str, float]] = {}
    scores: dict[int, float] = {}
    for day, group in belief.item_log_factors.items():
        for (index, factor), probability in zip(group, without[day], strict=True):
            moved[index] = _moved_db(run, probability)
            scores[index] = float(predictive_log_score(belief.passed.before[day], factor)[0, 0])
    nothing = dict.fromkeys(run.case.definition.scenarios, 0.0)
    items = {item.id: item for item in counted_items(run.case)}
    return tuple(
        EvidenceRow(
            id=item.id,
            date=items[item.id].date.day(run.case.known(items[item.id])),
            known=run.case.known(items[item.id]),
            exponent=item.exponent,
            predictive_log_score=scores.get(index, 0.0),
            moved_db=moved.get(index, nothing),
        )
        for index, item in enumerate(run.model.items)
    )


def origin_rows(run: VintageRun, evidence: Sequence[EvidenceRow]) -> tuple[OriginRow, ...]:
    """One row per origin with a rated item; what all its items move together."""
    members: dict[int, list[int]] = {}
    for index, item in enumerate(run.model.items):
        if item.is_rated:
            members.setdefault(item.origin, []).append(index)
    several = [origin for origin, indices in members.items() if len(indices) > 1]
    groups = [frozenset(members[origin]) for origin in several]
    without = dict(zip(several, probabilities_without_groups(run.belief, groups), strict=True))
    return tuple(
        OriginRow(
            origin=run.model.origins[origin],
            items=tuple(run.model.items[index].id for index in indices),
            exponents=sum(run.model.items[index].exponent for index in indices),
            moved_db=_moved_db(run, without[origin]) if origin in without else evidence[indices[0]].moved_db,
        )
        for origin, indices in members.items()
    )


def silent_dates(run: VintageRun, dates: Sequence[date]) -> tuple[date, ...]:
    """Report dates up to the as-of date in whose step no counted item is dated."""
    reported = {item.date.day(run.case.known(item)) for item in counted_items(run.case)}
    silent, previous = [], None
    for day in dates:
        if day > run.as_of:
            break
        if not any((previous is None or previous < reported_on) and reported_on <= day for reported_on in reported):
            silent.append(day)
        previous = day
    return tuple(silent)


def coverage(run: VintageRun) -> Coverage:
    """How many cells of counted items and scenarios are rated; no row is not a zero."""
    counted = {item.id for item in counted_items(run.case)}
    rated = {(row.item, row.level) for row in run.case.ratings if row.subject == SCENARIOS and row.item in counted}
    return Coverage(assessed=len(rated), cells=len(counted) * len(run.case.definition.scenarios))


def _moved_db(run: VintageRun, without: Floats) -> dict[str, float]:
    together = probability_of_targets(run.belief.passed, run.belief.values, run.belief.as_of)
    moved = log_odds_db(together)[:, 0] - log_odds_db(without)[:, 0]
    return dict(zip(run.case.definition.scenarios, (float(db) for db in moved), strict=True))
