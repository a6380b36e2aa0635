"""Reading off what each item and origin counts for, and what the record does not cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.analysis.contributions import LeftOut, joined, leave_out, moved_db
from equipoise.analysis.scores import predictive_log_scores
from equipoise.assess.assessment import Coverage, EvidenceRow, OriginRow
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.raters import PLANTED
from equipoise.model.arrays import Floats
from equipoise.model.compile import EXPLANATIONS, SCENARIOS, counted_items, levels_of_variable

# Particles over which evidence is left out; both sides of every difference are taken over the same ones. Fewer where
# origins are so many, and so spread over time, that leaving each out would take minutes.
CONTRIBUTION_PARTICLES, FEWEST_CONTRIBUTION_PARTICLES = 64, 16
# States times days with evidence over which beliefs are carried again; a thousand million take half a minute.
MOST_CARRIED = 10**9
# Particles of the prior that predict each item from the days before it.
PREDICTION_PARTICLES = 512


@dataclass(frozen=True)
class Contributions:
    """What items and origins moved.

    Attributes:
        run: The vintage.
        left_out: The belief with parts of the evidence left out.
        groups: Items of each origin that has several rated ones, by origin.
    """

    run: VintageRun
    left_out: LeftOut
    groups: Mapping[int, tuple[int, ...]]


def read_contributions(run: VintageRun) -> Contributions:
    """Leave out every item and every origin."""
    members = _rated_by_origin(run)
    groups = {origin: indices for origin, indices in members.items() if len(indices) > 1}
    sets = [frozenset(indices) for indices in groups.values()]
    thinned = run.posterior.thinned(_particles_to_leave_out(run, sets))
    parts = run.posterior.read(lambda belief: leave_out(belief, sets), coordinates=thinned)
    return Contributions(run, joined(parts), groups)


def evidence_rows(contributions: Contributions) -> tuple[EvidenceRow, ...]:
    """One row per item that counts, in the author's order."""
    run = contributions.run
    moved = _moved_by_item(contributions)
    scores = predictive_log_scores(run.posterior, run.posterior.reference(PREDICTION_PARTICLES))
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


def origin_rows(contributions: Contributions) -> tuple[OriginRow, ...]:
    """One row per origin with a rated item; what all its items move together."""
    run = contributions.run
    by_item = _moved_by_item(contributions)
    by_group = dict(zip(contributions.groups, contributions.left_out.log_without_group, strict=True))
    return tuple(
        OriginRow(
            origin=run.model.origins[origin],
            items=tuple(run.model.items[index].id for index in indices),
            exponents=sum(run.model.items[index].exponent for index in indices),
            moved_db=_named(run, moved_db(contributions.left_out.together, by_group[origin]))
            if origin in by_group
            else by_item[indices[0]],
        )
        for origin, indices in _rated_by_origin(run).items()
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
    """How many cells of the matrix of counted items are rated; no row is not a zero.

    An item has a cell for each level of each subject that it is rated on; one that nobody rated, for each scenario. A
    silence says what it is worth by its rates, and so leaves no cell open.
    """
    definition = run.case.definition
    counted = counted_items(run.case)
    rated: dict[str, dict[str, set[str]]] = {item.id: {} for item in counted}
    for row in run.case.ratings:
        if row.item in rated and row.subject != EXPLANATIONS and not row.subject.startswith(PLANTED):
            rated[row.item].setdefault(row.subject, set()).add(row.level)
    assessed = cells = 0
    for item in counted:
        subjects = rated[item.id] if rated[item.id] or item.silence is not None else {SCENARIOS: set[str]()}
        assessed += sum(len(levels) for levels in subjects.values())
        cells += sum(len(levels_of_variable(definition, subject)) for subject in subjects)
    return Coverage(assessed=assessed, cells=cells)


def _particles_to_leave_out(run: VintageRun, groups: Sequence[frozenset[int]]) -> int:
    days = sorted({item.day for item in run.model.items if item.is_rated})
    number = {day: index for index, day in enumerate(days)}
    spans = ([number[run.model.items[index].day] for index in group] for group in groups)
    carried = run.model.start.size * sum(max(span) - min(span) + 1 for span in spans)
    return min(CONTRIBUTION_PARTICLES, max(FEWEST_CONTRIBUTION_PARTICLES, MOST_CARRIED // max(carried, 1)))


def _rated_by_origin(run: VintageRun) -> dict[int, tuple[int, ...]]:
    members: dict[int, tuple[int, ...]] = {}
    for index, item in enumerate(run.model.items):
        if item.is_rated:
            members[item.origin] = (*members.get(item.origin, ()), index)
    return members


def _moved_by_item(contributions: Contributions) -> dict[int, dict[str, float]]:
    left_out = contributions.left_out
    return {
        index: _named(contributions.run, moved_db(left_out.together, without))
        for index, without in zip(left_out.rated, left_out.log_without_item, strict=True)
    }


def _named(run: VintageRun, decibans: Floats) -> dict[str, float]:
    return dict(zip(run.case.definition.scenarios, (float(db) for db in decibans), strict=True))
