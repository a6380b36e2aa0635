"""The path of one number: from the words of a document to the probability of a scenario."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from equipoise.analysis.contributions import log_odds_db
from equipoise.analysis.put_in import joined, put_in
from equipoise.assess.ranges import Range, central_range
from equipoise.assess.vintage_run import VintageRun, date_of_day
from equipoise.calendar import CoarseDate
from equipoise.case.case import Case
from equipoise.case.quotation import quotation
from equipoise.case.raters import decibans
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.inference.factors import accuracy, log_grid, rating_strength, strength_of
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import LETTERS, Floats, ItemArrays
from equipoise.model.compile import is_learned, levels_of_variable
from equipoise.model.copies import TIE
from equipoise.studies.explaining.moved_by_evidence import ItemEffect
from equipoise.studies.explaining.robustness import without_items
from equipoise.studies.shared_draws.disputes import Dispute, disputes_in
from equipoise.studies.shared_draws.dropped_origins import MOST_PARTICLES
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.spreads import by_scenario


@dataclass(frozen=True)
class Quoted:
    """Where in a document an item stands; `text` is None where the case folder does not hold the document."""

    document: str
    start: int
    end: int
    text: str | None


@dataclass(frozen=True)
class Weight:
    """What an item says of one level of a subject.

    Attributes:
        subject, level: Ids.
        rating: What was written, a mark or dB; None where nobody rated the level, which counts as 0 dB.
        rated_db: That in dB, as written.
        why: Why it was rated so.
        likelihood: Λ of the level: the rating at its strength, over the mean of the subject's levels; mean over
            parameters. Silence is not counted in. None for rows that say nothing of a level: what a planted report
            would say, and ratings of explanations, which are not in the likelihood.
        factor: What the item multiplies the level by in the end, accuracy, silence, planting and exponent included,
            over the plain mean; mean over the levels of other subjects and over parameters. None likewise.
    """

    subject: str
    level: str
    rating: str | float | None
    rated_db: float
    why: str | None
    likelihood: float | None
    factor: float | None


@dataclass(frozen=True)
class WithAndWithout:
    """The scenarios on a day with an item and without it.

    Attributes:
        at: `its day`, `now` or `horizon`.
        date: The day.
        with_: Probability of each scenario, with it.
        without: Without it. On its day all else stays as it is; now and on the horizon the case never held it, and
            copies of its origin step forward.
        factor: On its day, what it multiplies the probability of each scenario by; `with_` over `without`.
        moved_db: Log-odds with it less without it, dB.
    """

    at: str
    date: datetime.date
    with_: Mapping[str, float]
    without: Mapping[str, float]
    factor: Mapping[str, float]
    moved_db: Mapping[str, float]


@dataclass(frozen=True)
class PathOfANumber:
    """One item, link by link.

    Attributes:
        item: Its id.
        what, kind, note: As authored.
        date: When it was so, as precisely as its author gave it.
        day: The day it is weighed on.
        known: The day it became known.
        quoted: Where it stands.
        sources: Ids of those who report it.
        chain: Who told whom, from the root to what was read.
        not_counted: Why it does not enter the likelihood; empty where it does. All that follows is then empty.
        stage: How far the act it tells of has come; None where not said.
        disputes: Where it is a claim that another item denies, or such a denial: both, side by side.
        is_exact: Whether it is a public fact that defines a level: its ratings count at their word.
        grade: Letter and digit it is graded by, its own or its best source's letter; None where accuracy is authored.
        learned_from: Ids of the sources whose settled claims its accuracy rests on; empty where it rests on none.
        accuracy_before: Probability that the report is accurate, before the record.
        accuracy_now, accuracy_low, accuracy_high: The same given the record, with the central 80 per cent.
        planted_chance: Probability that it was planted if it is not accurate.
        strength, strength_low, strength_high: What its ratings are multiplied by, given the record.
        origin: Its root.
        copies: Rated items of that origin, itself included, by id, the strongest first.
        rank: Its rank among them, from 1; equals share theirs.
        exponent: How much of it counts.
        weights: What it says of each level of each subject it rates.
        effect: What it moved on arrival, and moves now with all else as it is.
        days: The scenarios with it and without it.
    """

    item: str
    what: str
    kind: str
    note: str | None
    date: CoarseDate
    day: datetime.date
    known: datetime.date
    quoted: tuple[Quoted, ...]
    sources: tuple[str, ...]
    chain: tuple[tuple[str, ...], ...]
    not_counted: str
    stage: str | None = None
    disputes: tuple[Dispute, ...] = ()
    is_exact: bool = False
    grade: str | None = None
    learned_from: tuple[str, ...] = ()
    accuracy_before: float | None = None
    accuracy_now: float | None = None
    accuracy_low: float | None = None
    accuracy_high: float | None = None
    planted_chance: float = 0.0
    strength: float | None = None
    strength_low: float | None = None
    strength_high: float | None = None
    origin: str = ""
    copies: tuple[str, ...] = ()
    rank: int | None = None
    exponent: float | None = None
    weights: tuple[Weight, ...] = ()
    effect: ItemEffect | None = None
    days: tuple[WithAndWithout, ...] = ()


def path_of_a_number(case: Case, horizon: HorizonRun, name: str, effect: ItemEffect | None) -> PathOfANumber:
    """Follow one item.

    Args:
        case: The case with the folder its documents lie in.
        horizon: The run.
        name: Id of an item that is known at the vintage.
        effect: What it moves; None where it does not enter the likelihood.
    """
    run = horizon.run
    item = run.case.items[name]
    path = PathOfANumber(
        item=name,
        what=item.what,
        kind=item.kind,
        note=item.note,
        date=item.date,
        day=item.date.day(run.case.known(item)),
        known=run.case.known(item),
        quoted=tuple(Quoted(one.document, one.start, one.end, quotation(case, one)) for one in item.where),
        sources=tuple(item.sources),
        chain=tuple(tuple(one) for one in item.chain),
        not_counted=_why_not_counted(run, item),
        stage=item.stage,
        disputes=disputes_in(horizon, of=name),
    )
    return path if effect is None else _counted(path, horizon, item, effect)


def _why_not_counted(run: VintageRun, item: EvidenceItem) -> str:
    if item.kind in ("judgement", "background"):
        return f"items of kind {item.kind} never enter the likelihood"
    clock, day = run.case.definition.clock, item.date.day(run.case.known(item))
    if day < clock.opens:
        return "it is dated before the case opens"
    if day > clock.horizon:
        return "it is dated after the horizon"
    return "" if any(one.id == item.id and one.is_rated for one in run.model.items) else "nobody rated it"


def _counted(path: PathOfANumber, horizon: HorizonRun, item: EvidenceItem, effect: ItemEffect) -> PathOfANumber:
    run = horizon.run
    arrays = next(one for one in run.model.items if one.id == item.id)
    parameters = run.posterior.parameters()
    accurate = accuracy(arrays, parameters)
    strength = strength_of(arrays, rating_strength(run.model, parameters))
    of_origin = sorted(
        (one for one in run.model.items if one.origin == arrays.origin and one.is_rated), key=lambda one: -one.strength
    )
    accuracy_range, strength_range = _range(run, accurate), _range(run, strength)
    return replace(
        path,
        is_exact=arrays.is_exact,
        grade=_grade(item, arrays),
        learned_from=tuple(item.sources) if is_learned(run.case, item) else (),
        accuracy_before=arrays.reliability.mean,
        accuracy_now=float(accurate.mean()),
        accuracy_low=accuracy_range[0],
        accuracy_high=accuracy_range[1],
        planted_chance=arrays.planted_chance,
        strength=float(strength.mean()),
        strength_low=strength_range[0],
        strength_high=strength_range[1],
        origin=run.model.origins[arrays.origin],
        copies=tuple(one.id for one in of_origin),
        rank=1 + sum(one.strength > arrays.strength + TIE for one in of_origin),
        exponent=arrays.exponent,
        weights=_weights(run, arrays, parameters),
        effect=effect,
        days=_days(horizon, arrays),
    )


def _range(run: VintageRun, values: Floats) -> Range:
    return central_range(run, values) if values.size > 1 else (None, None)


def _grade(item: EvidenceItem, arrays: ItemArrays) -> str | None:
    if arrays.reliability.letter is None:
        return None
    return item.grade if item.grade is not None else list(LETTERS)[arrays.reliability.letter]


def _weights(run: VintageRun, arrays: ItemArrays, parameters: Parameters) -> tuple[Weight, ...]:
    definition = run.case.definition
    strength = strength_of(arrays, rating_strength(run.model, parameters))
    factor = np.exp(log_grid(arrays, strength, accuracy(arrays, parameters))).mean(axis=-1)
    rows = {(row.subject, row.level): row for row in run.case.ratings if row.item == arrays.id}
    found = []
    for axis, variable in enumerate(arrays.variables):
        subject = run.model.variables[variable].name
        likelihood = 10 ** (arrays.decibans[axis][:, None] * strength / 10)
        likelihood = (likelihood / likelihood.mean(axis=0)).mean(axis=-1)
        alone = factor.mean(axis=tuple(other for other in range(factor.ndim) if other != axis))
        for level, name in enumerate(levels_of_variable(definition, subject)):
            row = rows.pop((subject, name), None)
            found.append(_weight(run, subject, name, row, float(likelihood[level]), float(alone[level])))
    return (*found, *(_weight(run, row.subject, row.level, row, None, None) for row in rows.values()))


def _weight(
    run: VintageRun, subject: str, level: str, row: Rating | None, likelihood: float | None, factor: float | None
) -> Weight:
    return Weight(
        subject=subject,
        level=level,
        rating=None if row is None else row.rating,
        rated_db=0.0 if row is None else decibans(row, run.case.definition.scale),
        why=None if row is None else row.why,
        likelihood=likelihood,
        factor=factor,
    )


def _days(horizon: HorizonRun, arrays: ItemArrays) -> tuple[WithAndWithout, ...]:
    run = horizon.run
    on_day = _on_its_day(run, arrays)
    nothing, gone = frozenset[str](), frozenset({arrays.id})
    today = without_items(horizon, [nothing, gone], now=True).probability
    ahead = without_items(horizon, [nothing, gone]).probability
    last = run.case.definition.clock.horizon
    return (
        _compared("its day", date_of_day(run.case, arrays.day), *on_day),
        _compared("now", run.as_of, today[0], today[1]),
        _compared("horizon", last, ahead[0], ahead[1]),
    )


def _on_its_day(run: VintageRun, arrays: ItemArrays) -> tuple[dict[str, float], dict[str, float]]:
    """The scenarios at the end of the item's day, all other evidence of the vintage taken in: with it, and without."""
    others = tuple(item for item in run.model.items if item.id != arrays.id)
    inquiry = replace(run.posterior.inquiry, as_of=arrays.day, last=run.posterior.inquiry.as_of, days=())
    posterior = replace(run.posterior, model=replace(run.model, items=others), inquiry=inquiry)
    parts = posterior.read(lambda belief: put_in(belief, [arrays]), coordinates=posterior.thinned(MOST_PARTICLES))
    found = joined(parts)
    # The particles are those of all evidence; without the item each counts by the inverse of how likely it made it.
    with_ = np.exp(found.log_with[0] - np.logaddexp.reduce(found.log_with[0], axis=0)).mean(axis=-1)
    log_inverse = -np.logaddexp.reduce(found.log_with[0], axis=0)
    weights = np.exp(log_inverse - log_inverse.max())
    return by_scenario(run.case, with_), by_scenario(run.case, found.without @ weights / weights.sum())


def _compared(at: str, day: datetime.date, with_: Mapping[str, float], without: Mapping[str, float]) -> WithAndWithout:
    after, before = (log_odds_db(np.array(list(chances.values()))) for chances in (with_, without))
    moved = np.subtract(after, before, out=np.zeros_like(after), where=after != before)
    return WithAndWithout(
        at=at,
        date=day,
        with_=with_,
        without=without,
        factor={name: with_[name] / chance if chance > 0 else 1.0 for name, chance in without.items()},
        moved_db=dict(zip(with_, (float(db) for db in moved), strict=True)),
    )
